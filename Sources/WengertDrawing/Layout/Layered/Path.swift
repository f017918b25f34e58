/// A curve of cubic Bézier pieces, 3k + 1 points, in which evaluation runs from left to right.
struct Path {
  private(set) var points: [Point]

  private init(at start: Point) { points = [start] }

  /// A path of given points.
  init(points: [Point]) { self.points = points }

  // MARK: Pieces

  /// A straight piece.
  mutating func straight(to end: Point) {
    let start = points[points.count - 1]
    guard start != end else { return }
    points += [start.towards(end, 1.0 / 3), start.towards(end, 2.0 / 3), end]
  }

  /// A piece that is level at both ends.
  mutating func wave(to end: Point) {
    let start = points[points.count - 1]
    guard start != end else { return }
    let middle = (start.x + end.x) / 2
    points += [Point(x: middle, y: start.y), Point(x: middle, y: end.y), end]
  }

  /// Goes on level to a band, and on to the coordinate of a bend in it between the bands.
  mutating func pass(y: Double, _ bands: Bands, _ layer: Int) {
    let last = points[points.count - 1]
    guard (last.y - y).magnitude > 0.01 else { return }
    straight(to: Point(x: bands.ends[layer - 1], y: last.y))
    wave(to: Point(x: bands.starts[layer], y: y))
  }

  /// Adds another path that begins where this one ends.
  mutating func append(_ other: [Point]) { points += other.dropFirst() }

  // MARK: Whole paths

  /// A straight line without the arrows' heads at its ends.
  static func line(from start: Point, to end: Point, arrows: (Double, Double)) -> Path {
    let length = start.distance(to: end)
    let most = length * 0.3
    var path = Path(at: start.towards(end, length > 0 ? min(arrows.0, most) / length : 0))
    path.straight(to: end.towards(start, length > 0 ? min(arrows.1, most) / length : 0))
    if path.points.count == 1 { path.points += [path.points[0], path.points[0], path.points[0]] }
    return path
  }

  /// A curve that leaves a point towards its goal and is level there.
  static func bow(from start: Point, to goal: Point, arrow: Double) -> Path {
    let (dx, dy) = (goal.x - start.x, goal.y - start.y)
    let first = Point(x: start.x + dx * 0.4, y: start.y + dy * 0.25)
    let length = start.distance(to: first)
    var path = Path(at: start.towards(first, length > 0 ? min(arrow, length * 0.6) / length : 0))
    path.points += [first, Point(x: goal.x - dx * 0.45, y: goal.y), goal]
    return path
  }

  /// Level out of the band of a box, then to the goal between the bands.
  static func step(from start: Point, edge: Double, to goal: Point, arrow: Double) -> Path {
    let sign = goal.x < start.x ? -1.0 : 1.0
    let length = min(arrow, (goal.x - start.x).magnitude * 0.3)
    var path = Path(at: Point(x: start.x + sign * length, y: start.y))
    if (edge - start.x) * sign > length { path.straight(to: Point(x: edge, y: start.y)) }
    path.wave(to: goal)
    return path
  }

  // MARK: Chords

  /// The path as straight pieces.
  var chords: [Chord] {
    var chords: [Chord] = []
    for index in stride(from: 0, to: points.count - 1, by: 3) {
      let (a, b, c, d) = (points[index], points[index + 1], points[index + 2], points[index + 3])
      let count = Path.isStraight(a, b, c, d) ? 1 : 8
      var last = a
      for step in 1...count {
        let next = step == count ? d : Path.point(a, b, c, d, Double(step) / Double(count))
        chords.append(Chord(start: last, end: next))
        last = next
      }
    }
    return chords
  }

  private static func isStraight(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
    func area(_ p: Point) -> Double {
      ((p.x - a.x) * (d.y - a.y) - (p.y - a.y) * (d.x - a.x)).magnitude
    }
    return area(b) < 1e-6 && area(c) < 1e-6
  }

  private static func point(_ a: Point, _ b: Point, _ c: Point, _ d: Point, _ t: Double) -> Point {
    let s = 1 - t
    let (p, q, r, u) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    return Point(
      x: p * a.x + q * b.x + r * c.x + u * d.x, y: p * a.y + q * b.y + r * c.y + u * d.y)
  }
}

/// A straight piece of a path.
struct Chord {
  let start: Point
  let end: Point

  /// The coordinates across the layers that it has between two places along them.
  func heights(from low: Double, to high: Double) -> ClosedRange<Double>? {
    let (a, b) = start.x <= end.x ? (start, end) : (end, start)
    guard b.x >= low, a.x <= high else { return nil }
    func height(_ x: Double) -> Double {
      b.x > a.x ? a.y + (b.y - a.y) * ((x - a.x) / (b.x - a.x)) : a.y
    }
    let first = a.x < low ? height(low) : a.y
    let last = b.x > high ? height(high) : b.y
    return min(first, last)...max(first, last)
  }
}

extension Point {
  /// The point a part of the way to another one.
  func towards(_ other: Point, _ part: Double) -> Point {
    Point(x: x + (other.x - x) * part, y: y + (other.y - y) * part)
  }

  func distance(to other: Point) -> Double {
    ((other.x - x) * (other.x - x) + (other.y - y) * (other.y - y)).squareRoot()
  }
}
