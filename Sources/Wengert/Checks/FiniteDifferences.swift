/// Numerical differentiation, to compare with.
extension Graph {
  /// The derivative of the outputs along a direction by central differences: two evaluations.
  ///
  /// The error has a part that falls with the square of the step and a rounding part that grows as the step
  /// shrinks (Bishop and Bishop 2024, section 8.1.4).
  ///
  /// - Parameters:
  ///   - point: a component for each input.
  ///   - direction: a component for each input.
  ///   - step: how far to go along the direction, each way.
  /// - Returns: a component for each output; NaN where a step leaves a domain.
  public func centralDifference(
    at point: [Double], along direction: [Double], step: Double
  ) -> [Double] {
    CentralDifference(of: self, at: point, along: direction, step: step).values
  }
}

/// A central difference with what was computed for it.
struct CentralDifference {
  private let step: Double
  private let ahead, behind: Linearization

  init(of graph: Graph, at point: [Double], along direction: [Double], step: Double) {
    self.step = step
    ahead = graph.linearizedBeyondDomains(at: zip(point, direction).map { $0 + step * $1 })
    behind = graph.linearizedBeyondDomains(at: zip(point, direction).map { $0 - step * $1 })
  }

  /// The derivative of each output.
  var values: [Double] { zip(ahead.outputs, behind.outputs).map { ($0 - $1) / (2 * step) } }

  /// Whether a partial jumps on the way, so that the difference says nothing about either side.
  var crossesKink: Bool { behind.hasKink(before: ahead) }
}

extension Linearization {
  /// The error of central differences against the step, from 1 down to 10⁻¹⁵.
  ///
  /// - Parameters:
  ///   - output: the position of the output.
  ///   - direction: a component for each input.
  /// - Returns: steps and the magnitudes of the errors, the forward sweep taken for exact.
  public func differenceErrors(
    ofOutput output: Int = 0, along direction: [Double]
  ) -> [(step: Double, error: Double)] {
    let exact = jacobianVectorProduct(direction)[output]
    return (0...15).map { exponent in
      let step = (0..<exponent).reduce(1.0) { size, _ in size / 10 }
      let difference = graph.centralDifference(at: point, along: direction, step: step)[output]
      return (step, (difference - exact).magnitude)
    }
  }
}
