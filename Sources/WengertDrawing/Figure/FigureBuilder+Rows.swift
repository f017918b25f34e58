import Wengert

/// The numbers on cards and chips.
extension FigureBuilder {
  func rows(of node: NodeID) -> [Figure.Row] {
    if case .constant = graph[node] { return [] }
    guard let evaluation else { return [] }
    let symbol = equations.naming.symbols[node]
    let isAdjointSeed = evaluation.adjointSeeds[node] != nil && evaluation.adjoints[node] != nil
    let shown: [(Quantity, FigureOptions.Part, Symbol.Accent, Double?, Bool)] = [
      (.primal, .primal, .none, evaluation.linearization.primals[node], false),
      (.tangent, .tangent, .dot, evaluation.tangents[node], evaluation.tangentSeeds[node] != nil),
      (.adjoint, .adjoint, .bar, evaluation.adjoints[node], isAdjointSeed),
    ]
    return shown.compactMap { quantity, part, accent, value, isSeed in
      guard options.parts.contains(part) else { return nil }
      var row = row(quantity, RichText(symbol.with(accent)), value, isSeed: isSeed)
      row.sum = sum(of: quantity, at: node, evaluation)
      row.reservedSumLines = reservedSumLines(of: quantity, at: node)
      return row
    }
  }

  func rows(along edge: Edge) -> [Figure.Row] {
    guard let evaluation, let partial = evaluation.linearization.partial(along: edge) else {
      return []
    }
    let shown: [(Quantity, FigureOptions.Part, Double?)] = [
      (.partial, .partial, partial),
      (.tangent, .contributions, evaluation.tangents.contribution(along: edge)),
      (.adjoint, .contributions, evaluation.adjoints.contribution(along: edge)),
    ]
    return shown.compactMap { quantity, part, value in
      guard options.parts.contains(part) else { return nil }
      return row(quantity, RichText(""), value, isSeed: false)
    }
  }

  func row(
    _ quantity: Quantity, _ symbol: RichText, _ value: Double?, isSeed: Bool
  ) -> Figure.Row {
    let number = options.format.string(value)
    let isShown = options.mode.shows(quantity)
    return Figure.Row(
      quantity: quantity, symbol: symbol, text: isShown ? number : options.format.string(nil),
      value: isShown ? value : nil, isSeed: isShown && isSeed, columns: number.count,
      fractionColumns: NumberColumn.fraction(of: number).count,
      minimumColumns: options.isLive
        ? options.format.digits + 5 : min(options.format.digits + 2, 8))
  }

  /// The lines of addends that some seeds and point bring.
  private func reservedSumLines(of quantity: Quantity, at node: NodeID) -> Int {
    guard options.isLive, options.parts.contains(.sums) else { return 0 }
    switch quantity {
    case .primal, .partial: return 0
    case .tangent:
      return Figure.Sum.lineCount(
        graph.edges(into: node).count { !equations.isConstant($0.parent) })
    case .adjoint:
      let seeds = graph.outputs.contains { $0.node == node } ? 1 : 0
      return Figure.Sum.lineCount(equations.edges(outOf: node).count + seeds)
    }
  }

  /// What meets in a tangent or an adjoint; nil where fewer than two contributions do.
  private func sum(
    of quantity: Quantity, at node: NodeID, _ evaluation: Evaluation
  ) -> Figure.Sum? {
    guard options.parts.contains(.sums) else { return nil }
    let linearization = evaluation.linearization
    var contributions: [Double] = []
    switch quantity {
    case .primal, .partial: return nil
    case .tangent:
      for edge in graph.edges(into: node)
      where linearization.isOpen(edge) && evaluation.tangents.isReached(edge.parent) {
        if let flow = evaluation.tangents.contribution(along: edge) { contributions.append(flow) }
      }
    case .adjoint:
      for edge in equations.edges(outOf: node)
      where linearization.isOpen(edge) && evaluation.adjoints.isReached(edge.child) {
        if let flow = evaluation.adjoints.contribution(along: edge) { contributions.append(flow) }
      }
    }
    let seed = quantity == .adjoint ? evaluation.adjointSeeds[node] : nil
    guard contributions.count + (seed == nil ? 0 : 1) >= 2 else { return nil }
    let addends = (seed.map { [($0, true)] } ?? []) + contributions.map { ($0, false) }
    return Figure.Sum(
      addends: addends.map {
        Figure.Sum.Addend(value: $0, text: options.format.string($0), isSeed: $1)
      }, isShown: options.mode.shows(quantity))
  }
}
