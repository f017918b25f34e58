import Wengert

/// Chooses which composites of an outline are open: all where there is room, otherwise the ones that say most.
///
/// It begins with one card for everything and opens composites as long as the cards do not exceed the limit: groups
/// from the outside in, all of one name and depth together or none; then loops; then runs of composites place by
/// place; then short runs, all of one length or none; inputs last, where a card reads them alone. Series stay closed.
/// So sums, products and runs are folded first, then the deepest groups. A row that is too long even so, because it
/// has no structure, is cut into stretches.
struct Unfolding {
  /// What is to be opened together, in the order in which it is tried.
  private struct Candidate: Hashable, Comparable {
    let rank: Int
    let depth: Int
    let weight: Int
    /// The name of a group, or the number of the only branch.
    let number: Int

    static func < (a: Candidate, b: Candidate) -> Bool {
      (a.rank, a.depth, a.weight, a.number) < (b.rank, b.depth, b.weight, b.number)
    }
  }

  private enum Rank {
    static let forced = 0, group = 1, loop = 2, places = 3, row = 4, inputs = 5
  }

  /// An entry in the cut, or above it where it is open.
  struct Branch {
    let entry: Entry
    /// How many groups are around it.
    let depth: Int
    var children: Range<Int>?
  }

  /// The most blocks of a run that are shown one by one before they are shown place by place.
  private static let fewBlocks = 8

  private let equations: Equations
  private let folding: Folding
  private let outputs: Set<NodeID>
  private var graph: Graph { equations.graph }
  private(set) var outline: Outline
  private(set) var branches: [Branch] = []
  /// The cards so far: closed branches, and constants that open ones read.
  private(set) var count = 1
  /// Whether all that nobody asked to fold is open.
  private(set) var isComplete = true
  /// The nodes that have a card of their own; constants that an operation of those reads.
  private var isShown: [Bool]
  private var pending: [Candidate: [Int]] = [:]
  private var queue = PriorityQueue<Candidate>()
  private var groupNumbers: [String: Int] = [:]
  /// How many closed runs consist of groups of a name.
  private var closedRuns: [String: Int] = [:]

  private var limit: Int { folding.limit ?? .max }

  init(_ outline: Outline, root: Entry, _ equations: Equations, _ folding: Folding) {
    self.outline = outline
    self.equations = equations
    self.folding = folding
    outputs = Set(equations.graph.outputs.map(\.node))
    isShown = Array(repeating: false, count: equations.graph.count)
    branches = [Branch(entry: root, depth: 0)]
    settle(0)
    while let candidate = queue.popFirst() {
      let members = pending.removeValue(forKey: candidate) ?? []
      if !open(members, candidate) { isComplete = false }
    }
    while cutOnlyRow() {}
  }

  // MARK: Candidates

  /// A branch that has just come up: a card, or something that may be opened.
  private mutating func settle(_ branch: Int) {
    let entry = branches[branch].entry
    guard let position = entry.composite else {
      if let node = entry.node { show(node) }
      return
    }
    if let name = nameInRun(entry) { closedRuns[name, default: 0] += 1 }
    guard let candidate = candidate(for: branch, outline[position].kind) else { return }
    if pending[candidate] == nil { queue.insert(candidate) }
    pending[candidate, default: []].append(branch)
  }

  private mutating func candidate(for branch: Int, _ kind: Outline.Kind) -> Candidate? {
    let (entry, depth) = (branches[branch].entry, branches[branch].depth)
    let count = outline.children(of: entry).count
    func single(_ rank: Int, weight: Int = 0) -> Candidate {
      Candidate(rank: rank, depth: depth, weight: weight, number: branch)
    }
    switch kind {
    case .everything, .operations: return single(Rank.forced, weight: 1)
    case .inputs: return single(count <= max(1, limit / 3) ? Rank.forced : Rank.inputs)
    case .family: return single(Rank.inputs, weight: count)
    case .group(let position):
      let name = graph.groups[position].name
      guard isOpen(position, depth: depth + 1) else { return nil }
      let number = groupNumbers[name] ?? groupNumbers.count
      groupNumbers[name] = number
      let isForced = folding.unfolded.contains(name) || folding.openGroups.contains(position)
      return Candidate(
        rank: isForced ? Rank.forced : Rank.group, depth: depth, weight: 2, number: number)
    case .step:
      // The steps of a sequence are opened together.
      let shape = entry.composite.map { Int(outline[$0].shape) } ?? 0
      return Candidate(
        rank: Rank.loop, depth: depth, weight: -outline.nodes(in: entry), number: -1 - shape)
    case .loop, .stretch: return single(Rank.loop, weight: -outline.nodes(in: entry))
    case .column, .sequence:
      switch outline.children(of: entry).first.flatMap({ outline.kind(of: $0) }) {
      case .column?, .loop?: return single(Rank.loop)
      case .group?, .step?:
        return single(count <= Unfolding.fewBlocks ? Rank.loop : Rank.places, weight: count)
      default: return Candidate(rank: Rank.row, depth: depth, weight: count, number: -1)
      }
    case .series: return nil
    }
  }

