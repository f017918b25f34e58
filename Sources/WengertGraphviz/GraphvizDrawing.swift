import CGraphvizShims
import WengertDrawing

/// One graph inside Graphviz; the only file that holds its pointers.
///
/// A chip is a box of its own between two half lines that run to its centre, so the line passes under it.
@safe struct GraphvizDrawing {
  private let request: LayoutRequest
  private let graph: OpaquePointer
  private var boxes: [OpaquePointer] = unsafe []
  private var lines: [Line] = []

  @safe private enum Line {
    case whole(OpaquePointer)
    case halves(OpaquePointer, chip: OpaquePointer, OpaquePointer)
  }

  init(_ request: LayoutRequest, isLarge: Bool) throws {
    let direction =
      switch request.direction {
      case .leftToRight: "LR"
      case .bottomToTop: "BT"
      case .topToBottom: "TB"
      }
    guard let graph = unsafe wgv_open(direction, request.nodeGap, request.rankGap, isLarge) else {
      throw GraphvizLayout.failure("opening a graph")
    }
    self.request = request
    unsafe self.graph = graph
    do {
      for size in request.boxes { unsafe boxes.append(try addBox(size)) }
      for edge in request.edges { lines.append(try addLine(edge)) }
    } catch {
      unsafe wgv_close(graph)
      throw error
    }
  }

  private func addBox(_ size: Size) throws -> OpaquePointer {
    guard let box = unsafe wgv_add_box(graph, size.width, size.height) else {
      throw GraphvizLayout.failure("adding a box")
    }
    return unsafe box
  }

  private func addLine(_ edge: LayoutRequest.Edge) throws -> Line {
    let (tail, head) = unsafe (boxes[edge.tail], boxes[edge.head])
    guard let size = edge.chip else {
      guard let line = unsafe wgv_add_line(graph, tail, head, true, true) else {
        throw GraphvizLayout.failure("adding a line")
      }
      return unsafe .whole(line)
    }
    let chip = unsafe try addBox(size)
    guard let first = unsafe wgv_add_line(graph, tail, chip, true, false),
      let second = unsafe wgv_add_line(graph, chip, head, false, true)
    else { throw GraphvizLayout.failure("adding a line") }
    return unsafe .halves(first, chip: chip, second)
  }

  func run() throws {
    guard unsafe wgv_layout(graph) == 0 else { throw GraphvizLayout.failure("the layout") }
  }

  func close() { unsafe wgv_close(graph) }

  func result() throws -> LayoutResult {
    let extent = unsafe wgv_extent(graph)
    // Graphviz counts y upwards.
    func point(_ p: wgv_point) -> Point { Point(x: p.x, y: extent.y - p.y) }
    func curve(_ line: OpaquePointer) throws -> [Point] {
      let count = unsafe wgv_line_count(line)
      guard count >= 4 else { throw GraphvizLayout.failure("a line without a course") }
      return (0..<count).map { unsafe point(wgv_line_point(line, $0)) }
    }
    var routes: [LayoutResult.Route] = []
    for line in lines {
      switch line {
      case .whole(let line):
        routes.append(
          LayoutResult.Route(
            curves: [unsafe try curve(line)], start: unsafe point(wgv_line_start(line)),
            end: unsafe point(wgv_line_end(line)), chip: nil))
      case .halves(let first, let chip, let second):
        routes.append(
          LayoutResult.Route(
            curves: [unsafe try curve(first), unsafe try curve(second)],
            start: unsafe point(wgv_line_start(first)), end: unsafe point(wgv_line_end(second)),
            chip: unsafe point(wgv_center(chip))))
      }
    }
    return LayoutResult(
      size: Size(width: extent.x, height: extent.y),
      centers: unsafe boxes.map { unsafe point(wgv_center($0)) }, routes: routes)
  }
}
