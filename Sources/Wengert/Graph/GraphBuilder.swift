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
  private var sharedElementals: [ElementalKey: NodeID] = [:]
  private var sharedConstants: [ConstantKey: NodeID] = [:]

  private struct ElementalKey: Hashable {
    let elemental: Elemental
    let first, second, third: Int32
  }

  private struct ConstantKey: Hashable {
    let bits: UInt64
    let label: Formula?
  }

  /// An empty recording.
  ///
  /// - Parameter sharing: whether equal subexpressions become one node. Without it the graph is the tree
  ///   as it was written.
  public init(sharing: Bool = true) { isSharing = sharing }

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
  /// - Parameter label: how the constant was written, where that says more than its number.
  public mutating func constant(_ value: Double, label: Formula? = nil) -> NodeID {
    let key = ConstantKey(bits: value.bitPattern, label: label)
    if isSharing, let node = sharedConstants[key] { return node }
    let node = append(.constant, Int32(graph.constants.count))
    graph.constants.append(value)
    graph.labels[node] = label
    if isSharing { sharedConstants[key] = node }
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
    if graph.names[node] == nil { graph.names[node] = name }
  }

  /// Remembers the nodes recorded since there were `start` of them as a group; nothing where there are none.
  public mutating func group(_ name: String, from start: Int) {
    guard start < graph.count else { return }
    graph.groups.append(Group(name: name, nodes: start..<graph.count))
  }

  private mutating func record(
    _ elemental: Elemental, _ first: Int32, _ second: Int32 = -1, _ third: Int32 = -1
  ) -> NodeID {
    guard isSharing else { return append(Opcode(elemental), first, second, third) }
    let key = ElementalKey(elemental: elemental, first: first, second: second, third: third)
    if let node = sharedElementals[key] { return node }
    let node = append(Opcode(elemental), first, second, third)
    sharedElementals[key] = node
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
