import Wengert

/// Writes sweeps as lines of straight-line code.
struct SweepWriter {
  /// The most entries that a Jacobian may have, and the most lines that its sweeps may take.
  private static let jacobianLimit = (entries: 1_000_000, lines: 4_000_000)

  /// Where the derivatives that a sweep starts from come from.
  private enum Seed {
    /// The elements of an argument.
    case arguments
    /// One for the input or output at a position; all others are zero by structure.
    case unit(Int)
  }

  /// The tangent or adjoint of a node, as far as it is known before there are numbers.
  private enum Flow {
    case zero
    case number(Double)
    case variable(Int)
  }

  private let equations: Equations
  private let graph: Graph
  /// The primal of each node in formulas: a symbol, or a constant itself.
  private let terms: [Formula]
  /// The nodes that may not be needed at some points.
  private let isConditional: NodeTable<Bool>?

  init(_ equations: Equations) {
    self.equations = equations
    let graph = equations.graph
    self.graph = graph
    terms = graph.nodes.map { node in
      if case .constant(let value) = graph[node] { return .number(value) }
      return StraightLine.symbol(node.index)
    }
    isConditional = graph.conditionalNodes()
  }

  /// Writes the primals and the sweeps of a derivative.
  func write(_ derivative: Derivative, into code: inout StraightLine) throws(CodeError) {
    appendPrimals(to: &code)
    let sources = graph.outputs.map { terms[$0.node.index] }
    append(sources, as: .y, to: &code)
    switch derivative {
    case .primal: return
    case .forward:
      let flows = appendTangents(.arguments, sweep: 0, to: &code)
      append(graph.outputs.map { formula(flows[$0.node.index]) }, as: .yTangent, to: &code)
    case .reverse:
      let flows = appendAdjoints(.arguments, sweep: 0, to: &code)
      append(graph.inputs.map { formula(flows[$0.node.index]) }, as: .xAdjoint, to: &code)
    case .jacobian: try appendJacobian(to: &code)
    }
  }

  private func append(_ values: [Formula], as vector: Vector, to code: inout StraightLine) {
    code.results += values.enumerated().map { .init(vector: vector, position: $0, value: $1) }
  }

  private func formula(_ flow: Flow) -> Formula {
    switch flow {
    case .zero: Formula(0)
    case .number(let value): .number(value)
    case .variable(let variable): StraightLine.symbol(variable)
    }
  }

  // MARK: Primals

  private func appendPrimals(to code: inout StraightLine) {
    for node in graph.nodes {
      let term: StraightLine.Term
      switch graph[node] {
      case .constant: continue
      case .input(let position): term = .element(.x, position)
      case .unary(let elemental, let x): term = .definition(.unary(elemental, terms[x.index]))
      case .binary(let elemental, let x, let y):
        term = .definition(.binary(elemental, terms[x.index], terms[y.index]))
      case .ternary(let elemental, let x, let y, let z):
        let operands = [x, y, z].map { terms[$0.index] }
        term = .definition(.ternary(elemental, operands[0], operands[1], operands[2]))
      }
      code.lines.append(
        .init(variable: node.index, terms: [term], isConditional: isConditional?[node] ?? false))
    }
  }

  // MARK: Derivatives

  /// One forward sweep.
  private func appendTangents(_ seed: Seed, sweep: Int, to code: inout StraightLine) -> [Flow] {
    var flows = [Flow](repeating: .zero, count: graph.count)
    for node in graph.nodes where !equations.isConstant(node) {
      var terms: [StraightLine.Term] = []
      if case .input(let position) = graph[node] {
        switch seed {
        case .arguments: terms = [.element(.xTangent, position)]
        case .unit(position): flows[node.index] = .number(1)
        case .unit: break
        }
      }
      graph[node].forEachParent { parent, slot in
        let edge = Edge(parent: parent, child: node, slot: slot)
        if let term = contribution(of: flows[parent.index], along: edge) { terms.append(term) }
      }
      if let flow = flow(terms, .tangent(node, sweep: sweep), &code) { flows[node.index] = flow }
    }
    return flows
  }

  /// One reverse sweep.
  private func appendAdjoints(_ seed: Seed, sweep: Int, to code: inout StraightLine) -> [Flow] {
    var flows = [Flow](repeating: .zero, count: graph.count)
    var terms = [[StraightLine.Term]](repeating: [], count: graph.count)
    var last = graph.count - 1
    switch seed {
    case .arguments:
      for (position, output) in graph.outputs.enumerated() where !equations.isConstant(output.node)
      {
        terms[output.node.index].append(.element(.yAdjoint, position))
      }
    case .unit(let position):
      let node = graph.outputs[position].node
      guard !equations.isConstant(node) else { return flows }
      flows[node.index] = .number(1)
      last = node.index
    }
    for index in stride(from: last, through: 0, by: -1) {
      let node = NodeID(index: index)
      if let flow = flow(terms[node.index], .adjoint(node, sweep: sweep), &code) {
        flows[node.index] = flow
      }
      terms[node.index] = []
      let derivative = flows[node.index]
      if case .zero = derivative { continue }
      graph[node].forEachParent { parent, slot in
        let edge = Edge(parent: parent, child: node, slot: slot)
        if let term = contribution(of: derivative, along: edge) {
          terms[parent.index].append(guarded(term, by: derivative, along: edge))
        }
      }
    }
    return flows
  }

