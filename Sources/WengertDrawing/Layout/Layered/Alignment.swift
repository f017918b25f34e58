/// Vertices above each other that share a coordinate (Brandes and Köpf 2002): each is aligned with a middle neighbour in
/// the layer beside it, and bends of one line always, so that long lines are straight.
struct Alignment {
  /// From where neighbours are taken.
  enum Side { case parents, children }

  /// The first vertex of the block that a vertex belongs to.
  private(set) var roots: [Int32]
  /// The next vertex of the same block, the first after the last.
  private(set) var next: [Int32]

  /// - Parameter isUpward: whether the lower of two middle neighbours is tried first, and blocks are kept apart from
  ///   the bottom.
  init(_ neighbours: SortedNeighbours, _ ordering: Ordering, _ side: Side, isUpward: Bool) {
    let count = ordering.positions.count
    roots = (0..<count).map { Int32(truncatingIfNeeded: $0) }
    next = roots
    let layers = ordering.starts.count - 1
    for step in 0..<layers {
      let layer = side == .parents ? step : layers - 1 - step
      align(neighbours, ordering, layer, side, isUpward)
    }
  }

  private mutating func align(
    _ neighbours: SortedNeighbours, _ ordering: Ordering, _ layer: Int, _ side: Side,
    _ isUpward: Bool
  ) {
    let list = side == .parents ? neighbours.parents : neighbours.children
    let range = ordering.range(of: layer)
    // Alignments must not cross: positions only grow, or shrink, along a layer.
    var bound: Int32 = isUpward ? .max : -1
    for step in 0..<range.count {
      let place = isUpward ? range.upperBound - 1 - step : range.lowerBound + step
      let vertex = Int(ordering.vertices[place])
      let entries = list.range(of: vertex)
      guard !entries.isEmpty else { continue }
      let (low, high) = ((entries.count - 1) / 2, entries.count / 2)
      for middle in low == high ? [low] : isUpward ? [high, low] : [low, high] {
        guard next[vertex] == vertex else { break }
        let segment = Int(list.values[entries.lowerBound + middle])
        let other = neighbours.end(of: segment, side)
        let position = ordering.positions[Int(other)]
        guard !neighbours.isCrossed[segment], isUpward ? position < bound : position > bound
        else { continue }
        next[Int(other)] = Int32(truncatingIfNeeded: vertex)
        roots[vertex] = roots[Int(other)]
        next[vertex] = roots[vertex]
        bound = position
      }
    }
  }
}

/// The segments on either side of each vertex, from top to bottom.
struct SortedNeighbours {
  /// Segments to the layer before.
  private(set) var parents: Adjacency
  /// Segments to the layer behind.
  private(set) var children: Adjacency
  /// Whether a segment crosses one between bends, which has precedence.
  private(set) var isCrossed: [Bool]

  private let tails: [Int32]
  private let heads: [Int32]

  init(_ graph: LayeredGraph, _ ordering: Ordering) {
    (tails, heads) = (graph.tails, graph.heads)
    let count = graph.layers.count
    // Taking segments by the place of one end sorts the lists of the other.
    let byTail = SortedNeighbours.sequence(ordering, graph.outgoing)
    let byHead = SortedNeighbours.sequence(ordering, graph.incoming)
    parents = Adjacency(count: count, byTail.count) {
      (Int(graph.heads[Int(byTail[$0])]), Int(byTail[$0]))
    }
    children = Adjacency(count: count, byHead.count) {
      (Int(graph.tails[Int(byHead[$0])]), Int(byHead[$0]))
    }
    isCrossed = [Bool](repeating: false, count: graph.tails.count)
    for layer in 1..<max(graph.layerCount, 1) { markCrossed(graph, ordering, layer) }
  }

  private static func sequence(_ ordering: Ordering, _ list: Adjacency) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(list.values.count)
    for vertex in ordering.vertices { result += list.values[list.range(of: Int(vertex))] }
    return result
  }

  /// The vertex at the other end of a segment.
  @inline(__always)
  func end(of segment: Int, _ side: Alignment.Side) -> Int32 {
    side == .parents ? tails[segment] : heads[segment]
  }

  /// Marks segments into a layer that cross an inner one: the inner segments met so far bound where the others may
  /// come from.
  private mutating func markCrossed(_ graph: LayeredGraph, _ ordering: Ordering, _ layer: Int) {
    let range = ordering.range(of: layer)
    var low: Int32 = -1
    var scanned = range.lowerBound
    for place in range {
      let inner = innerSegment(into: Int(ordering.vertices[place]), graph)
      guard inner != nil || place == range.upperBound - 1 else { continue }
      var high = Int32.max
      if let inner {
        let position = ordering.positions[Int(tails[inner])]
        if position < low { isCrossed[inner] = true } else { high = position }
      }
      if high == .max, place != range.upperBound - 1 { continue }
      while scanned <= place {
        let vertex = Int(ordering.vertices[scanned])
        for entry in parents.range(of: vertex) {
          let segment = Int(parents.values[entry])
          let position = ordering.positions[Int(tails[segment])]
          if position < low || position > high { isCrossed[segment] = true }
        }
        scanned += 1
      }
      if high != .max { low = high }
    }
  }

  /// The segment between bends, or from a bend to a chip, that enters a vertex.
  private func innerSegment(into vertex: Int, _ graph: LayeredGraph) -> Int? {
    guard vertex >= graph.scope.sizes.count, let entry = parents.range(of: vertex).first else {
      return nil
    }
    let segment = Int(parents.values[entry])
    return graph.isBend(Int(tails[segment])) ? segment : nil
  }
}
