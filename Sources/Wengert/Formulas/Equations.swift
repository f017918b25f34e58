/// The equations of a graph in symbols: the evaluation trace, the tangents and the adjoints.
///
/// All of them follow from the rules of the elementals (Bishop and Bishop 2024, equations 8.57 and 8.69):
/// v̇ᵢ = Σ over parents j of v̇ⱼ ∂vᵢ/∂vⱼ and v̄ᵢ = Σ over children j of v̄ⱼ ∂vⱼ/∂vᵢ.
public struct Equations: Sendable {
  /// The graph.
  public let graph: Graph
  /// Its identifiers and symbols.
  public let naming: Naming

  private let isConstant: NodeTable<Bool>
  private let children: Children

  /// The equations of a graph.
  public init(_ graph: Graph) {
    self.graph = graph
    naming = Naming(graph)
    isConstant = graph.constancy()
    children = graph.children()
  }

  /// The primal of a node as it appears in other equations: its symbol, or a constant itself.
  public func term(_ node: NodeID) -> Formula {
    if case .constant(let value) = graph[node] { return graph.label(of: node) ?? .number(value) }
    return .symbol(naming.symbols[node])
  }

  /// What a node is computed from: the right-hand side of its line in the evaluation trace.
  public func definition(of node: NodeID) -> Formula {
    switch graph[node] {
    case .input(let position): .symbol(graph.inputs[position].name)
    case .constant(let value): graph.label(of: node) ?? .number(value)
    case .unary(let elemental, let x): .unary(elemental, term(x))
    case .binary(let elemental, let x, let y): .binary(elemental, term(x), term(y))
    case .ternary(let elemental, let x, let y, let z):
      .ternary(elemental, term(x), term(y), term(z))
    }
  }

  /// The partial on an edge; nil where the parent is constant.
  public func partial(along edge: Edge) -> Formula? { partial(along: edge) { term($0) } }

  /// The partial on an edge as it is computed, with formulas of the caller's for the nodes that it reads.
  ///
  /// Unlike the equation for readers it is 0 where a rule has a product of 0 and an infinity.
  package func guardedPartial(along edge: Edge, terms: (NodeID) -> Formula) -> Formula? {
    partial(along: edge) { GuardedFormula(terms($0)) }?.formula
  }

  /// The same in the terms of the graph.
  package func guardedPartial(along edge: Edge) -> Formula? {
    guardedPartial(along: edge, terms: term)
  }

  /// The partial on an edge in any scalar.
  func partial<S: Scalar>(along edge: Edge, terms: (NodeID) -> S) -> S? {
    guard !isConstant[edge.parent] else { return nil }
    let operands = graph.parents(of: edge.child).map(terms)
    var rule = PartialRule(operands: operands, primal: terms(edge.child), slot: edge.slot)
    guard let elemental = graph[edge.child].elemental else {
      preconditionFailure("an input or constant has no parents")
    }
    return elemental.accept(&rule)
  }

  /// The tangent of a node in terms of its parents' tangents; nil on constants and inputs.
  public func tangent(of node: NodeID) -> Formula? {
    guard !isConstant[node] else { return nil }
    let terms = graph.edges(into: node).compactMap { edge in
      partial(along: edge).map { Formula.symbol(naming.symbols[edge.parent].with(.dot)) * $0 }
    }
    return terms.isEmpty ? nil : terms.dropFirst().reduce(terms[0]) { $0 + $1 }
  }

  /// The adjoint of a node in terms of its children's adjoints; nil on constants.
  ///
  /// - Parameters:
  ///   - node: a node of the graph.
  ///   - seed: the adjoint that the node receives as an output, or zero.
  public func adjoint(of node: NodeID, seed: Double) -> Formula? {
    adjointSum(of: node, seed: seed)?.formula
  }

  /// The same for a node with any number of children.
  package func adjointSum(of node: NodeID, seed: Double) -> FormulaSum? {
    adjointSum(of: node, seeds: [Formula(seed)])
  }

  /// The same with formulas for the seeds, of which there may be several.
  package func adjointSum(of node: NodeID, seeds: [Formula]) -> FormulaSum? {
    guard !isConstant[node] else { return nil }
    var sum = FormulaSum(seeds.first ?? Formula(0))
    for seed in seeds.dropFirst() { sum.add(seed) }
    for edge in children[node] {
      guard let partial = partial(along: edge) else { continue }
      sum.add(.symbol(naming.symbols[edge.child].with(.bar)) * partial)
    }
    return sum
  }

  /// The edges out of a node, in the order in which the children were recorded.
  public func edges(outOf node: NodeID) -> Children.Edges { children[node] }

  /// Whether a node depends on no input.
  public func isConstant(_ node: NodeID) -> Bool { isConstant[node] }
}

private struct PartialRule<S: Scalar>: ElementalVisitor {
  let operands: [S]
  let primal: S
  let slot: Int

  func visit<E: UnaryElemental>(_: E.Type) -> S { E.partial(operands[0], primal) }

  func visit<E: BinaryElemental>(_: E.Type) -> S {
    let partials = E.partials(operands[0], operands[1], primal)
    return slot == 0 ? partials.0 : partials.1
  }

  func visit<E: TernaryElemental>(_: E.Type) -> S {
    let partials = E.partials(operands[0], operands[1], operands[2], primal)
    return [partials.0, partials.1, partials.2][slot]
  }
}

extension Equations {
  /// A node in terms of the inputs: every definition put into the next.
  ///
  /// Shared nodes are written out at each use, so the formula may be much larger than the graph; that is the
  /// expression swell of symbolic differentiation.
  ///
  /// - Parameters:
  ///   - node: a node of the graph.
  ///   - limit: the most operations that the formula may have; a larger one is nil.
  public func expanded(_ node: NodeID, limit: Int) -> Formula? {
    var sizes: [NodeID: Int] = [:]
    guard size(of: node, limit: limit, &sizes) != nil else { return nil }
    return expanded(node)
  }

  /// The operations of an expanded node; nil beyond the limit, which also bounds the depth.
  private func size(of node: NodeID, limit: Int, _ sizes: inout [NodeID: Int]) -> Int? {
    if let size = sizes[node] { return size }
    guard limit >= 0 else { return nil }
    var total = 0
    for parent in graph.parents(of: node) {
      guard let size = size(of: parent, limit: limit - total - 1, &sizes) else { return nil }
      total += size
    }
    if !graph.parents(of: node).isEmpty { total += 1 }
    guard total <= limit else { return nil }
    sizes[node] = total
    return total
  }

  private func expanded(_ node: NodeID) -> Formula {
    switch graph[node] {
    case .input(let position): .symbol(graph.inputs[position].name)
    case .constant: term(node)
    case .unary(let elemental, let x): .unary(elemental, expanded(x))
    case .binary(let elemental, let x, let y): .binary(elemental, expanded(x), expanded(y))
    case .ternary(let elemental, let x, let y, let z):
      .ternary(elemental, expanded(x), expanded(y), expanded(z))
    }
  }
}
