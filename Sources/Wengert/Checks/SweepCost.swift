/// What one evaluation or one sweep costs, counted from the equations.
public struct SweepCost: Sendable, Equatable {
  /// The elementals that are computed: those of the function, of the partials, and the products and sums of the chain
  /// rule.
  ///
  /// Factors of one and terms of zero are not computed.
  public let operations: Int
  /// The most numbers that are held at the same time, each from where it is computed to where it is read last.
  public let live: Int
}

extension Equations {
  /// The cost of one evaluation.
  ///
  /// - Complexity: O(nodes + edges), as of the other costs.
  public func evaluationCost() -> SweepCost {
    var program = CostProgram(self)
    for node in graph.nodes { program.appendPrimal(node) }
    program.keep(graph.outputs, .none)
    return program.cost
  }

  /// The cost of one evaluation with one forward sweep alongside.
  public func forwardCost() -> SweepCost {
    var program = CostProgram(self)
    for node in graph.nodes {
      program.appendPrimal(node)
      program.appendTangent(node)
    }
    program.keep(graph.outputs, .none)
    program.keep(graph.outputs, .dot)
    return program.cost
  }

  /// The cost of one evaluation followed by one reverse sweep.
  public func reverseCost() -> SweepCost {
    var program = CostProgram(self)
    for node in graph.nodes { program.appendPrimal(node) }
    for node in graph.nodes.reversed() { program.appendAdjoint(node) }
    program.keep(graph.outputs, .none)
    program.keep(graph.inputs, .bar)
    return program.cost
  }
}

/// Assignments in the order in which they are computed.
private struct CostProgram {
  private struct Step {
    let target: Symbol
    let reads: Set<Symbol>
  }

  private let equations: Equations
  private var steps: [Step] = []
  private var operations = 0
  private var results: Set<Symbol> = []

  private var graph: Graph { equations.graph }

  init(_ equations: Equations) { self.equations = equations }

  mutating func appendPrimal(_ node: NodeID) {
    let parents = graph.parents(of: node)
    if case .constant = graph[node] { return }
    if !parents.isEmpty { operations += 1 }
    let reads = parents.compactMap(symbol)
    steps.append(Step(target: equations.naming.symbols[node], reads: Set(reads)))
  }

  mutating func appendTangent(_ node: NodeID) {
    guard !equations.isConstant(node) else { return }
    let terms = graph.edges(into: node).compactMap {
      contribution(along: $0, from: $0.parent, .dot)
    }
    append(node, .dot, terms)
  }

  mutating func appendAdjoint(_ node: NodeID) {
    guard !equations.isConstant(node) else { return }
    let terms = equations.edges(outOf: node).compactMap {
      contribution(along: $0, from: $0.child, .bar)
    }
    append(node, .bar, terms)
  }

  /// Marks what must be held to the end.
  mutating func keep(_ ends: [NamedNode], _ accent: Symbol.Accent) {
    for end in ends where !equations.isConstant(end.node) {
      results.insert(equations.naming.symbols[end.node].with(accent))
    }
  }

  var cost: SweepCost {
    var lastUse: [Symbol: Int] = [:]
    for (position, step) in steps.enumerated() {
      for symbol in step.reads { lastUse[symbol] = position }
    }
    for symbol in results { lastUse[symbol] = steps.count }
    var live: Set<Symbol> = []
    var most = 0
    for (position, step) in steps.enumerated() {
      live.insert(step.target)
      most = max(most, live.count)
      for symbol in step.reads where lastUse[symbol] == position { live.remove(symbol) }
      if lastUse[step.target] == nil { live.remove(step.target) }
    }
    return SweepCost(operations: operations, live: most)
  }

  private mutating func append(_ node: NodeID, _ accent: Symbol.Accent, _ terms: [Formula]) {
    var reads: Set<Symbol> = []
    // As one formula it would be nested as deep as there are terms.
    var sum = FormulaSum(Formula(0))
    for term in terms { sum.add(term) }
    operations += count(sum.first, &reads)
    for (_, term) in sum.others { operations += 1 + count(term, &reads) }
    steps.append(Step(target: equations.naming.symbols[node].with(accent), reads: reads))
  }

  private func contribution(
    along edge: Edge, from source: NodeID, _ accent: Symbol.Accent
  ) -> Formula? {
    let derivative = Formula.symbol(equations.naming.symbols[source].with(accent))
    let product = equations.partial(along: edge, terms: term).map { derivative * $0 }
    return product == .number(0) ? nil : product
  }

  private func term(_ node: NodeID) -> Formula {
    if case .constant(let value) = graph[node] { return .number(value) }
    return .symbol(equations.naming.symbols[node])
  }

  private func symbol(_ node: NodeID) -> Symbol? {
    if case .constant = graph[node] { return nil }
    return equations.naming.symbols[node]
  }

  /// The elementals of a formula; its symbols are added to the set.
  private func count(_ formula: Formula, _ symbols: inout Set<Symbol>) -> Int {
    switch formula {
    case .number: return 0
    case .symbol(let symbol):
      symbols.insert(symbol)
      return 0
    case .unary(_, let x): return 1 + count(x, &symbols)
    case .binary(_, let x, let y): return 1 + count(x, &symbols) + count(y, &symbols)
    case .ternary(_, let x, let y, let z):
      return 1 + count(x, &symbols) + count(y, &symbols) + count(z, &symbols)
    }
  }
}
