/// Moves bends, chips and boxes within the room that their neighbours leave, so that lines get straight.
struct Straightening {
  private let graph: LayeredGraph
  private let ordering: Ordering
  private let separation: Separation
  private(set) var across: [Double]
  private var goals: [Double] = []

  init(_ graph: LayeredGraph, _ ordering: Ordering, _ separation: Separation, _ across: [Double]) {
    self.graph = graph
    self.ordering = ordering
    self.separation = separation
    self.across = across
  }

  /// Every round takes all lines and all boxes, from the top and then from the bottom.
  mutating func run(rounds: Int) {
    for round in 0..<rounds {
      let isForward = round % 2 == 0
      for step in graph.scope.lines.indices {
        straighten(isForward ? step : graph.scope.lines.count - 1 - step)
      }
      for step in 0..<graph.layerCount {
        moveBoxes(isForward ? step : graph.layerCount - 1 - step, isUpward: round % 4 >= 2)
      }
    }
  }

  /// The room of a vertex between its neighbours.
  @inline(__always)
  private func room(_ vertex: Int) -> (low: Double, high: Double) {
    let range = ordering.range(of: Int(graph.layers[vertex]))
    let place = range.lowerBound + Int(ordering.positions[vertex])
    var (low, high) = (-Double.infinity, Double.infinity)
    if place > range.lowerBound {
      let other = Int(ordering.vertices[place - 1])
      low = across[other] + separation.distance(other, vertex)
    }
    if place + 1 < range.upperBound {
      let other = Int(ordering.vertices[place + 1])
      high = across[other] - separation.distance(vertex, other)
    }
    return (low, high)
  }

  /// Replaces the inner vertices of a line by as few straight runs as their rooms allow.
  private mutating func straighten(_ line: Int) {
    let segments = graph.segments(of: line)
    guard !graph.hasLane[line], segments.count > 2 else { return }
    // The vertices between the ends of the line: bends and the chip.
    var first = segments.lowerBound
    while first < segments.upperBound - 1 {
      var (low, high) = room(Int(graph.heads[first]))
      var last = first
      while last + 1 < segments.upperBound - 1 {
        let (nextLow, nextHigh) = room(Int(graph.heads[last + 1]))
        guard max(low, nextLow) <= min(high, nextHigh) else { break }
        (low, high) = (max(low, nextLow), min(high, nextHigh))
        last += 1
      }
      let before = graph.headGoal(first, across)
      let behind = graph.tailGoal(last + 1, across)
      // Any place between the ends costs the same; the nearest to where the run is keeps its distance from others.
      var sum = 0.0
      for segment in first...last { sum += across[Int(graph.heads[segment])] }
      let mean = sum / Double(last - first + 1)
      let goal = min(max(mean, min(before, behind)), max(before, behind))
      let place = min(max(goal, low), high)
      for segment in first...last { across[Int(graph.heads[segment])] = place }
      first = last + 1
    }
  }

  /// Moves boxes and the chips of short lines to the middle of what they are joined to.
  private mutating func moveBoxes(_ layer: Int, isUpward: Bool) {
    let range = ordering.range(of: layer)
    for step in 0..<range.count {
      let place = isUpward ? range.upperBound - 1 - step : range.lowerBound + step
      let vertex = Int(ordering.vertices[place])
      guard !graph.isBend(vertex), let goal = median(vertex) else { continue }
      let (low, high) = room(vertex)
      if low <= high { across[vertex] = min(max(goal, low), high) }
    }
  }

  /// The middle of the neighbours of a vertex; between two of them the nearest place to where it is.
  private mutating func median(_ vertex: Int) -> Double? {
    goals.removeAll(keepingCapacity: true)
    for entry in graph.incoming.range(of: vertex) {
      goals.append(graph.headGoal(Int(graph.incoming.values[entry]), across))
    }
    for entry in graph.outgoing.range(of: vertex) {
      goals.append(graph.tailGoal(Int(graph.outgoing.values[entry]), across))
    }
    guard !goals.isEmpty else { return nil }
    goals.sort()
    let (low, high) = (goals[(goals.count - 1) / 2], goals[goals.count / 2])
    return min(max(across[vertex], low), high)
  }
}
