/// Layers of least total edge length, by the network simplex method (Gansner, Koutsofios, North and Vo 1993).
///
/// Every step keeps a valid assignment, so work can be bounded: what a huge graph gets after its budget is a little
/// longer than the least.
struct NetworkSimplex {
  private let graph: RankGraph
  private let outgoing: Adjacency
  private let incoming: Adjacency
  private(set) var ranks: [Int32]

  // The spanning tree: its edges, the edges at each vertex as linked lists of ends (2·edge at the tail, 2·edge + 1 at
  // the head), and a numbering in which each subtree is a range of `order`.
  private var treeEdges: [Int32]
  private var isTreeEdge: [Bool]
  private var firstEnd: [Int32]
  private var nextEnd: [Int32]
  private var previousEnd: [Int32]
  private var parentEdge: [Int32]
  private var low: [Int32]
  private var number: [Int32]
  private var order: [Int32]
  /// For each edge of the tree, what the total length would lose if the edge became a layer longer.
  private var cut: [Int32]
  private var searchStart = 0
  private var work = 0

  /// The ranks of a connected graph without cycles, counted from 0.
  static func ranks(of graph: RankGraph, budget: Int) -> [Int32] {
    guard graph.count > 1 else { return [Int32](repeating: 0, count: graph.count) }
    var simplex = NetworkSimplex(graph)
    simplex.run(budget)
    let least = simplex.ranks.min() ?? 0
    return simplex.ranks.map { $0 - least }
  }

  private init(_ graph: RankGraph) {
    self.graph = graph
    outgoing = graph.outgoing
    incoming = graph.incoming
    let tree = TightTree(graph, outgoing, incoming)
    ranks = tree.ranks
    treeEdges = tree.edges
    isTreeEdge = [Bool](repeating: false, count: graph.tails.count)
    firstEnd = [Int32](repeating: -1, count: graph.count)
    nextEnd = [Int32](repeating: -1, count: 2 * graph.tails.count)
    previousEnd = nextEnd
    parentEdge = firstEnd
    low = firstEnd
    number = firstEnd
    order = firstEnd
    cut = [Int32](repeating: 0, count: graph.tails.count)
    for edge in treeEdges { link(Int(edge)) }
    renumber(from: 0, parentEdge: -1, first: 0)
    computeCuts()
  }

  private mutating func run(_ budget: Int) {
    while work < budget, let slot = leavingSlot() { exchange(slot) }
  }

  // MARK: The tree

  private mutating func link(_ edge: Int) {
    isTreeEdge[edge] = true
    link(2 * edge, at: Int(graph.tails[edge]))
    link(2 * edge + 1, at: Int(graph.heads[edge]))
  }

  private mutating func link(_ end: Int, at vertex: Int) {
    let first = firstEnd[vertex]
    nextEnd[end] = first
    previousEnd[end] = -1
    if first >= 0 { previousEnd[Int(first)] = Int32(truncatingIfNeeded: end) }
    firstEnd[vertex] = Int32(truncatingIfNeeded: end)
  }

  private mutating func unlink(_ edge: Int) {
    isTreeEdge[edge] = false
    unlink(2 * edge, at: Int(graph.tails[edge]))
    unlink(2 * edge + 1, at: Int(graph.heads[edge]))
  }

  private mutating func unlink(_ end: Int, at vertex: Int) {
    let (previous, next) = (previousEnd[end], nextEnd[end])
    if previous >= 0 { nextEnd[Int(previous)] = next } else { firstEnd[vertex] = next }
    if next >= 0 { previousEnd[Int(next)] = previous }
  }

  /// Numbers the subtree of a vertex in postorder.
  private mutating func renumber(from root: Int, parentEdge: Int32, first: Int32) {
    var next = first
    self.parentEdge[root] = parentEdge
    low[root] = first
    // `current` walks the tree; `resume` holds the end to look at next for every vertex above it.
    var stack: [(vertex: Int, end: Int32)] = [(root, firstEnd[root])]
    while let (vertex, end) = stack.last {
      guard end >= 0 else {
        number[vertex] = next
        order[Int(next)] = Int32(truncatingIfNeeded: vertex)
        next += 1
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].end = nextEnd[Int(end)]
      let edge = end >> 1
      guard edge != self.parentEdge[vertex] else { continue }
      let other = Int(end & 1 == 0 ? graph.heads[Int(edge)] : graph.tails[Int(edge)])
      self.parentEdge[other] = edge
      low[other] = next
      stack.append((other, firstEnd[other]))
    }
    work += 2 * Int(next - first)
  }

