/// Layout in layers, in Swift alone: for graphs that are too big for Graphviz, where Graphviz is not to be had, and
/// where coordinates must be the same on every machine.
///
/// Layers make all lines together as short as can be, with chips in layers of their own; sweeps by barycentre and
/// exchanges of neighbours keep crossings few; regressions in each layer keep the drawing compact, and long lines
/// are straight where there is room; lines are smooth and keep clear of foreign boxes.
///
/// Lines that enter a box do so in the order of its operands, unless that costs a crossing.
///
/// A group is placed by itself and is one box for what is around it, so that equal groups look equal and nothing foreign
/// stands in a group; chips of lines that cross its border stand outside. Where lines leave a group and come back by way
/// of others, it cannot be one box: it gets no rectangle, and its boxes stand in the group around it.
public struct LayeredLayout: LayoutEngine {
  private let effort: Effort

  /// The engine.
  public init() { effort = .full }

  /// The engine for tests of what does not depend on the number of crossings.
  package init(effort: Effort) { self.effort = effort }

  /// Places the boxes of a request.
  ///
  /// - Throws: ``LayoutError/invalidRequest(_:)`` for indices out of range, sizes that are negative, not finite or
  ///   beyond a million points, and cycles.
  /// - Complexity: near-linear in boxes and edges.
  public func layout(_ request: LayoutRequest) throws(LayoutError) -> LayoutResult {
    try request.validate()
    let page = Page(request.direction)
    let groups = try Groups(request)
    if groups.isPlaced.contains(true) {
      return NestedPlacement(request, groups, page, effort).result
    }
    var scope = Scope(nodeGap: request.nodeGap, rankGap: request.rankGap, effort: effort)
    for box in request.boxes { _ = scope.add(.card, page.turned(box)) }
    for edge in request.edges {
      scope.add(Scope.Line(tail: edge.tail, head: edge.head, chip: edge.chip.map(page.turned)))
    }
    let placement = Scope.Placement(scope)
    return LayoutResult(
      size: page.turned(placement.size),
      centers: placement.centers.map { page.point($0, in: placement.size) },
      routes: placement.courses.map { page.route($0, in: placement.size) },
      groups: request.groups.map { _ in nil })
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

  /// A line on the page.
  func route(_ course: Scope.Course, in size: Size) -> LayoutResult.Route {
    let curves = course.second.isEmpty ? [course.first] : [course.first, course.second]
    return LayoutResult.Route(
      curves: curves.map { $0.map { point($0, in: size) } },
      start: point(course.start, in: size), end: point(course.end, in: size),
      chip: course.chip.map { point($0, in: size) })
  }

  /// A rectangle on the page, by its corner and size in the drawing.
  func rectangle(at corner: Point, _ extent: Size, in size: Size) -> Rectangle {
    let a = point(corner, in: size)
    let b = point(Point(x: corner.x + extent.width, y: corner.y + extent.height), in: size)
    return Rectangle(
      origin: Point(x: min(a.x, b.x), y: min(a.y, b.y)), size: turned(extent))
  }
}
