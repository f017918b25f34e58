import Wengert
public import WengertDrawing
import WengertTemplates

/// A figure that its reader can move and step through, as a part of a page: a small version of the report.
///
/// Without its script it is the figure with all numbers. A page holds the scripts of its figures in one element, see ``LiveRuntime``.
public struct LiveFigure: Sendable {
  /// The figure with its controls, which the script makes visible.
  public let markup: String
  /// What it adds to the script of its page.
  public let script: String

  /// A live figure; nil without numbers, and for graphs too large for a page.
  ///
  /// - Parameters:
  ///   - table: the trace, which has the graph and the numbers to start from.
  ///   - engine: what places the cards of each view.
  ///   - options: what the figure shows.
  ///   - views: what the reader can fold and unfold to.
  ///   - format: how numbers are written in equations; `options` has the format of the figure.
  ///   - id: the id of its element, which all ids in it begin with.
  /// - Throws: `LayoutError` where the engine fails.
  public init?(
    table: TraceTable, by engine: some LayoutEngine, options: FigureOptions, views: FoldableViews,
    format: NumberFormat = NumberFormat(digits: 6), id: String
  ) throws(LayoutError) {
    guard ReportSource.isLive(table) else { return nil }
    let prefix = "\(id)-"
    let builder = ReportBuilder(
      try ReportSource(
        drawing: table, by: engine, options: options, views: views, format: format, prefix: prefix))
    guard let figure = builder.source.figure, let live = LivePage(builder) else { return nil }
    markup = LiveFigure.markup([
      "widget": id, "prefix": prefix, "hasTheme": false, "figure": figure,
      "live": ReportModel.context(live),
      "trace": builder.trace().map(ReportModel.context),
      "tangents": builder.tangents().map(ReportModel.context),
      "adjoints": builder.adjoints().map(ReportModel.context),
      "partials": builder.partials().map(ReportModel.context),
    ])
    script = LiveRuntime.call(
      root: "document.getElementById(\(ScriptText.string(id)))", prefix: prefix, live.script)
  }

  private static func markup(_ names: [String: Any]) -> String {
    do throws(ReportError) {
      return try library.get().render("live", MarkSeparation.separated(names))
    } catch {
      preconditionFailure("a template of the package is wrong: \(error)")
    }
  }

  /// Parsed once, because a document can have many figures.
  private static let library = Result { () throws(ReportError) in
    try TemplateLibrary(.embedded)
  }
}
