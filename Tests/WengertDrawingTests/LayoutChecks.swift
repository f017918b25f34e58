import TestSupport
import WengertDrawing

/// A layout with its request, and everything that is wrong with it.
struct LayoutChecks {
  let request: LayoutRequest
  let result: LayoutResult
  private let boxes: [Box]

  private struct Box {
    let center: Point
    let size: Size
    /// The boxes that lines may touch at it, and for a chip its own line.
    let box: Int?
    let edge: Int?
    let name: String

    /// How far two boxes are apart; negative where they overlap.
    func distance(to other: Box) -> Double {
      max(
        (center.x - other.center.x).magnitude - (size.width + other.size.width) / 2,
        (center.y - other.center.y).magnitude - (size.height + other.size.height) / 2)
    }
  }

  init(_ request: LayoutRequest, _ result: LayoutResult) {
    (self.request, self.result) = (request, result)
    var boxes = zip(request.boxes, result.centers).enumerated().map {
      Box(center: $1.1, size: $1.0, box: $0, edge: nil, name: "box \($0)")
    }
    for (index, (edge, route)) in zip(request.edges, result.routes).enumerated() {
      guard let size = edge.chip, let center = route.chip else { continue }
      boxes.append(
        Box(center: center, size: size, box: nil, edge: index, name: "chip \(index)"))
    }
    self.boxes = boxes
  }

  /// What is wrong, in words; `curvesStayInside` where control points must lie within the drawing too.
  func faults(curvesStayInside: Bool) -> [String] {
    missing + overlaps + outside(curvesStayInside: curvesStayInside) + touched + groupFaults
  }

  private var missing: [String] {
    var faults: [String] = []
    if result.centers.count != request.boxes.count { faults.append("boxes are missing") }
    if result.routes.count != request.edges.count { faults.append("lines are missing") }
    for (index, (edge, route)) in zip(request.edges, result.routes).enumerated() {
      if (edge.chip == nil) != (route.chip == nil) { faults.append("chip \(index)") }
      if route.curves.count != (edge.chip == nil ? 1 : 2)
        || !route.curves.allSatisfy({ $0.count >= 4 && $0.count % 3 == 1 })
      {
        faults.append("line \(index) has no proper curves")
      }
      if let chip = route.chip, let first = route.curves.first?.last,
        let second = route.curves.last?.first, first.distance(chip) > 1 || second.distance(chip) > 1
      {
        faults.append("line \(index) does not pass its chip's centre")
      }
    }
    return faults
  }

  private var overlaps: [String] {
    var faults: [String] = []
    for (index, box) in boxes.enumerated() {
      for other in boxes[(index + 1)...] where box.distance(to: other) < -0.5 {
        faults.append("\(box.name) and \(other.name) overlap")
      }
    }
    return faults
  }

  private func outside(curvesStayInside: Bool) -> [String] {
    var faults: [String] = []
    func check(_ x: Double, _ y: Double, _ name: String) {
      // Not a number fails every comparison.
      guard x >= -0.5, y >= -0.5, x <= result.size.width + 0.5, y <= result.size.height + 0.5 else {
        faults.append("\(name) is outside")
        return
      }
    }
    for box in boxes {
      let (width, height) = (box.size.width / 2, box.size.height / 2)
      check(box.center.x - width, box.center.y - height, box.name)
      check(box.center.x + width, box.center.y + height, box.name)
    }
    for (index, route) in result.routes.enumerated() {
      for point in route.curves.joined() where curvesStayInside {
        check(point.x, point.y, "line \(index)")
      }
      for point in [route.start, route.end] + route.curves.joined()
      where !point.x.isFinite || !point.y.isFinite { faults.append("line \(index) is not finite") }
    }
    return faults
  }

  /// Lines that run through a box that is neither an end nor their chip.
  private var touched: [String] {
    var faults: [String] = []
    for (index, (edge, route)) in zip(request.edges, result.routes).enumerated() {
      let controls = [route.start, route.end] + route.curves.joined()
      let (left, right) = (controls.map(\.x).min() ?? 0, controls.map(\.x).max() ?? 0)
      let (top, bottom) = (controls.map(\.y).min() ?? 0, controls.map(\.y).max() ?? 0)
      let near = boxes.filter { box in
        box.box != edge.tail && box.box != edge.head && box.edge != index
          && box.center.x + box.size.width / 2 > left && box.center.x - box.size.width / 2 < right
          && box.center.y + box.size.height / 2 > top && box.center.y - box.size.height / 2 < bottom
      }
      guard !near.isEmpty else { continue }
      let points = route.polyline(steps: 24)
      for box in near {
        let (width, height) = (box.size.width / 2 - 0.5, box.size.height / 2 - 0.5)
        let isHit = points.contains {
          ($0.x - box.center.x).magnitude < width && ($0.y - box.center.y).magnitude < height
        }
        if isHit { faults.append("line \(index) runs through \(box.name)") }
      }
    }
    return faults
  }

  // MARK: Groups

  /// Groups that do not hold exactly their members, with the chips between them.
  private var groupFaults: [String] {
    var faults: [String] = []
    var members = request.groups.map { Set($0.members) }
    for group in request.groups.indices {
      var outer = request.groups[group].parent
      while let index = outer {
        members[index].formUnion(request.groups[group].members)
        outer = request.groups[index].parent
      }
    }
    for (group, rectangle) in result.groups.enumerated() {
      guard let rectangle else { continue }
      let frame = Box(
        center: Point(
          x: rectangle.origin.x + rectangle.size.width / 2,
          y: rectangle.origin.y + rectangle.size.height / 2),
        size: rectangle.size, box: nil, edge: nil, name: "group \(group)")
      for box in boxes {
        let isMember =
          if let number = box.box {
            members[group].contains(number)
          } else {
            box.edge.map {
              members[group].contains(request.edges[$0].tail)
                && members[group].contains(request.edges[$0].head)
            } ?? false
          }
        let reach = max(
          (box.center.x - frame.center.x).magnitude + (box.size.width - frame.size.width) / 2,
          (box.center.y - frame.center.y).magnitude + (box.size.height - frame.size.height) / 2)
        if isMember, reach > 0.01 { faults.append("\(box.name) is not inside of \(frame.name)") }
        if !isMember, box.distance(to: frame) < -0.01 {
          faults.append("\(box.name) is in \(frame.name)")
        }
      }
    }
    return faults
  }
}

extension Point {
  fileprivate func distance(_ other: Point) -> Double {
    max((x - other.x).magnitude, (y - other.y).magnitude)
  }
}
