import Wengert
import WengertDrawing
import WengertReport

/// Makes the tables of a function.
struct TableBuilder {
  private let subject: FenceSubject
  private let math: MathWriter

  /// The most rows that a page shows.
  static let rowLimit = 500

  init(_ subject: FenceSubject, _ form: FenceForm) {
    self.subject = subject
    math = MathWriter(form, format: NumberFormat(), isTable: true)
  }

  // MARK: Trace

  /// The evaluation trace; without a point, columns of numbers are left out.
  func trace(_ wanted: Set<TraceColumn>) -> DocumentTable {
    let columns = TraceColumn.allCases.filter {
      wanted.contains($0) && (subject.evaluation != nil || $0 == .equation)
    }
    let table = TraceTable(subject.equations, subject.evaluation, title: subject.title)
    let lines = table.lines
    let rows = lines.prefix(TableBuilder.rowLimit).map { line in columns.map { cell($0, line) } }
    return DocumentTable(
      name: "trace", columns: columns.map(column), rows: Array(rows),
      note: TableBuilder.note(lines.count, "lines"))
  }

  static func note(_ count: Int, _ what: String) -> String? {
    count > rowLimit ? "\(count - rowLimit) more \(what) are left out." : nil
  }

  private func column(_ column: TraceColumn) -> DocumentTable.Column {
    func head(_ words: String) -> DocumentTable.Cell { DocumentTable.Cell(.words(words)) }
    return switch column {
    case .equation: DocumentTable.Column(head("Equation"))
    case .numbers: DocumentTable.Column(head("With numbers"))
    case .primal: DocumentTable.Column(head("Primal"), isNumeric: true)
    case .tangent: DocumentTable.Column(head("Tangent"), isNumeric: true, sweep: .tangent)
    case .adjoint: DocumentTable.Column(head("Adjoint"), isNumeric: true, sweep: .adjoint)
    }
  }

  private func cell(_ column: TraceColumn, _ line: TraceTable.Line) -> DocumentTable.Cell {
    func number(_ value: Double?, isSeed: Bool = false) -> DocumentTable.Cell {
      DocumentTable.Cell(.number(math.number(value)), isSeed: isSeed)
    }
    switch column {
    case .equation:
      let sides: [MathWriter.Side] =
        [.symbol(line.symbol)] + (line.definition.map { [.formula($0)] } ?? [])
        + line.otherOutputs.map { .symbol($0) }
      return DocumentTable.Cell(.math(math.equation(sides)))
    case .numbers:
      guard let substituted = line.substituted else { return DocumentTable.Cell(.empty) }
      return DocumentTable.Cell(.math(math.equation([.formula(substituted)])))
    case .primal: return number(line.primal)
    case .tangent:
      return number(line.tangent, isSeed: subject.evaluation?.tangentSeeds[line.node] != nil)
    case .adjoint:
      return number(line.adjoint, isSeed: subject.evaluation?.adjointSeeds[line.node] != nil)
    }
  }

  // MARK: Jacobian

  /// The most inputs and outputs whose Jacobian is shown.
  static let jacobianLimit = 40

  /// A row for each output and a column for each input, with the pass that gives it.
  func jacobian() throws(FenceError) -> DocumentTable {
    let graph = subject.graph
    guard let evaluation = subject.evaluation,
      max(graph.inputs.count, graph.outputs.count) <= TableBuilder.jacobianLimit
    else {
      throw FenceError(
        .jacobianTooLarge(limit: TableBuilder.jacobianLimit), at: .attribute(.kind, nil))
    }
    let numbers = evaluation.linearization.jacobian().rows
    let columns = graph.inputs.enumerated().map { position, input in
      DocumentTable.Column(
        DocumentTable.Cell(
          .math(math.derivative(by: Symbol(input.name))), remark: "forward pass \(position + 1)"),
        isNumeric: true, sweep: .tangent)
    }
    let rows = graph.outputs.enumerated().map { position, output in
      [
        DocumentTable.Cell(
          .math(math.equation([.symbol(Symbol(output.name))])),
          remark: "reverse pass \(position + 1)")
      ] + numbers[position].map { DocumentTable.Cell(.number(math.number($0))) }
    }
    return DocumentTable(
      name: "jacobian",
      columns: [DocumentTable.Column(DocumentTable.Cell(.empty), sweep: .adjoint)] + columns,
      rows: rows)
  }
}