  /// Cut values from the leaves up: edges inside a subtree cancel, so each is a sum over vertices.
  private mutating func computeCuts() {
    var surplus = [Int32](repeating: 0, count: graph.count)
    for edge in graph.tails.indices {
      surplus[Int(graph.tails[edge])] += graph.weights[edge]
      surplus[Int(graph.heads[edge])] -= graph.weights[edge]
    }
    for vertex in order {
      let edge = Int(parentEdge[Int(vertex)])
      guard edge >= 0 else { continue }
      let isTail = graph.tails[edge] == vertex
      cut[edge] = isTail ? surplus[Int(vertex)] : -surplus[Int(vertex)]
      surplus[Int(isTail ? graph.heads[edge] : graph.tails[edge])] += surplus[Int(vertex)]
    }
  }

  // MARK: Steps

  /// The place in ``treeEdges`` of an edge that should get longer: the best of the next few.
  private mutating func leavingSlot() -> Int? {
    var best: Int?
    var least: Int32 = 0
    var found = 0
    for step in 0..<treeEdges.count {
      var slot = searchStart + step
      if slot >= treeEdges.count { slot -= treeEdges.count }
      let value = cut[Int(treeEdges[slot])]
      guard value < 0 else { continue }
      if value < least { (least, best) = (value, slot) }
      found += 1
      if found == 30 {
        work += step
        searchStart = slot
        return best
      }
    }
    work += treeEdges.count
    return best
  }

  /// Replaces an edge of the tree by the shortest one that runs the other way between the parts that it joins.
  private mutating func exchange(_ slot: Int) {
    let leaving = Int(treeEdges[slot])
    let (tail, head) = (Int(graph.tails[leaving]), Int(graph.heads[leaving]))
    let isTailBelow = number[tail] < number[head]
    let below = isTailBelow ? tail : head
    let range = Int(low[below])...Int(number[below])
    guard let (entering, slack) = entering(range, intoRange: isTailBelow) else {
      // Nothing limits the edge, which happens where all weight is on one side: it cannot be improved.
      cut[leaving] = 0
      return
    }
    if slack != 0 {
      for position in range { ranks[Int(order[position])] += isTailBelow ? -slack : slack }
    }
    let value = cut[leaving]
    let (a, b) = (Int(graph.tails[entering]), Int(graph.heads[entering]))
    let meeting = addCut(value, from: a, to: b, isForward: true)
    _ = addCut(value, from: b, to: a, isForward: false)
    cut[entering] = -value
    cut[leaving] = 0
    unlink(leaving)
    link(entering)
    treeEdges[slot] = Int32(truncatingIfNeeded: entering)
    renumber(from: meeting, parentEdge: parentEdge[meeting], first: low[meeting])
    work += range.count
  }

  private func entering(
    _ range: ClosedRange<Int>, intoRange: Bool
  ) -> (edge: Int, slack: Int32)? {
    var best = -1
    var least = Int32.max
    let list = intoRange ? incoming : outgoing
    for position in range {
      let vertex = Int(order[position])
      for place in list.range(of: vertex) {
        let edge = Int(list.values[place])
        let (tail, head) = (Int(graph.tails[edge]), Int(graph.heads[edge]))
        guard !range.contains(Int(number[intoRange ? tail : head])) else { continue }
        let slack = ranks[head] - ranks[tail] - graph.lengths[edge]
        if slack < least { (least, best) = (slack, edge) }
      }
      if least == 0 { break }
    }
    return best >= 0 ? (best, least) : nil
  }

  /// Adds to the cut values between a vertex and the lowest that has both ends below it, which it gives.
  private mutating func addCut(
    _ value: Int32, from start: Int, to end: Int, isForward: Bool
  ) -> Int {
    var vertex = start
    while !(low[vertex] <= number[end] && number[end] <= number[vertex]) {
      let edge = Int(parentEdge[vertex])
      let isTail = Int(graph.tails[edge]) == vertex
      cut[edge] += isTail == isForward ? value : -value
      vertex = Int(isTail ? graph.heads[edge] : graph.tails[edge])
      work += 1
    }
    return vertex
  }
}
