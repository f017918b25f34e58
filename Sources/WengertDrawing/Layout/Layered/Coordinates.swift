/// The middle of every vertex across the layers.
///
/// Sweeps through the layers first bring every vertex to the mean of its neighbours as far as order and least distances
/// allow, which is a regression in each layer and keeps the drawing compact. Then lines are drawn straight through
/// whatever room their neighbours leave.
struct Coordinates {
  private let graph: LayeredGraph
  private let ordering: Ordering
  private let separation: Separation
  /// The middle of each vertex.
  private(set) var across: [Double]

  // Kept to spare allocations.
  private var goals: [Double] = []
  private var offsets: [Double] = []
  private var pools: [Pool] = []

  private struct Pool {
    var mean: Double
    var weight: Double
    var end: Int
  }

  /// Which neighbours a sweep looks at.
  private enum Side { case parents, children, both }

  init(_ graph: LayeredGraph, _ ordering: Ordering) {
    self.graph = graph
    self.ordering = ordering
    separation = Separation(graph)
    across = [Double](repeating: 0, count: graph.layers.count)
    for layer in 0..<graph.layerCount { stack(layer) }
    // Sweeps that look one way bring a change through all layers at once, but forget what came before. Those that look
    // both ways begin at the last of them and at the best.
    var best = (length: Double.infinity, across: across)
    for round in 0..<6 {
      sweep(round % 2 == 0 ? .parents : .children)
      if length < best.length { best = (length, across) }
    }
    let last = across
    for start in [best.across, last] {
      across = start
      for round in 0..<6 { sweep(.both, isForward: round % 2 == 0) }
      if length < best.length { best = (length, across) }
    }
    across = best.across
    var straightening = Straightening(graph, ordering, separation, across)
    straightening.run(rounds: 8)
    across = straightening.across
  }

  /// How far the ends of all segments are from each other.
  private var length: Double {
    var sum = 0.0
    for segment in graph.tails.indices {
      let distance = graph.headGoal(segment, across) - across[Int(graph.heads[segment])]
      sum += graph.weight(segment) * distance.magnitude
    }
    return sum
  }

  /// Vertices of a layer as close as they can be, around 0.
  private mutating func stack(_ layer: Int) {
    let range = ordering.range(of: layer)
    var place = 0.0
    for index in range {
      let vertex = Int(ordering.vertices[index])
      if index > range.lowerBound {
        place += separation.distance(Int(ordering.vertices[index - 1]), vertex)
      }
      across[vertex] = place
    }
    for index in range { across[Int(ordering.vertices[index])] -= place / 2 }
  }

  private mutating func sweep(_ side: Side, isForward: Bool = true) {
    for step in 0..<graph.layerCount {
      let isReversed = side == .children || !isForward
      place(isReversed ? graph.layerCount - 1 - step : step, side)
    }
  }

  /// Moves a layer to where its neighbours are: the sum of squares is the least that order and distances allow.
  private mutating func place(_ layer: Int, _ side: Side) {
    let range = ordering.range(of: layer)
    pools.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    var offset = 0.0
    for index in range {
      let vertex = Int(ordering.vertices[index])
      if index > range.lowerBound {
        offset += separation.distance(Int(ordering.vertices[index - 1]), vertex)
      }
      offsets.append(offset)
      let (goal, weight) = goal(vertex, side)
      var pool = Pool(mean: goal - offset, weight: weight, end: index + 1)
      while let last = pools.last, last.mean >= pool.mean {
        let sum = last.weight + pool.weight
        pool.mean = (last.mean * last.weight + pool.mean * pool.weight) / sum
        pool.weight = sum
        pools.removeLast()
      }
      pools.append(pool)
    }
    var index = range.lowerBound
    for pool in pools {
      while index < pool.end {
        across[Int(ordering.vertices[index])] = pool.mean + offsets[index - range.lowerBound]
        index += 1
      }
    }
  }

  /// The mean of a vertex's neighbours, and how much it counts.
  @inline(__always)
  private func goal(_ vertex: Int, _ side: Side) -> (Double, weight: Double) {
    var sum = 0.0
    var weight = 0.0
    if side != .children {
      for entry in graph.incoming.range(of: vertex) {
        let segment = Int(graph.incoming.values[entry])
        let w = graph.weight(segment)
        sum += w * graph.headGoal(segment, across)
        weight += w
      }
    }
    if side != .parents {
      for entry in graph.outgoing.range(of: vertex) {
        let segment = Int(graph.outgoing.values[entry])
        let w = graph.weight(segment)
        sum += w * graph.tailGoal(segment, across)
        weight += w
      }
    }
    // Without neighbours it stays, and gives way.
    return weight > 0 ? (sum / weight, weight) : (across[vertex], 0.01)
  }
}
