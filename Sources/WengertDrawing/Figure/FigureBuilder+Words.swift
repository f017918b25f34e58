import Wengert

/// The figure for those who do not see it.
extension FigureBuilder {
  func summary(title: String, _ view: GraphView) -> String {
    let nodes = graph.nodes.count { if case .constant = graph[$0] { false } else { true } }
    let edges = graph.nodes.reduce(0) { $0 + (graph[$1].elemental?.arity ?? 0) }
    var sentences = [
      "Expression graph of \(title): \(count(nodes, "node")), \(count(edges, "edge"))."
    ]
    if let note = note(view) { sentences.append("In this picture: \(note).") }
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
    return sentences.joined(separator: " ")
  }

  func cardLabel(
    _ title: RichText, _ role: Figure.Role, _ outputs: [Symbol], _ rows: [Figure.Row],
    isAtKink: Bool
  ) -> String {
    var parts = [title.plain]
    switch role {
    case .input: parts.append("input")
    case .constant: parts.append("constant")
    case .output:
      parts.append("output \(outputs.map { RichText($0).plain }.joined(separator: ", "))")
    case .intermediate: break
    }
    if isAtKink { parts.append("at a kink") }
    return (parts + rows.map(words)).joined(separator: "; ")
  }

  func linkLabel(_ edge: Edge, _ rows: [Figure.Row]) -> String {
    let symbols = equations.naming.symbols
    let parent = RichText(equations.term(edge.parent), options.format).plain
    return linkLabel(
      "from \(parent) to \(RichText(symbols[edge.child]).plain), operand \(edge.slot + 1)", rows)
  }

  func linkLabel(_ head: String, _ rows: [Figure.Row]) -> String {
    ([head]
      + rows.map { row in
        row.quantity == .partial
          ? words(row) : "\(row.quantity.rawValue) contribution \(number(row))"
      }).joined(separator: "; ")
  }

  func words(_ row: Figure.Row) -> String {
    "\(row.quantity.rawValue) \(number(row))\(row.isSeed ? " (seed)" : "")"
  }

  private func number(_ row: Figure.Row) -> String {
    row.isBlank ? "not computed" : row.text
  }

  private func assignment(_ name: String, _ accent: Symbol.Accent, _ value: Double) -> String {
    "\(RichText(Symbol(name, accent: accent)).plain) = \(options.format.string(value))"
  }

  private func nonzero(_ ends: [NamedNode], _ seed: [Double], _ accent: Symbol.Accent) -> String {
    let seeds = zip(ends, seed).filter { $1 != 0 }
    return seeds.isEmpty ? "no seed" : list(seeds.map(\.0), accent, seeds.map(\.1))
  }

  /// At most eight numbers, and how many more there are.
  private func list(_ ends: [NamedNode], _ accent: Symbol.Accent, _ values: [Double]) -> String {
    let shown = zip(ends, values).prefix(8).map { assignment($0.name, accent, $1) }
    let text = shown.joined(separator: ", ")
    return ends.count > 8 ? "\(text) and \(ends.count - 8) more" : text
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
