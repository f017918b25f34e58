import Wengert

/// The figure for those who do not see it.
extension FigureBuilder {
  func summary(
    title: String, _ view: GraphView, _ cards: [Figure.Card], hiddenConstants: Int
  ) -> String {
    let nodes = graph.nodes.count { graph[$0].isVariable }
    let edges = graph.nodes.reduce(0) { $0 + (graph[$1].elemental?.arity ?? 0) }
    var sentences = [
      "Expression graph of \(title): \(counted(nodes, "node")), \(counted(edges, "edge"))."
    ]
    if let note = note(view) { sentences.append("In this picture: \(note).") }
    if hiddenConstants > 0 { sentences.append("Constants stand in the equations alone.") }
    guard let evaluation else { return sentences.joined(separator: " ") }
    if !graph.inputs.isEmpty {
      let point = list(graph.inputs, .none, evaluation.linearization.point)
      sentences.append("Evaluated at \(point).")
    }
    sentences.append("Result: \(list(graph.outputs, .none, evaluation.linearization.outputs)).")
    if options.mode.shows(.tangent) {
      let seed = nonzero(graph.inputs, evaluation.tangents.seed, .dot)
      let result = list(graph.outputs, .dot, evaluation.tangents.outputs)
      sentences.append("Forward sweep from \(seed) gives \(result).")
    }
    if options.mode.shows(.adjoint) {
      let seed = nonzero(graph.outputs, evaluation.adjoints.seed, .bar)
      let result = list(graph.inputs, .bar, evaluation.adjoints.inputs)
      sentences.append("Reverse sweep from \(seed) gives \(result).")
    }
    return (sentences + remarks(cards)).joined(separator: " ")
  }

  /// What stands out: kinks, numbers that are not finite, adjoints that vanish or explode, the strongest path.
  private func remarks(_ cards: [Figure.Card]) -> [String] {
    var remarks: [(words: String, symbols: [String])] = []
    for card in cards {
      for badge in card.badges where badge.isShown {
        let words = badge.kind.remark
        let accent: Symbol.Accent =
          switch badge.quantity {
          case .primal, .partial: .none
          case .tangent: .dot
          case .adjoint: .bar
          }
        let symbol =
          card.fold == nil
          ? RichText(equations.naming.symbols[card.node].with(accent)).inOrder
          : "inside \(card.title.inOrder)"
        if let position = remarks.firstIndex(where: { $0.words == words }) {
          remarks[position].symbols.append(symbol)
        } else {
          remarks.append((words, [symbol]))
        }
      }
    }
    var sentences = remarks.map { "\($0.words): \(list($0.symbols))." }
    if let path = emphasis?.path {
      let nodes = path.nodes.map { RichText(equations.naming.symbols[$0]).inOrder }
      sentences.append("Strongest path: \(list(nodes)).")
    }
    return sentences
  }

  func cardLabel(
    _ title: RichText, _ role: Figure.Role, _ outputs: [Symbol], _ rows: [Figure.Row],
    _ badges: [Figure.Badge]
  ) -> String {
    var parts = [title.inOrder]
    switch role {
    case .input: parts.append("input")
    case .constant: parts.append("constant")
    case .output:
      parts.append("output \(outputs.map { RichText($0).inOrder }.joined(separator: ", "))")
    case .intermediate: break
    }
    if badges.contains(where: { $0.kind == .kink }) { parts.append("at a kink") }
    let others = badges.filter { $0.isShown && $0.kind != .kink }.map(\.text.inOrder)
    return (parts + rows.map(words) + others).joined(separator: "; ")
  }

  func linkLabel(
    _ edge: Edge, _ rows: [Figure.Row], _ branch: Figure.Branch?, isStrongest: Bool
  ) -> String {
    let symbols = equations.naming.symbols
    let parent = RichText(equations.term(edge.parent), options.format).inOrder
    let child = RichText(symbols[edge.child]).inOrder
    var head = "from \(parent) to \(child), operand \(edge.slot + 1)"
    if let branch { head += ", \(branch.words)" }
    return linkLabel(head, rows, isStrongest: isStrongest)
  }

  func linkLabel(_ head: String, _ rows: [Figure.Row], isStrongest: Bool) -> String {
    let head = isStrongest ? "\(head), on the strongest path" : head
    return
      ([head]
      + rows.map { row in
        row.quantity == .partial
          ? words(row) : "\(row.quantity.rawValue) contribution \(number(row))"
      }).joined(separator: "; ")
  }

  func words(_ row: Figure.Row) -> String {
    let sum = row.sum.map { $0.isShown ? " \($0.words)" : "" } ?? ""
    return "\(row.quantity.rawValue) \(number(row))\(row.isSeed ? " (seed)" : "")\(sum)"
  }

  private func number(_ row: Figure.Row) -> String { row.isBlank ? "not computed" : row.text }

  private func assignment(_ name: String, _ accent: Symbol.Accent, _ value: Double) -> String {
    "\(RichText(Symbol(name, accent: accent)).inOrder) = \(options.format.string(value))"
  }

  private func nonzero(_ ends: [NamedNode], _ seed: [Double], _ accent: Symbol.Accent) -> String {
    let seeds = zip(ends, seed).filter { $1 != 0 }
    return seeds.isEmpty ? "no seed" : list(seeds.map(\.0), accent, seeds.map(\.1))
  }

  /// At most eight numbers, and how many more there are.
  private func list(_ ends: [NamedNode], _ accent: Symbol.Accent, _ values: [Double]) -> String {
    let shown = zip(ends, values).prefix(8).map { assignment($0.name, accent, $1) }
    let text = shown.joined(separator: ", ")
    return ends.count > 8 ? "\(text) and \((ends.count - 8).grouped) more" : text
  }

  /// At most eight items, and how many more there are.
  private func list(_ items: [String]) -> String {
    let shown = items.prefix(8).joined(separator: ", ")
    return items.count > 8 ? "\(shown) and \((items.count - 8).grouped) more" : shown
  }
}

extension Figure.Branch {
  /// The words on the chip.
  var words: String {
    switch self {
    case .condition: "condition"
    case .taken: "taken"
    case .notTaken: "not taken"
    }
  }
}

extension Figure.Badge.Kind {
  /// The beginning of a sentence that lists what has the badge.
  fileprivate var remark: String {
    switch self {
    case .kink: "At a kink"
    case .notTaken: "In a branch that is not taken"
    case .startsNaN: "NaN starts at"
    case .startsInfinity: "Infinity starts at"
    case .overflow: "Overflow at"
    case .vanishes: "Vanishes at"
    case .explodes: "Explodes at"
    }
  }
}
