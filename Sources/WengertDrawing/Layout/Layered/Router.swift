/// Draws lines as curves that keep clear of every box but their own.
///
/// Between two bands there are no boxes, and a bend keeps the space around it free within its band. A curve of which
/// this does not follow is tested against the boxes beside its ends, and replaced by one of which it does.
struct Router {
  let graph: LayeredGraph
  let ordering: Ordering
  let across: [Double]
  let bands: Bands
  let ports: Ports
  let lanes: Lanes
  /// How each line is drawn.
  var manners: [Manner]

  /// How freely a line is drawn.
  enum Manner: UInt8 {
    /// In wide curves, through bands as well.
    case free
    /// Bent between the bands alone.
    case close
    /// In one shape, so that lines cross no more often than the order of their ends demands.
    case plain
  }

  /// The length of an arrow's head.
  private static let arrow = 7.0
  /// The least distance of a curve from a box.
  private static let clearance = 4.0

  /// A place that a line passes, and the vertex that it belongs to.
  private struct Station {
    let point: Point
    let vertex: Int
  }

  /// The course of a line.
  func course(_ line: Int) -> Scope.Course {
    let ends = graph.scope.lines[line]
    let chip = graph.chips[line]
    let start = Station(
      point: Point(x: middle(ends.tail) + graph.widths[ends.tail] / 2, y: ports.tails[line]),
      vertex: ends.tail)
    let end = Station(
      point: Point(x: middle(ends.head) - graph.widths[ends.head] / 2, y: ports.heads[line]),
      vertex: ends.head)
    let hasTail = graph.scope.kinds[ends.tail] == .card
    let hasHead = graph.scope.kinds[ends.head] == .card
    var course = Scope.Course(start: start.point, end: end.point)
    guard chip >= 0 else {
      course.first = curve(from: start, to: end, line, hasTail: hasTail, hasHead: hasHead)
      return course
    }
    let center = Station(
      point: Point(x: middle(Int(chip)), y: across[Int(chip)]), vertex: Int(chip))
    course.chip = center.point
    course.first = curve(from: start, to: center, line, hasTail: hasTail, hasHead: false)
    course.second = direct(from: center, to: end, line, hasTail: false, hasHead: hasHead)
    return course
  }

  private func middle(_ vertex: Int) -> Double { bands.middle(Int(graph.layers[vertex])) }

  /// The curve between two places, through the bends of the line or in its lane.
  private func curve(
    from start: Station, to end: Station, _ line: Int, hasTail: Bool, hasHead: Bool
  ) -> [Point] {
    if graph.hasLane[line] {
      return inLane(from: start, to: end, line, hasTail: hasTail, hasHead: hasHead)
    }
    let bends = graph.segments(of: line).lazy.map { Int(graph.heads[$0]) }
      .prefix { graph.isBend($0) }
    guard let first = bends.first, let last = bends.last else {
      return direct(from: start, to: end, line, hasTail: hasTail, hasHead: hasHead)
    }
    // Away from the tail, through the bends, and, drawn backwards, away from the head.
    var path = leave(start, towards: first, line, isForward: true, hasArrow: hasTail)
    for bend in bends.dropFirst() { path.pass(y: across[bend], bands, Int(graph.layers[bend])) }
    let tail = leave(end, towards: last, line, isForward: false, hasArrow: hasHead)
    path.straight(to: tail.points[tail.points.count - 1])
    path.append(tail.points.reversed())
    return path.points
  }

  // MARK: Parts

  /// A curve from a box or chip into the band of a bend, level at its end.
  private func leave(
    _ start: Station, towards bend: Int, _ line: Int, isForward: Bool, hasArrow: Bool
  ) -> Path {
    let layer = Int(graph.layers[bend])
    let (near, far) =
      isForward
      ? (bands.starts[layer], bands.ends[layer]) : (bands.ends[layer], bands.starts[layer])
    let places =
      switch manners[line] {
      case .free: [far, (near + far) / 2, near]
      case .close: [near]
      case .plain: [Double]()
      }
    for x in places where !isAtBorder(start.vertex) {
      let goal = Point(x: x, y: across[bend])
      let path = Path.bow(
        from: start.point, to: goal, arrow: hasArrow ? Router.arrow : 0)
      if isFree(path, beside: start.vertex), isFree(path, beside: bend) { return path }
    }
    let home = Int(graph.layers[start.vertex])
    let edge = isForward ? bands.ends[home] : bands.starts[home]
    return Path.step(
      from: start.point, edge: edge, to: Point(x: near, y: across[bend]),
      arrow: hasArrow ? Router.arrow : 0)
  }

