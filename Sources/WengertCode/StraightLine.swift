import Wengert

/// A graph as a list of assignments in evaluation order, without a word of any language.
///
/// Sums have the order in which the sweeps of ``Wengert`` add, so that the same arithmetic gives the same bits.
/// The symbols in formulas are the numbers of variables: that of a node's primal is the node's index.
struct StraightLine {
  /// What a variable holds.
  enum Quantity: Equatable {
    case primal(NodeID)
    case tangent(NodeID, sweep: Int)
    case adjoint(NodeID, sweep: Int)
    /// A part that several partials have in common, or of a sum of very many terms.
    case part(Int, sweep: Int?)
  }

  /// One term of the sum that an assignment computes.
  enum Term {
    /// An element of an array that the caller gives.
    case element(Vector, Int)
    /// What a node, or a part of partials, is computed from.
    case definition(Formula)
    /// What flows along an edge: the derivative at one end times the partial. The derivative is a variable, or a
    /// number that needs none.
    case contribution(Edge, number: Double?, Formula)
  }

  /// The assignment to a variable.
  struct Line {
    let variable: Int
    var terms: [Term]
    /// Whether the value may not be needed at some points, because it belongs to a branch.
    let isConditional: Bool
  }

  /// An element of an array that the function gives.
  struct Result {
    let vector: Vector
    let position: Int
    let value: Formula
  }

  /// The graph with the names of its author.
  let equations: Equations
  /// The number of sweeps.
  var sweeps = 1
  /// The variables by number.
  var variables: [Quantity]
  /// The assignments that a result needs.
  var lines: [Line] = []
  /// The elements of the arrays that the function gives.
  var results: [Result] = []

  var graph: Graph { equations.graph }

  /// - Throws: ``CodeError/jacobianTooLarge(outputs:inputs:)``.
  /// - Complexity: O(nodes + edges) for each sweep.
  init(_ equations: Equations, _ derivative: Derivative) throws(CodeError) {
    self.equations = equations
    variables = equations.graph.nodes.map { .primal($0) }
    try SweepWriter(equations).write(derivative, into: &self)
    removeUnused()
    shareParts()
  }

  /// The arrays that the lines read.
  var readVectors: Set<Vector> {
    var vectors: Set<Vector> = []
    for line in lines {
      for case .element(let vector, _) in line.terms { vectors.insert(vector) }
    }
    return vectors
  }

  /// The symbol of a variable in formulas.
  static func symbol(_ variable: Int) -> Formula { .symbol(Symbol(String(variable))) }

  /// The number of operations, about: that of terms and results.
  var operations: Int { lines.reduce(results.count) { $0 + $1.terms.count } }

  /// Breaks sums of many terms into lines that each add some to the one before, as soon as those are known.
  ///
  /// So a long function need not keep all the terms until it comes to the sum.
  mutating func breakSums(after limit: Int) {
    var parts = variables.count { if case .part = $0 { true } else { false } }
    var homes = [Int](repeating: -1, count: variables.count)
    for (index, line) in lines.enumerated() { homes[line.variable] = index }
    var additions = [[Line]](repeating: [], count: lines.count)
    for index in lines.indices where lines[index].terms.count > limit {
      let line = lines[index]
      var rest = line.terms[...]
      var home = 0
      while rest.count > limit {
        let terms = Array(rest.prefix(limit))
        for term in terms { term.formula?.forEachVariable { home = max(home, homes[$0]) } }
        parts += 1
        let variable = variables.count
        variables.append(.part(parts, sweep: variables[line.variable].sweep))
        homes.append(home)
        additions[home].append(
          Line(variable: variable, terms: terms, isConditional: line.isConditional))
        rest = [.definition(StraightLine.symbol(variable))] + rest.dropFirst(limit)
      }
      lines[index].terms = Array(rest)
    }
    lines = zip(lines, additions).flatMap { [$0] + $1 }
  }

  /// Keeps the lines that a result is computed from, seen from the results backwards.
  private mutating func removeUnused() {
    var isUsed = [Bool](repeating: false, count: variables.count)
    for result in results { result.value.forEachVariable { isUsed[$0] = true } }
    var kept: [Line] = []
    kept.reserveCapacity(lines.count)
    for line in lines.reversed() where isUsed[line.variable] {
      kept.append(line)
      for term in line.terms { term.formula?.forEachVariable { isUsed[$0] = true } }
    }
    lines = kept.reversed()
  }
}

extension StraightLine.Term {
  /// What is computed; nil for an element of an array.
  var formula: Formula? {
    switch self {
    case .element: nil
    case .definition(let formula), .contribution(_, _, let formula): formula
    }
  }
}

extension Symbol {
  /// The variable that a symbol of straight-line code stands for.
  var variable: Int {
    guard let number = Int(name) else { preconditionFailure("symbols are numbers here") }
    return number
  }
}

extension Formula {
  /// Calls `body` with every variable of a formula of one rule, which is never deep.
  func forEachVariable(_ body: (Int) -> Void) {
    switch self {
    case .number: return
    case .symbol(let symbol): body(symbol.variable)
    case .unary(_, let x): x.forEachVariable(body)
    case .binary(_, let x, let y):
      x.forEachVariable(body)
      y.forEachVariable(body)
    case .ternary(_, let x, let y, let z):
      x.forEachVariable(body)
      y.forEachVariable(body)
      z.forEachVariable(body)
    }
  }
}
