import Wengert

/// Cards for folds, and links that stand for several edges.
extension FigureBuilder {
  typealias Content = (cards: [Figure.Card], links: [Figure.Link], groups: [Figure.Group])

  /// The cards, links and groups of a view that shows every node.
  func content(of view: GraphView) -> Content {
    (
      graph.nodes.map(card), graph.edges.map(link),
      view.openGroups.map { group in self.group(group) { $0 } }
    )
  }

  /// The cards, links and groups of a view with folds or with nodes left out.
  func content(of flows: FoldedFlows) -> Content {
    var places: [FoldedFlows.End: Int] = [:]
    var cards: [Figure.Card] = []
    for (position, part) in flows.view.parts.enumerated() {
      let partCard: Figure.Card
      switch part {
      case .node(let node): partCard = card(node)
      case .fold(let fold): partCard = card(fold, exits: flows.exits[position])
      }
      if let count = flows.parentsOutside[position] {
        places[.before(position)] = cards.count
        cards.append(outsideCard(.moreParents, count, of: partCard))
      }
      places[.part(position)] = cards.count
      cards.append(partCard)
      if let count = flows.childrenOutside[position] {
        places[.behind(position)] = cards.count
        cards.append(outsideCard(.moreChildren, count, of: partCard))
      }
    }
    sums(on: &cards, places, flows)
    let steps = pathSteps(flows.view)
    let links = flows.flows.compactMap { flow -> Figure.Link? in
      guard let parent = places[flow.parent], let child = places[flow.child] else { return nil }
      return link(flow, flows, cards, parent, child, isStrongest: steps.contains(flow.ends))
    }
    let groups = flows.view.openGroups.map { group in
      self.group(group) { places[.part($0)] ?? 0 }
    }
    return (cards, links, groups)
  }

  /// The pairs of ends that the strongest path leads from and to.
  private func pathSteps(_ view: GraphView) -> Set<[FoldedFlows.End]> {
    let nodes = emphasis?.path?.nodes ?? []
    return Set(
      zip(nodes, nodes.dropFirst()).compactMap { parent, child in
        switch (view.part(of: parent), view.part(of: child)) {
        case (let parent?, let child?): parent == child ? nil : [.part(parent), .part(child)]
        case (nil, let child?): [.before(child), .part(child)]
        case (let parent?, nil): [.part(parent), .behind(parent)]
        case (nil, nil): nil
        }
      })
  }

  /// What meets in the numbers of cards that stand for one value: the contributions on their links.
  private func sums(
    on cards: inout [Figure.Card], _ places: [FoldedFlows.End: Int], _ flows: FoldedFlows
  ) {
    guard let evaluation, options.parts.contains(.sums) else { return }
    var addends: [Quantity: [Int: [Figure.Sum.Addend]]] = [:]
    func add(_ quantity: Quantity, _ value: Double, to end: FoldedFlows.End, isSeed: Bool = false) {
      guard let place = places[end] else { return }
      addends[quantity, default: [:]][place, default: []].append(
        Figure.Sum.Addend(value: value, text: options.format.string(value), isSeed: isSeed))
    }
    for position in flows.view.parts.indices {
      guard let place = places[.part(position)], flows.hasOneExit(position) else { continue }
      let node = cards[place].node
      if evaluation.adjoints[node] != nil, let seed = evaluation.adjointSeeds[node] {
        add(.adjoint, seed, to: .part(position), isSeed: true)
      }
    }
    for flow in flows.flows {
      if flow.hasOneSource, flows.hasOneValue(flow.parent), flow.isAdjointReached {
        add(.adjoint, flow.adjoint, to: flow.parent)
      }
      if case .part(let child) = flow.child, flows.hasOneExit(child), flow.isTangentReached {
        add(.tangent, flow.tangent, to: flow.child)
      }
    }
    let reserved = options.isLive ? addendCounts(places, flows) : [:]
    for place in cards.indices {
      for row in cards[place].rows.indices where cards[place].rows[row].range == nil {
        let quantity = cards[place].rows[row].quantity
        cards[place].rows[row].reservedSumLines =
          Figure.Sum.lineCount(reserved[quantity]?[place] ?? 0)
        let terms = addends[quantity]?[place] ?? []
        cards[place].rows[row].sum =
          terms.count < 2
          ? nil : Figure.Sum(addends: terms, isShown: options.mode.shows(quantity))
      }
    }
  }