  /// The curve between boxes in layers side by side: straight if nothing stands in its way.
  private func direct(
    from start: Station, to end: Station, _ line: Int, hasTail: Bool, hasHead: Bool
  ) -> [Point] {
    let (tail, head) = (hasTail ? Router.arrow : 0, hasHead ? Router.arrow : 0)
    let straight = Path.line(from: start.point, to: end.point, arrows: (tail, head))
    let mayBeStraight =
      start.point.y == end.point.y
      || manners[line] != .plain && !isAtBorder(start.vertex) && !isAtBorder(end.vertex)
    if mayBeStraight, isFree(straight, beside: start.vertex), isFree(straight, beside: end.vertex) {
      return straight.points
    }
    let (from, to) = (Int(graph.layers[start.vertex]), Int(graph.layers[end.vertex]))
    var path = Path.step(
      from: start.point, edge: bands.ends[from],
      to: Point(x: bands.starts[to], y: end.point.y), arrow: tail)
    path.straight(
      to: Point(x: end.point.x - min(head, end.point.x - bands.starts[to]), y: end.point.y))
    return path.points
  }

  /// Whether a vertex is on the border of a group, where lines are level to go on smoothly.
  private func isAtBorder(_ vertex: Int) -> Bool {
    vertex < graph.scope.kinds.count && graph.scope.kinds[vertex] != .card
  }

  private func inLane(
    from start: Station, to end: Station, _ line: Int, hasTail: Bool, hasHead: Bool
  ) -> [Point] {
    let (from, to) = (Int(graph.layers[start.vertex]), Int(graph.layers[end.vertex]))
    let y = lanes.coordinates[line]
    var path = Path.step(
      from: start.point, edge: bands.ends[from], to: Point(x: bands.starts[from + 1], y: y),
      arrow: hasTail ? Router.arrow : 0)
    let back = Path.step(
      from: end.point, edge: bands.starts[to], to: Point(x: bands.ends[to - 1], y: y),
      arrow: hasHead ? Router.arrow : 0)
    path.straight(to: back.points[back.points.count - 1])
    path.append(back.points.reversed())
    return path.points
  }

  // MARK: Boxes in the way

  /// Whether a path touches no box in the layer of a vertex but the vertex itself.
  private func isFree(_ path: Path, beside vertex: Int) -> Bool {
    let layer = Int(graph.layers[vertex])
    let chords = path.chords
    var (low, high) = (Double.infinity, -Double.infinity)
    for chord in chords {
      guard let range = chord.heights(from: bands.starts[layer], to: bands.ends[layer]) else {
        continue
      }
      low = min(low, range.lowerBound)
      high = max(high, range.upperBound)
    }
    guard low <= high else { return true }
    return isFree(chords, low: low, high: high, vertex, step: -1)
      && isFree(chords, low: low, high: high, vertex, step: 1)
  }

  private func isFree(
    _ chords: [Chord], low: Double, high: Double, _ vertex: Int, step: Int
  ) -> Bool {
    var distance = step
    while let other = ordering.neighbour(of: vertex, graph, distance) {
      distance += step
      guard !graph.isBend(other) else { continue }
      let half = graph.heights[other] / 2 + Router.clearance
      let (top, bottom) = (across[other] - half, across[other] + half)
      if step > 0 ? top >= high : bottom <= low { return true }
      let reach = graph.widths[other] / 2 + Router.clearance
      for chord in chords {
        guard let range = chord.heights(from: middle(other) - reach, to: middle(other) + reach)
        else { continue }
        if range.lowerBound < bottom, range.upperBound > top { return false }
      }
    }
    return true
  }
}
