/// How the line of an edge looks.
///
/// Values are solid, the forward sweep has long dashes, the reverse sweep dots against the arrows; what no
/// derivative flows along is thin. A weighted figure has solid lines of different widths instead.
struct LineStyle {
  let ink: Ink
  let width: Double
  /// The lengths of dashes and of the gaps after them.
  let dashes: [Double]
  /// Whether there is an arrow head at the child.
  let hasHead: Bool
  /// Whether there is an arrow head at the parent.
  let hasTail: Bool

  init(_ link: Figure.Link, in figure: Figure) {
    hasTail = figure.mode == .reverse && link.isOpen
    hasHead = !hasTail
    guard link.isOpen else {
      (ink, width, dashes) = (.line, 0.9, link.branch == .notTaken ? [3, 3] : [])
      return
    }
    if let weight = link.weight, let quantity = figure.weight.quantity {
      (ink, width, dashes) = (Ink.of(quantity), weight.width, weight.dashes)
      return
    }
    width = 1.3
    (ink, dashes) =
      switch figure.mode {
      case .primal, .both: (.line, [])
      case .forward: (.tangent, [9, 4])
      case .reverse: (.adjoint, [2, 3.5])
      }
  }

  /// How far an arrow head reaches back from its tip, relative to the room that the layout leaves it.
  var headLength: Double { max(1, (width + 3) / 4.3) }
  /// Half the width of an arrow head.
  var headWidth: Double { 1.7 + width }
}

extension Figure.Link {
  /// Whether derivatives flow along the edge: not from constants, and not into what a choice leaves out.
  var isOpen: Bool { carriesDerivatives && branch != .condition && branch != .notTaken }
}

extension LayoutResult.Route {
  /// The point on the line at a distance from its end, along the curves.
  func point(beforeEnd distance: Double) -> Point {
    var last = end
    var walked = 0.0
    guard let curve = curves.last, curve.count >= 4 else { return end }
    for start in stride(from: curve.count - 4, through: 0, by: -3) {
      let piece = curve[start..<(start + 4)]
      for step in stride(from: 24, through: 0, by: -1) {
        let next = piece.bezier(Double(step) / 24)
        let length = last.distance(to: next)
        if length > 0, walked + length >= distance {
          let share = (distance - walked) / length
          return Point(x: last.x + share * (next.x - last.x), y: last.y + share * (next.y - last.y))
        }
        walked += length
        last = next
      }
    }
    return last
  }
}

extension ArraySlice<Point> {
  /// The point of the cubic curve with these four control points.
  fileprivate func bezier(_ t: Double) -> Point {
    let s = 1 - t
    let weights = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t]
    return zip(self, weights).reduce(Point(x: 0, y: 0)) {
      Point(x: $0.x + $1.0.x * $1.1, y: $0.y + $1.0.y * $1.1)
    }
  }
}
