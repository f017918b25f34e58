import Foundation
import TestSupport
import Testing
import Wengert

/// Everything that a new elemental has to satisfy; it is tested by existing.
@Suite struct `Elementals` {
  /// Values that try domains, kinks and the ends of the number range.
  static let edges: [Double] = [
    0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, 1e300, -1e300, 1e-300, -1e-300, .infinity, -.infinity,
    .nan,
  ]

  /// Ordinary values, from which a domain picks its own.
  static let samples: [Double] = [-2.7, -1.3, -0.83, -0.41, 0.17, 0.39, 0.71, 0.93, 1.21, 1.9, 3.1]

  @Test func `no spelling is used twice`() {
    let spellings = Elemental.allCases.flatMap { elemental in
      ([elemental.notation.spelling] + elemental.notation.aliases).map {
        "\(elemental.notation.fixity == .prefix) \($0)"
      }
    }
    #expect(Set(spellings).count == spellings.count)
  }

  @Test(arguments: Elemental.allCases)
  func `a declaration names its own case and every domain has sample points`(_ elemental: Elemental)
  {
    var query = Samples()
    let result = elemental.accept(&query)
    #expect(result.named == elemental)
    #expect(result.points.count >= 3, "\(elemental) has too few sample points")
  }

  @Test(arguments: Elemental.allCases.filter { $0.arity == 2 })
  func `operands have an order where exchanging them changes a value`(_ elemental: Elemental) {
    var query = Samples()
    let changes = elemental.accept(&query).points.contains { point in
      guard let value = elemental.primal(at: point),
        let exchanged = elemental.primal(at: [point[1], point[0]])
      else { return true }
      return value != exchanged
    }
    #expect(elemental.ordersOperands == changes)
  }

