/// What has to be computed for some outputs of a graph, as flat arrays in evaluation order.
///
/// Positions number the values: first the inputs, then the constants, then one value for each operation.
/// What no output needs is left out, and what depends on no input is computed once, here.
struct Tape: Sendable {
  /// The bits of a code that say which operands depend on an input.
  enum Variation {
    /// Both operands of a binary elemental, or the one of a unary one.
    static let all: UInt8 = 0
    static let firstOnly: UInt8 = 0x40
    static let secondOnly: UInt8 = 0x80
    static let mask: UInt8 = 0xC0
  }

  private(set) var inputs: Int
  private(set) var constants: [Double] = []
  /// The elemental of each operation, with its variation.
  private(set) var codes: [UInt8] = []
  /// The positions of the operands of each operation; the second is 0 where there is none.
  private(set) var firsts: [Int32] = []
  private(set) var seconds: [Int32] = []
  /// The positions of the outputs.
  private(set) var outputs: [Int32] = []

  /// The position of the first operation.
  var base: Int { inputs + constants.count }
  /// The number of positions.
  var count: Int { base + codes.count }

  /// Whether most operations read the result of the one before.
  var isChain: Bool {
    let links = codes.indices.count { index in
      let last = Int32(base + index - 1)
      return firsts[index] == last || seconds[index] == last
    }
    return 4 * links > 3 * codes.count
  }

  /// The tape of some outputs of a graph; nil where it needs a select elemental, which no tape has.
  ///
  /// - Complexity: O(nodes).
  init?(_ graph: Graph, outputs selection: [Int]) {
    inputs = graph.inputs.count
    let ends = selection.map { graph.outputs[$0].node }
    let isNeeded = graph.ancestors(of: ends)
    let constancy = graph.constancy()
    var positions = [Int32](repeating: 0, count: graph.count)
    for (position, input) in graph.inputs.enumerated() {
      positions[input.node.index] = Int32(position)
    }
    guard
      let values = Tape.constants(graph, isNeeded: isNeeded, constancy: constancy)
    else { return nil }
    for index in 0..<graph.count where isNeeded[index] && constancy.storage[index] {
      positions[index] = Int32(inputs + constants.count)
      constants.append(values[index])
    }
    for index in 0..<graph.count where isNeeded[index] && !constancy.storage[index] {
      let opcode = graph.opcodes[index]
      if opcode == .input { continue }
      guard opcode != .select else { return nil }
      append(index, graph, constancy, &positions)
    }
    outputs = ends.map { positions[$0.index] }
  }

  private mutating func append(
    _ index: Int, _ graph: Graph, _ constancy: NodeTable<Bool>, _ positions: inout [Int32]
  ) {
    let (first, second) = (Int(graph.firsts[index]), Int(graph.seconds[index]))
    var variation = Variation.all
    if second >= 0 {
      if constancy.storage[second] { variation = Variation.firstOnly }
      if constancy.storage[first] { variation = Variation.secondOnly }
    }
    positions[index] = Int32(count)
    codes.append(graph.opcodes[index].rawValue | variation)
    firsts.append(positions[first])
    seconds.append(second < 0 ? 0 : positions[second])
  }

  /// The values of what depends on no input; nil where a select elemental is among it.
  private static func constants(
    _ graph: Graph, isNeeded: [Bool], constancy: NodeTable<Bool>
  ) -> [Double]? {
    var values = [Double](repeating: 0, count: graph.count)
    for index in 0..<graph.count where isNeeded[index] && constancy.storage[index] {
      switch graph.opcodes[index] {
      case .constant: values[index] = graph.constants[Int(graph.firsts[index])]
      case .select: return nil
      case let opcode:
        let second = Int(graph.seconds[index])
        var rule = PrimalRule(
          x: values[Int(graph.firsts[index])], y: second < 0 ? 0 : values[second])
        values[index] = opcode.elemental.accept(&rule)
      }
    }
    return values
  }
}

extension Graph {
  /// Whether each node is one of the given ones or computed into one of them.
  func ancestors(of ends: [NodeID]) -> [Bool] {
    var isAncestor = [Bool](repeating: false, count: count)
    for end in ends { isAncestor[end.index] = true }
    for index in (0..<count).reversed() where isAncestor[index] {
      let opcode = opcodes[index]
      if opcode == .input || opcode == .constant { continue }
      isAncestor[Int(firsts[index])] = true
      if seconds[index] >= 0 { isAncestor[Int(seconds[index])] = true }
      let third = third(of: index)
      if third >= 0 { isAncestor[Int(third)] = true }
    }
    return isAncestor
  }
}

/// The primal of an elemental on numbers.
struct PrimalRule: ElementalVisitor {
  let x, y: Double

  @inline(__always)
  func visit<E: UnaryElemental>(_: E.Type) -> Double { E.primal(x) }
  @inline(__always)
  func visit<E: BinaryElemental>(_: E.Type) -> Double { E.primal(x, y) }
  @inline(__always)
  func visit<E: TernaryElemental>(_: E.Type) -> Double { x }
}
