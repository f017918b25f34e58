/// The least distances between neighbours in a layer.
struct Separation {
  private let half: [Double]
  private let isBend: [Bool]
  private let nodeGap: Double
  private let lineGap: Double

  init(_ graph: LayeredGraph) {
    half = graph.heights.map { $0 / 2 }
    isBend = graph.layers.indices.map { vertex in
      vertex < graph.scope.kinds.count
        ? graph.scope.kinds[vertex] == .entry || graph.scope.kinds[vertex] == .exit
        : graph.isBend(vertex)
    }
    nodeGap = graph.scope.nodeGap
    lineGap = graph.scope.lineGap
  }

  /// The least distance from the middle of a vertex to that of its neighbour.
  @inline(__always)
  func distance(_ a: Int, _ b: Int) -> Double {
    half[a] + half[b] + (isBend[a] || isBend[b] ? lineGap : nodeGap)
  }
}

/// Coordinates of blocks as close to each other as their vertices allow.
struct Compaction {
  /// The middle of each vertex.
  private(set) var coordinates: [Double]

  /// Places blocks from one end: from the top down, or from the bottom up.
  init(
    _ alignment: Alignment, _ ordering: Ordering, _ separation: Separation, isUpward: Bool
  ) {
    let count = ordering.positions.count
    coordinates = [Double](repeating: 0, count: count)
    // Neighbours in the direction of placement: for each vertex the next in its layer, or −1.
    let following = Compaction.following(ordering, isUpward: isUpward)
    var places = [Double](repeating: 0, count: count)
    var waiting = [Int32](repeating: 0, count: count)
    for vertex in 0..<count where following[vertex] >= 0 {
      waiting[Int(alignment.roots[Int(following[vertex])])] += 1
    }
    var order: [Int32] = []
    order.reserveCapacity(count)
    for vertex in 0..<count where alignment.roots[vertex] == vertex && waiting[vertex] == 0 {
      order.append(Int32(truncatingIfNeeded: vertex))
    }
    var done = 0
    while done < order.count {
      let root = Int(order[done])
      done += 1
      var vertex = root
      repeat {
        let other = Int(following[vertex])
        if other >= 0 {
          let block = Int(alignment.roots[other])
          places[block] = max(places[block], places[root] + separation.distance(vertex, other))
          waiting[block] -= 1
          if waiting[block] == 0 { order.append(Int32(truncatingIfNeeded: block)) }
        }
        vertex = Int(alignment.next[vertex])
      } while vertex != root
    }
    for block in order.reversed() {
      Compaction.pull(Int(block), alignment, following, separation, &places)
    }
    for vertex in 0..<count {
      let place = places[Int(alignment.roots[vertex])]
      coordinates[vertex] = isUpward ? -place : place
    }
  }

  private static func following(_ ordering: Ordering, isUpward: Bool) -> [Int32] {
    var following = [Int32](repeating: -1, count: ordering.positions.count)
    for layer in 0..<(ordering.starts.count - 1) {
      for place in ordering.range(of: layer).dropFirst() {
        let (a, b) = (ordering.vertices[place - 1], ordering.vertices[place])
        if isUpward { following[Int(b)] = a } else { following[Int(a)] = b }
      }
    }
    return following
  }

  /// Moves a block as near to those that follow as it can go.
  private static func pull(
    _ root: Int, _ alignment: Alignment, _ following: [Int32], _ separation: Separation,
    _ places: inout [Double]
  ) {
    var limit = Double.infinity
    var vertex = root
    repeat {
      let other = Int(following[vertex])
      if other >= 0 {
        limit = min(
          limit, places[Int(alignment.roots[other])] - separation.distance(vertex, other))
      }
      vertex = Int(alignment.next[vertex])
    } while vertex != root
    if limit < .infinity { places[root] = max(places[root], limit) }
  }
}
