extension Scope.Placement {
  /// Places one connected scope.
  init(layering scope: Scope) {
    let graph = LayeredGraph(scope, Layers(scope))
    let ordering = CrossingReduction.order(graph, scope.effort).ordering
    let across = Coordinates(graph, ordering).across
    let bands = Bands(graph)
    let lanes = Lanes(graph, across)
    let ports = Ports(graph, across, lanes)
    var router = Router(
      graph: graph, ordering: ordering, across: across, bands: bands, ports: ports, lanes: lanes,
      manners: [Router.Manner](repeating: .free, count: scope.lines.count))
    centers = scope.sizes.indices.map {
      Point(x: bands.middle(Int(graph.layers[$0])), y: across[$0])
    }
    courses = scope.lines.indices.map(router.course)
    let entanglements = Entanglements(graph, ports, bands)
    for manner in [Router.Manner.close, .plain, .plain] {
      for line in entanglements.lines(courses) {
        router.manners[line] = manner
        courses[line] = router.course(line)
      }
    }
    moveToOrigin(scope)
  }

  /// Moves everything so that it begins at the origin, and measures it.
  private mutating func moveToOrigin(_ scope: Scope) {
    var low = Point(x: .infinity, y: .infinity)
    var high = Point(x: -.infinity, y: -.infinity)
    func include(_ x: Double, _ y: Double, _ size: Size) {
      low = Point(x: min(low.x, x - size.width / 2), y: min(low.y, y - size.height / 2))
      high = Point(x: max(high.x, x + size.width / 2), y: max(high.y, y + size.height / 2))
    }
    for (center, size) in zip(centers, scope.sizes) { include(center.x, center.y, size) }
    let none = Size(width: 0, height: 0)
    for (course, line) in zip(courses, scope.lines) {
      for point in course.first { include(point.x, point.y, none) }
      for point in course.second { include(point.x, point.y, none) }
      if let chip = course.chip, let size = line.chip { include(chip.x, chip.y, size) }
    }
    guard low.x.isFinite else { return }
    move(by: Point(x: -low.x, y: -low.y))
    size = Size(width: high.x - low.x, height: high.y - low.y)
  }

  /// Moves everything.
  mutating func move(by shift: Point) {
    for index in centers.indices { centers[index] = centers[index] + shift }
    for index in courses.indices { courses[index].move(by: shift) }
  }
}

extension Scope.Course {
  mutating func move(by shift: Point) {
    for index in first.indices { first[index] = first[index] + shift }
    for index in second.indices { second[index] = second[index] + shift }
    start = start + shift
    end = end + shift
    chip = chip.map { $0 + shift }
  }
}

extension Point {
  static func + (a: Point, b: Point) -> Point { Point(x: a.x + b.x, y: a.y + b.y) }
}
