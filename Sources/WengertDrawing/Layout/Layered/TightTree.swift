/// A spanning tree of edges that are as short as they may be, and layers that make them so.
///
/// Trees grow from single vertices. The smallest is always the next to move until it touches a neighbour, so no vertex
/// moves more often than the logarithm of their number.
struct TightTree {
  /// The layers, which keep every least length.
  private(set) var ranks: [Int32]
  /// The edges of the tree.
  private(set) var edges: [Int32] = []

  private let graph: RankGraph
  /// The tree that a vertex belongs to, by one of its vertices.
  private var trees: [Int32]
  private var members: [[Int32]]

  /// The tree of a connected graph.
  init(_ graph: RankGraph, _ outgoing: Adjacency, _ incoming: Adjacency) {
    self.graph = graph
    ranks = graph.longestPaths(outgoing)
    trees = (0..<graph.count).map { Int32(truncatingIfNeeded: $0) }
    members = trees.map { [$0] }
    edges.reserveCapacity(graph.count)
    grow(outgoing, incoming)
  }

  private mutating func grow(_ outgoing: Adjacency, _ incoming: Adjacency) {
    // Trees by size: one list for each power of two, which is near enough to the smallest first.
    var waiting = [[Int32]](repeating: [], count: 32)
    waiting[0] = trees.reversed()
    var level = 0
    while edges.count < graph.count - 1 {
      guard let tree = waiting[level].popLast() else {
        level += 1
        if level == waiting.count { return }
        continue
      }
      // Entries of trees that were joined or have grown since are stale.
      let size = members[Int(tree)].count
      guard trees[Int(tree)] == tree, TightTree.level(size) == level else { continue }
      guard let joined = join(Int(tree), outgoing, incoming) else { continue }
      let new = TightTree.level(members[joined].count)
      waiting[new].append(Int32(truncatingIfNeeded: joined))
      level = min(level, new)
    }
  }

  private static func level(_ size: Int) -> Int { Int.bitWidth - 1 - size.leadingZeroBitCount }

  /// Moves a tree until it touches another one and joins them; gives the tree that is left.
  private mutating func join(
    _ tree: Int, _ outgoing: Adjacency, _ incoming: Adjacency
  ) -> Int? {
    var best = -1
    var least = Int32.max
    for member in members[tree] {
      let vertex = Int(member)
      for position in outgoing.range(of: vertex) {
        let edge = Int(outgoing.values[position])
        guard trees[Int(graph.heads[edge])] != tree else { continue }
        let slack = slack(edge)
        if slack < least { (least, best) = (slack, edge) }
      }
      for position in incoming.range(of: vertex) {
        let edge = Int(incoming.values[position])
        guard trees[Int(graph.tails[edge])] != tree else { continue }
        let slack = slack(edge)
        if slack < least { (least, best) = (slack, edge) }
      }
    }
    guard best >= 0 else { return nil }
    let (tail, head) = (Int(graph.tails[best]), Int(graph.heads[best]))
    let isTail = trees[tail] == tree
    if least != 0 {
      for member in members[tree] { ranks[Int(member)] += isTail ? least : -least }
    }
    edges.append(Int32(truncatingIfNeeded: best))
    return merge(tree, Int(trees[isTail ? head : tail]))
  }

  private func slack(_ edge: Int) -> Int32 {
    ranks[Int(graph.heads[edge])] - ranks[Int(graph.tails[edge])] - graph.lengths[edge]
  }

  private mutating func merge(_ a: Int, _ b: Int) -> Int {
    let (small, large) = members[a].count <= members[b].count ? (a, b) : (b, a)
    for member in members[small] { trees[Int(member)] = Int32(truncatingIfNeeded: large) }
    members[large] += members[small]
    members[small] = []
    return large
  }
}
