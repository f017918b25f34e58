import Wengert

/// What flows between the parts of a view.
///
/// Edges between two cards of one node stay as they are. All others are added up by the pair of parts that they join.
struct FoldedFlows {
  /// Where edges begin or end: at a part, or outside of the picture, before or behind a part.
  enum End: Hashable {
    case part(Int)
    case before(Int)
    case behind(Int)
  }

  /// The edges between two ends.
  struct Flow {
    let parent: End
    let child: End
    /// Both ends.
    var ends: [End] { [parent, child] }
    /// The first edge; the only one between two cards of one node.
    let edge: Edge
    /// All edges, in the order of their children; kept where it is asked for.
    var edges: [Edge] = []
    var count = 1
    /// Whether all edges begin at one node, and whether all end at one.
    var hasOneSource = true
    var hasOneSink = true
    /// The partial of what flows out of the child by what flows in; of one card the sum over its slots.
    var partial = 0.0
    /// What reaches the value that flows out of the child.
    var tangent = 0.0
    /// What flows back.
    var adjoint = 0.0
    /// Whether anything flows in either sweep: what does not is zero by structure.
    var isTangentReached = false
    var isAdjointReached = false
  }

  let view: GraphView
  /// The flows by child.
  private(set) var flows: [Flow] = []
  /// The nodes of each fold whose values somebody outside of it reads, outputs, and nodes that nobody reads.
  private(set) var exits: [[NodeID]]
  /// How many nodes outside of the picture each part reads, and how many read it.
  private(set) var parentsOutside: [Int: Int] = [:]
  private(set) var childrenOutside: [Int: Int] = [:]
  /// The edges from constants into folds, which are not drawn.
  private(set) var constantReads = 0
  /// The edges between nodes of one fold.
  private(set) var innerEdges = 0

  private let keepsEdges: Bool
  private let equations: Equations
  private let evaluation: Evaluation?
  private var graph: Graph { equations.graph }
  /// The derivative of what flows out of its fold by each node; 1 where a node is its own card.
  private var weights: [Double] = []
  private var isReached: [Bool] = []

  /// - Complexity: O(nodes + edges).
  init(
    _ view: GraphView, _ equations: Equations, _ evaluation: Evaluation?, keepsEdges: Bool = false
  ) {
    self.view = view
    self.keepsEdges = keepsEdges
    self.equations = equations
    self.evaluation = evaluation
    exits = Array(repeating: [], count: view.parts.count)
    findExits()
    if let evaluation { sweepFolds(evaluation) }
    addUp()
  }

  /// The node whose value flows out of a part; nil where there are several.
  func exit(of part: Int) -> NodeID? {
    if case .node(let node) = view.parts[part] { return node }
    return exits[part].count == 1 ? exits[part][0] : nil
  }

  /// Whether a part has one value that flows out of it, so that it is to its neighbours what an elemental is.
  func hasOneExit(_ part: Int) -> Bool {
    if case .node = view.parts[part] { true } else { exits[part].count == 1 }
  }

  /// Whether an end is a part with one value that flows out of it.
  func hasOneValue(_ end: End) -> Bool {
    if case .part(let part) = end { hasOneExit(part) } else { false }
  }

  private func isFold(_ part: Int) -> Bool {
    if case .fold = view.parts[part] { true } else { false }
  }

  private func isConstant(_ node: NodeID) -> Bool {
    if case .constant = graph[node] { true } else { false }
  }

  private mutating func findExits() {
    let outputs = Set(graph.outputs.map(\.node))
    for (position, part) in view.parts.enumerated() {
      guard case .fold(let fold) = part else { continue }
      exits[position] = fold.nodes.filter { node in
        let edges = equations.edges(outOf: node)
        if outputs.contains(node) { return true }
        if isConstant(node) { return false }
        return edges.isEmpty || edges.contains { view.part(of: $0.child) != position }
      }
    }
  }

