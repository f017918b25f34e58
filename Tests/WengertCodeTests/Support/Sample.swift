import TestSupport
import Wengert
import WengertCode

/// A function, and the points and seeds at which its code runs.
struct Sample: Sendable {
  /// One call of each of the three functions.
  struct Call: Sendable {
    let point: [Double]
    let tangent: [Double]
    let adjoint: [Double]
  }

  /// How exactly code must agree with the sweeps.
  enum Tolerance: Sendable {
    /// The same bits; any NaN for a NaN.
    case bits
    /// So many units in the last place.
    case ulps(Double)
    /// So many units in the last place of the largest value: a sum passes on the errors of its terms.
    case ulpsOfLargest(Double)
  }

  /// What the test's messages call it.
  let title: String
  /// What the function shall be called.
  let name: String
  let graph: Graph
  let calls: [Call]
  let derivatives: [Derivative]
  let tolerance: Tolerance
  /// Whether also Python must give numbers where some are infinite or undefined.
  let mustNotRaise: Bool

  init(
    _ title: String, name: String? = nil, _ graph: Graph, points: [[Double]],
    derivatives: [Derivative] = Derivative.allCases, tolerance: Tolerance,
    mustNotRaise: Bool = false
  ) {
    self.mustNotRaise = mustNotRaise
    self.title = title
    self.name = name ?? title
    self.graph = graph
    self.derivatives = derivatives
    self.tolerance = tolerance
    calls = points.map { point in
      Call(
        point: point,
        tangent: (0..<graph.inputs.count).map { 1 - 0.375 * Double($0) },
        adjoint: (0..<graph.outputs.count).map { 0.5 + 0.625 * Double($0) })
    }
  }

  /// What the sweeps give for a call: the outputs, then the derivatives.
  func expected(_ derivative: Derivative, _ call: Call) throws -> [Double] {
    let linearization = try graph.linearized(at: call.point, checkingDomains: false)
    return switch derivative {
    case .primal: linearization.outputs
    case .forward:
      linearization.outputs + linearization.tangents(seed: call.tangent).outputs
    case .reverse:
      linearization.outputs + linearization.adjoints(seed: call.adjoint).inputs
    case .jacobian:
      linearization.outputs
        + linearization.jacobian(
          by: graph.inputs.count <= graph.outputs.count ? .forward : .reverse
        ).rows.flatMap(\.self)
    }
  }
}

extension Sample {
  /// Everything that is compiled and run in every language.
  static let all =
    examples + elementals + edges + functions + branches + randomArithmetic + random + special
    + long + hostile

  /// Graphs of + − × ÷, where every language has the same arithmetic.
  static let randomArithmetic: [Sample] = (1...20).map { seed in
    let elementals = [[Elemental]](repeating: [.add, .sub, .mul, .div, .neg], count: 5)
    let graph = ElementalGraph(seed: UInt64(seed), elementals: elementals.flatMap(\.self))
    return Sample(
      "arithmetic\(seed)", graph.builder.graph, points: [graph.point], tolerance: .bits)
  }

  /// 180 graphs of some elementals, and every eighteenth of all of them.
  static let random: [Sample] = (1...180).map { seed in
    var random = SplitMix64(seed: UInt64(seed))
    let all = Elemental.allCases.shuffled(using: &random)
    let graph = ElementalGraph(
      seed: UInt64(seed), elementals: seed.isMultiple(of: 18) ? all : Array(all.prefix(9)))
    return Sample(
      "random\(seed)", graph.builder.graph, points: [graph.point], tolerance: .ulpsOfLargest(32))
  }

  /// Every elemental alone, in its domain.
  static let elementals: [Sample] = Elemental.allCases.map { elemental in
    var query = DomainPoints(random: SplitMix64(seed: UInt64(elemental.rawValue)))
    return Sample(
      "elemental_\(elemental.name)", single(elemental), points: elemental.accept(&query),
      // Python computes these two in its own way.
      tolerance: .ulps([.gamma, .lgamma].contains(elemental) ? 200 : 4))
  }

  /// The primal of every elemental at the edges of floating point.
  static let edges: [Sample] = Elemental.allCases.map { elemental in
    let values: [Double] = [
      0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1e300, -1e300, 0x1p63, -0x1p64,
      .leastNonzeroMagnitude,
      .infinity, -.infinity, .nan,
    ]
    var points =
      elemental.arity == 1 ? values.map { [$0] } : values.flatMap { x in values.map { [x, $0] } }
    if elemental.arity == 3 { points = points.map { $0 + [7] } }
    // Outside its domain the declared power is NaN, where IEEE 754 has limits of even powers.
    if elemental == .pow { points.removeAll { $0[0] == -.infinity && $0[1].rounded() != $0[1] } }
    return Sample(
      "edge_\(elemental.name)", single(elemental), points: points, derivatives: [.primal],
      tolerance: .ulps(4))
  }

  private static func single(_ elemental: Elemental) -> Graph {
    var builder = GraphBuilder()
    let operands = ["x", "y", "z"].prefix(elemental.arity).map { builder.input($0) }
    builder.output("f", builder.apply(elemental, operands))
    return builder.graph
  }
}

/// A few points inside the domain of an elemental.
private struct DomainPoints: ElementalVisitor {
  var random: SplitMix64

  mutating func visit<E: UnaryElemental>(_: E.Type) -> [[Double]] {
    (0..<8).map { _ in [point(in: E.domain)] }
  }

  mutating func visit<E: BinaryElemental>(_: E.Type) -> [[Double]] {
    (0..<8).map { _ in
      switch E.domain {
      case .operands(let first, let second): [point(in: first), point(in: second)]
      case .power: [point(in: .greaterThan(0)), point(in: .reals)]
      case .polygamma: [1, point(in: .exceptPoles)]
      }
    }
  }

  mutating func visit<E: TernaryElemental>(_: E.Type) -> [[Double]] {
    (0..<8).map { [Double($0 % 3), point(in: .reals), point(in: .reals)] }
  }

  private mutating func point(in domain: Domain) -> Double {
    let range =
      switch domain {
      case .reals: -3.0...3
      case .nonzero: 0.25...3
      case .greaterThan(let bound), .atLeast(let bound): bound + 0.25...bound + 3
      case .exceptPoles: 0.25...3
      case .closed(let low, let high), .open(let low, let high): low + 0.01...high - 0.01
      }
    return Double.random(in: range, using: &random)
  }
}
