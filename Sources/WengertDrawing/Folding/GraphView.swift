public import Wengert

/// Which nodes of a graph a figure shows, and which of them as one card.
///
/// Every node is a part by itself, belongs to one fold, or is left out. Constants that folds alone read belong to the
/// first one that does. The graph of the parts has no cycle, and they stand in an order of evaluation.
public struct GraphView: Sendable {
  /// Several nodes as one card.
  public struct Fold: Sendable, Equatable {
    /// What the nodes have in common.
    public enum Kind: Sendable, Equatable {
      /// A call of a function, or another group of that name.
      case group(name: String)
      /// A chain of sums or products.
      case series(Elemental)
      /// So many blocks of the same shape, each the group of that name if there is one; in sequence where a block may
      /// read the one before.
      case run(count: Int, name: String?, isSequence: Bool)
      /// What stands in a row.
      case stretch
      /// Inputs.
      case inputs
      /// All nodes.
      case everything
    }

    /// What the nodes have in common.
    public let kind: Kind
    /// The nodes in recording order.
    public let nodes: [NodeID]
    /// How many of them are groups within the fold, itself included.
    public let groups: Int
    /// The position in the graph of the group that the fold is; nil where it is something else.
    public var group: Int?
  }

  /// A card.
  public enum Part: Sendable, Equatable {
    case node(NodeID)
    case fold(Fold)
  }

  /// A group that is open.
  public struct OpenGroup: Sendable, Equatable {
    /// The position of the group in the graph.
    public let position: Int
    /// The name of the group.
    public let name: String
    /// The positions of its parts, without those of open groups inside it.
    public internal(set) var parts: [Int]
    /// The position of the open group around it, in the list of open groups.
    public let parent: Int?
  }

  /// The parts in an order of evaluation.
  public let parts: [Part]
  /// The groups that are open, outer ones first.
  public let openGroups: [OpenGroup]
  /// The number of nodes that are left out.
  public let hiddenCount: Int
  /// The part of each node, or −1; empty where every node is the part of its own index.
  private let positions: [Int32]

  /// Whether every node is a part of its own.
  public var isComplete: Bool { positions.isEmpty }

  /// The position of a node's part; nil where the node is left out.
  public func part(of node: NodeID) -> Int? {
    if isComplete { return node.index }
    let position = positions[node.index]
    return position < 0 ? nil : Int(position)
  }

  /// The folds.
  public var folds: [Fold] {
    parts.compactMap { if case .fold(let fold) = $0 { fold } else { nil } }
  }

  /// Every node of a graph.
  public init(complete graph: Graph) {
    self.init(
      parts: graph.nodes.map { .node($0) }, openGroups: OpenGroupList(complete: graph).groups,
      hiddenCount: 0, positions: [])
  }

  init(
    parts: [Part], openGroups: [OpenGroup], hiddenCount: Int, positions: [Int32]
  ) {
    self.parts = parts
    self.openGroups = openGroups
    self.hiddenCount = hiddenCount
    self.positions = positions
  }

  /// All nodes of a graph, folded where there are more than a reader can follow.
  ///
  /// - Complexity: O(nodes · log nodes).
  public init(folded equations: Equations) {
    do throws(FoldingError) {
      try self.init(equations, Folding())
    } catch {
      preconditionFailure("a folding without names has no wrong ones")
    }
  }

  /// The nodes that a folding shows, in as many parts as it allows.
  ///
  /// - Throws: ``FoldingError`` where a name means nothing.
  /// - Complexity: O(nodes · log nodes).
  public init(_ equations: Equations, _ folding: Folding = Folding()) throws(FoldingError) {
    let graph = equations.graph
    try folding.checkNames(graph)
    let isVisible = try folding.visibleNodes(equations)
    if isVisible == nil, !folding.foldsGroups, graph.count <= folding.limit ?? .max {
      self.init(complete: graph)
      return
    }
    var builder = OutlineBuilder(equations, isVisible: isVisible, findsRuns: false)
    var root = builder.build()
    var unfolding = Unfolding(builder.outline, root: root, equations, folding)
    if !unfolding.isComplete {
      builder = OutlineBuilder(equations, isVisible: isVisible, findsRuns: true)
      root = builder.build()
      unfolding = Unfolding(builder.outline, root: root, equations, folding)
    }
    self = PartList(unfolding, equations, isVisible: isVisible).view()
  }
}

