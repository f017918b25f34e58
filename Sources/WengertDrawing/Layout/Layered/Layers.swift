/// A layer for every box of a scope, such that all lines together are as short as they can be.
struct Layers {
  /// The layers of the boxes, counted from 0.
  let ranks: [Int32]
  /// How many there are.
  let count: Int

  /// The steps of the network simplex method for each vertex and edge.
  private static let budget = 400

  init(_ scope: Scope) {
    let (graph, vertices) = Layers.graph(scope)
    let budget = 100_000 + Layers.budget * (graph.count + graph.tails.count)
    let found = NetworkSimplex.ranks(of: graph, budget: budget)
    var ranks = vertices.map { found[Int($0)] }
    let count = Int(ranks.max() ?? -1) + 1
    Layers.even(scope, &ranks, count)
    self.ranks = ranks
    self.count = count
  }

  /// What is layered, and which of its vertices each box is: all entries are one, and all exits.
  private static func graph(_ scope: Scope) -> (RankGraph, vertices: [Int32]) {
    let ordinary = scope.kinds.count { $0 == .card || $0 == .group }
    let entry = ordinary
    let exit = entry + (scope.kinds.contains(.entry) ? 1 : 0)
    let vertices = scope.kinds.enumerated().map { box, kind -> Int32 in
      Int32(truncatingIfNeeded: kind == .entry ? entry : kind == .exit ? exit : box)
    }
    var graph = RankGraph(count: exit + (scope.kinds.contains(.exit) ? 1 : 0))
    var hasParent = [Bool](repeating: false, count: graph.count)
    var hasChild = hasParent
    for line in scope.lines {
      let (tail, head) = (Int(vertices[line.tail]), Int(vertices[line.head]))
      graph.add(tail, head, length: line.length, weight: 1)
      hasChild[tail] = true
      hasParent[head] = true
    }
    // Nothing comes before the entries or after the exits.
    for box in 0..<ordinary {
      if exit > entry, !hasParent[box] { graph.add(entry, box, length: 1, weight: 0) }
      if graph.count > exit, !hasChild[box] { graph.add(box, exit, length: 1, weight: 0) }
    }
    return (graph, vertices)
  }

  /// Moves boxes whose place does not change the total length to where layers are smallest.
  private static func even(_ scope: Scope, _ ranks: inout [Int32], _ count: Int) {
    // A box with as many lines on either side moves freely between its neighbours.
    var surplus = [Int32](repeating: 0, count: ranks.count)
    var low = [Int32](repeating: 0, count: ranks.count)
    var high = [Int32](repeating: Int32(truncatingIfNeeded: count - 1), count: ranks.count)
    var load = [Double](repeating: 0, count: count)
    for box in ranks.indices { load[Int(ranks[box])] += scope.sizes[box].height + scope.nodeGap }
    for line in scope.lines {
      surplus[line.tail] += 1
      surplus[line.head] -= 1
    }
    let incident = Adjacency(count: ranks.count, 2 * scope.lines.count) { end in
      let line = scope.lines[end / 2]
      return (end % 2 == 0 ? line.tail : line.head, end / 2)
    }
    // Chips and cards stay apart in layers of their own.
    let step: Int32 = scope.lines.contains { $0.chip != nil } ? 2 : 1
    for box in ranks.indices
    where surplus[box] == 0 && incident.count(of: box) > 0 && scope.kinds[box] == .card {
      for position in incident.range(of: box) {
        let line = scope.lines[Int(incident.values[position])]
        if line.head == box { low[box] = max(low[box], ranks[line.tail] + line.length) }
        if line.tail == box { high[box] = min(high[box], ranks[line.head] - line.length) }
      }
      move(box, step, low[box], high[box], &ranks, &load, scope.sizes[box].height + scope.nodeGap)
    }
  }

  private static func move(
    _ box: Int, _ step: Int32, _ low: Int32, _ high: Int32, _ ranks: inout [Int32],
    _ load: inout [Double], _ height: Double
  ) {
    let current = ranks[box]
    // So far and no farther, so that the time is linear.
    let first = current - min(current - low, 32) / step * step
    let last = current + min(high - current, 32) / step * step
    var best = current
    for rank in stride(from: first, through: last, by: Int(step)) where rank != current {
      let gain = load[Int(best)] - (best == current ? height : 0) - load[Int(rank)]
      if gain > 0 { best = rank }
    }
    guard best != current else { return }
    load[Int(current)] -= height
    load[Int(best)] += height
    ranks[box] = best
  }
}

extension Scope.Line {
  /// The least number of layers that it spans: a chip stands in one of its own.
  var length: Int32 { chip == nil ? 1 : 2 }
}
