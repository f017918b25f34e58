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
    let ahead = values(at: zip(point, direction).map { $0 + step * $1 })
    let behind = values(at: zip(point, direction).map { $0 - step * $1 })
    return zip(ahead, behind).map { ($0 - $1) / (2 * step) }
  }

  /// The values of the outputs in plain floating-point arithmetic.
  private func values(at point: [Double]) -> [Double] {
    (try? linearized(at: point, checkingDomains: false).outputs) ?? []
  }
}

extension Linearization {
  /// The error of central differences against the step, from 1 down to the smallest that changes the point.
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
