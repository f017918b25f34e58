import Wengert

/// A node, or a composite of an ``Outline``.
struct Entry: Hashable, Sendable {
  private let code: Int32

  init(node index: Int) { code = Int32(index) }
  init(composite: Int) { code = ~Int32(composite) }

  /// The index of the node; nil for a composite.
  var node: Int? { code < 0 ? nil : Int(code) }
  /// The position of the composite; nil for a node.
  var composite: Int? { code < 0 ? Int(~code) : nil }
}

/// A graph as an outline: nodes in composites, those in larger ones, and all of them in one.
///
/// A cut through the outline is a picture of the graph: some composites are open, the others are cards. Whatever
/// the cut, the graph of the cards has no cycle, for the children of a composite stand in an order in which no
/// edge between them points back. So an order of the cards with that property stays one when a card is replaced
/// by its children, where it stood; and one card alone is such an order.
///
/// Constants are not in the outline. They have no parents, so they can close no cycle.
struct Outline: Sendable {
  /// What a composite is; that no edge between its children points back is due to the reason given.
  enum Kind: Hashable, Sendable {
    /// Inputs, which have no parents, then operations.
    case everything
    /// Inputs of several names.
    case inputs
    /// The inputs of one name.
    case family
    /// Operations in recording order, but for sums and products, which are below.
    case operations
    /// The operations of one of the graph's groups, in the same order.
    case group(Int)
    /// A chain of sums or products, each of which only the next one reads; so all can stand where the last one stands.
    case series(Elemental)
    /// Entries of the same shape that do not read each other.
    case column
    /// Blocks of the same shape that do not read each other: a column for each place in the block. Inside a
    /// block edges lead from earlier to later places, between blocks there are none.
    case loop
    /// Blocks of the same shape in order, which may read earlier ones.
    case sequence
    /// The entries of one block, in their order.
    case step
    /// Entries that stand in a row, in their order.
    case stretch
  }

  struct Composite: Sendable {
    let kind: Kind
    fileprivate let children: Range<Int>
    /// The number of nodes.
    let nodes: Int
    /// Equal for composites of the same shape.
    let shape: Int32
  }

  private var composites: [Composite] = []
  private var entries: [Entry] = []

  subscript(_ position: Int) -> Composite { composites[position] }

  func kind(of entry: Entry) -> Kind? { entry.composite.map { composites[$0].kind } }

  /// The position of the group that an entry is; nil for everything else.
  func group(of entry: Entry) -> Int? {
    if case .group(let position)? = kind(of: entry) { position } else { nil }
  }

  /// The children of a composite; none of a node.
  func children(of entry: Entry) -> ArraySlice<Entry> {
    entry.composite.map { entries[composites[$0].children] } ?? []
  }

  /// The number of nodes that an entry stands for.
  func nodes(in entry: Entry) -> Int { entry.composite.map { composites[$0].nodes } ?? 1 }

  /// A new composite.
  mutating func add(
    _ kind: Kind, _ children: some Collection<Entry>, shape: Int32 = -1
  ) -> Entry {
    let start = entries.count
    entries.append(contentsOf: children)
    let nodes = children.reduce(0) { $0 + self.nodes(in: $1) }
    composites.append(
      Composite(kind: kind, children: start..<entries.count, nodes: nodes, shape: shape))
    return Entry(composite: composites.count - 1)
  }

  /// Calls `body` with the index of each node that an entry stands for, without recursion: groups may be nested deeply.
  func forEachNode(in entry: Entry, _ body: (Int) -> Void) {
    var stack = [entry]
    while let top = stack.popLast() {
      if let node = top.node { body(node) } else { stack += children(of: top).reversed() }
    }
  }
}