  private func isOpen(_ position: Int, depth: Int) -> Bool {
    if folding.openGroups.contains(position) { return true }
    if folding.closedGroups.contains(position) { return false }
    let name = graph.groups[position].name
    if folding.unfolded.contains(name) { return true }
    if folding.folded.contains(name) { return false }
    return folding.depth.map { depth <= $0 } ?? true
  }

  // MARK: Opening

  /// Opens branches together, if there is room.
  private mutating func open(_ members: [Int], _ candidate: Candidate) -> Bool {
    let kind = members.first.flatMap { outline.kind(of: branches[$0].entry) }
    switch kind {
    case .operations?: return openRow(members[0])
    case .group(let position)? where candidate.rank == Rank.group:
      // One open beside a run of closed ones would look as if it were another thing.
      return closedRuns[graph.groups[position].name, default: 0] == 0 && open(members)
    case .family?:
      return areReadAlone(members[0]) && open(members)
    case .column?, .sequence?:
      if candidate.rank == Rank.row { return isShort(members[0]) && open(members) }
      if hasRuns(members[0]), openPlaces(members[0]) { return true }
      return candidate.rank == Rank.loop
        ? open(members) || openPlaces(members[0])
        : openPlaces(members[0]) || isShort(members[0]) && open(members)
    default: return open(members)
    }
  }

  /// The name of the groups that a run consists of.
  private func nameInRun(_ entry: Entry) -> String? {
    let kind = outline.kind(of: entry)
    guard kind == .column || kind == .sequence, let first = outline.children(of: entry).first,
      case .group(let position)? = outline.kind(of: first)
    else { return nil }
    return graph.groups[position].name
  }

  /// Whether a run consists of runs or loops.
  private func hasRuns(_ branch: Int) -> Bool {
    let first = outline.children(of: branches[branch].entry).first
    let kind = first.flatMap { outline.kind(of: $0) }
    return kind == .column || kind == .loop
  }

  /// Whether a run is short enough to be shown one by one where not everything can be.
  private func isShort(_ branch: Int) -> Bool {
    guard folding.limit != nil else { return true }
    return outline.children(of: branches[branch].entry).count
      <= max(Unfolding.fewBlocks, limit / Unfolding.fewBlocks)
  }

  private mutating func open(_ members: [Int]) -> Bool {
    let lists = members.map { Array(outline.children(of: branches[$0].entry)) }
    guard lists.allSatisfy({ !$0.isEmpty }), fits(replacing: members.count, by: lists.joined())
    else { return false }
    for (member, children) in zip(members, lists) { open(member, children) }
    return true
  }

  private func fits(replacing cards: Int, by children: some Sequence<Entry>) -> Bool {
    guard folding.limit != nil else { return true }
    var total = count - cards
    var constants = Set<Int>()
    for child in children {
      total += 1
      if let node = child.node {
        forEachConstant(of: node) { if !isShown[$0], constants.insert($0).inserted { total += 1 } }
      }
      if total > limit { return false }
    }
    return true
  }

  private mutating func open(_ branch: Int, _ children: [Entry]) {
    let entry = branches[branch].entry
    let isGroup = if case .group? = outline.kind(of: entry) { true } else { false }
    if let name = nameInRun(entry) { closedRuns[name, default: 0] -= 1 }
    let depth = branches[branch].depth + (isGroup ? 1 : 0)
    let start = branches.count
    branches += children.map { Branch(entry: $0, depth: depth) }
    branches[branch].children = start..<branches.count
    count += children.count - 1
    for child in start..<branches.count { settle(child) }
  }

  private mutating func show(_ node: Int) {
    isShown[node] = true
    forEachConstant(of: node) { constant in
      if !isShown[constant] {
        isShown[constant] = true
        count += 1
      }
    }
  }

  /// The constants that an operation reads and that are no entries of the outline.
  private func forEachConstant(of node: Int, _ body: (Int) -> Void) {
    graph[NodeID(index: node)].forEachParent { parent, _ in
      if case .constant = graph[parent], !outputs.contains(parent) { body(parent.index) }
    }
  }

  /// Whether a card of one node reads a member of a family.
  private func areReadAlone(_ branch: Int) -> Bool {
    outline.children(of: branches[branch].entry).contains { entry in
      guard let node = entry.node else { return false }
      return equations.edges(outOf: NodeID(index: node)).contains { isShown[$0.child.index] }
    }
  }

