import Wengert

extension GraphBuilder {
  /// So many inputs x1, x2, ….
  mutating func inputs(_ count: Int) -> [NodeID] { (1...count).map { input("x\($0)") } }

  /// The sum, from the left.
  mutating func sum(_ terms: [NodeID]) -> NodeID {
    var sum = terms[0]
    for term in terms.dropFirst() { sum = apply(.add, sum, term) }
    return sum
  }

  /// The graph with one more output.
  mutating func graph(output node: NodeID) -> Graph {
    output("f", node)
    return graph
  }
}
