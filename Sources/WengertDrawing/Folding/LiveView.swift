package import Wengert

/// What a script needs to know about a view to compute the numbers in its figure.
package struct LiveView: Sendable {
  /// A card of several nodes.
  package struct Fold: Sendable {
    /// The identifier of the card.
    package let id: String
    package let nodes: [NodeID]
    /// The nodes whose values flow out.
    package let exits: [NodeID]
  }

  /// A line that does not stand for one edge between two cards of one node.
  package struct Link: Sendable {
    /// The identifier of the line.
    package let id: String
    package let edges: [Edge]
    /// The fold, by its position, that it leads to.
    package let child: Int?
    /// Whether all edges begin at one node.
    package let hasOneSource: Bool
  }

  /// A card or a frame that opens or closes a group.
  package struct Toggle: Sendable {
    /// The identifier of the card or frame.
    package let id: String
    /// The position of the group in the graph.
    package let group: Int
    package let isOpen: Bool
    /// The view that it leads to.
    package let target: Int
  }

  package let folds: [Fold]
  package let links: [Link]
  package let toggles: [Toggle]
  /// The nodes that are in no card.
  package let hidden: [NodeID]

  /// - Complexity: O(nodes + edges).
  package init(_ view: GraphView, _ toggles: [FoldableViews.Toggle], _ equations: Equations) {
    let ids = FoldIDs(equations)
    let cards = Dictionary(
      view.folds.compactMap { fold in fold.group.map { ($0, ids.fold(fold)) } },
      uniquingKeysWith: { first, _ in first })
    self.toggles = toggles.map { toggle in
      Toggle(
        id: toggle.isOpen ? ids.group(toggle.group) : cards[toggle.group] ?? "",
        group: toggle.group, isOpen: toggle.isOpen, target: toggle.target)
    }
    guard !view.isComplete else {
      (folds, links, hidden) = ([], [], [])
      return
    }
    let flows = FoldedFlows(view, equations, nil, keepsEdges: true)
    var folds: [Fold] = []
    var places: [Int: Int] = [:]
    for (position, part) in view.parts.enumerated() {
      guard case .fold(let fold) = part else { continue }
      places[position] = folds.count
      folds.append(Fold(id: ids.fold(fold), nodes: fold.nodes, exits: flows.exits[position]))
    }
    self.folds = folds
    links = flows.flows.compactMap { flow in
      LiveView.link(flow, view, ids, places)
    }
    hidden = equations.graph.nodes.filter { view.part(of: $0) == nil }
  }

  private static func link(
    _ flow: FoldedFlows.Flow, _ view: GraphView, _ ids: FoldIDs, _ places: [Int: Int]
  ) -> Link? {
    func isNode(_ end: FoldedFlows.End) -> Bool {
      if case .part(let part) = end { places[part] == nil } else { false }
    }
    func card(_ end: FoldedFlows.End) -> String {
      switch end {
      case .part(let part): ids.card(view.parts[part])
      case .before(let part): FoldIDs.parents(of: ids.card(view.parts[part]))
      case .behind(let part): FoldIDs.children(of: ids.card(view.parts[part]))
      }
    }
    if isNode(flow.parent), isNode(flow.child) { return nil }
    var child: Int?
    if case .part(let part) = flow.child { child = places[part] }
    return Link(
      id: FoldIDs.link(card(flow.parent), card(flow.child)), edges: flow.edges, child: child,
      hasOneSource: flow.hasOneSource)
  }
}
