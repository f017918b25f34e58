import Wengert

/// The titles of folds.
extension FigureBuilder {
  func title(of fold: GraphView.Fold, _ exits: [NodeID]) -> RichText {
    switch fold.kind {
    case .group(let name): return results(exits, RichText(name) + arguments(of: fold))
    case .series(let elemental): return results(exits, terms(of: fold, elemental))
    case .run(let count, let name, _):
      if let name { return results(exits, RichText(name) + RichText("(…)")) }
      let nodes = operations(of: fold)
      if nodes.count == count, let equation = equation(of: nodes) { return equation }
      if let equation = seriesEquation(of: fold, exits, count) { return equation }
      return list(exits)
    case .stretch: return list(exits.count == 1 ? operations(of: fold) : exits)
    case .inputs: return list(fold.nodes)
    case .everything: return RichText("everything")
    }
  }

  private func operations(of fold: GraphView.Fold) -> [NodeID] {
    fold.nodes.filter { graph[$0].elemental != nil }
  }

  /// `h = …`, or `h₁ … h₆₄ = …`.
  private func results(_ exits: [NodeID], _ right: RichText) -> RichText {
    exits.isEmpty ? right : list(exits) + RichText(" = ") + right
  }

  /// Up to three names, otherwise the first and the last one.
  func list(_ nodes: [NodeID]) -> RichText {
    let symbols = equations.naming.symbols
    guard nodes.count > FigureBuilder.fewNames else {
      return joined(nodes.map { RichText(symbols[$0]) })
    }
    return RichText(symbols[nodes[0]]) + RichText(" … ")
      + RichText(symbols[nodes[nodes.count - 1]])
  }

  private func joined(_ texts: [RichText], by separator: String = ", ") -> RichText {
    guard let first = texts.first else { return RichText("") }
    return texts.dropFirst().reduce(first) { $0 + RichText(separator) + $1 }
  }

  // MARK: Groups

  /// What goes into a fold: nodes by name, several of one name as the first and the last one.
  private func arguments(of fold: GraphView.Fold) -> RichText {
    let inside = Set(fold.nodes)
    var seen: Set<NodeID> = []
    var bases: [String] = []
    var lists: [String: [NodeID]] = [:]
    for node in fold.nodes {
      for parent in graph.parents(of: node)
      where !inside.contains(parent) && graph[parent].isVariable && seen.insert(parent).inserted {
        let base = equations.naming.symbols[parent].base
        if lists[base] == nil { bases.append(base) }
        lists[base, default: []].append(parent)
      }
    }
    var texts = bases.prefix(FigureBuilder.fewNames).map { base -> RichText in
      let nodes = (lists[base] ?? []).sorted()
      return nodes.count <= FigureBuilder.fewNames ? list(nodes) : between(nodes)
    }
    if bases.count > FigureBuilder.fewNames { texts.append(RichText("…")) }
    return RichText("(") + joined(texts) + RichText(")")
  }

  private func between(_ nodes: [NodeID]) -> RichText {
    let symbols = equations.naming.symbols
    return RichText(symbols[nodes[0]]) + RichText("…")
      + RichText(symbols[nodes[nodes.count - 1]])
  }

  // MARK: Series

  /// `t₁ + t₂ + … + t₆₄`.
  private func terms(of fold: GraphView.Fold, _ elemental: Elemental) -> RichText {
    let chain = operations(of: fold)
    let inside = Set(chain)
    var terms: [NodeID] = []
    for node in chain {
      terms += graph.parents(of: node).filter { !inside.contains($0) }
    }
    var texts = terms.prefix(2).map { term($0) }
    if terms.count > 3 { texts.append(RichText("…")) }
    texts += terms.dropFirst(2).suffix(1).map { term($0) }
    let sign = elemental.notation.display
    return joined(texts, by: elemental == .add ? " \(sign) " : sign)
  }

  private func term(_ node: NodeID) -> RichText { RichText(equations.term(node), options.format) }

  // MARK: Runs

  /// The equation of nodes of the same elemental with letters for the indices, `hᵢ = tanh(vⱼ)`.
  private func equation(of nodes: [NodeID]) -> RichText? {
    guard let elemental = graph[nodes[0]].elemental,
      nodes.allSatisfy({ graph[$0].elemental == elemental }),
      let result = family(of: nodes, index: "i")
    else { return nil }
    var letters = ["j", "k", "l"][...]
    var indices = [(nodes: nodes, letter: "i")]
    let operands = (0..<elemental.arity).map { slot -> Formula in
      let parents = nodes.map { graph.parents(of: $0)[slot] }
      if haveOneTerm(parents) { return equations.term(parents[0]) }
      // What has the same indices as something before has its letter.
      let known = indices.first { haveSameIndices($0.nodes, parents) }?.letter
      let letter = known ?? letters.removeFirst()
      indices.append((parents, letter))
      if parents.allSatisfy({ !graph[$0].isVariable }) { return .symbol(Symbol("c_\(letter)")) }
      return .symbol(Symbol(family(of: parents, index: letter) ?? "…"))
    }
    return RichText(Symbol(result)) + RichText(" = ")
      + RichText(Formula.apply(elemental, operands), options.format)
  }

  /// `hᵢ = Σ …` for sums or products of the same length.
  private func seriesEquation(
    of fold: GraphView.Fold, _ exits: [NodeID], _ count: Int
  ) -> RichText? {
    let chain = operations(of: fold)
    guard exits.count == count, let elemental = graph[chain[0]].elemental,
      elemental == .add || elemental == .mul,
      chain.allSatisfy({ graph[$0].elemental == elemental }),
      let result = family(of: exits, index: "i")
    else { return nil }
    let terms = chain.count / count + 1
    let sign = elemental == .add ? "Σ" : "Π"
    let noun = elemental == .add ? "terms" : "factors"
    return RichText(Symbol(result)) + RichText(" = \(sign) of \(terms.grouped) \(noun)")
  }

  /// The name that nodes have in common, with another index; nil where there is none.
  func family(of nodes: [NodeID], index: String) -> String? {
    let symbols = equations.naming.symbols
    guard nodes.allSatisfy({ graph[$0].isVariable }) else { return nil }
    let first = symbols[nodes[0]]
    guard nodes.allSatisfy({ symbols[$0].base == first.base && symbols[$0].marks == first.marks })
    else { return nil }
    return "\(first.base)_\(index)" + first.marks.map(\.suffix).joined()
  }

  /// Whether nodes are the same one, or constants that are written alike.
  private func haveOneTerm(_ nodes: [NodeID]) -> Bool {
    nodes.allSatisfy { $0 == nodes[0] }
      || nodes.allSatisfy {
        !graph[$0].isVariable && equations.term($0) == equations.term(nodes[0])
      }
  }

  /// Whether the author gave each pair the same index.
  private func haveSameIndices(_ nodes: [NodeID], _ parents: [NodeID]) -> Bool {
    let symbols = equations.naming.symbols
    return zip(nodes, parents).allSatisfy {
      symbols[$0].name.last == "]" && symbols[$1].name.last == "]"
        && symbols[$0].index == symbols[$1].index
    }
  }
}
