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

  /// What begins the ids of the figure.
  static let figurePrefix = "figure"

  /// The parts of a report.
  public init(
    table: TraceTable, figure: String?, figureNote: String?, format: NumberFormat,
    figureFormat: NumberFormat = NumberFormat(), name: String = "f"
  ) {
    self.table = table
    self.figure = figure
    self.figureNote = figureNote
    self.format = format
    self.figureFormat = figureFormat
    self.name = name
    alternatives = table.evaluation.flatMap { Alternatives($0) }
  }

  /// A report with its figure; a graph too large to draw has a note instead.
  ///
  /// A figure in which nodes are folded or left out stands still; tables are live all the same.
  ///
  /// - Parameter view: what the figure shows; the tables show every node.
  /// - Throws: ``LayoutError`` where the engine fails for another reason.
  public init(
    table: TraceTable, by engine: some LayoutEngine, options: FigureOptions,
    view: GraphView? = nil, format: NumberFormat, name: String = "f"
  ) throws(LayoutError) {
    let view = view ?? GraphView(folded: table.equations)
    var svg = SVGOptions()
    svg.isStandalone = false
    svg.hasStyleSheet = false
    svg.isLive = view.isComplete
    svg.idPrefix = ReportSource.figurePrefix
    var options = options
    options.isLive = view.isComplete && table.evaluation != nil
    func source(_ figure: String?, _ note: String?) -> ReportSource {
      ReportSource(
        table: table, figure: figure, figureNote: note, format: format,
        figureFormat: options.format, name: name)
    }
    do {
      try engine.check(view)
      let figure = Figure(
        table.equations, table.evaluation, title: table.title, options: options, view: view)
      self = source(try PlacedFigure(figure, by: engine).svg(svg), nil)
    } catch {
      guard case .tooLarge = error else { throw error }
      self = source(nil, "There is no figure: \(error).")
    }
  }
}
