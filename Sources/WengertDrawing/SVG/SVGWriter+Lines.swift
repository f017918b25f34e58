/// Lines, arrow heads and the numbers of operands.
extension SVGWriter {
  mutating func line(_ link: Figure.Link, _ route: LayoutResult.Route) {
    let style = LineStyle(link, in: figure)
    let course = course(of: route, style)
    guard !course.isEmpty else { return }
    if link.isOnStrongestPath { rails(along: course, around: style.width) }
    stroke(course, style)
    if style.hasHead, let base = route.curves.last?.last {
      arrow(from: base, to: route.end, style)
    }
    if style.hasTail, let base = route.curves.first?.first {
      arrow(from: base, to: route.start, style)
    }
  }

  /// The numbers of the operands, on the lines and above the cards.
  mutating func operands() {
    for (link, route) in zip(figure.links, placed.layout.routes) {
      guard let operand = link.operand else { continue }
      let head = 7 * LineStyle(link, in: figure).headLength
      bead(operand, at: route.point(beforeEnd: head + 7))
    }
  }

  /// The path of a line: up to the boxes where there is no arrow head in between.
  private func course(of route: LayoutResult.Route, _ style: LineStyle) -> String {
    var course = ""
    for (position, curve) in route.curves.enumerated() {
      guard let first = curve.first else { continue }
      if position == 0, !style.hasTail {
        course += "M\(text(route.start))L\(text(first))"
      } else {
        course += "M\(text(first))"
      }
      for start in stride(from: 1, to: curve.count - 2, by: 3) {
        course += "C\(text(curve[start])) \(text(curve[start + 1])) \(text(curve[start + 2]))"
      }
      if position == route.curves.count - 1, !style.hasHead { course += "L\(text(route.end))" }
    }
    return course
  }

  mutating func stroke(_ course: String, _ style: LineStyle) {
    out.raw("<path d=\"\(course)\"")
    paint(stroke: style.ink)
    out.attribute("stroke-width", style.width)
    if let dashes = style.dashes { out.raw(" stroke-dasharray=\"\(dashes)\"") }
    out.raw(" aria-hidden=\"true\"/>\n")
  }

  /// Thin lines on either side of a line: the mark of the strongest path.
  mutating func rails(along course: String, around width: Double) {
    for (ink, margin) in [(Ink.text, 7.0), (.paper, 5.0)] {
      out.raw("<path d=\"\(course)\"")
      paint(stroke: ink)
      out.attribute("stroke-width", width + margin)
      out.raw(" aria-hidden=\"true\"/>\n")
    }
  }

  private mutating func arrow(from base: Point, to tip: Point, _ style: LineStyle) {
    let dx = (tip.x - base.x) * style.headLength
    let dy = (tip.y - base.y) * style.headLength
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return }
    let foot = Point(x: tip.x - dx, y: tip.y - dy)
    let side = Point(x: -dy / length * style.headWidth, y: dx / length * style.headWidth)
    out.raw("<path d=\"M\(text(tip))")
    out.raw("L\(text(Point(x: foot.x + side.x, y: foot.y + side.y)))")
    out.raw("L\(text(Point(x: foot.x - side.x, y: foot.y - side.y)))Z\"")
    paint(fill: style.ink)
    out.raw(" aria-hidden=\"true\"/>\n")
  }

  /// The number of an operand, on its line.
  mutating func bead(_ operand: Int, at center: Point) {
    out.raw("<g aria-hidden=\"true\"><circle")
    out.attribute("cx", center.x)
    out.attribute("cy", center.y)
    out.attribute("r", 5.2)
    paint(fill: .paper, stroke: .line)
    out.raw(" stroke-width=\"0.8\"/>\n")
    line(
      RichText("\(operand)"), x: center.x, y: center.y + 2.9, size: 8.2, anchor: .middle,
      ink: .text)
    out.raw("</g>\n")
  }

  private func text(_ point: Point) -> String { "\(point.x.hundredths) \(point.y.hundredths)" }
}
