/// What layers are assigned to: vertices, and edges that span a least number of layers.
struct RankGraph {
  private(set) var count: Int
  private(set) var tails: [Int32] = []
  private(set) var heads: [Int32] = []
  /// The least number of layers from tail to head.
  private(set) var lengths: [Int32] = []
  /// What a layer of length costs.
  private(set) var weights: [Int32] = []

  /// Vertices without edges.
  init(count: Int) { self.count = count }

  /// Adds an edge; one of weight 0 only keeps an order.
  mutating func add(_ tail: Int, _ head: Int, length: Int32, weight: Int32) {
    tails.append(Int32(truncatingIfNeeded: tail))
    heads.append(Int32(truncatingIfNeeded: head))
    lengths.append(length)
    weights.append(weight)
  }

  /// Edges by their tail.
  var outgoing: Adjacency {
    Adjacency(count: count, tails.count) { (Int(tails[$0]), $0) }
  }

  /// Edges by their head.
  var incoming: Adjacency {
    Adjacency(count: count, heads.count) { (Int(heads[$0]), $0) }
  }

  /// The least layers that keep every length, counted from 0; the graph has no cycle.
  func longestPaths(_ outgoing: Adjacency) -> [Int32] {
    var waiting = [Int32](repeating: 0, count: count)
    for head in heads { waiting[Int(head)] += 1 }
    var ranks = [Int32](repeating: 0, count: count)
    var ready = (0..<count).filter { waiting[$0] == 0 }
    while let vertex = ready.popLast() {
      for position in outgoing.range(of: vertex) {
        let edge = Int(outgoing.values[position])
        let head = Int(heads[edge])
        ranks[head] = max(ranks[head], ranks[vertex] + lengths[edge])
        waiting[head] -= 1
        if waiting[head] == 0 { ready.append(head) }
      }
    }
    return ranks
  }
}
