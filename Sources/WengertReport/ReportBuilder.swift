import Wengert
import WengertDrawing

/// Turns graph and numbers into the strings of a report.
struct ReportBuilder {
  let source: ReportSource
  let lines: [TraceTable.Line]
  private let hiddenLines: Int
  let math: MathML
  private let nodes: [Symbol: NodeID]

  init(_ source: ReportSource) {
    self.source = source
    let all = source.table.lines
    lines = Array(all.prefix(ReportModel.lineLimit))
    hiddenLines = all.count - lines.count
    math = MathML(format: source.format)
    let symbols = source.table.equations.naming.symbols
    nodes = Dictionary(
      source.table.graph.nodes.map { (symbols[$0], $0) }, uniquingKeysWith: { first, _ in first })
  }

  var equations: Equations { source.table.equations }
  var evaluation: Evaluation? { source.table.evaluation }
  var graph: Graph { source.table.graph }
  var format: NumberFormat { source.format }

  // MARK: Function

  /// The outputs as formulas of the inputs, where they fit on a line each; otherwise nil.
  func function() -> String? {
    let parameters = graph.inputs.map { Symbol($0.name) }
    var formulas: [String] = []
    guard graph.outputs.count <= 6, parameters.count <= 12 else { return nil }
    for output in graph.outputs {
      guard let expanded = equations.expanded(output.node, limit: 60) else { return nil }
      let left = math.application(Symbol(output.name), to: parameters)
      formulas.append(math.block("<mrow>\(left)<mo>=</mo>\(math.markup(expanded))</mrow>"))
    }
    return formulas.joined(separator: "\n")
  }

  /// Which node each output is.
  func outputDefinitions() -> [String] {
    graph.outputs.prefix(20).map {
      math.inline(math.equation(.symbol($0.name), equations.term($0.node)))
    }
  }

  func point() -> String? {
    guard let evaluation, !graph.inputs.isEmpty else { return nil }
    return assignments(graph.inputs, evaluation.linearization.point, .none, all: true)
  }

  // MARK: Trace

  func trace() -> [ReportModel.TraceRow] {
    lines.map { line in
      let seeds = seeds(of: line.node)
      return ReportModel.TraceRow(
        id: line.id, equation: equation(of: line),
        numbers: line.substituted.map { math.inline(math.markup($0)) } ?? "–",
        primal: format.string(line.primal), tangent: format.string(line.tangent),
        adjoint: format.string(line.adjoint),
        isTangentSeed: seeds.tangent, isAdjointSeed: seeds.adjoint)
    }
  }

  func traceNote() -> String? {
    hiddenLines > 0
      ? "\(hiddenLines) more lines are left out here; `wengert trace` prints them all." : nil
  }

  private func equation(of line: TraceTable.Line) -> String {
    var markup = "<mrow>\(math.markup(line.symbol))"
    if let definition = line.definition { markup += "<mo>=</mo>\(math.markup(definition))" }
    for output in line.outputs.map({ Symbol($0) }) where output != line.symbol {
      markup += "<mo>=</mo>\(math.markup(output))"
    }
    return math.inline(markup + "</mrow>")
  }

  private func seeds(of node: NodeID) -> (tangent: Bool, adjoint: Bool) {
    guard let evaluation else { return (false, false) }
    let tangent = evaluation.tangentSeeds[node] != nil
    let adjoint = evaluation.adjointSeeds[node] != nil
    return (tangent, adjoint)
  }

  // MARK: Sweeps

  func tangentSeed() -> String? {
    evaluation.map { assignments(graph.inputs, $0.tangents.seed, .dot, all: false) }
  }

  func adjointSeed() -> String? {
    evaluation.map { assignments(graph.outputs, $0.adjoints.seed, .bar, all: false) }
  }

  func tangents() -> [ReportModel.SweepRow] {
    lines.compactMap { line in
      guard !equations.isConstant(line.node) else { return nil }
      let tangent = FormulaSum(tangent(of: line.node))
      return row(line.node, .dot, tangent, evaluation?.tangents[line.node])
    }
  }

  func adjoints() -> [ReportModel.SweepRow] {
    lines.reversed().compactMap { line in
      guard !equations.isConstant(line.node) else { return nil }
      return row(line.node, .bar, adjoint(of: line.node), evaluation?.adjoints[line.node])
    }
  }

  /// The right-hand side of a tangent; an input receives its seed.
  private func tangent(of node: NodeID) -> Formula {
    if case .input(let position) = graph[node] {
      guard let seed = evaluation?.tangents.seed[position] else {
        return .symbol(Symbol(graph.inputs[position].name, accent: .dot))
      }
      return .number(seed)
    }
    return equations.tangent(of: node) ?? .number(0)
  }

  private func adjoint(of node: NodeID) -> FormulaSum {
    let usual = graph.outputs.first?.node == node ? 1.0 : 0
    let seed = evaluation.map { $0.adjointSeeds[node] ?? 0 } ?? usual
    return equations.adjointSum(of: node, seed: seed) ?? FormulaSum(.number(0))
  }

