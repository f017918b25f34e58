public import Wengert
public import WengertDrawing
public import WengertTemplates

extension RecordedFunction {
  /// The evaluation trace at the point.
  public func trace() throws(DomainError) -> TraceTable {
    TraceTable(Equations(graph), try evaluation(), title: graph.title(display: false))
  }

  /// The report at the point as a self-contained page.
  ///
  /// - Parameters:
  ///   - engine: what places the cards of the figure.
  ///   - format: how numbers are written.
  ///   - templates: the words and the shape of the page.
  /// - Throws: `DomainError` where a value is not defined, `LayoutError` where the engine fails, ``ReportError`` where a
  ///   template is wrong.
  public func report(
    by engine: some LayoutEngine, format: NumberFormat = NumberFormat(digits: 6),
    templates: Templates = .embedded
  ) throws -> String {
    let table = TraceTable(
      Equations(graph), try evaluation(), title: graph.title(display: true))
    return try ReportModel(
      ReportSource(table: table, by: engine, options: FigureOptions(), format: format)
    ).html(templates)
  }
}
