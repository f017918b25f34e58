import Wengert

/// The figure for those who do not see it.
extension FigureBuilder {
  func summary(title: String) -> String {
    let nodes = graph.nodes.filter { if case .constant = graph[$0] { false } else { true } }.count
    var sentences = [
      "Expression graph of \(title): \(count(nodes, "node")), \(count(graph.edges.count, "edge"))."
    ]
    guard let evaluation else { return sentences[0] }
    let point = zip(graph.inputs, evaluation.linearization.point).map {
      assignment($0.name, .none, $1)
    }
    if !point.isEmpty { sentences.append("Evaluated at \(list(point)).") }
    let values = zip(graph.outputs, evaluation.linearization.outputs)
      .map { assignment($0.name, .none, $1) }
    sentences.append("Result: \(list(values)).")
    if options.mode.shows(.tangent) {
      let seed = nonzero(graph.inputs, evaluation.tangents.seed, .dot)
      let result = zip(graph.outputs, evaluation.tangents.outputs).map {
        assignment($0.name, .dot, $1)
      }
      sentences.append("Forward sweep from \(seed) gives \(list(result)).")
    }
    if options.mode.shows(.adjoint) {
      let seed = nonzero(graph.outputs, evaluation.adjoints.seed, .bar)
      let result = zip(graph.inputs, evaluation.adjoints.inputs).map {
        assignment($0.name, .bar, $1)
      }
      sentences.append("Reverse sweep from \(seed) gives \(list(result)).")
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
    let head = "from \(parent) to \(RichText(symbols[edge.child]).plain), operand \(edge.slot + 1)"
    return
      ([head]
      + rows.map { row in
        row.quantity == .partial
          ? words(row) : "\(row.quantity.rawValue) contribution \(number(row))"
      }).joined(separator: "; ")
  }

  private func words(_ row: Figure.Row) -> String {
    "\(row.quantity.rawValue) \(number(row))\(row.isSeed ? " (seed)" : "")"
  }

  private func number(_ row: Figure.Row) -> String { row.value == nil ? "not computed" : row.text }

  private func assignment(_ name: String, _ accent: Symbol.Accent, _ value: Double) -> String {
    "\(RichText(Symbol(name, accent: accent)).plain) = \(options.format.string(value))"
  }

  private func nonzero(_ ends: [NamedNode], _ seed: [Double], _ accent: Symbol.Accent) -> String {
    let seeds = zip(ends, seed).filter { $1 != 0 }.map { assignment($0.name, accent, $1) }
    return seeds.isEmpty ? "no seed" : list(seeds)
  }

  /// At most eight items, and how many more there are.
  private func list(_ items: [String]) -> String {
    let shown = items.prefix(8).joined(separator: ", ")
    return items.count > 8 ? "\(shown) and \(items.count - 8) more" : shown
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