  /// How many addends other seeds and points may bring, by card.
  private func addendCounts(
    _ places: [FoldedFlows.End: Int], _ flows: FoldedFlows
  ) -> [Quantity: [Int: Int]] {
    var counts: [Quantity: [Int: Int]] = [:]
    func add(_ quantity: Quantity, to end: FoldedFlows.End) {
      if let place = places[end] { counts[quantity, default: [:]][place, default: 0] += 1 }
    }
    let outputs = Set(graph.outputs.map(\.node))
    for position in flows.view.parts.indices where flows.hasOneExit(position) {
      let end = FoldedFlows.End.part(position)
      if let exit = flows.exit(of: position), outputs.contains(exit) { add(.adjoint, to: end) }
    }
    for flow in flows.flows where !equations.isConstant(flow.edge.parent) || !flow.hasOneSource {
      if flow.hasOneSource, flows.hasOneValue(flow.parent) { add(.adjoint, to: flow.parent) }
      if case .part(let child) = flow.child, flows.hasOneExit(child) {
        add(.tangent, to: flow.child)
      }
    }
    return counts
  }

  func group(_ group: GraphView.OpenGroup, _ place: (Int) -> Int) -> Figure.Group {
    Figure.Group(
      id: FoldIDs(equations).group(group.position), name: group.name,
      cards: group.parts.map(place), parent: group.parent)
  }

  // MARK: Cards

  private func card(_ fold: GraphView.Fold, exits: [NodeID]) -> Figure.Card {
    let outputs = graph.outputs.filter { output in exits.contains(output.node) }
    let names = outputs.prefix(FigureBuilder.fewNames).map { Symbol($0.name) }
    let content = describe(fold, exits)
    let rows = rows(of: exits)
    let title = title(of: fold, exits)
    let isInput = content.kind == .inputs
    let role: Figure.Role = isInput ? .input : (outputs.isEmpty ? .intermediate : .output)
    let words =
      "\(title.inOrder); \(content.caption.inOrder); stands for \(counted(content.nodes, "node"))"
    let badges = badges(of: fold)
    return Figure.Card(
      id: FoldIDs(equations).fold(fold),
      node: exits.first ?? fold.nodes[0], role: role, isInput: false, outputs: names,
      isAtKink: badges.contains { $0.kind == .kink }, title: title, rows: rows,
      label: foldLabel(words, names, rows, badges), badges: badges,
      hasBadgesAbove: options.isLive,
      isUsed: badgeFinder.map { finder in fold.nodes.contains { finder.isUsed[$0] } } ?? true,
      isOnStrongestPath: emphasis.map { fold.nodes.contains(where: $0.isOnPath) } ?? false,
      fold: content)
  }

  /// What is remarkable inside a fold, each once; that branches are not taken is not.
  private func badges(of fold: GraphView.Fold) -> [Figure.Badge] {
    guard let badgeFinder else { return [] }
    var found: [Figure.Badge] = []
    for node in fold.nodes where graph[node].isVariable {
      for (kind, quantity) in badgeFinder.badges(of: node)
      where kind != .notTaken
        && !found.contains(where: { $0.kind == kind && $0.quantity == quantity })
      {
        if options.isLive {
          let words = kind.words(about: quantity).replacing("here", with: "inside")
          found.append(
            Figure.Badge(
              kind: kind, quantity: quantity, text: RichText(words),
              isShown: options.mode.shows(quantity)))
          continue
        }
        let mark: Symbol.Accent =
          quantity == .tangent ? .dot : (quantity == .adjoint ? .bar : .none)
        let words = RichText(kind.words.replacing("here", with: "inside"))
        let symbol = RichText(Symbol("v", accent: mark)) + RichText(": ")
        found.append(
          Figure.Badge(
            kind: kind, quantity: quantity, text: mark == .none ? words : symbol + words,
            isShown: options.mode.shows(quantity)))
      }
    }
    return found
  }