extension Folding {
  /// Whether groups are folded that the size of the figure does not ask to fold.
  fileprivate var foldsGroups: Bool { depth != nil || !folded.isEmpty || !closedGroups.isEmpty }

  fileprivate func checkNames(_ graph: Graph) throws(FoldingError) {
    guard !folded.isEmpty || !unfolded.isEmpty else { return }
    var known: [String] = []
    var seen: Set<String> = []
    for group in graph.groups where seen.insert(group.name).inserted { known.append(group.name) }
    for name in folded.sorted() + unfolded.sorted() where !seen.contains(name) {
      throw .unknownGroup(name, near: nearest(to: name, among: known), known: known)
    }
  }
}

/// Turns a cut through an outline into parts.
private struct PartList {
  private let unfolding: Unfolding
  private let equations: Equations
  private let isVisible: [Bool]?
  private var graph: Graph { equations.graph }
  private var entries: [Entry] = []
  /// The open group that each entry is in.
  private var groupOfEntry: [Int?] = []
  private var openGroups = OpenGroupList()

  init(_ unfolding: Unfolding, _ equations: Equations, isVisible: [Bool]?) {
    self.unfolding = unfolding
    self.equations = equations
    self.isVisible = isVisible
    flatten()
  }

  /// The closed branches in their order, and which open groups they are in.
  private mutating func flatten() {
    var stack: [(branch: Int, group: Int?)] = [(0, nil)]
    while let (branch, group) = stack.popLast() {
      let entry = unfolding.branches[branch].entry
      guard let children = unfolding.branches[branch].children else {
        groupOfEntry.append(group)
        entries.append(entry)
        continue
      }
      var inner = group
      if let position = unfolding.outline.group(of: entry) {
        inner = openGroups.open(position, graph.groups[position].name, in: group)
      }
      for child in children.reversed() { stack.append((child, inner)) }
    }
  }

  func view() -> GraphView {
    var owners = [Int32](repeating: -1, count: graph.count)
    for (position, entry) in entries.enumerated() {
      unfolding.outline.forEachNode(in: entry) { owners[$0] = Int32(position) }
    }
    let constants = placeConstants(&owners)
    var constantsBefore = [[Int]](repeating: [], count: entries.count)
    for index in 0..<graph.count where owners[index] < 0 && constants[index] >= 0 {
      constantsBefore[Int(constants[index])].append(index)
    }
    let folds = self.folds(owners)
    var parts: [GraphView.Part] = []
    var positions = [Int32](repeating: -1, count: graph.count)
    var moved = [Int32](repeating: 0, count: entries.count)
    var openGroups = self.openGroups
    for (place, entry) in entries.enumerated() {
      for constant in constantsBefore[place] {
        positions[constant] = Int32(parts.count)
        openGroups.add(part: parts.count, to: groupOfEntry[place])
        parts.append(.node(NodeID(index: constant)))
      }
      moved[place] = Int32(parts.count)
      openGroups.add(part: parts.count, to: groupOfEntry[place])
      if let node = entry.node {
        parts.append(.node(NodeID(index: node)))
      } else if let fold = folds[place] {
        parts.append(.fold(fold))
      }
    }
    for index in 0..<graph.count where owners[index] >= 0 {
      positions[index] = moved[Int(owners[index])]
    }
    return GraphView(
      parts: parts, openGroups: openGroups.groups, hiddenCount: positions.count { $0 < 0 },
      positions: positions)
  }

  /// Where constants go: into the first fold that reads them, or as a card before the first node that does.
  ///
  /// - Returns: for each constant with a card the entry that it stands before.
  private func placeConstants(_ owners: inout [Int32]) -> [Int32] {
    var readers = [Int32](repeating: -1, count: graph.count)
    var isAlone = [Bool](repeating: false, count: graph.count)
    for index in 0..<graph.count where owners[index] >= 0 {
      graph[NodeID(index: index)].forEachParent { parent, _ in
        guard case .constant = graph[parent], owners[parent.index] < 0 else { return }
        let isNode = entries[Int(owners[index])].node != nil
        let (known, reader) = (readers[parent.index], owners[index])
        // A card of its own before the first node, otherwise a place in the first fold.
        if isAlone[parent.index] == isNode {
          readers[parent.index] = known < 0 ? reader : min(known, reader)
        } else if isNode {
          isAlone[parent.index] = true
          readers[parent.index] = reader
        }
      }
    }
    let anyFold = entries.firstIndex { $0.composite != nil }.map { Int32($0) }
    for index in 0..<graph.count where owners[index] < 0 && (isVisible?[index] ?? true) {
      guard case .constant = graph[NodeID(index: index)], !isAlone[index] else { continue }
      // What nothing reads, too, is somewhere.
      let owner = readers[index] >= 0 ? readers[index] : anyFold
      if let owner { owners[index] = owner } else { readers[index] = 0 }
    }
    return readers
  }

