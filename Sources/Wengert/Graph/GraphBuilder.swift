/// Records a graph node by node.
///
/// ```swift
/// var builder = GraphBuilder()
/// let x = builder.input("x")
/// builder.output("f", builder.apply(.mul, x, builder.apply(.sin, x)))
/// let graph = builder.graph
/// ```
public struct GraphBuilder: Sendable {
  /// What has been recorded so far.
  public private(set) var graph = Graph()

  private let isSharing: Bool
  private var inputNames: Set<String> = []
  private var sharedElementals = SharedNodes()
  private var sharedNumbers = IndexTable()
  private var sharedLabels: [LabelledConstant: NodeID] = [:]

  private struct LabelledConstant: Hashable {
    let bits: UInt64
    let label: Formula
  }

  /// An empty recording.
  ///
  /// - Parameter sharing: whether equal subexpressions become one node. Without it the graph is the tree
  ///   as it was written.
  public init(sharing: Bool = true) { isSharing = sharing }

  /// Makes room for so many nodes more.
  package mutating func reserve(_ count: Int) {
    graph.opcodes.reserveCapacity(graph.count + count)
    graph.firsts.reserveCapacity(graph.count + count)
    graph.seconds.reserveCapacity(graph.count + count)
    if isSharing { sharedElementals.reserve(count) }
  }

  /// Records an input.
  ///
  /// Names of inputs must differ.
  public mutating func input(_ name: String) -> NodeID {
    precondition(inputNames.insert(name).inserted, "an input named \(name) is already recorded")
    let node = append(.input, Int32(graph.inputs.count))
    graph.inputs.append(NamedNode(name: name, node: node))
    return node
  }

  /// Records a constant.
  ///
  /// - Parameters:
  ///   - value: the number.
  ///   - label: how the constant was written, where that says more than its number.
  public mutating func constant(_ value: Double, label: Formula? = nil) -> NodeID {
    guard isSharing else { return appendConstant(value, label: label) }
    guard let label else { return number(value) }
    let key = LabelledConstant(bits: value.bitPattern, label: label)
    if let node = sharedLabels[key] { return node }
    let node = appendConstant(value, label: label)
    sharedLabels[key] = node
    return node
  }

  /// A shared constant without a label.
  private mutating func number(_ value: Double) -> NodeID {
    var hash = sharedNumbers.hash
    hash.mix(value.bitPattern)
    let known = sharedNumbers.find(hash) { index in
      graph.constants[Int(graph.firsts[Int(index)])].bitPattern == value.bitPattern
    }
    if let known { return NodeID(rawValue: known) }
    let node = appendConstant(value, label: nil)
    sharedNumbers.insert(hash, node.rawValue)
    return node
  }

  private mutating func appendConstant(_ value: Double, label: Formula?) -> NodeID {
    let node = append(.constant, Int32(graph.constants.count))
    graph.constants.append(value)
    if let label { graph.labels[node] = label }
    return node
  }

  /// Records a unary elemental.
  public mutating func apply(_ elemental: Elemental, _ x: NodeID) -> NodeID {
    precondition(elemental.arity == 1, "the operands of \(elemental) number \(elemental.arity)")
    return record(elemental, x.rawValue)
  }

  /// Records a binary elemental.
  public mutating func apply(_ elemental: Elemental, _ x: NodeID, _ y: NodeID) -> NodeID {
    precondition(elemental.arity == 2, "the operands of \(elemental) number \(elemental.arity)")
    return record(elemental, x.rawValue, y.rawValue)
  }

  /// Records a ternary elemental.
  public mutating func apply(
    _ elemental: Elemental, _ x: NodeID, _ y: NodeID, _ z: NodeID
  ) -> NodeID {
    precondition(elemental.arity == 3, "the operands of \(elemental) number \(elemental.arity)")
    return record(elemental, x.rawValue, y.rawValue, z.rawValue)
  }

  /// Records an elemental with as many operands as it takes.
  public mutating func apply(_ elemental: Elemental, _ operands: [NodeID]) -> NodeID {
    switch operands.count {
    case 1: apply(elemental, operands[0])
    case 2: apply(elemental, operands[0], operands[1])
    case 3: apply(elemental, operands[0], operands[1], operands[2])
    default: preconditionFailure("an elemental takes from one to three operands")
    }
  }

  /// Declares a node to be an output; one node may be several outputs.
  public mutating func output(_ name: String, _ node: NodeID) {
    graph.outputs.append(NamedNode(name: name, node: node))
  }

  /// Gives a node the author's name; the first name stays.
  public mutating func name(_ node: NodeID, _ name: String) {
    graph.names.give(Array(name.utf8)[...], to: node)
  }

  /// Gives a node a name in UTF-8; the first name stays.
  package mutating func name(_ node: NodeID, utf8 name: ArraySlice<UInt8>) {
    graph.names.give(name, to: node)
  }

  /// Remembers the nodes recorded since there were `start` of them as a group; nothing where there are none.
  public mutating func group(_ name: String, from start: Int) {
    guard start < graph.count else { return }
    graph.groups.append(Group(name: name, nodes: start..<graph.count))
  }

  /// Appends nodes that were written elsewhere, without sharing them; their constants are numbered among the given ones.
  mutating func append(
    codes: UnsafeBufferPointer<UInt8>, firsts: UnsafeBufferPointer<Int32>,
    seconds: UnsafeBufferPointer<Int32>, constants: UnsafeBufferPointer<Double>
  ) {
    let start = graph.count
    let shift = Int32(graph.constants.count)
    unsafe graph.opcodes.append(contentsOf: codes.lazy.map(Opcode.init(rawValue:)))
    unsafe graph.firsts.append(contentsOf: firsts)
    unsafe graph.seconds.append(contentsOf: seconds)
    unsafe graph.constants.append(contentsOf: constants)
    guard shift > 0 else { return }
    for index in start..<graph.count where graph.opcodes[index] == .constant {
      graph.firsts[index] += shift
    }
  }

  private mutating func record(
    _ elemental: Elemental, _ first: Int32, _ second: Int32 = -1, _ third: Int32 = -1
  ) -> NodeID {
    guard isSharing else { return append(Opcode(elemental), first, second, third) }
    let opcode = Opcode(elemental)
    let search = sharedElementals.search(graph, opcode, first, second, third)
    if let known = search.known { return NodeID(rawValue: known) }
    let node = append(opcode, first, second, third)
    sharedElementals.insert(node.rawValue, search)
    return node
  }

  /// The one place where a node comes into being, and so the owner of "parents before children".
  private mutating func append(
    _ opcode: Opcode, _ first: Int32, _ second: Int32 = -1, _ third: Int32 = -1
  ) -> NodeID {
    let node = NodeID(index: graph.count)
    if opcode != .input && opcode != .constant {
      precondition(
        first >= 0 && max(first, second, third) < node.rawValue,
        "a parent of this node belongs to another recording")
    }
    graph.opcodes.append(opcode)
    graph.firsts.append(first)
    graph.seconds.append(second)
    if third >= 0 {
      graph.ternaries.append(node.rawValue)
      graph.thirds.append(third)
    }
    return node
  }
}
