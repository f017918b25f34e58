/// One check of the derivatives at a point.
public struct DerivativeCheck: Sendable, Equatable {
  /// What is compared.
  public enum Subject: String, Sendable, CaseIterable {
    /// ⟨J u, w⟩ = ⟨u, Jᵀ w⟩ for random u and w.
    case transpose
    /// The Jacobian by forward and by reverse passes.
    case jacobian
    /// The Jacobian times a random direction against central differences.
    case differences
    /// The Hessian of a random combination of outputs against its transpose.
    case symmetry
  }

  /// What happened.
  public enum Result: Sendable, Equatable {
    /// The two sides agree.
    case passed(difference: Double)
    /// The two sides differ by more than the tolerance.
    case failed(difference: Double)
    /// Nothing could be said, and why.
    case skipped(String)
  }

  /// What is compared.
  public let subject: Subject
  /// What happened; differences are relative to the largest number compared.
  public let result: Result
  /// The largest relative difference that passes.
  public let tolerance: Double
}

extension Linearization {
  /// Every check of the derivatives at the point.
  ///
  /// What would take more than some 10⁸ operations is skipped.
  ///
  /// - Parameter seed: what the random directions come from; the same seed gives the same directions.
  /// - Complexity: O(nodes · (inputs + outputs)), bounded as said.
  public func checks(seed: UInt64 = 1) -> [DerivativeCheck] {
    DerivativeCheck.Subject.allCases.map { subject in
      var directions = Directions(state: seed)
      let u = graph.inputs.map { _ in directions.next() }
      let w = graph.outputs.map { _ in directions.next() }
      return check(subject, u, w)
    }
  }

  private func check(_ subject: DerivativeCheck.Subject, _ u: [Double], _ w: [Double])
    -> DerivativeCheck
  {
    switch subject {
    case .transpose:
      let left = zip(jacobianVectorProduct(u), w).map { $0 * $1 }
      let right = zip(u, vectorJacobianProduct(w)).map { $0 * $1 }
      // Sums of many products cancel; the scale is that of the products.
      let scale = (left + right).reduce(0) { Swift.max($0, $1.magnitude) }
      return DerivativeCheck(
        subject, [left.reduce(0, +)], [right.reduce(0, +)], scale: scale, tolerance: 1e-10)
    case .jacobian where isTooLarge(Swift.max(graph.inputs.count, graph.outputs.count)):
      return .skipped(subject, "there are too many inputs or outputs")
    case .symmetry where isTooLarge(2 * graph.inputs.count):
      return .skipped(subject, "there are too many inputs")
    case .jacobian:
      let forward = jacobian(by: .forward).rows.flatMap { $0 }
      let reverse = jacobian(by: .reverse).rows.flatMap { $0 }
      return DerivativeCheck(subject, forward, reverse, tolerance: 1e-10)
    case .differences: return differenceCheck(u)
    case .symmetry:
      let hessian = hessian(adjointSeed: w)
      let transposed = hessian.indices.map { row in hessian.map { $0[row] } }
      return DerivativeCheck(
        subject, hessian.flatMap { $0 }, transposed.flatMap { $0 }, tolerance: 1e-8)
    }
  }

  private func isTooLarge(_ passes: Int) -> Bool { graph.count * passes > 100_000_000 }

  private func differenceCheck(_ direction: [Double]) -> DerivativeCheck {
    let tolerance = 1e-5
    guard !graph.nodes.contains(where: isAtKink) else {
      return .skipped(.differences, "the point is at a kink")
    }
    let size = point.reduce(1) { Swift.max($0, $1.magnitude) }
    let exact = jacobianVectorProduct(direction)
    guard outputs.allSatisfy(\.isFinite) else {
      return .skipped(.differences, "the values are not finite")
    }
    guard exact.allSatisfy(\.isFinite) else {
      return .skipped(.differences, "the derivatives are not finite")
    }
    // Of several steps the best one counts: one too large leaves a domain or passes a kink, one too small drowns in
    // rounding.
    let steps = [1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-3].map { $0 * size }
    let differences = steps.map {
      CentralDifference(of: graph, at: point, along: direction, step: $0)
    }
    let attempts = differences.filter { !$0.crossesKink }
      .map { DerivativeCheck(.differences, exact, $0.values, tolerance: tolerance) }
    guard let best = attempts.min(by: { $0.difference < $1.difference }) else {
      return .skipped(.differences, "a kink is nearer than every step")
    }
    guard best.difference.isFinite else {
      return .skipped(.differences, "a step leaves the domain")
    }
    let derivative = exact.reduce(0) { Swift.max($0, $1.magnitude) }
    if case .failed = best.result, !isTooLarge(graph.outputs.count),
      roundingError() / (1e-3 * size) > tolerance * derivative
    {
      return .skipped(.differences, "rounding hides the differences")
    }
    return best
  }

  /// About how far rounding in every node may move an output: Σ ε |vᵢ v̄ᵢ|, of the output where it is largest.
  private func roundingError() -> Double {
    graph.outputs.indices.reduce(0) { largest, output in
      var seed = [Double](repeating: 0, count: graph.outputs.count)
      seed[output] = 1
      let adjoints = adjoints(seed: seed)
      let sum = graph.nodes.reduce(0) { $0 + (primals[$1] * (adjoints[$1] ?? 0)).magnitude }
      return Swift.max(largest, sum * .ulpOfOne)
    }
  }
}

extension DerivativeCheck {
  fileprivate static func skipped(_ subject: Subject, _ reason: String) -> DerivativeCheck {
    DerivativeCheck(subject: subject, result: .skipped(reason), tolerance: 0)
  }

  /// Compares two lists of numbers.
  fileprivate init(
    _ subject: Subject, _ left: [Double], _ right: [Double], scale: Double? = nil,
    tolerance: Double
  ) {
    let size = scale ?? (left + right).reduce(0) { Swift.max($0, $1.magnitude) }
    guard left.allSatisfy(\.isFinite), right.allSatisfy(\.isFinite) else {
      let isSame = zip(left, right).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
      self.init(
        subject: subject,
        result: isSame
          ? .skipped("the derivatives are not finite") : .failed(difference: .infinity),
        tolerance: tolerance)
      return
    }
    let largest = zip(left, right).reduce(0) { Swift.max($0, ($1.0 - $1.1).magnitude) }
    // Below the normal numbers a sweep keeps few digits or none.
    let difference = largest / Swift.max(size, .leastNormalMagnitude)
    self.init(
      subject: subject,
      result: difference <= tolerance
        ? .passed(difference: difference) : .failed(difference: difference),
      tolerance: tolerance)
  }

  fileprivate var difference: Double {
    switch result {
    case .passed(let difference), .failed(let difference): difference
    case .skipped: .infinity
    }
  }
}

/// Components between −1 and 1 that depend on the seed alone (xorshift64*, Vigna 2016).
private struct Directions {
  var state: UInt64

  init(state: UInt64) { self.state = state &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> Double {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    let bits = state &* 0x2545_F491_4F6C_DD1D
    return Double(bits >> 11) / Double(1 << 52) - 1
  }
}
