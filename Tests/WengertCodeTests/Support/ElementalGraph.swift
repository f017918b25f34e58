import TestSupport
import Wengert

/// A graph over given elementals, recorded together with a point at which every primal is defined and tame.
struct ElementalGraph {
  private(set) var builder = GraphBuilder(sharing: false)
  private(set) var point: [Double] = []
  private var random: SplitMix64
  private var nodes: [NodeID] = []
  private var values: [Double] = []
  private var hasChild: [Bool] = []

  /// Records every one of the elementals, on operands that suit it.
  init(seed: UInt64, elementals: [Elemental]) {
    random = SplitMix64(seed: seed)
    for index in 1...3 {
      let value = number(in: -1.5...1.5)
      point.append(value)
      keep(builder.input("x\(index)"), value)
    }
    keep(builder.constant(0.75), 0.75)
    keep(builder.constant(-1.25), -1.25)
    for elemental in elementals.shuffled(using: &random) { record(elemental) }
    declareOutputs()
  }

  mutating func number(in range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &random)
  }

  /// Every node that nothing reads, as a sum; any node; an input.
  private mutating func declareOutputs() {
    let ends = nodes.indices.filter { !hasChild[$0] }
    let sum = ends.dropFirst().reduce(nodes[ends[0]]) { builder.apply(.add, $0, nodes[$1]) }
    builder.output("f1", sum)
    builder.output("f2", nodes[Int.random(in: 5..<nodes.count, using: &random)])
    builder.output("f3", nodes[Int.random(in: 0..<3, using: &random)])
  }

  private mutating func record(_ elemental: Elemental) {
    var attempts = 0
    while true {
      let operands = (0..<elemental.arity).map { _ in Int.random(in: nodes.indices, using: &random)
      }
      var trial = Trial(operands: operands.map { values[$0] })
      if let value = elemental.accept(&trial) {
        let node = builder.apply(elemental, operands.map { nodes[$0] })
        for operand in operands { hasChild[operand] = true }
        return keep(node, value)
      }
      attempts += 1
      if attempts.isMultiple(of: 50) { recordConstant() }
    }
  }

  /// One more operand where none of those there are suits; every other one is whole, as orders are.
  private mutating func recordConstant() {
    let value = nodes.count.isMultiple(of: 2) ? number(in: -2...2) : number(in: 0...2).rounded()
    keep(builder.constant(value), value)
  }

  private mutating func keep(_ node: NodeID, _ value: Double) {
    nodes.append(node)
    values.append(value)
    hasChild.append(false)
  }
}

/// The value of an elemental where it and its partials are defined, of moderate size, and away from kinks.
private struct Trial: ElementalVisitor {
  let operands: [Double]

  func visit<E: UnaryElemental>(_: E.Type) -> Double? {
    let x = operands[0]
    let value = E.primal(x)
    let isTame = isModerate(value) && isModerate(E.partial(x, value))
    let isClear =
      !E.kinks.contains((x * 2).rounded() / 2, .nan) || abs((x * 2).rounded() / 2 - x) > 1e-3
    return isTame && E.domain.contains(x) && isClear ? value : nil
  }

  func visit<E: BinaryElemental>(_: E.Type) -> Double? {
    let (x, y) = (operands[0], operands[1])
    let value = E.primal(x, y)
    let partials = E.partials(x, y, value)
    let isTame = isModerate(value) && isModerate(partials.0) && isModerate(partials.1)
    return isTame && E.domain.contains(x, y) && (E.kinks != .equalOperands || abs(x - y) > 1e-3)
      ? value : nil
  }

  func visit<E: TernaryElemental>(_: E.Type) -> Double? {
    E.primal(operands[0], operands[1], operands[2])
  }

  private func isModerate(_ value: Double) -> Bool { value.magnitude <= 4 }
}
