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
  public let figureFormat: NumberFormat
  /// What several outputs together are called in generated code.
  public let name: String
  let alternatives: Alternatives?
  /// What the figures show, one for each view that the reader can fold and unfold to; none where nothing is live.
  let views: [LiveView]
  /// The views in which everything is folded, and nothing.
  let closedView, openView: Int

  /// What begins the ids of a figure, by the position of its view.
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
  /// The reader can fold and unfold groups in it; see ``FoldableViews``. Without numbers, and beyond the size of a live
  /// page, there is the first view alone.
  ///
  /// - Parameter views: what the figure shows; the tables show every node. By default all nodes, folded where there are many.
  /// - Throws: ``LayoutError`` where the engine fails for another reason.
  public init(
    table: TraceTable, by engine: some LayoutEngine, options: FigureOptions,
    views: FoldableViews? = nil, format: NumberFormat, name: String = "f"
  ) throws(LayoutError) {
    let isLive = table.evaluation != nil && table.graph.count <= LivePage.nodeLimit
    var foldable = views ?? FoldableViews(folded: table.equations)
    if !isLive { foldable = FoldableViews(foldable.views[0]) }
    var options = options
    options.isLive = isLive
    func source(_ figure: String?, _ note: String?) -> ReportSource {
      ReportSource(
        table: table, figure: figure, figureNote: note, format: format,
        figureFormat: options.format, name: name, foldable: isLive && note == nil ? foldable : nil)
    }
    do {
      var figures: [String] = []
      for (position, view) in foldable.views.enumerated() {
        try engine.check(view)
        let figure = Figure(
          table.equations, table.evaluation, title: table.title, options: options, view: view)
        let svg = ReportSource.svgOptions(isLive: isLive, position)
        figures.append(try PlacedFigure(figure, by: engine).svg(svg))
      }
      self = source(ReportSource.markup(figures), nil)
    } catch {
      guard case .tooLarge = error else { throw error }
      self = source(nil, "There is no figure: \(error).")
    }
  }

  private static func svgOptions(isLive: Bool, _ view: Int) -> SVGOptions {
    var options = SVGOptions()
    options.isStandalone = false
    options.hasStyleSheet = false
    options.isLive = isLive
    options.idPrefix = figurePrefix(view)
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
