/// What a node is.
public enum Node: Equatable, Sendable {
  /// The input at a position of ``Graph/inputs``.
  case input(Int)
  /// A constant.
  case constant(Double)
  /// A unary elemental of one parent.
  case unary(Elemental, NodeID)
  /// A binary elemental of two parents.
  case binary(Elemental, NodeID, NodeID)
  /// A ternary elemental of three parents.
  case ternary(Elemental, NodeID, NodeID, NodeID)

  /// The elemental; nil for an input and a constant.
  public var elemental: Elemental? {
    switch self {
    case .input, .constant: nil
    case .unary(let elemental, _), .binary(let elemental, _, _), .ternary(let elemental, _, _, _):
      elemental
    }
  }
}

extension Node {
  /// Calls `body` with each parent and its slot.
  @inlinable
  package func forEachParent(_ body: (_ parent: NodeID, _ slot: Int) -> Void) {
    switch self {
    case .input, .constant: return
    case .unary(_, let first): body(first, 0)
    case .binary(_, let first, let second):
      body(first, 0)
      body(second, 1)
    case .ternary(_, let first, let second, let third):
      body(first, 0)
      body(second, 1)
      body(third, 2)
    }
  }
}

/// A node with the name by which the outside knows it.
public struct NamedNode: Equatable, Sendable {
  /// The name of the input or output.
  public let name: String
  /// The node.
  public let node: NodeID
}

/// Nodes that belong together: what one call of a function recorded.
public struct Group: Equatable, Sendable {
  /// The name of the function.
  public let name: String
  /// The positions of the nodes in recording order; groups lie inside each other or apart.
  public let nodes: Range<Int>
}

/// An expression graph: what is computed from what, without any number but its constants.
///
/// Nodes stand in recording order, so parents come before children, every prefix is a graph, and no
/// traversal is ever needed. Numbers computed from a graph live in other values, indexed by ``NodeID``.
/// A node takes nine bytes, one with three parents eight more.
public struct Graph: Equatable, Sendable {
  /// The inputs, in the order of the components of a point.
  public internal(set) var inputs: [NamedNode] = []
  /// The outputs, in the order of the rows of the Jacobian.
  public internal(set) var outputs: [NamedNode] = []

  /// The groups, inner ones before those that contain them.
  public internal(set) var groups: [Group] = []

  var opcodes: [Opcode] = []
  var firsts: [Int32] = []
  var seconds: [Int32] = []
  /// The nodes that have a third parent, in recording order, and that parent.
  var ternaries: [Int32] = []
  var thirds: [Int32] = []
  var constants: [Double] = []
  var names = NodeNames()
  var labels: [NodeID: Formula] = [:]

  /// The number of nodes.
  public var count: Int { opcodes.count }

  /// The nodes in recording order.
  public var nodes: some RandomAccessCollection<NodeID> & Sendable {
    (0..<count).lazy.map { NodeID(index: $0) }
  }

  /// What a node is.
  public subscript(_ node: NodeID) -> Node {
    let index = node.index
    switch opcodes[index] {
    case .input: return .input(Int(firsts[index]))
    case .constant: return .constant(constants[Int(firsts[index])])
    case let opcode:
      let elemental = opcode.elemental
      let first = NodeID(rawValue: firsts[index])
      let second = seconds[index]
      if second < 0 { return .unary(elemental, first) }
      let third = third(of: index)
      return third < 0
        ? .binary(elemental, first, NodeID(rawValue: second))
        : .ternary(elemental, first, NodeID(rawValue: second), NodeID(rawValue: third))
    }
  }

  /// The third parent of the node at an index; −1 where it has none.
  @inline(__always)
  func third(of index: Int) -> Int32 { opcodes[index] == .select ? foundThird(of: index) : -1 }

  /// - Complexity: O(log nodes with three parents).
  private func foundThird(of index: Int) -> Int32 {
    var (low, high) = (0, ternaries.count)
    while low < high {
      let middle = (low + high) / 2
      if ternaries[middle] < Int32(index) { low = middle + 1 } else { high = middle }
    }
    return thirds[low]
  }

  /// Whether the node at an index is that elemental of those parents.
  @inline(__always)
  func isNode(
    _ index: Int, _ opcode: Opcode, _ first: Int32, _ second: Int32, _ third: Int32
  ) -> Bool {
    opcodes[index] == opcode && firsts[index] == first && seconds[index] == second
      && self.third(of: index) == third
  }

  /// The parents of a node, in operand order; the same node twice for `v·v`.
  public func parents(of node: NodeID) -> [NodeID] {
    switch self[node] {
    case .input, .constant: []
    case .unary(_, let parent): [parent]
    case .binary(_, let first, let second): [first, second]
    case .ternary(_, let first, let second, let third): [first, second, third]
    }
  }

  /// The edges into a node, in operand order.
  public func edges(into node: NodeID) -> [Edge] {
    parents(of: node).enumerated().map { Edge(parent: $1, child: node, slot: $0) }
  }

  /// Every edge, by child in recording order and then by operand.
  public var edges: [Edge] { nodes.flatMap { edges(into: $0) } }

  /// The name that the author gave a node, other than the name of an input or output.
  public func name(of node: NodeID) -> String? { names[node] }

  /// How a constant was written, where that says more than its number: `2·π`.
  public func label(of node: NodeID) -> Formula? { labels[node] }

  /// The edges out of every node.
  ///
  /// - Complexity: O(nodes + edges), once; ask for it outside loops.
  public func children() -> Children { Children(self) }

  /// Calls `body` with each parent of the node at an index and its slot.
  @inline(__always)
  func forEachParent(of index: Int, _ body: (_ parent: Int, _ slot: Int) -> Void) {
    let opcode = opcodes[index]
    guard opcode != .input, opcode != .constant else { return }
    body(Int(firsts[index]), 0)
    if seconds[index] >= 0 { body(Int(seconds[index]), 1) }
    if opcode == .select { body(Int(foundThird(of: index)), 2) }
  }

  /// The nodes whose value depends on no input: constants and what is computed from constants alone.
  ///
  /// They have neither tangent nor adjoint.
  public func constancy() -> NodeTable<Bool> {
    var table = NodeTable(repeating: false, for: self)
    for index in 0..<count {
      switch opcodes[index] {
      case .input: continue
      case .constant: table.storage[index] = true
      default:
        let (second, third) = (seconds[index], third(of: index))
        table.storage[index] =
          table.storage[Int(firsts[index])] && (second < 0 || table.storage[Int(second)])
          && (third < 0 || table.storage[Int(third)])
      }
    }
    return table
  }
}

/// One byte that says what a node is: an elemental, a constant or an input.
struct Opcode: Equatable, Sendable {
  let rawValue: UInt8

  static let constant = Opcode(rawValue: 254)
  static let input = Opcode(rawValue: 255)
  static let select = Opcode(.select)

  init(rawValue: UInt8) { self.rawValue = rawValue }
  init(_ elemental: Elemental) { rawValue = elemental.rawValue }

  /// The elemental; only for a node that is neither constant nor input.
  var elemental: Elemental {
    guard let elemental = Elemental(rawValue: rawValue) else {
      preconditionFailure("opcode \(rawValue) names no elemental")
    }
    return elemental
  }
}
