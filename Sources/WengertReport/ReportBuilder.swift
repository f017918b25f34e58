import Wengert
import WengertDrawing

/// Turns graph and numbers into the strings of a report.
struct ReportBuilder {
  let source: ReportSource
  let lines: [TraceTable.Line]
  let hiddenLines: Int
  let math: MathML
  /// Whether the tables are so long that formulas are lines of text.
  let isLong: Bool
  let slots: NumberSlots
  /// How the formulas of tables are written, with symbols and with numbers.
  let symbols, numeric: FormulaWriter

  /// The most lines of a table in which formulas are set in two dimensions.
  static let longTable = 200

  init(_ source: ReportSource) {
    self.source = source
    let all = source.table.lines
    lines = Array(all.prefix(ReportModel.lineLimit))
    hiddenLines = all.count - lines.count
    math = MathML(format: source.format)
    slots = NumberSlots(source.table.equations, source.table.evaluation)
    isLong = lines.count > ReportBuilder.longTable
    symbols = isLong ? .line(FormulaLine(format: source.format)) : .math(math)
    numeric = isLong ? .line(slots.line(source.format)) : .math(slots.math(source.format))
  }

  var equations: Equations { source.table.equations }
  var evaluation: Evaluation? { source.table.evaluation }
  var graph: Graph { equations.graph }
  var format: NumberFormat { source.format }
  var alternatives: Alternatives? { source.alternatives }

