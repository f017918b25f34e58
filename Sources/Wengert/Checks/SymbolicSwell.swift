/// What naive symbolic differentiation would write down, counted and not written.
public struct SymbolicSwell: Sendable, Equatable {
  /// The operations of the function as a graph, each shared part once.
  public let sharedOperations: Int
  /// The operations of the function as one expression without sharing.
  public let functionOperations: Double
  /// The operations of its derivative by one input as one expression without sharing or simplification.
  public let derivativeOperations: Double
}

extension Graph {
  /// How large the expression of a derivative becomes where every part is written out at each use (Bishop and
  /// Bishop 2024, section 8.1.3, "expression swell").
  ///
  /// - Parameters:
  ///   - output: the position of the output.
  ///   - input: the position of the input.
  /// - Complexity: O(nodes); counts beyond the range of `Double` are infinite.
  public func symbolicSwell(ofOutput output: Int = 0, byInput input: Int = 0) -> SymbolicSwell {
    let equations = Equations(self)
    let x = inputs[input].node
    var function = NodeTable(repeating: 0.0, for: self)
    // Nil where the node does not depend on the input: its derivative is not written at all.
    var derivative = NodeTable(repeating: Double?.none, for: self)
    derivative[x] = 0
    for node in nodes {
      let edges = edges(into: node)
      guard !edges.isEmpty else { continue }
      function[node] = edges.reduce(1) { $0 + function[$1.parent] }
      var terms = 0
      var total = 0.0
      for edge in edges {
        guard let inner = derivative[edge.parent], let partial = equations.partial(along: edge)
        else { continue }
        terms += 1
        // The partial with its operands written out, a product, and the derivative of the operand.
        let symbols = Dictionary(
          ([node] + edges.map(\.parent)).map { (equations.naming.symbols[$0], function[$0]) },
          uniquingKeysWith: { first, _ in first })
        total += partial.operations(expanding: symbols) + 1 + inner
      }
      if terms > 0 { derivative[node] = total + Double(terms - 1) }
    }
    let end = outputs[output].node
    return SymbolicSwell(
      sharedOperations: nodes.count { !parents(of: $0).isEmpty },
      functionOperations: function[end], derivativeOperations: derivative[end] ?? 0)
  }
}

extension Formula {
  /// The operations of the formula, each symbol standing for as many as it has.
  fileprivate func operations(expanding sizes: [Symbol: Double]) -> Double {
    switch self {
    case .number: 0
    case .symbol(let symbol): sizes[symbol] ?? 0
    case .unary(_, let x): 1 + x.operations(expanding: sizes)
    case .binary(_, let x, let y):
      1 + x.operations(expanding: sizes) + y.operations(expanding: sizes)
    case .ternary(_, let x, let y, let z):
      1 + x.operations(expanding: sizes) + y.operations(expanding: sizes)
        + z.operations(expanding: sizes)
    }
  }
}
