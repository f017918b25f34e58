extension Tangents {
  /// The path from a seeded input to an output with the largest product of partials; nil where nothing flows.
  ///
  /// - Complexity: O(nodes).
  package func strongestPath() -> Diagnosis.Path? {
    linearization.strongestPath(
      from: zip(linearization.graph.inputs, seed).filter { $1 != 0 }.map(\.0.node),
      to: linearization.graph.outputs.map(\.node))
  }
}

extension Adjoints {
  /// The path from an input to a seeded output with the largest product of partials; nil where nothing flows.
  ///
  /// - Complexity: O(nodes).
  package func strongestPath() -> Diagnosis.Path? {
    linearization.strongestPath(
      from: linearization.graph.inputs.map(\.node),
      to: zip(linearization.graph.outputs, seed).filter { $1 != 0 }.map(\.0.node))
  }
}

extension Linearization {
  fileprivate func strongestPath(from starts: [NodeID], to ends: [NodeID]) -> Diagnosis.Path? {
    var gain = NodeTable(repeating: Double?.none, for: graph)
    var previous = NodeTable(repeating: NodeID?.none, for: graph)
    for start in starts { gain[start] = 1 }
    for node in graph.nodes {
      for edge in graph.edges(into: node) where isOpen(edge) {
        guard let own = gain[edge.parent], let partial = partial(along: edge) else { continue }
        let candidate = own * partial.magnitude
        if candidate > gain[node] ?? 0 {
          gain[node] = candidate
          previous[node] = edge.parent
        }
      }
    }
    let reached = ends.filter { previous[$0] != nil }
    guard let end = reached.max(by: { (gain[$0] ?? 0) < (gain[$1] ?? 0) }) else { return nil }
    var nodes = [end]
    while let node = nodes.last, let parent = previous[node] { nodes.append(parent) }
    return Diagnosis.Path(nodes: nodes.reversed(), factor: gain[end] ?? 0)
  }
}