  /// One reverse sweep inside all folds at the same time, from the value that flows out of each.
  private mutating func sweepFolds(_ evaluation: Evaluation) {
    weights = Array(repeating: 0, count: graph.count)
    isReached = Array(repeating: false, count: graph.count)
    for position in view.parts.indices {
      if let exit = exit(of: position) { (weights[exit.index], isReached[exit.index]) = (1, true) }
    }
    for child in graph.nodes.reversed() where isReached[child.index] {
      let part = view.part(of: child)
      graph[child].forEachParent { parent, slot in
        let edge = Edge(parent: parent, child: child, slot: slot)
        guard view.part(of: parent) == part, evaluation.linearization.isOpen(edge),
          let partial = evaluation.linearization.partial(along: edge)
        else { return }
        let product = weights[child.index] * partial
        weights[parent.index] = isReached[parent.index] ? weights[parent.index] + product : product
        isReached[parent.index] = true
      }
    }
  }

  // MARK: Adding up

  private mutating func addUp() {
    var sums = Sums()
    for (position, part) in view.parts.enumerated() {
      switch part {
      case .node(let node): add(into: node, of: position, &sums)
      case .fold(let fold): for node in fold.nodes { add(into: node, of: position, &sums) }
      }
    }
    if view.hiddenCount > 0 {
      for (position, part) in view.parts.enumerated() {
        switch part {
        case .node(let node): add(outOf: node, of: position, &sums)
        case .fold(let fold): for node in fold.nodes { add(outOf: node, of: position, &sums) }
        }
      }
    }
    parentsOutside = sums.parents.mapValues(\.count)
    childrenOutside = sums.children.mapValues(\.count)
  }

  /// Where flows that are not finished yet stand, and the nodes outside.
  private struct Sums {
    struct Pair: Hashable {
      let parent, child: End
    }

    var places: [Pair: Int] = [:]
    var parents: [Int: Set<NodeID>] = [:]
    var children: [Int: Set<NodeID>] = [:]
  }

  private mutating func add(into child: NodeID, of position: Int, _ sums: inout Sums) {
    for edge in graph.edges(into: child) {
      guard let parent = view.part(of: edge.parent) else {
        sums.parents[position, default: []].insert(edge.parent)
        add(edge, from: .before(position), to: .part(position), isSum: true, &sums)
        continue
      }
      if parent == position {
        innerEdges += 1
      } else if isConstant(edge.parent), isFold(position) || isFold(parent) {
        constantReads += 1
      } else {
        add(
          edge, from: .part(parent), to: .part(position),
          isSum: isFold(position) || isFold(parent), &sums)
      }
    }
  }

  private mutating func add(outOf parent: NodeID, of position: Int, _ sums: inout Sums) {
    guard !isConstant(parent) else { return }
    for edge in equations.edges(outOf: parent) where view.part(of: edge.child) == nil {
      sums.children[position, default: []].insert(edge.child)
      add(edge, from: .part(position), to: .behind(position), isSum: true, &sums)
    }
  }

  private mutating func add(
    _ edge: Edge, from parent: End, to child: End, isSum: Bool, _ sums: inout Sums
  ) {
    let pair = Sums.Pair(parent: parent, child: child)
    if isSum, let place = sums.places[pair] {
      flows[place].count += 1
      if keepsEdges { flows[place].edges.append(edge) }
      if flows[place].edge.parent != edge.parent { flows[place].hasOneSource = false }
      if flows[place].edge.child != edge.child { flows[place].hasOneSink = false }
      add(edge, to: place)
      return
    }
    if isSum { sums.places[pair] = flows.count }
    flows.append(Flow(parent: parent, child: child, edge: edge, edges: keepsEdges ? [edge] : []))
    add(edge, to: flows.count - 1)
  }

  /// Adds what flows along an edge; zeros by structure are not multiplied.
  private mutating func add(_ edge: Edge, to place: Int) {
    guard let evaluation, let partial = evaluation.linearization.partial(along: edge) else {
      return
    }
    flows[place].adjoint += evaluation.adjoints.contribution(along: edge) ?? 0
    if evaluation.linearization.isOpen(edge), evaluation.adjoints.isReached(edge.child) {
      flows[place].isAdjointReached = true
    }
    let isInside = view.part(of: edge.child) != nil
    guard isInside ? isReached[edge.child.index] : true, evaluation.linearization.isOpen(edge)
    else { return }
    let weight = isInside ? weights[edge.child.index] * partial : partial
    flows[place].partial += weight
    guard evaluation.tangents.isReached(edge.parent), let tangent = evaluation.tangents[edge.parent]
    else { return }
    flows[place].tangent += tangent * weight
    flows[place].isTangentReached = true
  }
}
