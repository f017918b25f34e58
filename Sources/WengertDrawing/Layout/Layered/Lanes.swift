/// Coordinates outside of all boxes for the lines that run in lanes.
struct Lanes {
  /// The coordinate of each line's lane; 0 for lines without one.
  private(set) var coordinates: [Double]

  init(_ graph: LayeredGraph, _ across: [Double]) {
    coordinates = [Double](repeating: 0, count: graph.hasLane.count)
    guard graph.hasLane.contains(true) else { return }
    var (low, high) = (Double.infinity, -Double.infinity)
    for vertex in across.indices {
      low = min(low, across[vertex] - graph.heights[vertex] / 2)
      high = max(high, across[vertex] + graph.heights[vertex] / 2)
    }
    let middle = (low + high) / 2
    var starting = [[Int32]](repeating: [], count: graph.layerCount)
    for line in graph.hasLane.indices where graph.hasLane[line] {
      let tail = graph.scope.lines[line].tail
      starting[Int(graph.layers[tail])].append(Int32(truncatingIfNeeded: line))
    }
    // On either side a lane is free again behind the line in it.
    var above = LanePool(layerCount: graph.layerCount)
    var below = above
    for layer in 0..<graph.layerCount {
      above.release(layer)
      below.release(layer)
      for line in starting[layer] {
        let ends = graph.scope.lines[Int(line)]
        let last = Int(graph.layers[ends.head])
        let gap = graph.scope.lineGap
        if across[ends.tail] + across[ends.head] < 2 * middle {
          coordinates[Int(line)] = low - gap * Double(above.take(until: last) + 1)
        } else {
          coordinates[Int(line)] = high + gap * Double(below.take(until: last) + 1)
        }
      }
    }
  }
}

/// The lanes on one side.
private struct LanePool {
  private var count = 0
  private var free: [Int] = []
  private var endings: [[Int]]

  init(layerCount: Int) { endings = Array(repeating: [], count: layerCount) }

  /// Frees the lanes of lines that ended before a layer.
  mutating func release(_ layer: Int) {
    guard layer > 0 else { return }
    free += endings[layer - 1].reversed()
  }

  /// A lane that is taken up to a layer.
  mutating func take(until layer: Int) -> Int {
    let lane: Int
    if let last = free.popLast() {
      lane = last
    } else {
      lane = count
      count += 1
    }
    endings[layer].append(lane)
    return lane
  }
}
