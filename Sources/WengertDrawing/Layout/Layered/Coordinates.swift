/// The middle of every vertex across the layers: the mean of the middle two of four compact assignments.
enum Coordinates {
  static func across(_ graph: LayeredGraph, _ ordering: Ordering) -> [Double] {
    let neighbours = SortedNeighbours(graph, ordering)
    let separation = Separation(graph)
    var assignments: [(coordinates: [Double], isUpward: Bool)] = []
    for side in [Alignment.Side.parents, .children] {
      for isUpward in [false, true] {
        let alignment = Alignment(neighbours, ordering, side, isUpward: isUpward)
        let compaction = Compaction(alignment, ordering, separation, isUpward: isUpward)
        assignments.append((compaction.coordinates, isUpward))
      }
    }
    return balanced(assignments)
  }

  /// Assignments moved to the ends of the narrowest, and the mean of the middle two for each vertex.
  private static func balanced(
    _ assignments: [(coordinates: [Double], isUpward: Bool)]
  ) -> [Double] {
    let extents = assignments.map {
      (low: $0.coordinates.min() ?? 0, high: $0.coordinates.max() ?? 0)
    }
    guard let narrowest = extents.min(by: { $0.high - $0.low < $1.high - $1.low }) else {
      return []
    }
    let shifts = zip(assignments, extents).map {
      $0.isUpward ? narrowest.high - $1.high : narrowest.low - $1.low
    }
    let (a, b, c, d) = (
      assignments[0].coordinates, assignments[1].coordinates, assignments[2].coordinates,
      assignments[3].coordinates
    )
    return a.indices.map { vertex in
      let (p, q) = (a[vertex] + shifts[0], b[vertex] + shifts[1])
      let (r, s) = (c[vertex] + shifts[2], d[vertex] + shifts[3])
      let (low, high) = (min(p, q), max(p, q))
      let (low2, high2) = (min(r, s), max(r, s))
      // The middle two of four: the larger of the least, and the smaller of the greatest.
      return (max(low, low2) + min(high, high2)) / 2
    }
  }
}
