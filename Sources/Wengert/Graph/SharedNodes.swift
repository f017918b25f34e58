/// Finds the node that is an elemental of certain parents.
///
/// It is looked for among the first children of its last parent. Those were recorded not long ago, as a rule, so a
/// large graph costs no more a node than a small one does; in a hash table each new node would be a place in memory
/// that the processor has not at hand. The further children of a node that has many are in such a table.
struct SharedNodes: Sendable {
  /// What a search found: the node, or where it belongs.
  struct Search {
    fileprivate(set) var known: Int32?
    /// The last of the parents.
    fileprivate let parent: Int32
    /// The place in the table, where the list of the parent is full.
    fileprivate var hash: ContentHash?
  }

  /// The most children in the list of a node.
  private static let limit = 8

  /// For each node the newest in the list of its children, and the next older one in the list that it is in itself;
  /// −1 where there is none.
  private var newest: [Int32] = []
  private var older: [Int32] = []
  private var table = IndexTable()

  /// Makes room for so many nodes more.
  mutating func reserve(_ count: Int) {
    newest.reserveCapacity(newest.count + count)
    older.reserveCapacity(older.count + count)
  }

  /// Looks for an elemental of certain parents, of which those that it has not are −1.
  func search(
    _ graph: Graph, _ opcode: Opcode, _ first: Int32, _ second: Int32, _ third: Int32
  ) -> Search {
    let parent = max(first, second, third)
    var search = Search(parent: parent)
    guard Int(parent) < newest.count else { return search }
    var child = newest[Int(parent)]
    var length = 0
    while child >= 0 {
      if graph.isNode(Int(child), opcode, first, second, third) {
        search.known = child
        return search
      }
      child = older[Int(child)]
      length += 1
    }
    guard length == SharedNodes.limit else { return search }
    var hash = table.hash
    hash.mix(UInt64(opcode.rawValue) << 32 | UInt64(UInt32(bitPattern: first)))
    hash.mix(UInt64(UInt32(bitPattern: second)) << 32 | UInt64(UInt32(bitPattern: third)))
    search.known = table.find(hash) { graph.isNode(Int($0), opcode, first, second, third) }
    search.hash = hash
    return search
  }

  /// Adds a new node where a search has not found it.
  mutating func insert(_ node: Int32, _ search: Search) {
    if let hash = search.hash { return table.insert(hash, node) }
    while newest.count <= Int(node) {
      newest.append(-1)
      older.append(-1)
    }
    older[Int(node)] = newest[Int(search.parent)]
    newest[Int(search.parent)] = node
  }
}
