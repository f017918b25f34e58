import Wengert

/// The nodes that a selection looks at.
extension Folding {
  /// Whether each node is looked at; nil where all are.
  ///
  /// Constants that a node reads come with it. Nobody follows edges through constants: what two nodes share there
  /// is a number, not a variable.
  ///
  /// - Complexity: O(nodes).
  func visibleNodes(_ equations: Equations) throws(FoldingError) -> [Bool]? {
    switch selection {
    case .all: return nil
    case .neighbourhood(let name, let radius):
      let node = try equations.node(named: name)
      return withConstants(neighbourhood(of: node, radius, equations), equations.graph)
    case .paths(let from, let to):
      let (first, last) = (try equations.node(named: from), try equations.node(named: to))
      let visible = paths(min(first, last), max(first, last), equations)
      guard visible[first.index], visible[last.index] else { throw .noPath(from: from, to: to) }
      return withConstants(visible, equations.graph)
    }
  }

  private func neighbourhood(
    of node: NodeID, _ radius: Int, _ equations: Equations
  ) -> [Bool] {
    let graph = equations.graph
    var isVisible = [Bool](repeating: false, count: graph.count)
    isVisible[node.index] = true
    var ring = [node]
    for _ in 0..<radius where !ring.isEmpty {
      var next: [NodeID] = []
      func reach(_ other: NodeID) {
        guard !isVisible[other.index] else { return }
        if case .constant = graph[other] { return }
        isVisible[other.index] = true
        next.append(other)
      }
      for node in ring {
        graph[node].forEachParent { parent, _ in reach(parent) }
        for edge in equations.edges(outOf: node) { reach(edge.child) }
      }
      ring = next
    }
    return isVisible
  }

  /// What the first node leads to and leads to the last one.
  private func paths(_ first: NodeID, _ last: NodeID, _ equations: Equations) -> [Bool] {
    let graph = equations.graph
    var isReached = [Bool](repeating: false, count: graph.count)
    isReached[first.index] = true
    if first < last {
      for index in (first.index + 1)...last.index {
        graph[NodeID(index: index)].forEachParent { parent, _ in
          if isReached[parent.index] { isReached[index] = true }
        }
      }
    }
    var isVisible = [Bool](repeating: false, count: graph.count)
    guard isReached[last.index] else { return isVisible }
    isVisible[last.index] = true
    for index in (first.index...last.index).reversed() where isVisible[index] {
      graph[NodeID(index: index)].forEachParent { parent, _ in
        if isReached[parent.index] { isVisible[parent.index] = true }
      }
    }
    return isVisible
  }

  private func withConstants(_ visible: [Bool], _ graph: Graph) -> [Bool] {
    var result = visible
    for index in visible.indices where visible[index] {
      graph[NodeID(index: index)].forEachParent { parent, _ in
        if case .constant = graph[parent] { result[parent.index] = true }
      }
    }
    return result
  }
}

extension Equations {
  /// The most names that a misspelled one is compared with.
  private static let candidateLimit = 100_000

  /// The node that a name means: as the figure shows it, as the author, an input or an output calls it, or an
  /// identifier such as `v3`.
  ///
  /// - Complexity: O(nodes).
  func node(named name: String) throws(FoldingError) -> NodeID {
    if let node = graph.nodes.first(where: { naming.symbols[$0].name == name }) { return node }
    let ends = graph.inputs + graph.outputs
    if let end = ends.first(where: { $0.name == name }) { return end.node }
    if let node = graph.nodes.first(where: { naming.ids[$0] == name }) { return node }
    let shown = graph.nodes.first { RichText(naming.symbols[$0]).plain == name }
    if let shown { return shown }
    if let end = ends.first(where: { RichText(Symbol($0.name)).plain == name }) { return end.node }
    let names = graph.nodes.prefix(Equations.candidateLimit).map { naming.symbols[$0].name }
    let near = nearest(
      to: name, among: ends.prefix(Equations.candidateLimit).map(\.name) + names)
    throw .unknownNode(name, near: near)
  }
}