  /// Opens a run of composites place by place: what stands first in all of them becomes a run, and so on.
  ///
  /// The blocks do not read each other, so the order of the places is an order of the run. What is folded by name
  /// stays whole.
  private mutating func openPlaces(_ branch: Int) -> Bool {
    guard outline.kind(of: branches[branch].entry) == .column else { return false }
    let blocks = Array(outline.children(of: branches[branch].entry))
    guard let first = blocks[0].composite else { return false }
    switch outline[first].kind {
    case .group(let position):
      guard isOpen(position, depth: branches[branch].depth + 1) else { return false }
    case .loop, .step, .stretch: break
    case .column:
      // Runs of runs are one run.
      open(branch, [outline.add(.column, blocks.flatMap { outline.children(of: $0) })])
      return true
    case .everything, .inputs, .family, .operations, .series, .sequence: return false
    }
    let rows = blocks.map { Array(outline.children(of: $0)) }
    let length = rows[0].count
    guard rows.allSatisfy({ $0.count == length }), count + length - 1 <= limit else {
      return false
    }
    let places = (0..<length).map { place in outline.add(.column, rows.map { $0[place] }) }
    guard fits(replacing: 1, by: places) else { return false }
    open(branch, places)
    return true
  }

  // MARK: Stretches

  /// Opens the row of operations: entry by entry if there is room, otherwise in as many stretches as there is room for.
  private mutating func openRow(_ branch: Int) -> Bool {
    if open([branch]) { return true }
    cut(branch)
    return false
  }

  /// Where everything that was computed is one closed card, its row in stretches.
  private mutating func cutOnlyRow() -> Bool {
    let closed = branches.indices.filter { index in
      let isInput =
        switch outline.kind(of: branches[index].entry) {
        case .inputs?, .family?: true
        case nil: branches[index].entry.node.map { isInputNode($0) } ?? false
        default: false
        }
      return branches[index].children == nil && !isInput
    }
    guard closed.count == 1, count < limit, let branch = closed.first else { return false }
    switch outline.kind(of: branches[branch].entry) {
    case .group(let position)? where isOpen(position, depth: branches[branch].depth + 1):
      return cut(branch)
    case .step?: return cut(branch)
    default: return false
    }
  }

  private func isInputNode(_ index: Int) -> Bool {
    if case .input = graph[NodeID(index: index)] { true } else { false }
  }

  /// The most lines between stretches, for each card that may be shown.
  private static let linesPerCard = 1.0

  /// Opens a row in stretches of about equally many entries: so many that cards and lines stay few.
  @discardableResult
  private mutating func cut(_ branch: Int) -> Bool {
    let row = Array(outline.children(of: branches[branch].entry))
    let room = min(limit - count + 1, row.count)
    // Many pieces of a long row say no more than some.
    var parts = row.count > 2 * room ? max(1, room / 3) : room
    while parts > 1 {
      let ranges = (0..<parts).map { row.count * $0 / parts..<row.count * ($0 + 1) / parts }
      if lines(between: ranges, of: row) > Int(Double(limit) * Unfolding.linesPerCard) {
        parts = max(1, parts * 4 / 5)
        continue
      }
      let singles = ranges.filter { $0.count == 1 }.map { row[$0.lowerBound] }
      let others = parts - singles.count
      if others <= limit - count + 1, fits(replacing: 1 - others, by: singles) {
        let children = ranges.map { range in
          range.count == 1 ? row[range.lowerBound] : outline.add(.stretch, row[range])
        }
        freeze(branch, children)
        return true
      }
      parts -= 1
    }
    return false
  }

  /// Opens a branch for good: there is no room to go on with its children.
  private mutating func freeze(_ branch: Int, _ children: [Entry]) {
    let start = branches.count
    branches += children.map { Branch(entry: $0, depth: branches[branch].depth) }
    branches[branch].children = start..<branches.count
    count += children.count - 1
    for child in children { if let node = child.node { show(node) } }
  }

  /// How many pairs of parts of a row have an edge between them.
  private func lines(between ranges: [Range<Int>], of row: [Entry]) -> Int {
    var part = [Int32](repeating: -1, count: graph.count)
    for (number, range) in ranges.enumerated() {
      for entry in row[range] { outline.forEachNode(in: entry) { part[$0] = Int32(number) } }
    }
    var pairs = Set<Int>()
    for index in 0..<graph.count where part[index] >= 0 {
      graph[NodeID(index: index)].forEachParent { parent, _ in
        let other = part[parent.index]
        if other >= 0, other != part[index] {
          pairs.insert(Int(other) * ranges.count + Int(part[index]))
        }
      }
    }
    return pairs.count
  }
}

/// A queue whose least element comes first: a binary heap.
private struct PriorityQueue<Element: Comparable> {
  private var heap: [Element] = []

  mutating func insert(_ element: Element) {
    heap.append(element)
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func popFirst() -> Element? {
    guard let first = heap.first else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
      guard let least = children.min(by: { heap[$0] < heap[$1] }), heap[least] < heap[parent]
      else { return first }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