  @Test(arguments: Elemental.allCases)
  func `partials agree with differences of high order`(_ elemental: Elemental) {
    var query = Samples()
    for point in elemental.accept(&query).points {
      var check = DifferenceCheck(point: point)
      for (slot, pair) in elemental.accept(&check).enumerated() {
        // The order of polygamma is a whole number: nothing to differentiate by.
        if elemental == .polygamma, slot == 0 { continue }
        #expect(
          agree(pair.partial, pair.difference, relative: 1e-9, absolute: 1e-9),
          "\(elemental) at \(point), operand \(slot): \(pair.partial) against \(pair.difference)")
      }
    }
  }

  @Test(arguments: Elemental.allCases)
  func `second derivatives by nested duals agree with differences of partials`(
    _ elemental: Elemental
  ) {
    var query = Samples()
    for point in elemental.accept(&query).points {
      var check = SecondDerivativeCheck(point: point)
      for (slot, pair) in elemental.accept(&check).enumerated() {
        if elemental == .polygamma, slot == 0 { continue }
        #expect(
          agree(pair.nested, pair.difference, relative: 1e-7, absolute: 1e-7),
          "\(elemental) at \(point), operand \(slot): \(pair.nested) against \(pair.difference)")
      }
    }
  }

  @Test(arguments: Elemental.allCases)
  func `numbers, duals and graphs give the same bits at every edge value`(_ elemental: Elemental)
    throws
  {
    for x in Self.edges {
      for y in elemental.arity == 1 ? [0] : Self.edges {
        var builder = GraphBuilder()
        let inputs = ["x", "y", "z"].map { builder.input($0) }
        let node = builder.apply(elemental, Array(inputs.prefix(elemental.arity)))
        builder.output("f", node)
        let linearization = try builder.graph.linearized(at: [x, y, 7], checkingDomains: false)
        let tangents = linearization.tangents(seed: [1, 0, 0])
        var dual = DualCheck(x: x, y: y, z: 7)
        let expected = elemental.accept(&dual)
        #expect(
          identical(linearization.primals[node], expected.primal), "\(elemental)(\(x), \(y))")
        let tangent = try #require(tangents[node])
        #expect(
          identical(tangent, expected.tangent ?? 0),
          "tangent of \(elemental)(\(x), \(y)): \(tangent) against \(expected.tangent ?? 0)")
      }
    }
  }

  @Test(arguments: Elemental.allCases.filter { $0 != .select && $0 != .polygamma })
  func `kinks are where the primal or a partial jumps, inside the domain`(_ elemental: Elemental)
    throws
  {
    var builder = GraphBuilder()
    let inputs = (0..<elemental.arity).map { builder.input("x\($0)") }
    let node = builder.apply(elemental, inputs)
    builder.output("f", node)
    let graph = builder.graph
    /// The primal and the partials beside a point and at it.
    func numbers(_ point: [Double], _ slot: Int, _ step: Double) throws -> [Double] {
      var point = point
      point[slot] += step
      let linearization = try graph.linearized(at: point, checkingDomains: false)
      return [linearization.primals[node]]
        + graph.edges(into: node).map { linearization.partial(along: $0) ?? 0 }
    }
    let grid = (-12...12).map { Double($0) / 4 }
    let points =
      elemental.arity == 1 ? grid.map { [$0] } : grid.flatMap { x in grid.map { [x, $0] } }
    for point in points {
      guard let linearization = try? graph.linearized(at: point) else { continue }
      let jumps = try inputs.indices.contains { slot in
        let sides = try [-1e-12, 0, 1e-12].map { try numbers(point, slot, $0) }
        return sides[0].indices.contains { quantity in
          let values = sides.map { $0[quantity] }
          guard values.allSatisfy(\.isFinite) else { return false }
          let size = values.reduce(1) { $0 + $1.magnitude }
          return values.contains { ($0 - values[1]).magnitude > 1e-3 * size }
        }
      }
      #expect(linearization.isAtKink(node) == jumps, "\(elemental) at \(point)")
    }
  }

  @Test(
    arguments: [
      (-2.0, 3.0, -8.0), (-2, 2, 4), (-2, -1, -0.5), (0, 0, 1), (0, 2, 0),
      (2, 0.5, 2.0.squareRoot()),
      (-1, 1e300, 1), (-2, 1e300, .infinity), (-0.0, 3, -0.0), (-0.0, -3, -.infinity),
      (2, .infinity, .infinity),
    ] as [(Double, Double, Double)])
  func `powers of negative bases and of zero are those of the C library`(
    _ x: Double, _ y: Double, _ expected: Double
  ) {
    #expect(identical(Elemental.Pow.primal(x, y), expected), "\(x)^\(y)")
  }

  /// The partials of an elemental by the sweeps, without a check of domains.
  private func partials(_ elemental: Elemental, _ operands: [Double]) throws -> [Double] {
    var builder = GraphBuilder(sharing: false)
    let inputs = operands.indices.map { builder.input("x\($0)") }
    builder.output("f", builder.apply(elemental, inputs))
    return try builder.graph.linearized(at: operands, checkingDomains: false).gradient()
  }

  @Test(
    arguments: [
      (.abs, [0]), (.sign, [0]), (.floor, [2]), (.max, [3, 3]), (.min, [-1, -1]), (.less, [1, 1]),
      (.lessEqual, [1, 1]), (.greater, [1, 1]), (.greaterEqual, [1, 1]), (.equal, [1, 1]),
      (.notEqual, [1, 1]), (.hypot, [0, 0]), (.atan2, [0, 0]),
    ] as [(Elemental, [Double])])
  func `at a kink the partial is the midpoint of the one-sided ones`(
    _ elemental: Elemental, _ kink: [Double]
  ) throws {
    let computed = try partials(elemental, kink)
    for slot in kink.indices {
      let sides = try [-1e-9, 1e-9].map { step in
        var point = kink
        point[slot] += step
        return try partials(elemental, point)[slot]
      }
      #expect(computed[slot] == (sides[0] + sides[1]) / 2, "\(elemental), operand \(slot)")
    }
  }

  @Test func `every elemental with a kink is among them, but for relu`() throws {
    let kinked = Elemental.allCases.filter { elemental in
      var query = KinksQuery()
      return elemental.accept(&query) != .none
    }
    #expect(
      kinked == [
        .hypot, .atan2, .relu, .abs, .sign, .floor, .min, .max, .less, .lessEqual, .greater,
        .greaterEqual, .equal, .notEqual,
      ])
    #expect(try partials(.relu, [0]) == [0])
  }

  @Test(
    arguments: [
      (.pow, [0, 0], [0, -.infinity]), (.pow, [-2, 0], [0, .nan]), (.pow, [0, 2], [0, 0]),
      (.pow, [0, 1], [1, 0]), (.pow, [0, 0.5], [.infinity, 0]), (.hypot, [0, 2], [0, 1]),
      (.atan2, [0, -1], [-1, 0]), (.sqrt, [0], [.infinity]), (.log, [0], [.infinity]),
      (.silu, [.infinity], [.nan]), (.gelu, [-.infinity], [.nan]), (.sigmoid, [.infinity], [0]),
      (.softplus, [-.infinity], [0]), (.tanh, [.infinity], [0]),
      (.select, [1, 2, .nan], [0, 1, 0]),
      (.select, [0, .infinity, 2], [0, 0, 1]), (.select, [.nan, 1, 2], [0, 1, 0]),
    ] as [(Elemental, [Double], [Double])])
  func `where a rule meets zeros and infinities its partials are as documented`(
    _ elemental: Elemental, _ operands: [Double], _ expected: [Double]
  ) throws {
    for (computed, target) in zip(try partials(elemental, operands), expected) {
      #expect(computed == target || (computed.isNaN && target.isNaN), "\(elemental) at \(operands)")
    }
  }

  /// What hides a NaN does so on purpose: comparisons, powers that are 1 for every base or exponent, the
  /// length of a vector with an infinite side, and the condition of a choice.
  @Test(arguments: Elemental.allCases)
  func `a NaN goes on, but where the other operand decides`(_ elemental: Elemental) throws {
    for slot in 0..<elemental.arity {
      for other in Self.edges where !other.isNaN {
        var operands = [Double](repeating: other, count: elemental.arity)
        operands[slot] = .nan
        let value = try primal(elemental, operands)
        let isHidden: Bool =
          switch elemental {
          case .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual: true
          case .pow: slot == 0 ? other == 0 : other == 1
          case .hypot: other.isInfinite
          case .select: slot == 0 || (slot == 1) != (other != 0)
          default: false
          }
        #expect(value.isNaN != isHidden, "\(elemental) at \(operands): \(value)")
      }
    }
  }

  private func primal(_ elemental: Elemental, _ operands: [Double]) throws -> Double {
    var builder = GraphBuilder(sharing: false)
    let inputs = operands.indices.map { builder.input("x\($0)") }
    builder.output("f", builder.apply(elemental, inputs))
    return try builder.graph.linearized(at: operands, checkingDomains: false).outputs[0]
  }

  @Test func `max and min pass NaN on from either operand`() {
    for (x, y) in [(Double.nan, 1.0), (1.0, .nan)] {
      #expect(Elemental.Max.primal(x, y).isNaN)
      #expect(Elemental.Min.primal(x, y).isNaN)
    }
  }
}

