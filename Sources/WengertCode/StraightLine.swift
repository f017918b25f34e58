import Wengert

/// A graph as a list of assignments in evaluation order, without a word of any language.
///
/// Sums have the order in which the sweeps of ``Wengert`` add, so that the same arithmetic gives the same bits.
struct StraightLine {
  /// One term of the sum that an assignment computes.
  enum Term {
    /// An element of an array that the caller gives.
    case element(Vector, Int)
    /// What a node is computed from.
    case definition(Formula)
    /// What flows along an edge: the derivative at one end times the partial.
    case contribution(Edge, Formula)
  }

  /// The assignment to the primal, tangent or adjoint of a node.
  struct Line {
    let node: NodeID
    let accent: Symbol.Accent
    let terms: [Term]
  }

  /// The equations, whose symbols are the names of the locals.
  let equations: Equations
  /// The assignments that a result needs.
  private(set) var lines: [Line] = []
  /// The elements of the arrays that the function gives.
  private(set) var results: [(vector: Vector, elements: [Formula])] = []

  private var graph: Graph { equations.graph }

  /// - Complexity: O(nodes + edges).
  init(_ equations: Equations, _ derivative: Derivative) {
    self.equations = equations
    appendPrimals()
    switch derivative {
    case .primal: break
    case .forward: appendTangents()
    case .reverse: appendAdjoints()
    }
    removeUnused()
  }

  /// The arrays that the lines read.
  var readVectors: Set<Vector> {
    var vectors: Set<Vector> = []
    for line in lines {
      for case .element(let vector, _) in line.terms { vectors.insert(vector) }
    }
    return vectors
  }

  /// The sign of what a line computes.
  func target(of line: Line) -> Symbol { symbol(line.node, line.accent) }

  private func symbol(_ node: NodeID, _ accent: Symbol.Accent) -> Symbol {
    equations.naming.symbols[node].with(accent)
  }

  // MARK: Sweeps

  private mutating func appendPrimals() {
    for node in graph.nodes {
      switch graph[node] {
      case .constant: continue
      case .input(let position):
        append(node, .none, [.element(.x, position)])
      case .unary, .binary, .ternary:
        append(node, .none, [.definition(equations.definition(of: node))])
      }
    }
    results.append((.y, graph.outputs.map { equations.term($0.node) }))
  }

  private mutating func appendTangents() {
    var isZero = [Bool](repeating: true, count: graph.count)
    for node in graph.nodes where !equations.isConstant(node) {
      var terms: [Term] = []
      if case .input(let position) = graph[node] { terms = [.element(.xTangent, position)] }
      for edge in graph.edges(into: node) where !isZero[edge.parent.index] {
        let tangent = symbol(edge.parent, .dot)
        if let formula = contribution(of: tangent, along: edge) {
          terms.append(.contribution(edge, formula))
        }
      }
      isZero[node.index] = terms.isEmpty
      if !terms.isEmpty { append(node, .dot, terms) }
    }
    let tangents = graph.outputs.map { output in
      isZero[output.node.index] ? Formula(0) : .symbol(symbol(output.node, .dot))
    }
    results.append((.yTangent, tangents))
  }

  private mutating func appendAdjoints() {
    var terms = [[Term]](repeating: [], count: graph.count)
    let isConditional = graph.conditionalNodes()
    for (position, output) in graph.outputs.enumerated() where !equations.isConstant(output.node) {
      terms[output.node.index].append(.element(.yAdjoint, position))
    }
    for node in graph.nodes.reversed() where !terms[node.index].isEmpty {
      append(node, .bar, terms[node.index])
      for edge in graph.edges(into: node) {
        if var formula = contribution(of: symbol(node, .bar), along: edge) {
          // An adjoint that is zero because its branch is not taken wins over a partial that is infinite there.
          if isConditional?[node] == true, graph[node].elemental != .select, !formula.isPlain {
            formula = .ternary(.select, .symbol(symbol(node, .bar)), formula, .number(0))
          }
          terms[edge.parent.index].append(.contribution(edge, formula))
        }
      }
    }
    let adjoints = graph.inputs.map { input in
      terms[input.node.index].isEmpty ? Formula(0) : .symbol(symbol(input.node, .bar))
    }
    results.append((.xAdjoint, adjoints))
  }

  private mutating func append(_ node: NodeID, _ accent: Symbol.Accent, _ terms: [Term]) {
    lines.append(Line(node: node, accent: accent, terms: terms))
  }

  /// The derivative times the partial; nil where the rule says zero or the parent is constant.
  ///
  /// Only factors 1 and −1 are left out: `v̇·(1/v)` is not made `v̇/v`, which rounds differently from the
  /// sweep.
  private func contribution(of derivative: Symbol, along edge: Edge) -> Formula? {
    let isChoice = graph[edge.child].elemental == .select
    func product(_ partial: Formula) -> Formula? {
      switch partial {
      case .number(0): nil
      case .number(1): .symbol(derivative)
      case .number(-1): .unary(.neg, .symbol(derivative))
      // What is not handed on must not be multiplied.
      case .ternary(let elemental, let x, let y, let z) where isChoice:
        .ternary(elemental, x, product(y) ?? Formula(0), product(z) ?? Formula(0))
      case .unary(.neg, let positive): product(positive).map { .unary(.neg, $0) }
      default: .binary(.mul, .symbol(derivative), partial)
      }
    }
    return equations.guardedPartial(along: edge).flatMap(product)
  }

  // MARK: Liveness

  /// Keeps the lines that a result is computed from, seen from the results backwards.
  private mutating func removeUnused() {
    var used: Set<Symbol> = []
    for result in results { result.elements.forEach { $0.collectSymbols(into: &used) } }
    var kept: [Line] = []
    for line in lines.reversed() where used.contains(target(of: line)) {
      kept.append(line)
      for term in line.terms {
        switch term {
        case .element: continue
        case .definition(let formula), .contribution(_, let formula):
          formula.collectSymbols(into: &used)
        }
      }
    }
    lines = kept.reversed()
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

  /// Adds the symbols of a formula of one rule, which is never deep.
  fileprivate func collectSymbols(into symbols: inout Set<Symbol>) {
    switch self {
    case .number: return
    case .symbol(let symbol): symbols.insert(symbol)
    case .unary(_, let x): x.collectSymbols(into: &symbols)
    case .binary(_, let x, let y):
      x.collectSymbols(into: &symbols)
      y.collectSymbols(into: &symbols)
    case .ternary(_, let x, let y, let z):
      x.collectSymbols(into: &symbols)
      y.collectSymbols(into: &symbols)
      z.collectSymbols(into: &symbols)
    }
  }
}