  private func outsideCard(
    _ kind: Figure.Fold.Kind, _ count: Int, of card: Figure.Card
  ) -> Figure.Card {
    let isBefore = kind == .moreParents
    let noun = isBefore ? (count == 1 ? "parent" : "parents") : (count == 1 ? "child" : "children")
    let text = "\(count.grouped) more \(noun)"
    return Figure.Card(
      id: isBefore ? FoldIDs.parents(of: card.id) : FoldIDs.children(of: card.id), node: card.node,
      role: .intermediate, isInput: false, outputs: [], isAtKink: false, title: RichText(text),
      rows: [], label: "\(text) outside of the picture",
      fold: Figure.Fold(
        kind: kind, name: nil, nodes: count, count: nil, caption: RichText("")))
  }

  /// The most outputs and exits that are named one by one.
  static let fewNames = 3

  private func describe(_ fold: GraphView.Fold, _ exits: [NodeID]) -> Figure.Fold {
    let nodes = variables(in: fold)
    let nodesText = counted(nodes, "node")
    func content(
      _ kind: Figure.Fold.Kind, _ caption: String, name: String? = nil, count: Int? = nil
    ) -> Figure.Fold {
      Figure.Fold(
        kind: kind, name: name, nodes: nodes, count: count, caption: RichText(caption))
    }
    switch fold.kind {
    case .group(let name): return content(.group, nodesText, name: name)
    case .series(let elemental):
      let terms = chainLength(fold) + 1
      return elemental == .add
        ? content(.sum, "Σ of \(counted(terms, "term"))", count: terms)
        : content(.product, "Π of \(counted(terms, "factor"))", count: terms)
    case .run(let count, let name, let isSequence):
      var caption = "×\(count.grouped)"
      if isSequence { caption += " in sequence" }
      if nodes > count { caption += " · \(nodesText)" }
      return content(.run, caption, name: name, count: count)
    case .stretch: return content(.stretch, nodesText)
    case .inputs: return content(.inputs, counted(nodes, "input"))
    case .everything: return content(.everything, nodesText)
    }
  }

  /// The nodes of a fold; constants take no number and do not count.
  func variables(in fold: GraphView.Fold) -> Int { fold.nodes.count { graph[$0].isVariable } }

  /// The sums or products of a series; constants that belong to it are none.
  private func chainLength(_ fold: GraphView.Fold) -> Int {
    fold.nodes.count { graph[$0].elemental != nil }
  }

  func counted(_ number: Int, _ noun: String) -> String {
    "\(number.grouped) \(noun)\(number == 1 ? "" : "s")"
  }

  // MARK: Rows

  /// The numbers of the one value that flows out, otherwise the least and the largest.
  private func rows(of exits: [NodeID]) -> [Figure.Row] {
    guard let evaluation, !exits.isEmpty else { return [] }
    if exits.count == 1 { return rows(of: exits[0]) }
    let symbol = Symbol(family(of: exits, index: "i") ?? "v")
    let shown: [(Quantity, FigureOptions.Part, Symbol.Accent, (NodeID) -> Double?)] = [
      (.primal, .primal, .none, { evaluation.linearization.primals[$0] }),
      (.tangent, .tangent, .dot, { evaluation.tangents[$0] }),
      (.adjoint, .adjoint, .bar, { evaluation.adjoints[$0] }),
    ]
    return shown.compactMap { quantity, part, accent, value in
      guard options.parts.contains(part) else { return nil }
      return row(quantity, RichText(symbol.with(accent)), exits.compactMap(value))
    }
  }

