/// Graphs of derivatives: what a sweep computes, as an ordinary graph.
extension Graph {
  /// The graph that computes the tangents of the outputs: the forward sweep written out.
  ///
  /// Its inputs are those of this graph, its outputs are called `f_dot`. The rules of the elementals are applied to
  /// symbols; zeros and ones vanish, equal parts are shared, and what no derivative needs is left out. Nodes
  /// keep the symbols they have here, and the tangent of v₃ is called `v3_dot`.
  ///
  /// - Parameter seed: the tangents of the inputs, one for each.
  public func tangentGraph(seed: [Double]) -> Graph {
    precondition(seed.count == inputs.count, "a tangent seed has a component for each input")
    var writer = DerivativeWriter(self, accent: .dot)
    for (input, tangent) in zip(inputs, seed) { writer.set(input.node, .number(tangent)) }
    let constancy = constancy()
    for node in nodes where !constancy[node] {
      let edges = edges(into: node)
      guard !edges.isEmpty else { continue }
      let terms = edges.compactMap { writer.contribution(of: $0, from: $0.parent) }
      writer.define(node, sum: terms)
    }
    for output in outputs { writer.output(output.name, output.node) }
    return writer.graph.pruned()
  }

  /// The graph that computes the adjoints of the inputs: the reverse sweep written out.
  ///
  /// Its inputs are those of this graph, its outputs are called `x_bar`. For the rest it is like
  /// ``tangentGraph(seed:)``.
  ///
  /// - Parameter seed: the adjoints of the outputs, one for each.
  public func adjointGraph(seed: [Double]) -> Graph {
    precondition(seed.count == outputs.count, "an adjoint seed has a component for each output")
    var writer = DerivativeWriter(self, accent: .bar)
    let constancy = constancy()
    let children = children()
    let seeds = Dictionary(
      zip(outputs.map(\.node), seed), uniquingKeysWith: { $0 + $1 })
    for node in nodes.reversed() where !constancy[node] {
      let own = seeds[node] ?? 0
      writer.setActivity(node, isOutput: own != 0, children: children[node])
      let terms = children[node].compactMap { writer.contribution(of: $0, from: $0.child) }
      writer.define(node, sum: [.number(own)] + terms)
    }
    for input in inputs { writer.output(input.name, input.node) }
    return writer.graph.pruned()
  }

  /// The graph of one output alone; inputs stay.
  package func selectingOutput(_ position: Int) -> Graph {
    var copy = self
    copy.outputs = [outputs[position]]
    return copy.pruned()
  }

  /// The graph without the nodes that no output needs; inputs stay.
  ///
  /// - Complexity: O(nodes).
  public func pruned() -> Graph {
    var isNeeded = [Bool](repeating: false, count: count)
    for end in inputs + outputs { isNeeded[end.node.index] = true }
    for index in (0..<count).reversed() where isNeeded[index] {
      forEachParent(of: index) { parent, _ in isNeeded[parent] = true }
    }
    var builder = GraphBuilder(sharing: false)
    var copies = [NodeID?](repeating: nil, count: count)
    for node in nodes where isNeeded[node.index] {
      copies[node.index] = builder.copy(node, of: self) { copies[$0.index] }
    }
    for output in outputs {
      if let copy = copies[output.node.index] { builder.output(output.name, copy) }
    }
    return builder.graph
  }
}

extension GraphBuilder {
  /// Records a node of another graph with its name, its parents replaced.
  fileprivate mutating func copy(
    _ node: NodeID, of graph: Graph, _ parent: (NodeID) -> NodeID?
  ) -> NodeID {
    func copied(_ node: NodeID) -> NodeID {
      guard let copy = parent(node) else { preconditionFailure("parents are copied first") }
      return copy
    }
    let copy: NodeID
    switch graph[node] {
    case .input(let position): copy = input(graph.inputs[position].name)
    case .constant(let value): copy = constant(value, label: graph.label(of: node))
    case .unary(let elemental, let x): copy = apply(elemental, copied(x))
    case .binary(let elemental, let x, let y): copy = apply(elemental, copied(x), copied(y))
    case .ternary(let elemental, let x, let y, let z):
      copy = apply(elemental, copied(x), copied(y), copied(z))
    }
    if let name = graph.name(of: node) { self.name(copy, name) }
    return copy
  }
}