// MARK: What the tests ask of a declaration

private struct Samples: ElementalVisitor {
  func visit<E: UnaryElemental>(_: E.Type) -> (named: Elemental, points: [[Double]]) {
    let points = `Elementals`.samples.filter { x in
      E.domain.contains(x - 0.05) && E.domain.contains(x + 0.05)
        && !(E.kinks.contains(x.rounded(), .nan) && abs(x - x.rounded()) < 0.05)
    }
    return (E.elemental, points.map { [$0] })
  }

  func visit<E: BinaryElemental>(_: E.Type) -> (named: Elemental, points: [[Double]]) {
    let samples = `Elementals`.samples
    if E.domain == .polygamma {
      return (E.elemental, samples.flatMap { x in [0, 1, 2, 3].map { [$0, x] } })
    }
    let pairs = samples.flatMap { x in samples.map { [x, $0] } }
    let points = pairs.filter { pair in
      let corners = [(-0.05, -0.05), (-0.05, 0.05), (0.05, -0.05), (0.05, 0.05)]
      return corners.allSatisfy { E.domain.contains(pair[0] + $0.0, pair[1] + $0.1) }
        && !(E.kinks == .equalOperands && abs(pair[0] - pair[1]) < 0.1)
    }
    return (E.elemental, points)
  }

