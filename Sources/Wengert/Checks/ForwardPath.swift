extension Tangents {
  /// The path from a seeded input to an output with the largest product of partials; nil where nothing flows.
  ///
  /// - Complexity: O(nodes).
  package func strongestPath() -> Diagnosis.Path? {
    let graph = linearization.graph
    var gain = NodeTable(repeating: Double?.none, for: graph)
    var previous = NodeTable(repeating: NodeID?.none, for: graph)
    for (input, seed) in zip(graph.inputs, seed) where seed != 0 { gain[input.node] = 1 }
    for node in graph.nodes {
      for edge in graph.edges(into: node) where linearization.isOpen(edge) {
        guard let own = gain[edge.parent], let partial = linearization.partial(along: edge)
        else { continue }
        let candidate = own * partial.magnitude
        if candidate > gain[node] ?? 0 {
          gain[node] = candidate
          previous[node] = edge.parent
        }
      }
    }
    let ends = graph.outputs.map(\.node).filter { previous[$0] != nil }
    guard let end = ends.max(by: { (gain[$0] ?? 0) < (gain[$1] ?? 0) }) else { return nil }
    var nodes = [end]
    while let node = nodes.last, let parent = previous[node] { nodes.append(parent) }
    return Diagnosis.Path(nodes: nodes.reversed(), factor: gain[end] ?? 0)
  }
}
