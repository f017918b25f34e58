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
  /// Of paths with equal products the one with the fewest nodes.
  fileprivate func strongestPath(from starts: [NodeID], to ends: [NodeID]) -> Diagnosis.Path? {
    // The product of the partials up to a node, zero where no path leads, and the number of its edges.
    var gain = NodeTable(repeating: 0.0, for: graph)
    var length = NodeTable(repeating: 0, for: graph)
    var previous = NodeTable(repeating: NodeID?.none, for: graph)
    for start in starts { gain[start] = 1 }
    for node in graph.nodes {
      for edge in graph.edges(into: node) where isOpen(edge) {
        guard let partial = partial(along: edge) else { continue }
        let candidate = gain[edge.parent] * partial.magnitude
        let steps = length[edge.parent] + 1
        if candidate > gain[node]
          || candidate > 0 && candidate == gain[node] && steps < length[node]
        {
          (gain[node], length[node], previous[node]) = (candidate, steps, edge.parent)
        }
      }
    }
    let reached = ends.filter { previous[$0] != nil }
    guard let end = reached.max(by: { gain[$0] < gain[$1] }) else { return nil }
    var nodes = [end]
    while let node = nodes.last, let parent = previous[node] { nodes.append(parent) }
    return Diagnosis.Path(nodes: nodes.reversed(), factor: gain[end])
  }
}
