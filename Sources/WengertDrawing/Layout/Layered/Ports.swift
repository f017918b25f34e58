/// Where lines meet the sides of boxes: as near to where they come from as order and distances allow.
struct Ports {
  /// The coordinate across the layers of each line's start.
  private(set) var tails: [Double]
  /// The coordinate of each line's end.
  private(set) var heads: [Double]

  private let graph: LayeredGraph
  let across: [Double]
  private let lanes: Lanes

  /// The widest distance of ends beside each other.
  private static let spacing = 14.0
  /// The part of a side that is kept free at either corner, and the most of it.
  private static let corner = 0.16
  private static let widestCorner = 14.0

  init(_ graph: LayeredGraph, _ across: [Double], _ lanes: Lanes) {
    (self.graph, self.across, self.lanes) = (graph, across, lanes)
    let lines = graph.scope.lines
    tails = [Double](repeating: 0, count: lines.count)
    heads = tails
    let boxes = graph.scope.sizes.count
    let entering = Adjacency(count: boxes, lines.count) { (lines[$0].head, $0) }
    let leaving = Adjacency(count: boxes, lines.count) { (lines[$0].tail, $0) }
    for box in 0..<boxes {
      if graph.scope.kinds[box] == .group {
        for place in entering.range(of: box) {
          let line = Int(entering.values[place])
          heads[line] = across[box] + lines[line].headOffset
        }
      } else {
        place(entering.values[entering.range(of: box)], on: box, by: source, &heads)
      }
    }
    for box in 0..<boxes {
      if graph.scope.kinds[box] == .group {
        for place in leaving.range(of: box) {
          let line = Int(leaving.values[place])
          tails[line] = across[box] + lines[line].tailOffset
        }
      } else {
        place(leaving.values[leaving.range(of: box)], on: box, by: target, &tails)
      }
    }
  }

  /// Places ends in the order of their goals, those with the same goal in the order of their lines.
  private func place(
    _ lines: ArraySlice<Int32>, on box: Int, by goal: (Int) -> Double, _ ends: inout [Double]
  ) {
    let order = lines.map { (line: Int($0), goal: goal(Int($0))) }
      .sorted { ($0.goal, $0.line) < ($1.goal, $1.line) }
    for (end, place) in zip(order, spread(order.map(\.goal), on: box)) { ends[end.line] = place }
  }

  /// The coordinate that a line comes from when it enters its head.
  private func source(_ line: Int) -> Double {
    guard let segment = graph.segments(of: line).last else { return lanes.coordinates[line] }
    return across[Int(graph.tails[segment])]
  }

  /// The coordinate that a line goes to when it leaves its tail.
  private func target(_ line: Int) -> Double {
    guard !graph.hasLane[line], let segment = graph.segments(of: line).first else {
      return lanes.coordinates[line]
    }
    let head = Int(graph.heads[segment])
    return head == graph.scope.lines[line].head ? heads[line] : across[head]
  }

  /// Ends on the side of a box, in the order of their goals and with equal least distances.
  private func spread(_ goals: [Double], on box: Int) -> [Double] {
    let height = graph.heights[box]
    let corner = min(Ports.widestCorner, height * Ports.corner)
    let (low, high) = (across[box] - height / 2 + corner, across[box] + height / 2 - corner)
    let spacing = goals.count < 2 ? 0 : min(Ports.spacing, (high - low) / Double(goals.count - 1))
    // Without the distances it is a regression that may not fall; what must fall is pooled with its neighbours.
    var pools: [(mean: Double, count: Double)] = []
    for (index, goal) in goals.enumerated() {
      var pool = (mean: goal - Double(index) * spacing, count: 1.0)
      while let last = pools.last, last.mean >= pool.mean {
        let count = last.count + pool.count
        pool = ((last.mean * last.count + pool.mean * pool.count) / count, count)
        pools.removeLast()
      }
      pools.append(pool)
    }
    let limit = max(low, high - Double(max(goals.count - 1, 0)) * spacing)
    var ends: [Double] = []
    for pool in pools {
      for _ in 0..<Int(pool.count) {
        ends.append(min(max(pool.mean, low), limit) + Double(ends.count) * spacing)
      }
    }
    return ends
  }
}
