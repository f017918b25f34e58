public import WengertDrawing

extension LayoutResult.Route {
  /// The line as straight pieces from box to box, so many for each Bézier piece.
  public func polyline(steps: Int) -> [Point] {
    var points = [start]
    for curve in curves {
      guard let first = curve.first else { continue }
      points.append(first)
      for index in stride(from: 0, to: curve.count - 3, by: 3) {
        let (a, b, c, d) = (curve[index], curve[index + 1], curve[index + 2], curve[index + 3])
        for step in 1...steps { points.append(bezier(a, b, c, d, Double(step) / Double(steps))) }
      }
    }
    return points + [end]
  }
}

private func bezier(_ a: Point, _ b: Point, _ c: Point, _ d: Point, _ t: Double) -> Point {
  let s = 1 - t
  let (p, q, r, u) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
  return Point(x: p * a.x + q * b.x + r * c.x + u * d.x, y: p * a.y + q * b.y + r * c.y + u * d.y)
}

extension LayoutResult {
  /// The length of all lines together.
  public var length: Double {
    routes.reduce(0) { sum, route in
      let points = route.polyline(steps: 8)
      return zip(points, points.dropFirst()).reduce(sum) { sum, pair in
        let (dx, dy) = (pair.1.x - pair.0.x, pair.1.y - pair.0.y)
        return sum + (dx * dx + dy * dy).squareRoot()
      }
    }
  }

  /// How often lines cross each other as they are drawn.
  public var crossings: Int {
    var pieces: [Piece] = []
    for (line, route) in routes.enumerated() {
      let points = route.polyline(steps: 12)
      for (a, b) in zip(points, points.dropFirst()) where a != b {
        pieces.append(Piece(line: line, a: a, b: b))
      }
    }
    pieces.sort { ($0.low, $0.line) < ($1.low, $1.line) }
    var count = 0
    for (index, piece) in pieces.enumerated() {
      var next = index + 1
      while next < pieces.count, pieces[next].low <= piece.high {
        if pieces[next].line != piece.line, piece.crosses(pieces[next]) { count += 1 }
        next += 1
      }
    }
    return count
  }
}

/// A straight piece of a line.
private struct Piece {
  let line: Int
  let a: Point
  let b: Point
  var low: Double { min(a.x, b.x) }
  var high: Double { max(a.x, b.x) }

  /// Whether two pieces cross; a touch counts on one side, so that a crossing where pieces join is counted once.
  func crosses(_ other: Piece) -> Bool {
    guard min(a.y, b.y) <= max(other.a.y, other.b.y), min(other.a.y, other.b.y) <= max(a.y, b.y)
    else { return false }
    func isLeft(_ p: Point, _ q: Point, _ r: Point) -> Bool {
      (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) > 0
    }
    return isLeft(a, b, other.a) != isLeft(a, b, other.b)
      && isLeft(other.a, other.b, a) != isLeft(other.a, other.b, b)
  }
}