/// Records derivatives behind a copy of the graph that they belong to.
private struct DerivativeWriter {
  private let source: Graph
  /// Whether there are branches that may not be taken.
  private let hasChoices: Bool
  /// For each node what is not zero where a branch is taken that needs it.
  private var activities: [Formula]
  private let equations: Equations
  private let accent: Symbol.Accent
  private var builder = GraphBuilder()
  /// The nodes of the copy, of the derivatives and of aliases: what the symbols in formulas stand for.
  private var copies: [NodeID] = []
  private var derivativeNodes: [NodeID?]
  private var aliases: [NodeID] = []
  /// The names of the nodes so far.
  private var names: Set<String> = []
  /// The derivative of each node: a number, or the symbol of a recorded node.
  private var derivatives: [Formula?]

  var graph: Graph { builder.graph }

  /// What stands for each node in a rule: a number for a constant, a symbol for all others.
  private let terms: [Formula]

  init(_ source: Graph, accent: Symbol.Accent) {
    self.source = source
    hasChoices = !source.ternaries.isEmpty
    activities = Array(repeating: Formula(1), count: source.count)
    self.accent = accent
    equations = Equations(source)
    derivatives = Array(repeating: nil, count: source.count)
    derivativeNodes = Array(repeating: nil, count: source.count)
    names.reserveCapacity(2 * source.count)
    var copies: [NodeID] = []
    var terms: [Formula] = []
    terms.reserveCapacity(source.count)
    for node in source.nodes {
      let copy = builder.copy(node, of: source) { copies[$0.index] }
      copies.append(copy)
      if case .constant(let value) = source[node], source.label(of: node) == nil {
        terms.append(.number(value))
        continue
      }
      let name = equations.naming.symbols[node].name
      names.insert(name)
      terms.append(.symbol(DerivativeWriter.symbol(node.index)))
      if source[node].elemental != nil { builder.name(copy, name) }
    }
    self.copies = copies
    self.terms = terms
  }

  /// The symbol of a node in formulas, with an accent that of its derivative: no name, for it is read by nobody.
  private static func symbol(_ index: Int, _ accent: Symbol.Accent = .none) -> Symbol {
    Symbol(String(index), accent: accent)
  }

  /// The node that a symbol in a formula stands for; numbers beyond the nodes are those of aliases.
  private func node(of symbol: Symbol) -> NodeID? {
    guard let index = Int(symbol.name) else { return nil }
    if symbol.accent != .none { return derivativeNodes[index] }
    return index < copies.count ? copies[index] : aliases[index - copies.count]
  }

  /// States a derivative that is known.
  mutating func set(_ node: NodeID, _ derivative: Formula) { derivatives[node.index] = derivative }

  /// What flows along an edge from the end whose derivative is known; nil where nothing does.
  func contribution(of edge: Edge, from end: NodeID) -> Formula? {
    guard let derivative = derivatives[end.index], derivative != .number(0),
      let partial = equations.guardedPartial(along: edge, terms: { terms[$0.index] })
    else { return nil }
    let product = derivative * partial
    guard accent == .bar, source[edge.child].elemental != .select, !product.isPlain else {
      return product
    }
    // Where its branch is not taken, an adjoint that is zero wins over a partial that is infinite.
    return .branch(activities[end.index], product)
  }

  /// Says when a node's adjoint is not zero by structure: where a branch is taken that needs it.
  mutating func setActivity(_ node: NodeID, isOutput: Bool, children: some Sequence<Edge>) {
    guard hasChoices else { return }
    var activity = Formula(isOutput ? 1 : 0)
    for edge in children where activity != Formula(1) {
      activity = sum(activity, self.activity(along: edge))
    }
    activities[node.index] = activity.isPlain || activity.isOpposite ? activity : alias(activity)
  }

