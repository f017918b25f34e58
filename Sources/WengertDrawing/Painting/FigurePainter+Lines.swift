/// Lines, arrow heads and the numbers of operands.
extension FigurePainter {
  mutating func lines() {
    canvas.openGroup(.decoration)
    for (link, route) in zip(figure.links, placed.layout.routes) {
      canvas.openPart(.line, id: "\(link.id)-line")
      line(link, route)
      canvas.closePart()
    }
    canvas.closeGroup()
  }

  private mutating func line(_ link: Figure.Link, _ route: LayoutResult.Route) {
    let style = LineStyle(link, in: figure)
    let course = course(of: route, style)
    guard !course.steps.isEmpty else { return }
    if link.isOnStrongestPath { rails(along: course, around: style.width) }
    canvas.path(
      course, fill: nil,
      stroke: Stroke(ink: style.ink, width: style.width, dashes: style.dashes))
    if style.hasHead, let base = route.curves.last?.last {
      arrow(from: base, to: route.end, style)
    }
    if style.hasTail, let base = route.curves.first?.first {
      arrow(from: base, to: route.start, style)
    }
  }

  /// The numbers of the operands, on the lines and above the cards.
  mutating func operands() {
    guard figure.links.contains(where: { $0.operand != nil }) else { return }
    canvas.openGroup(.decoration)
    for (link, route) in zip(figure.links, placed.layout.routes) {
      guard let operand = link.operand else { continue }
      let head = 7 * LineStyle(link, in: figure).headLength
      bead(operand, at: route.point(beforeEnd: head + 7))
    }
    canvas.closeGroup()
  }

  /// The path of a line: up to the boxes where there is no arrow head in between.
  private func course(of route: LayoutResult.Route, _ style: LineStyle) -> Contour {
    var course = Contour()
    for (position, curve) in route.curves.enumerated() {
      guard let first = curve.first else { continue }
      if position == 0, !style.hasTail {
        course.move(to: route.start)
        course.line(to: first)
      } else {
        course.move(to: first)
      }
      for start in stride(from: 1, to: curve.count - 2, by: 3) {
        course.curve(curve[start], curve[start + 1], to: curve[start + 2])
      }
      if position == route.curves.count - 1, !style.hasHead { course.line(to: route.end) }
    }
    return course
  }

  /// Thin lines on either side of a line: the mark of the strongest path.
  mutating func rails(along course: Contour, around width: Double) {
    for (ink, margin) in [(Ink.text, 7.0), (.paper, 5.0)] {
      canvas.path(course, fill: nil, stroke: Stroke(ink: ink, width: width + margin))
    }
  }

  private mutating func arrow(from base: Point, to tip: Point, _ style: LineStyle) {
    let dx = (tip.x - base.x) * style.headLength
    let dy = (tip.y - base.y) * style.headLength
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return }
    let foot = Point(x: tip.x - dx, y: tip.y - dy)
    let side = Point(x: -dy / length * style.headWidth, y: dx / length * style.headWidth)
    var contour = Contour.lines(
      tip, Point(x: foot.x + side.x, y: foot.y + side.y),
      Point(x: foot.x - side.x, y: foot.y - side.y))
    contour.close()
    canvas.path(contour, fill: style.ink, stroke: nil)
  }

  /// The number of an operand, on its line.
  mutating func bead(_ operand: Int, at center: Point) {
    canvas.circle(center, radius: 5.2, fill: .paper, stroke: Stroke(ink: .line, width: 0.8))
    line(
      RichText("\(operand)"), x: center.x, y: center.y + 2.9, size: 8.2, anchor: .middle,
      ink: .text)
  }
}