  /// The sum of terms: a variable of its own unless it is known to be a number; nil where there are none.
  private func flow(
    _ terms: [StraightLine.Term], _ quantity: StraightLine.Quantity, _ code: inout StraightLine
  ) -> Flow? {
    guard !terms.isEmpty else { return nil }
    var sum: Double?
    for term in terms {
      guard case .number(let value) = term.formula else {
        let variable = code.variables.count
        code.variables.append(quantity)
        code.lines.append(
          .init(variable: variable, terms: terms, isConditional: isConditional(quantity)))
        return .variable(variable)
      }
      sum = sum.map { $0 + value } ?? value
    }
    return sum.map { .number($0) }
  }

  /// Adjoints in branches need no mark: where they are zero, nothing is multiplied.
  private func isConditional(_ quantity: StraightLine.Quantity) -> Bool {
    guard case .tangent(let node, _) = quantity else { return false }
    return isConditional?[node] ?? false
  }

  /// What flows along an edge; nil where the rule says zero or the parent is constant.
  private func contribution(of flow: Flow, along edge: Edge) -> StraightLine.Term? {
    if case .zero = flow { return nil }
    guard let partial = equations.guardedPartial(along: edge, terms: { terms[$0.index] }),
      let product = product(
        formula(flow), partial, isChoice: graph[edge.child].elemental == .select)
    else { return nil }
    let number: Double? = if case .number(let value) = flow { value } else { nil }
    return .contribution(edge, number: number, product)
  }

  /// The derivative times the partial; nil where the partial is zero by structure.
  ///
  /// Only factors 1 and −1 are left out: `v̇·(1/v)` is not made `v̇/v`, which rounds differently from the
  /// sweep.
  private func product(_ derivative: Formula, _ partial: Formula, isChoice: Bool) -> Formula? {
    switch (derivative, partial) {
    case (_, .number(0)): nil
    case (_, .number(1)): derivative
    case (.number(1), .number), (.number(1), .symbol): partial
    case (.number(let a), .number(let b)): .number(a * b)
    case (_, .number(-1)): .unary(.neg, derivative)
    // What is not handed on must not be multiplied.
    case (_, .ternary(let elemental, let x, let y, let z)) where isChoice:
      .ternary(
        elemental, x, product(derivative, y, isChoice: isChoice) ?? Formula(0),
        product(derivative, z, isChoice: isChoice) ?? Formula(0))
    case (.number(1), _): partial
    case (.number(-1), _): .unary(.neg, partial)
    case (_, .unary(.neg, let positive)):
      product(derivative, positive, isChoice: isChoice).map { .unary(.neg, $0) }
    default: .binary(.mul, derivative, partial)
    }
  }

  /// An adjoint that is zero because its branch is not taken wins over a partial that is infinite there.
  private func guarded(
    _ term: StraightLine.Term, by flow: Flow, along edge: Edge
  ) -> StraightLine.Term {
    guard isConditional?[edge.child] == true, graph[edge.child].elemental != .select,
      case .contribution(_, let number, let product) = term, case .variable(let variable) = flow,
      !product.isPlain
    else { return term }
    let choice = Formula.ternary(.select, StraightLine.symbol(variable), product, .number(0))
    return .contribution(edge, number: number, choice)
  }

  // MARK: Jacobian

  /// The sweeps of a Jacobian: forward ones for the columns, or reverse ones for the rows where those are fewer.
  private func appendJacobian(to code: inout StraightLine) throws(CodeError) {
    let (rows, columns) = (graph.outputs.count, graph.inputs.count)
    let limit = SweepWriter.jacobianLimit
    let (entries, overflows) = rows.multipliedReportingOverflow(by: columns)
    guard !overflows, entries <= limit.entries else {
      throw .jacobianTooLarge(outputs: rows, inputs: columns)
    }
    var values = [Formula](repeating: Formula(0), count: entries)
    code.sweeps = min(rows, columns)
    for sweep in 0..<code.sweeps {
      if columns <= rows {
        let flows = appendTangents(.unit(sweep), sweep: sweep, to: &code)
        for (row, output) in graph.outputs.enumerated() {
          values[row * columns + sweep] = formula(flows[output.node.index])
        }
      } else {
        let flows = appendAdjoints(.unit(sweep), sweep: sweep, to: &code)
        for (column, input) in graph.inputs.enumerated() {
          values[sweep * columns + column] = formula(flows[input.node.index])
        }
      }
      guard code.lines.count <= limit.lines else {
        throw .jacobianTooLarge(outputs: rows, inputs: columns)
      }
    }
    append(values, as: .jacobian, to: &code)
  }
}

extension Formula {
  /// Whether nothing is multiplied: a symbol or its negative.
  fileprivate var isPlain: Bool {
    switch self {
    case .symbol, .unary(.neg, .symbol): true
    case .number, .unary, .binary, .ternary: false
    }
  }
}
