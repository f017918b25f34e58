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
  /// - Throws: ``LayoutError`` or ``ReportError``.
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
