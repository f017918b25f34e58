import Wengert

/// What a figure stresses: the contributions of one sweep and the strongest path along which they flow.
struct Emphasis {
  let weighting: Weighting
  let scale: WeightScale
  /// The strongest path; nil where nothing flows.
  let path: Diagnosis.Path?

  private let contribution: @Sendable (Edge) -> Double?
  private let edges: Set<Edge>
  private let nodes: Set<NodeID>

  /// The emphasis that the options ask for; nil where they ask for none, or where the mode does not show the
  /// sweep.
  init?(_ evaluation: Evaluation, _ options: FigureOptions) {
    let (tangents, adjoints) = (evaluation.tangents, evaluation.adjoints)
    guard let quantity = options.weight.quantity, options.mode.shows(quantity) else { return nil }
    weighting = options.weight
    if quantity == .tangent {
      contribution = { tangents.contribution(along: $0) }
      path = tangents.strongestPath()
    } else {
      contribution = { adjoints.contribution(along: $0) }
      path = adjoints.strongestPath()
    }
    let linearization = evaluation.linearization
    scale = WeightScale(linearization.graph.edges.compactMap(contribution))
    edges = path.map { Emphasis.edges(of: $0, linearization) } ?? []
    nodes = Set(path?.nodes ?? [])
  }

  /// How much flows along an edge.
  func weight(of edge: Edge) -> Weight { scale.weight(contribution(edge)) }

  /// Whether the strongest path runs through a node.
  func isOnPath(_ node: NodeID) -> Bool { nodes.contains(node) }

  /// Whether the strongest path runs along an edge.
  func isOnPath(_ edge: Edge) -> Bool { edges.contains(edge) }

  /// The edges of a path: of several between the same nodes, the first with the largest partial.
  private static func edges(
    of path: Diagnosis.Path, _ linearization: Linearization
  ) -> Set<Edge> {
    var edges: Set<Edge> = []
    for (parent, child) in zip(path.nodes, path.nodes.dropFirst()) {
      var best: (edge: Edge, size: Double)?
      for edge in linearization.graph.edges(into: child) where edge.parent == parent {
        let size = linearization.partial(along: edge)?.magnitude ?? 0
        if size > best?.size ?? -1 { best = (edge, size) }
      }
      if let best { edges.insert(best.edge) }
    }
    return edges
  }
}
