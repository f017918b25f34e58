public import Wengert

/// The views that a reader gets to by folding and unfolding groups, and which of them each step leads to.
///
/// Each group opens and closes by itself as long as the views together have few cards; otherwise all groups of a name
/// do so together; otherwise all groups at once. Where even that is too much there is one view.
public struct FoldableViews: Sendable {
  /// A group that can be opened or closed in a view.
  public struct Toggle: Sendable, Equatable {
    /// The position of the group in the graph.
    public let group: Int
    /// Whether it is open in the view.
    public let isOpen: Bool
    /// The view in which it is not.
    public let target: Int
  }

  /// The views; the first one is what the folding asks for.
  public let views: [GraphView]
  /// For each view what a reader can do in it, in the order of the groups.
  public let toggles: [[Toggle]]
  /// The views in which nothing more can be folded, and nothing more be unfolded.
  public let closed, open: Int

  /// The most cards of all views but the first one together.
  static let cardLimit = 120
  /// The most views.
  static let viewLimit = 16

  /// The views of a graph.
  ///
  /// - Throws: ``FoldingError`` where a name in the folding means nothing.
  /// - Complexity: that of one view for each of them, and for three attempts at most.
  public init(_ equations: Equations, _ folding: Folding = Folding()) throws(FoldingError) {
    let first = try GraphView(equations, folding)
    let names = equations.graph.groups.map(\.name)
    for coupling in [names.indices.map { "\($0)" }, names, names.map { _ in "" }] {
      var search = ViewSearch(equations, folding, first: first, coupling: coupling)
      guard !names.isEmpty, try search.run() else { continue }
      self.init(search)
      return
    }
    self.init(first)
  }

  /// The views of all nodes of a graph, folded where there are more than a reader can follow.
  public init(folded equations: Equations) {
    do throws(FoldingError) {
      try self.init(equations, Folding())
    } catch {
      preconditionFailure("a folding without names has no wrong ones")
    }
  }

  /// One view that stays as it is.
  public init(_ view: GraphView) { (views, toggles, closed, open) = ([view], [[]], 0, 0) }

  private init(_ search: ViewSearch) {
    views = search.states.map(\.view)
    toggles = search.toggles
    func count(_ toggles: [Toggle], _ isOpen: Bool) -> Int { toggles.count { $0.isOpen == isOpen } }
    let indices = search.toggles.indices
    closed = indices.min { count(search.toggles[$0], true) < count(search.toggles[$1], true) } ?? 0
    open = indices.min { count(search.toggles[$0], false) < count(search.toggles[$1], false) } ?? 0
  }
}

/// Follows every way to fold and unfold from a view.
private struct ViewSearch {
  struct State {
    let view: GraphView
    let folding: Folding
    /// The groups that the view shows, open or closed.
    let isOpen: [Int: Bool]
  }

  /// What is done to the groups of a text together.
  private struct Choice: Hashable {
    let name: String
    let isOpen: Bool
  }

  private let equations: Equations
  /// Groups with the same text are opened and closed together.
  private let coupling: [String]
  private(set) var states: [State] = []
  private(set) var toggles: [[FoldableViews.Toggle]] = []
  private var places: [[Int: Bool]: Int] = [:]

  init(_ equations: Equations, _ folding: Folding, first: GraphView, coupling: [String]) {
    self.equations = equations
    self.coupling = coupling
    add(first, folding)
  }

  /// Whether all views were found within the limits.
  mutating func run() throws(FoldingError) -> Bool {
    var cards = 0
    var next = 0
    while next < states.count {
      let state = states[next]
      var found: [FoldableViews.Toggle] = []
      var targets: [Choice: Int?] = [:]
      for (group, isOpen) in state.isOpen.sorted(by: { $0.key < $1.key }) {
        let choice = Choice(name: coupling[group], isOpen: isOpen)
        if targets[choice] == nil {
          let known = states.count
          let target = try target(of: group, isOpen, from: state)
          if states.count > known { cards += states[known].view.parts.count }
          targets.updateValue(target, forKey: choice)
        }
        guard cards <= FoldableViews.cardLimit,
          max(states.count, targets.count) <= FoldableViews.viewLimit
        else { return false }
        guard let target = targets[choice] ?? nil else { continue }
        found.append(FoldableViews.Toggle(group: group, isOpen: isOpen, target: target))
      }
      toggles.append(found)
      next += 1
    }
    return states.count > 1
  }

  /// The view in which a group is open that was closed, or the other way round; nil where there is no room for it.
  private mutating func target(
    of group: Int, _ isOpen: Bool, from state: State
  ) throws(FoldingError) -> Int? {
    let together = Set(coupling.indices.filter { coupling[$0] == coupling[group] })
    var folding = state.folding
    if isOpen {
      folding.closedGroups.formUnion(together)
      folding.openGroups.subtract(together)
    } else {
      folding.openGroups.formUnion(together)
      folding.closedGroups.subtract(together)
    }
    let view = try GraphView(equations, folding)
    guard groups(in: view)[group] == !isOpen else { return nil }
    return add(view, folding)
  }

  @discardableResult
  private mutating func add(_ view: GraphView, _ folding: Folding) -> Int {
    let groups = groups(in: view)
    if let place = places[groups] { return place }
    places[groups] = states.count
    states.append(State(view: view, folding: folding, isOpen: groups))
    return states.count - 1
  }

  private func groups(in view: GraphView) -> [Int: Bool] {
    var groups: [Int: Bool] = [:]
    for group in view.openGroups { groups[group.position] = true }
    for fold in view.folds { if let group = fold.group { groups[group] = false } }
    return groups
  }
}