  func visit<E: TernaryElemental>(_: E.Type) -> (named: Elemental, points: [[Double]]) {
    let samples = `Elementals`.samples
    return (E.elemental, samples.map { [$0, 1.5 - $0, 2 * $0] } + samples.map { [0, $0, 3] })
  }
}

/// The central difference of sixth order.
private func difference(at x: Double, of f: (Double) -> Double) -> Double {
  let h = 1e-3 * max(1, x.magnitude)
  let near = f(x + h) - f(x - h)
  let middle = f(x + 2 * h) - f(x - 2 * h)
  let far = f(x + 3 * h) - f(x - 3 * h)
  return (45 * near - 9 * middle + far) / (60 * h)
}

private struct DifferenceCheck: ElementalVisitor {
  let point: [Double]

  func visit<E: UnaryElemental>(_: E.Type) -> [(partial: Double, difference: Double)] {
    let x = point[0]
    return [(E.partial(x, E.primal(x)), difference(at: x, of: E.primal))]
  }

  func visit<E: BinaryElemental>(_: E.Type) -> [(partial: Double, difference: Double)] {
    let (x, y) = (point[0], point[1])
    let (first, second) = E.partials(x, y, E.primal(x, y))
    return [
      (first, difference(at: x) { E.primal($0, y) }),
      (second, difference(at: y) { E.primal(x, $0) }),
    ]
  }

  func visit<E: TernaryElemental>(_: E.Type) -> [(partial: Double, difference: Double)] {
    let (x, y, z) = (point[0], point[1], point[2])
    let (_, second, third) = E.partials(x, y, z, E.primal(x, y, z))
    return [
      (second, difference(at: y) { E.primal(x, $0, z) }),
      (third, difference(at: z) { E.primal(x, y, $0) }),
    ]
  }
}

private struct SecondDerivativeCheck: ElementalVisitor {
  let point: [Double]

  private func nested(_ value: Double, _ isActive: Bool) -> Dual<Dual<Double>> {
    isActive ? Dual(Dual(value, tangent: 1), tangent: Dual(1)) : Dual(value)
  }

  private func second(_ result: Dual<Dual<Double>>) -> Double { result.tangent?.tangent ?? 0 }

  func visit<E: UnaryElemental>(_: E.Type) -> [(nested: Double, difference: Double)] {
    let x = point[0]
    let result = Dual<Dual<Double>>.apply(E.self, nested(x, true))
    return [(second(result), difference(at: x) { E.partial($0, E.primal($0)) })]
  }

  func visit<E: BinaryElemental>(_: E.Type) -> [(nested: Double, difference: Double)] {
    let (x, y) = (point[0], point[1])
    let first = Dual<Dual<Double>>.apply(E.self, nested(x, true), nested(y, false))
    let other = Dual<Dual<Double>>.apply(E.self, nested(x, false), nested(y, true))
    return [
      (second(first), difference(at: x) { E.partials($0, y, E.primal($0, y)).0 }),
      (second(other), difference(at: y) { E.partials(x, $0, E.primal(x, $0)).1 }),
    ]
  }

  func visit<E: TernaryElemental>(_: E.Type) -> [(nested: Double, difference: Double)] {
    let result = Dual<Dual<Double>>.apply(
      E.self, nested(point[0], false), nested(point[1], true), nested(point[2], false))
    return [(second(result), 0)]
  }
}

private struct DualCheck: ElementalVisitor {
  let x, y, z: Double

  func visit<E: UnaryElemental>(_: E.Type) -> Dual<Double> { .apply(E.self, Dual(x, tangent: 1)) }

  func visit<E: BinaryElemental>(_: E.Type) -> Dual<Double> {
    .apply(E.self, Dual(x, tangent: 1), Dual(y))
  }

  func visit<E: TernaryElemental>(_: E.Type) -> Dual<Double> {
    .apply(E.self, Dual(x, tangent: 1), Dual(y), Dual(z))
  }
}

private struct KinksQuery: ElementalVisitor {
  func visit<E: UnaryElemental>(_: E.Type) -> Kinks { E.kinks }
  func visit<E: BinaryElemental>(_: E.Type) -> Kinks { E.kinks }
  func visit<E: TernaryElemental>(_: E.Type) -> Kinks { E.kinks }
}
