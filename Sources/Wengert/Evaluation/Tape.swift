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

  /// Whether a sweep that needs primals and partials keeps some of the latter.
  var keepsPartials: Bool {
    codes.contains { code in
      var query = KeepingQuery()
      return Elemental(code: code).accept(&query)
    }
  }

  /// The bits that say how an operation of a chain is linked to the one before.
  enum Link {
    /// The first operand is the result of the one before.
    static let first: UInt8 = 1
    /// The second operand is.
    static let second: UInt8 = 2
    /// The own result is read by the next operation alone, as its first operand.
    static let isLast: UInt8 = 4
  }

  /// How each operation is linked to the one before, and how many of them read its result.
  var links: (bits: [UInt8], count: Int) {
    var links = [UInt8](repeating: 0, count: codes.count)
    var readers = [UInt8](repeating: 0, count: count)
    func read(_ position: Int32) {
      readers[Int(position)] = Swift.min(2, readers[Int(position)] + 1)
    }
    for output in outputs { read(output) }
    var linked = 0
    for index in codes.indices {
      let last = Int32(base + index - 1)
      let isUnary = Elemental(code: codes[index]).arity == 1
      read(firsts[index])
      if firsts[index] == last { links[index] |= Link.first }
      if !isUnary { read(seconds[index]) }
      if !isUnary, seconds[index] == last { links[index] |= Link.second }
      if links[index] != 0 { linked += 1 }
    }
    for index in codes.indices.dropLast()
    where readers[base + index] == 1 && links[index + 1] == Link.first
      && codes[index + 1] & Variation.mask != Variation.secondOnly
    {
      links[index] |= Link.isLast
    }
    return (links, linked)
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

private struct KeepingQuery: ElementalVisitor {
  func visit<E: UnaryElemental>(_: E.Type) -> Bool { E.keepsPartial }
  func visit<E: BinaryElemental>(_: E.Type) -> Bool { false }
  func visit<E: TernaryElemental>(_: E.Type) -> Bool { false }
}

/// The primal of an elemental on numbers.
struct PrimalRule: ElementalVisitor {
  var x, y: Double

  @inline(__always)
  func visit<E: UnaryElemental>(_: E.Type) -> Double { E.primal(x) }
  @inline(__always)
  func visit<E: BinaryElemental>(_: E.Type) -> Double { E.primal(x, y) }
  @inline(__always)
  func visit<E: TernaryElemental>(_: E.Type) -> Double { x }
}
