import Wengert

/// The identifiers of what figures show.
struct FoldIDs {
  private let equations: Equations
  private var ids: NodeIdentifiers { equations.naming.ids }

  init(_ equations: Equations) { self.equations = equations }

  func fold(_ fold: GraphView.Fold) -> String {
    "fold-\(ids[fold.nodes[0]])-\(ids[fold.nodes[fold.nodes.count - 1]])"
  }

  func group(_ position: Int) -> String {
    let nodes = equations.graph.groups[position].nodes
    let (first, last) = (NodeID(index: nodes.lowerBound), NodeID(index: nodes.upperBound - 1))
    return "group-\(position + 1)-\(ids[first])-\(ids[last])"
  }

  func link(_ edge: Edge) -> String { "e-\(ids[edge.parent])-\(ids[edge.child])-\(edge.slot)" }

  func card(_ part: GraphView.Part) -> String {
    switch part {
    case .node(let node): ids[node]
    case .fold(let fold): self.fold(fold)
    }
  }

  static func parents(of card: String) -> String { "parents-of-\(card)" }
  static func children(of card: String) -> String { "children-of-\(card)" }
  static func link(_ parent: String, _ child: String) -> String { "e-\(parent)-\(child)" }
}
