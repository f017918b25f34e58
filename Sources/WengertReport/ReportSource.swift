import Wengert
public import WengertDrawing

/// What a report is made from.
public struct ReportSource: Sendable {
  /// The trace with its numbers.
  public let table: TraceTable
  /// The figure as SVG without an XML declaration; nil where there is none.
  public let figure: String?
  /// Why there is no figure.
  public let figureNote: String?
  /// How numbers are written.
  public let format: NumberFormat
  /// How numbers are written in the figure.
  let figureFormat: NumberFormat
  /// What several outputs together are called in generated code.
  public let name: String
  let alternatives: Alternatives?
  /// What the figures show, one for each view that the reader can fold and unfold to; none where nothing is live.
  let views: [LiveView]
  /// The views in which everything is folded, and nothing.
  let closedView, openView: Int

  /// What begins the ids of a figure, behind the prefix of the page, by the position of its view.
  static func figurePrefix(_ view: Int) -> String { view == 0 ? "figure" : "figure\(view + 1)" }

  /// The parts of a report; the figure stands still.
  public init(
    table: TraceTable, figure: String?, figureNote: String?, format: NumberFormat,
    figureFormat: NumberFormat = NumberFormat(), name: String = "f"
  ) {
    self.init(
      table: table, figure: figure, figureNote: figureNote, format: format,
      figureFormat: figureFormat, name: name, foldable: nil)
  }

  private init(
    table: TraceTable, figure: String?, figureNote: String?, format: NumberFormat,
    figureFormat: NumberFormat, name: String, foldable: FoldableViews?
  ) {
    self.table = table
    self.figure = figure
    self.figureNote = figureNote
    self.format = format
    self.figureFormat = figureFormat
    self.name = name
    alternatives = table.evaluation.flatMap { Alternatives($0) }
    views =
      foldable.map { foldable in
        zip(foldable.views, foldable.toggles).map { LiveView($0, $1, table.equations) }
      } ?? []
    (closedView, openView) = (foldable?.closed ?? 0, foldable?.open ?? 0)
  }

  /// A report with its figure; a graph too large to draw has a note instead.
  ///
  /// The reader can fold and unfold groups in it; see `FoldableViews`. Without numbers, and beyond the size of a live
  /// page, there is the first view alone.
  ///
  /// - Parameters:
  ///   - table: the trace.
  ///   - engine: what places the cards of the figure.
  ///   - options: what the figure shows.
  ///   - views: which nodes the figure shows; the tables show every node. By default all nodes, folded where there are many.
  ///   - format: how numbers are written in tables and equations; `options` has the format of the figure.
  ///   - name: what generated functions are called.
  /// - Throws: `LayoutError` where the engine fails for another reason.
  public init(
    table: TraceTable, by engine: some LayoutEngine, options: FigureOptions,
    views: FoldableViews? = nil, format: NumberFormat, name: String = "f"
  ) throws(LayoutError) {
    do {
      try self.init(
        drawing: table, by: engine, options: options,
        views: views ?? FoldableViews(folded: table.equations), format: format, name: name)
    } catch {
      guard case .tooLarge = error else { throw error }
      self.init(
        table: table, figure: nil, figureNote: "There is no figure: \(error).", format: format,
        figureFormat: options.format, name: name)
    }
  }

  /// The same for a graph that must not be too large.
  ///
  /// - Parameter prefix: what begins every id, so that several can share a page.
  init(
    drawing table: TraceTable, by engine: some LayoutEngine, options: FigureOptions,
    views: FoldableViews, format: NumberFormat, name: String = "f", prefix: String = ""
  ) throws(LayoutError) {
    let isLive = ReportSource.isLive(table)
    let foldable = isLive ? views : FoldableViews(views.views[0])
    var options = options
    options.isLive = isLive
    var figures: [String] = []
    for (position, view) in foldable.views.enumerated() {
      try engine.check(view)
      let figure = Figure(
        table.equations, table.evaluation, title: table.title, options: options, view: view)
      let svg = ReportSource.svgOptions(
        isLive: isLive, prefix + ReportSource.figurePrefix(position))
      figures.append(try PlacedFigure(figure, by: engine).svg(svg))
    }
    self.init(
      table: table, figure: ReportSource.markup(figures), figureNote: nil, format: format,
      figureFormat: options.format, name: name, foldable: isLive ? foldable : nil)
  }

  /// Whether a page can compute everything again: there are numbers, and not too many.
  static func isLive(_ table: TraceTable) -> Bool {
    table.evaluation != nil && table.graph.count <= LivePage.nodeLimit
  }

  private static func svgOptions(isLive: Bool, _ prefix: String) -> SVGOptions {
    var options = SVGOptions()
    options.isStandalone = false
    options.hasStyleSheet = false
    options.isLive = isLive
    options.idPrefix = prefix
    return options
  }

  /// The figures of all views, of which the first one is seen.
  private static func markup(_ figures: [String]) -> String {
    guard figures.count > 1 else { return figures[0] }
    return figures.enumerated().map { position, figure in
      "<div\(position == 0 ? "" : " hidden=\"\"")>\n\(figure)</div>\n"
    }.joined()
  }
}
