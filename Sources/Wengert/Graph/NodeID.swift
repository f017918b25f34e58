/// The identity of one intermediate variable: its index in recording order.
///
/// An identity is meaningful for the graph that issued it; parents have smaller identities than their
/// children.
public struct NodeID: Hashable, Comparable, Sendable {
  let rawValue: Int32

  /// The position in recording order, from 0.
  public var index: Int { Int(rawValue) }

  init(rawValue: Int32) { self.rawValue = rawValue }

  /// The node at a position in recording order.
  public init(index: Int) { rawValue = Int32(index) }

  public static func < (left: NodeID, right: NodeID) -> Bool { left.rawValue < right.rawValue }
}

/// One edge of a graph, from a parent into an operand slot of a child.
///
/// The product `v·v` has two edges between the same nodes; their slots tell them apart.
public struct Edge: Hashable, Sendable {
  /// The node that is read.
  public let parent: NodeID
  /// The node that reads.
  public let child: NodeID
  /// The operand of the child, from 0 to 2.
  public let slot: Int

  package init(parent: NodeID, child: NodeID, slot: Int) {
    self.parent = parent
    self.child = child
    self.slot = slot
  }
}

/// Values attached to the nodes of one graph.
public struct NodeTable<Value> {
  var storage: [Value]

  /// The same value for every node of the graph.
  public init(repeating value: Value, for graph: Graph) {
    storage = Array(repeating: value, count: graph.count)
  }

  init(_ storage: [Value]) { self.storage = storage }

  /// The value of a node, changed in place: a list grows without being copied.
  public subscript(_ node: NodeID) -> Value {
    get { storage[node.index] }
    _modify { yield &storage[node.index] }
  }
}

extension NodeTable: Sendable where Value: Sendable {}
extension NodeTable: Equatable where Value: Equatable {}
