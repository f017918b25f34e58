import Wengert
import WengertDrawing

/// The equations of a function and its sweeps, numbered through.
struct NumberedEquations {
  /// An equation.
  struct Line {
    /// Left and right of the signs of equality, in the language of the form.
    let left: String
    /// Empty for what is given and not computed.
    let right: String
    /// What the left side is at the point.
    let value: String?
  }

  /// Equations that belong together.
  struct List {
    let kind: EquationList
    let lines: [Line]

    /// What they are, in words.
    var title: String {
      switch kind {
      case .primal: "Evaluation trace"
      case .tangent: "Tangents, forward"
      case .adjoint: "Adjoints, in reverse"
      }
    }
  }

  let lists: [List]
  /// What is left out, in words.
  let note: String?

  /// The equations of the lists that are wanted.
  init(_ subject: FenceSubject, _ form: FenceForm, _ wanted: Set<EquationList>) {
    let builder = EquationBuilder(subject, form)
    lists = EquationList.allCases.filter(wanted.contains).map { kind in
      List(kind: kind, lines: builder.lines(kind))
    }
    note = builder.nodes.hidden > 0 ? "\(builder.nodes.hidden) more nodes are left out." : nil
  }
}

/// Writes equations.
private struct EquationBuilder {
  private let equations: Equations
  private let evaluation: Evaluation?
  private let math: MathWriter
  private let outputs: [NodeID: [String]]
  /// The nodes that have equations, and how many others there are.
  let nodes: (shown: [NodeID], hidden: Int)

  init(_ subject: FenceSubject, _ form: FenceForm) {
    equations = subject.equations
    evaluation = subject.evaluation
    math = MathWriter(form, format: NumberFormat(), isTable: false)
    let graph = subject.graph
    outputs = Dictionary(grouping: graph.outputs, by: \.node).mapValues { $0.map(\.name) }
    let all = graph.nodes.filter { node in
      if case .constant = graph[node] { false } else { true }
    }
    let shown = all.prefix(TableBuilder.rowLimit)
    nodes = (Array(shown), all.count - shown.count)
  }

  func lines(_ kind: EquationList) -> [NumberedEquations.Line] {
    switch kind {
    case .primal: nodes.shown.compactMap(primal)
    case .tangent: nodes.shown.filter { !equations.isConstant($0) }.compactMap(tangent)
    case .adjoint: nodes.shown.reversed().filter { !equations.isConstant($0) }.compactMap(adjoint)
    }
  }

  private func primal(_ node: NodeID) -> NumberedEquations.Line? {
    let symbol = symbol(node)
    let definition = equations.definition(of: node)
    var right: [MathWriter.Side] = definition == .symbol(symbol) ? [] : [.formula(definition)]
    right += names(of: node, .none)
    return line(symbol, right, evaluation.map { $0.linearization.primals[node] })
  }

  private func tangent(_ node: NodeID) -> NumberedEquations.Line? {
    let symbol = symbol(node).with(.dot)
    let right: [MathWriter.Side]
    if case .input(let position) = equations.graph[node] {
      right = given(equations.graph.inputs[position].name, .dot, symbol)
    } else {
      right =
        [.formula(equations.tangent(of: node) ?? .number(0))] + names(of: node, .dot)
    }
    return line(symbol, right, evaluation?.tangents[node])
  }

  private func adjoint(_ node: NodeID) -> NumberedEquations.Line? {
    let symbol = symbol(node).with(.bar)
    let seeds = outputs[node, default: []].map { Symbol($0, accent: .bar) }.filter { $0 != symbol }
    let isOutput = outputs[node] != nil
    var right: [MathWriter.Side] = []
    let sum = equations.adjointSum(of: node, seeds: seeds.map { .symbol($0) })
    if let sum, !(isOutput && sum.others.isEmpty && sum.first == .number(0)) {
      right.append(.sum(sum))
    }
    if case .input(let position) = equations.graph[node] {
      right += given(equations.graph.inputs[position].name, .bar, symbol)
    }
    return line(symbol, right, evaluation?.adjoints[node])
  }

  private func symbol(_ node: NodeID) -> Symbol { equations.naming.symbols[node] }

  /// The outputs that a node is.
  private func names(of node: NodeID, _ accent: Symbol.Accent) -> [MathWriter.Side] {
    outputs[node, default: []].map { Symbol($0, accent: accent) }
      .filter { $0 != symbol(node).with(accent) }.prefix(8).map { .symbol($0) }
  }

  /// The name of an input or output with a mark, where it is not the node's own.
  private func given(
    _ name: String, _ accent: Symbol.Accent, _ symbol: Symbol
  ) -> [MathWriter.Side] {
    let named = Symbol(name, accent: accent)
    return named == symbol ? [] : [.symbol(named)]
  }

  /// An equation; nil where nothing is known of its left side.
  private func line(
    _ symbol: Symbol, _ right: [MathWriter.Side], _ value: Double?
  ) -> NumberedEquations.Line? {
    guard value != nil || !right.isEmpty else { return nil }
    return NumberedEquations.Line(
      left: math.equation([.symbol(symbol)]), right: right.isEmpty ? "" : math.equation(right),
      value: value.map { math.equation([.number($0)]) })
  }
}