  /// A number in running text or in a table, at a place that the script finds.
  func value(_ key: String, _ value: Double?) -> ReportModel.Value {
    ReportModel.Value(key: key, text: format.string(value))
  }

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
    return assignments(graph.inputs, evaluation.linearization.point, .none, "x")
  }

  /// The values of the outputs.
  func results() -> String? {
    guard let evaluation else { return nil }
    let shown = graph.outputs.prefix(ReportBuilder.listLimit).map { output in
      let slot = NumberSlot(
        key: "p\(output.node.index)", value: evaluation.linearization.primals[output.node])
      return assignment(output.name, .none, slot)
    }
    return joined(shown, of: graph.outputs.count)
  }

  // MARK: Trace

  func trace() -> [ReportModel.TraceRow] {
    lines.map { line in
      let index = line.node.index
      let seeds = seeds(of: line.node)
      return ReportModel.TraceRow(
        id: line.id, spoken: spoken(RichText(line.symbol).plain), equation: equation(of: line),
        numbers: numbers(of: line),
        primal: value("p\(index)", line.primal), tangent: value("t\(index)", line.tangent),
        adjoint: value("a\(index)", line.adjoint), isTangentSeed: seeds.tangent,
        isAdjointSeed: seeds.adjoint)
    }
  }

  func traceNote() -> String? {
    hiddenLines > 0
      ? "\(hiddenLines) more lines are left out here; `wengert trace` prints them all." : nil
  }

  private func spoken(_ name: String) -> String? { isLong ? nil : name }

  private func equation(of line: TraceTable.Line) -> String {
    var markup = symbols.markup(line.symbol)
    if let definition = line.definition {
      markup += symbols.equals + symbols.markup(definition)
    }
    for output in line.otherOutputs {
      markup += symbols.equals + symbols.markup(output)
    }
    return symbols.inline(markup)
  }

  private func numbers(of line: TraceTable.Line) -> String {
    guard let evaluation else { return "–" }
    if case .input(let position) = graph[line.node] {
      let slot = NumberSlot(key: "x\(position)", value: evaluation.linearization.point[position])
      return numeric.inline(numeric.markup(slot))
    }
    return numeric.inline(numeric.markup(line.definition ?? .symbol(line.symbol)))
  }

  private func seeds(of node: NodeID) -> (tangent: Bool, adjoint: Bool) {
    guard let evaluation else { return (false, false) }
    let tangent = evaluation.tangentSeeds[node] != nil
    let adjoint = evaluation.adjointSeeds[node] != nil
    return (tangent, adjoint)
  }

  // MARK: Sweeps

  func tangentSeed() -> String? {
    evaluation.map { assignments(graph.inputs, $0.tangents.seed, .dot, "s") }
  }

  func adjointSeed() -> String? {
    evaluation.map { assignments(graph.outputs, $0.adjoints.seed, .bar, "w") }
  }

  func tangents() -> [ReportModel.SweepRow] {
    lines.compactMap { line in
      guard !equations.isConstant(line.node) else { return nil }
      let isInput = if case .input = graph[line.node] { true } else { false }
      return row(line, .dot, FormulaSum(tangent(of: line.node)), isSeedAlone: isInput)
    }
  }

  func adjoints() -> [ReportModel.SweepRow] {
    lines.reversed().compactMap { line in
      guard !equations.isConstant(line.node) else { return nil }
      let children = equations.adjointSum(of: line.node, seeds: [])
      let isSeedAlone = children?.isZero != false && !line.outputs.isEmpty
      let seeds = line.outputs.map { seed($0, .bar, of: line.node) }
      let formula = equations.adjointSum(of: line.node, seeds: seeds) ?? FormulaSum(.number(0))
      return row(line, .bar, formula, isSeedAlone: isSeedAlone)
    }
  }

  /// The right-hand side of a tangent; an input receives its seed.
  private func tangent(of node: NodeID) -> Formula {
    guard case .input(let position) = graph[node] else {
      return equations.tangent(of: node) ?? .number(0)
    }
    return seed(graph.inputs[position].name, .dot, of: node)
  }

  /// The seed of an input or output: its name with a mark, or a word where that is the node's own symbol.
  private func seed(_ name: String, _ accent: Symbol.Accent, of node: NodeID) -> Formula {
    let symbol = Symbol(name, accent: accent)
    return equations.naming.symbols[node].with(accent) == symbol
      ? .symbol(NumberSlots.seedName(name)) : .symbol(symbol)
  }

  private func row(
    _ line: TraceTable.Line, _ accent: Symbol.Accent, _ formula: FormulaSum, isSeedAlone: Bool
  ) -> ReportModel.SweepRow {
    let isTangent = accent == .dot
    let seeds = seeds(of: line.node)
    let isSeed = isTangent ? seeds.tangent : seeds.adjoint
    var numbers = "–"
    if evaluation != nil {
      numbers = numeric.inline(numeric.markup(formula))
    }
    if evaluation != nil, isSeedAlone || formula.isZero {
      numbers = isSeedAlone && isSeed ? "seed" : "zero by structure"
    }
    let key = "\(isTangent ? "t" : "a")\(line.node.index)"
    return ReportModel.SweepRow(
      id: line.id, spoken: spoken(RichText(line.symbol.with(accent)).plain),
      equation: symbols.inline(
        symbols.markup(line.symbol.with(accent)) + symbols.equals + symbols.markup(formula)),
      numbers: numbers, seedKey: isSeedAlone ? key : nil,
      result: value(key, isTangent ? line.tangent : line.adjoint))
  }

  // MARK: Edges

  /// The partials that there are numbers for, by edge.
  func partials() -> [ReportModel.PartialRow] {
    guard let evaluation else { return [] }
    let shown = Set(lines.map(\.node))
    var rows: [ReportModel.PartialRow] = []
    for (position, edge) in graph.edges.enumerated()
    where shown.contains(edge.child) {
      guard let partial = equations.partial(along: edge) else { continue }
      let names = equations.naming.symbols
      let left = symbols.partial(names[edge.child], by: names[edge.parent])
      let isDouble = graph.parents(of: edge.child).count { $0 == edge.parent } > 1
      rows.append(
        ReportModel.PartialRow(
          id: "\(position)",
          spoken: spoken(
            "∂\(RichText(names[edge.child]).plain)/∂\(RichText(names[edge.parent]).plain)"),
          equation: symbols.inline(left + symbols.equals + symbols.markup(partial)),
          operand: isDouble ? "operand \(edge.slot + 1)" : nil,
          numbers: numeric.inline(numeric.markup(partial)),
          partial: value("d\(position)", evaluation.linearization.partial(along: edge)),
          tangent: value("f\(position)", evaluation.tangents.contribution(along: edge)),
          adjoint: value("b\(position)", evaluation.adjoints.contribution(along: edge))))
    }
    return rows
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
        entries: reverse.rows[position].enumerated().map { value("j\(position),\($0)", $1) })
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

  /// The operator ∂/∂x.
  private func derivative(by input: Symbol) -> String {
    let below = "<mrow><mo>&#x2202;</mo>\(math.markup(input))</mrow>"
    return math.inline("<mfrac><mo>&#x2202;</mo>\(below)</mfrac>")
  }

  // MARK: Lists

  /// The most items of a list in running text.
  private static let listLimit = 12

  private func assignments(
    _ ends: [NamedNode], _ values: [Double], _ accent: Symbol.Accent, _ letter: String
  ) -> String {
    let shown = zip(ends, values).prefix(ReportBuilder.listLimit).enumerated().map {
      position, pair in
      assignment(pair.0.name, accent, NumberSlot(key: "\(letter)\(position)", value: pair.1))
    }
    return shown.isEmpty ? "none" : joined(shown, of: ends.count)
  }

  private func assignment(
    _ name: String, _ accent: Symbol.Accent, _ slot: NumberSlot
  ) -> String {
    let left = math.markup(Symbol(name, accent: accent))
    return math.inline("<mrow>\(left)<mo>=</mo>\(math.markup(slot))</mrow>")
  }

  private func joined(_ parts: [String], of count: Int) -> String {
    let more = count > parts.count ? ["… (\(count - parts.count) more)"] : []
    return (parts + more).joined(separator: ", ")
  }
}
