import Foundation
import TestSupport
import WengertDrawing

/// Random boxes, chips and edges; the same for the same seed.
func randomRequest(seed: UInt64, boxes count: Int, edges: Int) -> LayoutRequest {
  var generator = SplitMix64(seed: seed)
  func size() -> Size {
    Size(
      width: .random(in: 20...200, using: &generator),
      height: .random(in: 10...90, using: &generator))
  }
  let boxes = (0..<count).map { _ in size() }
  let lines = (0..<(count > 1 ? edges : 0)).map { _ in
    let head = Int.random(in: 1..<count, using: &generator)
    return LayoutRequest.Edge(
      tail: .random(in: 0..<head, using: &generator), head: head,
      chip: Bool.random(using: &generator) ? size() : nil)
  }
  let groups = (0..<Int.random(in: 0...3, using: &generator)).map { index in
    LayoutRequest.Group(
      members: (0..<count).filter { _ in Bool.random(using: &generator) },
      parent: index == 0 ? nil : .random(in: 0..<index, using: &generator), title: size())
  }
  let direction = Direction.allCases.randomElement(using: &generator) ?? .leftToRight
  return LayoutRequest(
    direction: direction, boxes: boxes, edges: lines, groups: groups,
    nodeGap: .random(in: 0...30, using: &generator),
    rankGap: .random(in: 0...30, using: &generator))
}

/// Places boxes in a row and answers nothing but the truth.
struct RowLayout: LayoutEngine {
  func layout(_ request: LayoutRequest) throws(LayoutError) -> LayoutResult {
    var x = 0.0
    let centers = request.boxes.map { size in
      x += size.width + request.nodeGap
      return Point(x: x - size.width / 2, y: -size.height)
    }
    let routes = request.edges.map { edge in
      let (start, end) = (centers[edge.tail], centers[edge.head])
      let curve = [start, end, start, end]
      return LayoutResult.Route(
        curves: edge.chip == nil ? [curve] : [curve, curve + [start, start, end]], start: start,
        end: end, chip: edge.chip.map { _ in end })
    }
    return LayoutResult(
      size: Size(width: x, height: 100), centers: centers, routes: routes,
      groups: request.groups.map { group in
        group.members.first.map {
          Rectangle(origin: centers[$0], size: Size(width: 10, height: group.title.height))
        }
      })
  }
}