  private func row(
    _ node: NodeID, _ accent: Symbol.Accent, _ sum: FormulaSum, _ value: Double?
  ) -> ReportModel.SweepRow {
    let symbol = equations.naming.symbols[node].with(accent)
    let numbers: String
    if sum.others.isEmpty, case .number = sum.first {
      numbers = evaluation == nil ? "–" : "seed"
    } else {
      numbers = evaluation == nil ? "–" : math.inline(math.markup(substituted(sum)))
    }
    let isZero = sum.others.isEmpty && sum.first == .number(0)
    return ReportModel.SweepRow(
      equation: math.inline(math.equation(.symbol(symbol), sum)),
      numbers: isZero && evaluation != nil ? "zero by structure" : numbers,
      result: format.string(value))
  }

  /// The sum with the number of every symbol of the graph.
  private func substituted(_ sum: FormulaSum) -> FormulaSum {
    guard let evaluation else { return sum }
    return sum.replacing { symbol in
      guard let node = nodes[symbol.with(.none)] else { return nil }
      let value: Double? =
        switch symbol.accent {
        case .none: evaluation.linearization.primals[node]
        case .dot: evaluation.tangents[node]
        case .bar: evaluation.adjoints[node]
        }
      return value.map { .number($0) }
    }
  }

  // MARK: Jacobian

  struct JacobianTable {
    let columns: [ReportModel.JacobianColumn]
    let rows: [ReportModel.JacobianRow]
    let agreement: String
  }

  /// The most inputs and outputs whose Jacobian is shown.
  private static let jacobianLimit = 40

  func jacobian() -> JacobianTable? {
    guard let evaluation, !graph.inputs.isEmpty, graph.inputs.count <= ReportBuilder.jacobianLimit,
      graph.outputs.count <= ReportBuilder.jacobianLimit
    else { return nil }
    let forward = evaluation.linearization.jacobian(by: .forward)
    let reverse = evaluation.linearization.jacobian(by: .reverse)
    let columns = graph.inputs.enumerated().map { position, input in
      ReportModel.JacobianColumn(
        head: derivative(by: Symbol(input.name)),
        pass: "forward pass \(position + 1)")
    }
    let rows = graph.outputs.enumerated().map { position, output in
      ReportModel.JacobianRow(
        head: math.inline(math.markup(Symbol(output.name))), pass: "reverse pass \(position + 1)",
        entries: reverse.rows[position].map(format.string))
    }
    return JacobianTable(columns: columns, rows: rows, agreement: agreement(forward, reverse))
  }

  /// How far the two ways of computing the Jacobian are apart, in words.
  private func agreement(_ forward: Jacobian, _ reverse: Jacobian) -> String {
    let pairs = zip(forward.rows.joined(), reverse.rows.joined())
    let differences = pairs.map { a, b -> Double in
      if a == b || (a.isNaN && b.isNaN) { return 0 }
      return (a - b).magnitude / max(a.magnitude, b.magnitude)
    }
    let largest = differences.max() ?? 0
    return largest == 0
      ? "Both ways give the same numbers to the last digit."
      : "The largest relative difference between the two ways is \(NumberFormat(digits: 2).string(largest))."
  }

  // MARK: Alternatives

  func comparison() -> ReportModel.Comparison? {
    guard let evaluation, let alternatives = Alternatives(evaluation) else { return nil }
    let digits = NumberFormat(digits: 2)
    let above = "<mrow><mo>&#x2202;</mo>\(math.markup(Symbol(alternatives.output)))</mrow>"
    let below = "<mrow><mo>&#x2202;</mo>\(math.markup(Symbol(alternatives.input)))</mrow>"
    return ReportModel.Comparison(
      derivative: math.inline("<mfrac>\(above)\(below)</mfrac>"),
      symbolicOperations: format.string(alternatives.swell.derivativeOperations),
      functionOperations: format.string(alternatives.swell.functionOperations),
      graphOperations: "\(alternatives.graphOperations)",
      best: alternatives.bestStep.map {
        "\(digits.string($0.error)) with the step \(digits.string($0.step))"
      },
      steps: alternatives.differenceErrors.map {
        (digits.string($0.step), digits.string($0.error))
      })
  }

  /// The operator ∂/∂x.
  private func derivative(by input: Symbol) -> String {
    let below = "<mrow><mo>&#x2202;</mo>\(math.markup(input))</mrow>"
    return math.inline("<mfrac><mo>&#x2202;</mo>\(below)</mfrac>")
  }

  private func assignments(
    _ ends: [NamedNode], _ values: [Double], _ accent: Symbol.Accent, all: Bool
  ) -> String {
    let shown = zip(ends, values).filter { all || $1 != 0 }
    if shown.isEmpty { return "none" }
    var parts = shown.prefix(12).map {
      math.inline(math.equation(.symbol(Symbol($0.name, accent: accent)), .number($1)))
    }
    if shown.count > 12 { parts.append("… (\(shown.count - 12) more)") }
    return parts.joined(separator: ", ")
  }
}
