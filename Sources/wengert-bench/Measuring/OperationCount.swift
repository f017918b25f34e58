import Wengert

extension Graph {
  /// The operations of value and gradient, as a multiple of the operations of the value: what the claim "two to
  /// three times an evaluation" is about, without a clock.
  ///
  /// An elemental is one operation. The way back adds the operations of each partial, which may use the value of
  /// the node, a product for each contribution unless the partial is 1 or −1, and a sum for each contribution to
  /// an adjoint but the first. Constants take part in nothing.
  var gradientOperationRatio: Double {
    let isConstant = constancy()
    var hasAdjoint = NodeTable(repeating: false, for: self)
    var (forward, backward) = (0, 0)
    for node in nodes {
      guard let elemental = self[node].elemental else { continue }
      forward += 1
      let costs = elemental.contributionCosts
      for edge in edges(into: node) where !isConstant[edge.parent] {
        backward += costs[edge.slot] + (hasAdjoint[edge.parent] ? 1 : 0)
        hasAdjoint[edge.parent] = true
      }
    }
    return Double(forward + backward) / Double(forward)
  }
}

extension Elemental {
  /// The operations of what flows back to each operand: the partial, and its product with the adjoint.
  fileprivate var contributionCosts: [Int] {
    var visitor = ContributionCosts()
    return accept(&visitor)
  }
}

private struct ContributionCosts: ElementalVisitor {
  private let x = Formula.symbol("x")
  private let y = Formula.symbol("y")
  private let z = Formula.symbol("z")
  private let v = Formula.symbol("v")

  func visit<E: UnaryElemental>(_: E.Type) -> [Int] { [cost(E.partial(x, v))] }

  func visit<E: BinaryElemental>(_: E.Type) -> [Int] {
    let (first, second) = E.partials(x, y, v)
    return [cost(first), cost(second)]
  }

  func visit<E: TernaryElemental>(_: E.Type) -> [Int] {
    let (first, second, third) = E.partials(x, y, z, v)
    return [cost(first), cost(second), cost(third)]
  }

  private func cost(_ partial: Formula) -> Int {
    if case .number(let value) = partial, value.magnitude == 1 { return 0 }
    return partial.operations + 1
  }
}

extension Formula {
  fileprivate var operations: Int {
    switch self {
    case .number, .symbol: 0
    case .unary(_, let x): 1 + x.operations
    case .binary(_, let x, let y): 1 + x.operations + y.operations
    case .ternary(_, let x, let y, let z): 1 + x.operations + y.operations + z.operations
    }
  }
}