  private func activity(along edge: Edge) -> Formula {
    let activity = activities[edge.child.index]
    guard case .ternary(_, let condition, _, _) = source[edge.child] else { return activity }
    switch edge.slot {
    case 0: return Formula(0)
    case 1: return .branch(terms[condition.index], activity)
    default: return .select(terms[condition.index], Formula(0), activity)
    }
  }

  /// A number that is zero where both are.
  private func sum(_ x: Formula, _ y: Formula) -> Formula {
    if x == Formula(1) || y == Formula(1) { return Formula(1) }
    return x == y ? x : x + y
  }

  /// Records the derivative of a node, unless it is a number or another node's.
  mutating func define(_ node: NodeID, sum terms: [Formula]) {
    var formula = Formula.number(0)
    for (position, term) in terms.enumerated() {
      formula = formula + term
      // A node with very many children must not become a formula of that depth.
      if position % 8 == 7, position < terms.count - 1 { formula = alias(formula) }
    }
    switch formula {
    case .number, .symbol: derivatives[node.index] = formula
    case .unary, .binary, .ternary:
      let recorded = record(formula)
      builder.name(recorded, freeName(equations.naming.symbols[node].with(accent)))
      derivativeNodes[node.index] = recorded
      derivatives[node.index] = .symbol(DerivativeWriter.symbol(node.index, accent))
    }
  }

  /// The name, primed until no node has it: the author may call a variable `a_bar`.
  private mutating func freeName(_ wanted: Symbol) -> String {
    var symbol = wanted
    while !names.insert(symbol.spelled).inserted { symbol = symbol.primed }
    return symbol.spelled
  }

  /// A symbol for a part that is recorded now.
  private mutating func alias(_ formula: Formula) -> Formula {
    switch formula {
    case .number, .symbol: return formula
    case .unary, .binary, .ternary:
      aliases.append(record(formula))
      return .symbol(DerivativeWriter.symbol(copies.count + aliases.count - 1))
    }
  }

  mutating func output(_ name: String, _ node: NodeID) {
    builder.output(
      Symbol(name, accent: accent).spelled, record(derivatives[node.index] ?? .number(0)))
  }

  /// Records a formula; rules are small, so is the recursion.
  private mutating func record(_ formula: Formula) -> NodeID {
    switch formula {
    case .number(let value): return builder.constant(value)
    case .symbol(let symbol):
      guard let node = node(of: symbol) else {
        preconditionFailure("the symbol \(symbol.name) stands for no node")
      }
      return node
    case .unary(let elemental, let x): return builder.apply(elemental, record(x))
    case .binary(let elemental, let x, let y):
      let first = record(x)
      return builder.apply(elemental, first, record(y))
    case .ternary(let elemental, let x, let y, let z):
      return builder.apply(elemental, [record(x), record(y), record(z)])
    }
  }
}

extension Formula {
  /// Whether nothing is multiplied: a number, a symbol or its negative.
  fileprivate var isPlain: Bool {
    switch self {
    case .number, .symbol, .unary(.neg, .symbol): true
    case .unary, .binary, .ternary: false
    }
  }

  /// Whether this is 1 where a symbol is 0, and 0 elsewhere.
  fileprivate var isOpposite: Bool {
    if case .ternary(.select, .symbol, .number(0), .number(1)) = self { true } else { false }
  }

  /// The value where the condition is not zero, otherwise 0.
  fileprivate static func branch(_ condition: Formula, _ value: Formula) -> Formula {
    if case .ternary(.select, let opposite, .number(0), .number(1)) = condition {
      return .select(opposite, Formula(0), value)
    }
    // A condition is as good as 1 where it is not zero.
    return value == Formula(1) ? condition : .select(condition, value, Formula(0))
  }
}
