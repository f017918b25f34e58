import Foundation
import TestSupport
import Wengert
import WengertDrawing
import WengertGraphviz
import WengertNotation
import WengertReport

/// A report in a file, with what it was made from.
struct Page {
  let graph: Graph
  let equations: Equations
  let start: Evaluation
  let html: String
  /// What the reader can fold and unfold to.
  let foldable: FoldableViews
  private let folder: TemporaryFolder

  var file: URL { folder.file("page.html") }

  /// The report of a text.
  init(_ text: String) throws {
    let program = try Program(SourceText(text, name: "page"))
    guard let linearization = try program.linearized() else {
      throw Browser.Failure(description: "the text gives no point")
    }
    try self.init(
      program.graph,
      Evaluation(
        linearization, tangentSeed: program.tangentSeed, adjointSeed: program.adjointSeed),
      by: AutomaticLayout(careful: GraphvizLayout()) { _ in })
  }

  init(
    _ graph: Graph, _ start: Evaluation, by engine: some LayoutEngine, view: GraphView? = nil
  ) throws {
    self.graph = graph
    self.start = start
    equations = Equations(graph)
    foldable = view.map { FoldableViews($0) } ?? FoldableViews(folded: equations)
    let table = TraceTable(equations, start, title: graph.title(display: true))
    let source = try ReportSource(
      table: table, by: engine, options: FigureOptions(),
      views: foldable, format: NumberFormat(digits: 6))
    html = try ReportModel(source).html()
    folder = try TemporaryFolder()
    try Data(html.utf8).write(to: file)
  }

  /// The textbook's function as its evaluation trace.
  static let bishop = """
    input x1, x2
    v3 = x1*x2
    v4 = sin(x2)
    v5 = exp(v3)
    v6 = v3 - v4
    output f = v5 + v6
    at x1 = 1, x2 = 2
    """
}

/// Boxes in rows, lines straight from centre to centre: a layout at once, of whatever size.
struct GridLayout: LayoutEngine {
  func layout(_ request: LayoutRequest) -> LayoutResult {
    let width = 1 + (request.boxes.map(\.width).max() ?? 0)
    let height = 1 + (request.boxes.map(\.height).max() ?? 0)
    let columns = 40
    let centers = request.boxes.indices.map {
      Point(
        x: (Double($0 % columns) + 0.5) * 2.2 * width, y: (Double($0 / columns) + 0.5) * 2 * height)
    }
    let routes = request.edges.map { edge in
      let (start, end) = (centers[edge.tail], centers[edge.head])
      let middle = Point(x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 + height)
      return LayoutResult.Route(
        curves: [[start, start, middle, middle], [middle, middle, end, end]], start: start,
        end: end,
        chip: middle)
    }
    let rows = Double(request.boxes.count / columns + 2)
    return LayoutResult(
      size: Size(width: 2.2 * width * Double(columns), height: 2 * height * rows), centers: centers,
      routes: routes)
  }
}
