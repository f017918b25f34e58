/// The edges out of every node of a graph: one row of offsets, one of edges.
public struct Children: Sendable {
  /// Where the edges of each node begin, and where the last ones end.
  private let offsets: [Int32]
  /// The child of each edge and its slot, which takes the last two bits.
  private let entries: [Int]

  /// The edges out of every node.
  ///
  /// - Complexity: O(nodes + edges).
  init(_ graph: Graph) {
    let offsets = Children.offsets(graph)
    var next = offsets
    var entries = [Int](repeating: 0, count: Int(offsets[graph.count]))
    for index in 0..<graph.count {
      graph.forEachParent(of: index) { parent, slot in
        entries[Int(next[parent])] = index << 2 | slot
        next[parent] += 1
      }
    }
    self.offsets = offsets
    self.entries = entries
  }

  private static func offsets(_ graph: Graph) -> [Int32] {
    var offsets = [Int32](repeating: 0, count: graph.count + 1)
    for index in 0..<graph.count {
      graph.forEachParent(of: index) { parent, _ in offsets[parent + 1] += 1 }
    }
    for index in 0..<graph.count { offsets[index + 1] += offsets[index] }
    return offsets
  }

  /// The edges out of a node, in the order in which the children were recorded.
  public subscript(_ node: NodeID) -> Edges {
    let range = Int(offsets[node.index])..<Int(offsets[node.index + 1])
    return Edges(parent: node, entries: entries[range])
  }

  /// The edges out of one node.
  public struct Edges: RandomAccessCollection, Sendable {
    fileprivate let parent: NodeID
    fileprivate let entries: ArraySlice<Int>

    public var startIndex: Int { entries.startIndex }
    public var endIndex: Int { entries.endIndex }

    public subscript(_ position: Int) -> Edge {
      let entry = entries[position]
      return Edge(parent: parent, child: NodeID(index: entry >> 2), slot: entry & 3)
    }
  }
}
