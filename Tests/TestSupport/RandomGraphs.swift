public import Wengert

/// A generator whose numbers depend on the seed alone (Steele, Lea and Flood 2014).
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator that starts from a seed.
  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A random graph with a point at which every primal is defined and of moderate size.
public struct RandomGraph: Sendable {
  /// The graph.
  public let graph: Graph
  /// A point inside all domains.
  public let point: [Double]

  /// A graph of about `operations` elementals; the same for the same seed.
  ///
  /// - Parameter excluded: elementals that it does without.
  public init(
    seed: UInt64, inputs: Int = 3, operations: Int = 20, outputs: Int = 2,
    without excluded: Set<Elemental> = []
  ) {
    let elementals = Elemental.allCases.filter { !excluded.contains($0) }
    var generator = SplitMix64(seed: seed)
    var builder = GraphBuilder()
    var values: [(node: NodeID, value: Double)] = []
    var point: [Double] = []
    for index in 0..<inputs {
      let value = Double.random(in: -2...2, using: &generator)
      point.append(value)
      values.append((builder.input("x\(index + 1)"), value))
    }
    var attempts = 0
    while values.count < inputs + operations, attempts < 50 * operations {
      attempts += 1
      guard let elemental = elementals.randomElement(using: &generator) else { continue }
      // Recent nodes are preferred, so that graphs get deep.
      let recent = values.suffix(8)
      guard let first = recent.randomElement(using: &generator),
        let second = values.randomElement(using: &generator),
        let third = values.randomElement(using: &generator)
      else { continue }
      let operands = [first, second, third].prefix(elemental.arity)
      var trial = Trial(operands: operands.map(\.value))
      guard let value = elemental.accept(&trial) else { continue }
      let node = builder.apply(elemental, operands.map(\.node))
      if node.index >= values.count { values.append((node, value)) }
    }
    for index in 0..<outputs {
      builder.output("f\(index + 1)", values[values.count - 1 - index].node)
    }
    graph = builder.graph
    self.point = point
  }
}

/// The primal, if it is well inside the domain and of moderate size.
private struct Trial: ElementalVisitor {
  let operands: [Double]

  func visit<E: UnaryElemental>(_: E.Type) -> Double? {
    let x = operands[0]
    let isInside = E.domain.contains(x - 0.01) && E.domain.contains(x + 0.01)
    return isInside ? moderate(E.primal(x)) : nil
  }

  func visit<E: BinaryElemental>(_: E.Type) -> Double? {
    let (x, y) = (operands[0], operands[1])
    if E.elemental == .pow, x < 0.01 { return nil }
    if E.elemental == .div, y.magnitude < 0.01 { return nil }
    return E.domain.contains(x, y) ? moderate(E.primal(x, y)) : nil
  }

  func visit<E: TernaryElemental>(_: E.Type) -> Double? {
    moderate(E.primal(operands[0], operands[1], operands[2]))
  }

  private func moderate(_ value: Double) -> Double? {
    value.magnitude < 1e3 && value.magnitude > 1e-3 ? value : nil
  }
}
