import Wengert

/// What the signs mean.
extension FigureBuilder {
  /// An entry for each sign that occurs; without numbers only those of the lines.
  func legend(
    _ cards: [Figure.Card], _ links: [Figure.Link], hiddenConstants: Int
  ) -> [LegendEntry] {
    quantities(links) + signs(cards, links) + omissions(hiddenConstants) + emphasis(links)
  }

  private func omissions(_ hiddenConstants: Int) -> [LegendEntry] {
    guard hiddenConstants > 0 else { return [] }
    let text = "\(counted(hiddenConstants, "constant")) in the equations alone"
    return [LegendEntry(sample: .none, text: RichText(text))]
  }

  private func quantities(_ links: [Figure.Link]) -> [LegendEntry] {
    guard let evaluation else { return [] }
    let v = Symbol("v")
    var entries: [LegendEntry] = []
    func add(_ quantity: Quantity, _ symbol: RichText, _ text: RichText) {
      entries.append(LegendEntry(sample: .quantity(quantity, symbol), text: text))
    }
    if options.parts.contains(.primal) { add(.primal, RichText(v), RichText("primal")) }
    if links.contains(where: { $0.rows.contains { $0.quantity == .partial } }) {
      add(.partial, RichText("∂"), RichText("partial"))
    }
    if options.mode.shows(.tangent), hasRows(.tangent), !graph.inputs.isEmpty {
      let seed = seedText(graph.inputs, evaluation.tangents.seed, .dot)
      add(
        .tangent, RichText(v.with(.dot)),
        options.isLive ? RichText("tangent") : RichText("tangent, seed ") + seed)
    }
    if options.mode.shows(.adjoint), hasRows(.adjoint), !graph.inputs.isEmpty {
      let seed = seedText(graph.outputs, evaluation.adjoints.seed, .bar)
      add(
        .adjoint, RichText(v.with(.bar)),
        options.isLive ? RichText("adjoint") : RichText("adjoint, seed ") + seed)
    }
    return entries
  }

  private func hasRows(_ part: FigureOptions.Part) -> Bool {
    options.parts.contains(part) || options.parts.contains(.contributions)
  }

  private func signs(_ cards: [Figure.Card], _ links: [Figure.Link]) -> [LegendEntry] {
    let rows = [cards.lazy.map(\.rows), links.lazy.map(\.rows)].lazy.joined().joined()
    var entries: [LegendEntry] = []
    func add(_ sample: LegendEntry.Sample, _ text: String, if occurs: Bool) {
      if occurs { entries.append(LegendEntry(sample: sample, text: RichText(text))) }
    }
    add(
      .sum, "contributions that meet",
      if: cards.contains { card in
        card.rows.contains { $0.sum?.isShown == true || options.isLive && $0.sumLines > 0 }
      })
    add(.notComputed, "not computed", if: options.isLive || rows.contains(where: \.isBlank))
    add(
      .notFinite, "not finite", if: options.isLive || rows.contains { $0.value?.isFinite == false })
    add(.constant, "constant", if: cards.contains { $0.role == .constant })
    add(.operand, "order of operands", if: links.contains { $0.operand != nil })
    add(.notTaken, "branch not taken", if: links.contains { $0.branch == .notTaken })
    return entries
  }

  private func emphasis(_ links: [Figure.Link]) -> [LegendEntry] {
    guard let emphasis, let quantity = emphasis.weighting.quantity else { return [] }
    let links = links.filter(\.isOpen)
    var entries: [LegendEntry] = []
    if links.contains(where: { if case .step = $0.weight { true } else { false } }) {
      let text = "\(quantity.rawValue) contribution, \(range(of: emphasis.scale))"
      entries.append(LegendEntry(sample: .weights(quantity), text: RichText(text)))
    }
    if links.contains(where: { $0.weight == .zero }) {
      entries.append(LegendEntry(sample: .zeroWeight(quantity), text: RichText("nothing flows")))
    }
    if links.contains(where: { $0.weight == .notFinite }) {
      entries.append(
        LegendEntry(
          sample: .notFiniteWeight(quantity), text: RichText("contribution not finite")))
    }
    if let path = emphasis.path {
      let text = "strongest path, product of partials \(options.format.string(path.factor))"
      entries.append(LegendEntry(sample: .strongestPath(quantity), text: RichText(text)))
    }
    return entries
  }

  /// The ends of a scale, `0.42 to 17`; `≤` and `≥` where there is more beyond.
  private func range(of scale: WeightScale) -> String {
    let format = NumberFormat(digits: 2)
    let (low, high) = scale.ends
    let first = (low.isCut ? "≤ " : "") + format.string(low.size)
    let last = (high.isCut ? "≥ " : "") + format.string(high.size)
    return first == last ? first : "\(first) to \(last)"
  }

  /// The seeds as they stand on the cards: `ẋ₁ = 1`, the number on its ground.
  private func seedText(
    _ ends: [NamedNode], _ seed: [Double], _ accent: Symbol.Accent
  ) -> RichText {
    let parts = zip(ends, seed).filter { $1 != 0 }.map { end, value in
      RichText(Symbol(end.name, accent: accent)) + RichText(" = ")
        + RichText(seed: options.format.string(value))
    }
    guard var text = parts.first else { return RichText("0") }
    for part in parts.dropFirst().prefix(3) { text.append(RichText("  ") + part) }
    if parts.count > 4 { text.append(RichText("  …")) }
    return text
  }
}