  /// A row for several numbers; those that are none are said behind the others.
  private func row(_ quantity: Quantity, _ symbol: RichText, _ values: [Double]) -> Figure.Row {
    let numbers = values.filter { !$0.isNaN }
    guard let least = numbers.min(), let largest = numbers.max() else {
      return row(quantity, symbol, values.first, isSeed: false)
    }
    var text = options.format.string(least)
    if least < largest { text += " … \(options.format.string(largest))" }
    if numbers.count < values.count { text += ", NaN" }
    let isShown = options.mode.shows(quantity)
    return Figure.Row(
      quantity: quantity, symbol: symbol, text: isShown ? text : options.format.string(nil),
      value: isShown && least == largest && numbers.count == values.count ? least : nil,
      isSeed: false, columns: text.count,
      minimumColumns: options.isLive ? 2 * (options.format.digits + 5) + 3 : 0,
      range: isShown ? least...largest : nil)
  }

  // MARK: Links

  private func link(
    _ flow: FoldedFlows.Flow, _ flows: FoldedFlows, _ cards: [Figure.Card], _ parent: Int,
    _ child: Int, isStrongest: Bool
  ) -> Figure.Link {
    if cards[parent].fold == nil, cards[child].fold == nil {
      var link = link(flow.edge)
      (link.parent, link.child) = (parent, child)
      return link
    }
    let rows = rows(of: flow, flows)
    let words = "from \(cards[parent].title.inOrder) to \(cards[child].title.inOrder)"
    let count = flow.count > 1 ? "; stands for \(flow.count.grouped) edges" : ""
    return Figure.Link(
      id: FoldIDs.link(cards[parent].id, cards[child].id), edge: flow.edge, parent: parent,
      child: child, rows: rows, label: linkLabel(words + count, rows, isStrongest: isStrongest),
      carriesDerivatives: !equations.isConstant(flow.edge.parent) || !flow.hasOneSource,
      weight: weight(of: flow), isOnStrongestPath: isStrongest, count: flow.count)
  }

  /// The weight of what flows along all edges of a link together.
  private func weight(of flow: FoldedFlows.Flow) -> Weight? {
    guard let emphasis else { return nil }
    return emphasis.scale.weight(
      emphasis.weighting.quantity == .tangent ? flow.tangent : flow.adjoint)
  }

  /// What can be said about edges together: a partial where one value flows out of one node into what has one value
  /// itself, a tangent contribution to that value, an adjoint contribution to that node.
  private func rows(of flow: FoldedFlows.Flow, _ flows: FoldedFlows) -> [Figure.Row] {
    guard evaluation != nil, !equations.isConstant(flow.edge.parent) || !flow.hasOneSource
    else { return [] }
    let hasOneValue =
      switch flow.child {
      case .part(let part): flows.hasOneExit(part)
      case .before, .behind: flow.count == 1
      }
    var shown: [(Quantity, FigureOptions.Part, Double?)] = []
    if hasOneValue, flow.hasOneSource { shown.append((.partial, .partial, flow.partial)) }
    if hasOneValue { shown.append((.tangent, .contributions, flow.tangent)) }
    if flow.hasOneSource { shown.append((.adjoint, .contributions, flow.adjoint)) }
    return shown.compactMap { quantity, part, value in
      guard options.parts.contains(part) else { return nil }
      return row(quantity, RichText(""), value, isSeed: false)
    }
  }
}

extension Node {
  /// Whether this is anything but a constant.
  var isVariable: Bool { if case .constant = self { false } else { true } }
}

extension Int {
  /// The number with commas between thousands.
  var grouped: String {
    var digits = Array(String(magnitude))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return (self < 0 ? "−" : "") + String(digits)
  }
}