  private func folds(_ owners: [Int32]) -> [Int: GraphView.Fold] {
    var nodes: [Int: [NodeID]] = [:]
    for (place, entry) in entries.enumerated() where entry.composite != nil { nodes[place] = [] }
    for index in 0..<graph.count where owners[index] >= 0 {
      nodes[Int(owners[index])]?.append(NodeID(index: index))
    }
    var groups: [Int: Int] = [:]
    for group in graph.groups where !group.nodes.isEmpty {
      let owner = Int(owners[group.nodes.upperBound - 1])
      if nodes[owner] != nil, Int(owners[group.nodes.lowerBound]) == owner {
        groups[owner, default: 0] += 1
      }
    }
    return nodes.reduce(into: [:]) { folds, fold in
      folds[fold.key] = GraphView.Fold(
        kind: kind(of: entries[fold.key]), nodes: fold.value, groups: groups[fold.key] ?? 0,
        group: unfolding.outline.group(of: entries[fold.key]))
    }
  }

  private func kind(of entry: Entry) -> GraphView.Fold.Kind {
    let outline = unfolding.outline
    let children = outline.children(of: entry)
    switch outline.kind(of: entry) {
    case .everything?: return .everything
    case .inputs?, .family?: return .inputs
    case .group(let position)?: return .group(name: graph.groups[position].name)
    case .series(let elemental)?: return .series(elemental)
    case .column?, .sequence?:
      let isSequence = outline.kind(of: entry) == .sequence
      var name: String?
      if let first = children.first, case .group(let position)? = outline.kind(of: first) {
        name = graph.groups[position].name
      }
      return .run(count: children.count, name: name, isSequence: isSequence)
    case .loop?:
      let count = children.first.map { outline.children(of: $0).count } ?? 0
      return .run(count: count, name: nil, isSequence: false)
    case .operations?, .step?, .stretch?, nil: return .stretch
    }
  }
}

/// The groups that are open, as they come up from the outside in.
struct OpenGroupList {
  private(set) var groups: [GraphView.OpenGroup] = []

  init() {}

  /// All groups of a graph whose every node is a part.
  init(complete graph: Graph) {
    // Inner groups come first, so the other way round outer ones do.
    guard !graph.groups.isEmpty else { return }
    var around: [Int] = []
    for (position, group) in graph.groups.enumerated().reversed() {
      while let last = around.last,
        !graph.groups[groups[last].position].nodes.contains(group.nodes.lowerBound)
      {
        around.removeLast()
      }
      around.append(open(position, group.name, in: around.last))
    }
    addParts(graph)
  }

  /// Gives each node to the innermost group around it.
  private mutating func addParts(_ graph: Graph) {
    let ranges = groups.map { graph.groups[$0.position].nodes }
    let order = ranges.indices.sorted {
      (ranges[$0].lowerBound, ranges[$1].upperBound, $0)
        < (ranges[$1].lowerBound, ranges[$0].upperBound, $1)
    }
    var around: [Int] = []
    var next = 0
    for node in 0..<graph.count {
      while let last = around.last, ranges[last].upperBound <= node { around.removeLast() }
      while next < order.count, ranges[order[next]].lowerBound == node {
        around.append(order[next])
        next += 1
      }
      add(part: node, to: around.last)
    }
  }

  mutating func open(_ position: Int, _ name: String, in parent: Int?) -> Int {
    groups.append(GraphView.OpenGroup(position: position, name: name, parts: [], parent: parent))
    return groups.count - 1
  }

  mutating func add(part: Int, to group: Int?) {
    if let group { groups[group].parts.append(part) }
  }
}

extension LayoutEngine {
  /// Fails where a view has more cards than the engine places, before a figure of it is made.
  ///
  /// - Throws: ``LayoutError/tooLarge(boxes:limit:)``.
  public func check(_ view: GraphView) throws(LayoutError) {
    guard view.parts.count <= boxLimit else {
      throw .tooLarge(boxes: view.parts.count, limit: boxLimit)
    }
  }
}
