import Wengert
import WengertCode
import WengertDrawing

/// Everything that a report says, with every string final.
public struct ReportModel: Sendable {
  /// A number and the key under which the script finds its place.
  struct Value {
    let key, text: String
  }

  /// A line of the evaluation trace.
  struct TraceRow {
    let id: String
    /// What the line is called where its equation is MathML, which not everything reads; nil in lines of text.
    let spoken: String?
    let equation, numbers: String
    let primal, tangent, adjoint: Value
    let isTangentSeed, isAdjointSeed: Bool
  }

  /// A line of a sweep: the equation, the equation with numbers, the result.
  struct SweepRow {
    let id: String
    let spoken: String?
    let equation, numbers: String
    /// The key of the derivative where it is a seed or nothing: the numbers are a word then.
    let seedKey: String?
    let result: Value
  }

  /// An edge: its partial and what flows along it.
  struct PartialRow {
    let id: String
    let spoken: String?
    let equation: String
    /// Which operand, where two of the child are the same node.
    let operand: String?
    let numbers: String
    let partial, tangent, adjoint: Value
  }

  /// An output's row of the Jacobian.
  struct JacobianRow {
    let head, pass: String
    let entries: [Value]
  }

  /// An input's column of the Jacobian.
  struct JacobianColumn {
    let head, pass: String
  }

  /// The derivatives against each other.
  struct Checks {
    let forward, reverse: Value
    let rows: [CheckRow]
  }

  /// One check.
  struct CheckRow {
    let subject, verdict, remark: String
    let hasFailed: Bool
  }

  /// A derivative by central differences.
  struct Differences {
    let derivative, plot: String
    let best: (error: Value, step: Value)?
    let steps: [(step: String, error: Value)]
  }

  /// What symbolic differentiation would write.
  struct Symbolic {
    let derivative: String
    let symbolicOperations, functionOperations, sharedOperations, graphOperations: String
  }

  /// What sweeps cost.
  struct Cost {
    let rows: [CostRow]
  }

  /// One evaluation, or one with a sweep.
  struct CostRow {
    let name, operations, operationRatio, live, liveRatio: String
  }

  /// What is remarkable about the numbers.
  struct Findings {
    let isSound: Bool
    let finite, unreached, path: String
  }

  /// The function in a programming language.
  struct Listing {
    let language, title, text: String
  }

  let title: String
  let function: String?
  let definitions: [String]
  let point, results: String?
  let figure: String?
  let figureNote: String?
  let isLong: Bool
  let trace: [TraceRow]
  let traceNote: String?
  let tangentSeed, adjointSeed: String?
  let tangents, adjoints: [SweepRow]
  let partials: [PartialRow]
  let columns: [JacobianColumn]
  let rows: [JacobianRow]
  let agreement: String?
  let forwardPasses, reversePasses: Int
  let checks: Checks?
  let differences: Differences?
  let symbolic: Symbolic?
  let cost: Cost?
  let findings: Findings?
  let listings: [Listing]
  let listingNote: String?
  let live: LivePage?
}

extension ReportModel {
  /// The most lines of a table; what is left out is said under it.
  static let lineLimit = 2_500

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
      results: builder.results(),
      figure: source.figure,
      figureNote: source.figureNote,
      isLong: builder.isLong,
      trace: builder.trace(),
      traceNote: builder.traceNote(),
      tangentSeed: builder.tangentSeed(),
      adjointSeed: builder.adjointSeed(),
      tangents: builder.tangents(),
      adjoints: builder.adjoints(),
      partials: builder.partials(),
      columns: jacobian?.columns ?? [],
      rows: jacobian?.rows ?? [],
      agreement: jacobian?.agreement,
      forwardPasses: graph.inputs.count,
      reversePasses: graph.outputs.count,
      checks: builder.checks(),
      differences: builder.differences(),
      symbolic: builder.symbolic(),
      cost: builder.cost(),
      findings: builder.diagnosis(),
      listings: builder.listings(),
      listingNote: builder.listingNote(),
      live: LivePage(builder))
  }
}
