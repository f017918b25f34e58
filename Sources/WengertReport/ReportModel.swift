import Wengert
public import WengertDrawing

/// Everything that a report says, with every string final.
public struct ReportModel: Sendable {
  /// A line of the evaluation trace.
  struct TraceRow {
    let id: String
    let equation, numbers: String
    let primal, tangent, adjoint: String
    let isTangentSeed, isAdjointSeed: Bool
  }

  /// A line of a sweep: the equation, the equation with numbers, the result.
  struct SweepRow {
    let equation, numbers, result: String
  }

  /// An output's row of the Jacobian.
  struct JacobianRow {
    let head, pass: String
    let entries: [String]
  }

  /// An input's column of the Jacobian.
  struct JacobianColumn {
    let head, pass: String
  }

  /// What other ways of differentiating would cost and give.
  struct Comparison {
    let derivative: String
    let symbolicOperations, functionOperations, graphOperations: String
    let best: String?
    let steps: [(step: String, error: String)]
  }

  let title: String
  let function: String?
  let definitions: [String]
  let point: String?
  let figure: String?
  let figureNote: String?
  let trace: [TraceRow]
  let traceNote: String?
  let tangentSeed, adjointSeed: String?
  let tangents, adjoints: [SweepRow]
  let columns: [JacobianColumn]
  let rows: [JacobianRow]
  let agreement: String?
  let forwardPasses, reversePasses: Int
  let comparison: Comparison?
}

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

  /// The parts of a report.
  public init(table: TraceTable, figure: String?, figureNote: String?, format: NumberFormat) {
    self.table = table
    self.figure = figure
    self.figureNote = figureNote
    self.format = format
  }
}

extension ReportSource {
  /// A report with its figure; a graph too large to draw has a note instead.
  ///
  /// - Parameter view: what the figure shows; the tables show every node.
  /// - Throws: ``LayoutError`` where the engine fails for another reason.
  public init(
    table: TraceTable, by engine: some LayoutEngine, options: FigureOptions,
    view: GraphView? = nil, format: NumberFormat
  ) throws(LayoutError) {
    var svg = SVGOptions()
    svg.isStandalone = false
    svg.idPrefix = "figure"
    do {
      let view = view ?? GraphView(folded: table.equations)
      try engine.check(view)
      let figure = Figure(
        table.equations, table.evaluation, title: table.title, options: options, view: view)
      let text = try PlacedFigure(figure, by: engine).svg(svg)
      self.init(table: table, figure: text, figureNote: nil, format: format)
    } catch {
      guard case .tooLarge = error else { throw error }
      self.init(
        table: table, figure: nil, figureNote: "There is no figure: \(error).", format: format)
    }
  }
}

extension ReportModel {
  /// The most lines of a table; what is left out is said under it.
  static let lineLimit = 1_000

  /// The model of a report.
  ///
  /// - Complexity: O(nodes · min(inputs, limit) + nodes · min(outputs, limit)) for the Jacobian.
  public init(_ source: ReportSource) {
    let builder = ReportBuilder(source)
    let jacobian = builder.jacobian()
    let graph = source.table.graph
    self.init(
      title: source.table.title,
      function: builder.function(),
      definitions: builder.outputDefinitions(),
      point: builder.point(),
      figure: source.figure,
      figureNote: source.figureNote,
      trace: builder.trace(),
      traceNote: builder.traceNote(),
      tangentSeed: builder.tangentSeed(),
      adjointSeed: builder.adjointSeed(),
      tangents: builder.tangents(),
      adjoints: builder.adjoints(),
      columns: jacobian?.columns ?? [],
      rows: jacobian?.rows ?? [],
      agreement: jacobian?.agreement,
      forwardPasses: graph.inputs.count,
      reversePasses: graph.outputs.count,
      comparison: builder.comparison())
  }
}
