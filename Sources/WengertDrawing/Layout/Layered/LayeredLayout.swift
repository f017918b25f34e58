/// Layout in layers, in Swift alone: for graphs that are too big for Graphviz, where Graphviz is not to be had, and
/// where coordinates must be the same on every machine.
///
/// Layers make all lines together as short as can be, with chips in layers of their own; sweeps by barycentre and
/// exchanges of neighbours keep crossings few; four aligned and compact assignments are averaged, so that long lines are
/// straight; lines are smooth and keep clear of foreign boxes. Lines enter a box in the order of its operands.
public struct LayeredLayout: LayoutEngine {
  /// The engine.
  public init() {}

  /// Places the boxes of a request.
  ///
  /// - Throws: ``LayoutError/invalidRequest(_:)`` for indices out of range, sizes that are negative, not finite or
  ///   beyond a million points, and cycles.
  /// - Complexity: near-linear in boxes and edges.
  public func layout(_ request: LayoutRequest) throws(LayoutError) -> LayoutResult {
    try request.validate()
    var scope = Scope(nodeGap: request.nodeGap, rankGap: request.rankGap)
    let page = Page(request.direction)
    for box in request.boxes { _ = scope.add(.card, page.turned(box)) }
    for edge in request.edges {
      scope.add(Scope.Line(tail: edge.tail, head: edge.head, chip: edge.chip.map(page.turned)))
    }
    let placement = Scope.Placement(scope)
    let size = placement.size
    return LayoutResult(
      size: page.turned(size),
      centers: placement.centers.map { page.point($0, in: size) },
      routes: placement.courses.map { course in
        let curves = course.second.isEmpty ? [course.first] : [course.first, course.second]
        return LayoutResult.Route(
          curves: curves.map { $0.map { page.point($0, in: size) } },
          start: page.point(course.start, in: size), end: page.point(course.end, in: size),
          chip: course.chip.map { page.point($0, in: size) })
      })
  }
}

/// How a drawing that runs from left to right lies on the page.
struct Page {
  private let direction: Direction

  init(_ direction: Direction) { self.direction = direction }

  /// A size of the page in the drawing, or the other way round.
  func turned(_ size: Size) -> Size {
    switch direction {
    case .leftToRight: size
    case .bottomToTop, .topToBottom: Size(width: size.height, height: size.width)
    }
  }

  /// A point of a drawing of a size on the page.
  func point(_ point: Point, in size: Size) -> Point {
    switch direction {
    case .leftToRight: point
    case .topToBottom: Point(x: point.y, y: point.x)
    case .bottomToTop: Point(x: point.y, y: size.width - point.x)
    }
  }
}
