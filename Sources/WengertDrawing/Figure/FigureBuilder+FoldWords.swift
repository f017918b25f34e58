import Wengert

/// What is folded and left out, in words.
extension FigureBuilder {
  /// `100,000 nodes: 12 shown, 99,988 in 35 folds (with 12 groups)`; nil where every node has its card.
  func note(_ view: GraphView) -> String? {
    guard !view.isComplete else { return nil }
    let folds = view.folds
    let inside = folds.reduce(0) { $0 + variables(in: $1) }
    let shown = view.parts.count {
      if case .node(let node) = $0 { graph[node].isVariable } else { false }
    }
    let nodes = graph.nodes.count { graph[$0].isVariable }
    let hidden = nodes - shown - inside
    let groups = folds.reduce(0) { $0 + $1.groups }
    var text = "\(counted(nodes, "node")): \(shown.grouped) shown"
    if !folds.isEmpty {
      text += ", \(inside.grouped) in \(counted(folds.count, "fold"))"
      if groups > 0 { text += " (with \(counted(groups, "group")))" }
    }
    if hidden > 0 { text += ", \(hidden.grouped) outside of the picture" }
    return text
  }

  func foldLabel(
    _ head: String, _ outputs: [Symbol], _ rows: [Figure.Row], _ badges: [Figure.Badge]
  ) -> String {
    var parts = [head]
    if !outputs.isEmpty {
      parts.append("output \(outputs.map { RichText($0).inOrder }.joined(separator: ", "))")
    }
    parts += rows.map(words)
    return (parts + badges.filter(\.isShown).map(\.text.inOrder)).joined(separator: "; ")
  }
}
