public import Wengert

/// What a figure shows.
public struct FigureOptions: Sendable, Equatable {
  /// A part of the annotation that can be shown or left out.
  public enum Part: String, Sendable, CaseIterable {
    case primal, tangent, adjoint, partial, contributions
  }

  /// Which sweeps have numbers.
  public var mode = Mode.both
  /// Which rows there are.
  public var parts = Set(Part.allCases)
  /// Where evaluation runs; nil lets the number of cards decide.
  public var direction: Direction?
  /// How numbers are written.
  public var format = NumberFormat()

  /// Everything, for both sweeps.
  public init() {}
}

/// The numbers that a figure or a table shows: a linearization with a sweep in each direction.
public struct Evaluation: Sendable {
  /// Primals and partials.
  public let linearization: Linearization
  /// The forward sweep.
  public let tangents: Tangents
  /// The reverse sweep.
  public let adjoints: Adjoints
  /// The seeds other than zero by node: of the inputs for the forward sweep.
  package let tangentSeeds: [NodeID: Double]
  /// The seeds other than zero by node: of the outputs for the reverse sweep, added up where a node is several.
  package let adjointSeeds: [NodeID: Double]

  /// Both sweeps over a linearization.
  public init(_ linearization: Linearization, tangentSeed: [Double], adjointSeed: [Double]) {
    self.linearization = linearization
    tangents = linearization.tangents(seed: tangentSeed)
    adjoints = linearization.adjoints(seed: adjointSeed)
    tangentSeeds = Evaluation.seeds(linearization.graph.inputs, tangentSeed)
    adjointSeeds = Evaluation.seeds(linearization.graph.outputs, adjointSeed)
  }

  private static func seeds(_ ends: [NamedNode], _ seed: [Double]) -> [NodeID: Double] {
    Dictionary(
      zip(ends, seed).filter { $1 != 0 }.map { ($0.node, $1) }, uniquingKeysWith: { $0 + $1 })
  }
}

extension Figure {
  /// The figure of a graph.
  ///
  /// - Parameters:
  ///   - equations: the graph with its names.
  ///   - evaluation: the numbers; without them the figure shows equations alone.
  ///   - title: what the function is called, such as `f(x1, x2)`.
  ///   - view: which nodes it shows, and which of them as one card; nil shows every node.
  /// - Complexity: O(nodes + edges); texts are made for what is shown alone.
  public init(
    _ equations: Equations, _ evaluation: Evaluation?, title: String,
    options: FigureOptions = FigureOptions(), view: GraphView? = nil
  ) {
    let builder = FigureBuilder(equations: equations, evaluation: evaluation, options: options)
    let view = view ?? GraphView(complete: equations.graph)
    let cards: [Card]
    let links: [Link]
    let groups: [Group]
    if view.isComplete {
      cards = equations.graph.nodes.map(builder.card)
      links = equations.graph.edges.map(builder.link)
      groups = view.openGroups.map { builder.group($0) { $0 } }
    } else {
      (cards, links, groups) = builder.content(of: FoldedFlows(view, equations, evaluation))
    }
    self.init(
      title: title,
      summary: builder.summary(title: title, view),
      mode: options.mode,
      direction: options.direction ?? .automatic(cards: cards.count),
      cards: cards,
      links: links,
      legend: builder.legend,
      groups: groups,
      note: builder.note(view))
  }
}

/// Decides what a card and a chip say.
struct FigureBuilder {
  let equations: Equations
  let evaluation: Evaluation?
  let options: FigureOptions
  private let outputs: [NodeID: [Symbol]]

  var graph: Graph { equations.graph }

  init(equations: Equations, evaluation: Evaluation?, options: FigureOptions) {
    self.equations = equations
    self.evaluation = evaluation
    self.options = options
    outputs = Dictionary(grouping: equations.graph.outputs, by: \.node)
      .mapValues { $0.map { Symbol($0.name) } }
  }

  // MARK: Cards

  func card(_ node: NodeID) -> Figure.Card {
    let outputs = outputs[node] ?? []
    let role = role(of: node, isOutput: !outputs.isEmpty)
    let isInput = if case .input = graph[node] { true } else { false }
    let rows = rows(of: node)
    let title = title(of: node)
    let isAtKink = evaluation?.linearization.isAtKink(node) ?? false
    return Figure.Card(
      id: equations.naming.ids[node], node: node, role: role, isInput: isInput, outputs: outputs,
      isAtKink: isAtKink,
      title: title, rows: rows,
      label: cardLabel(title, role, outputs, rows, isAtKink: isAtKink))
  }

  private func role(of node: NodeID, isOutput: Bool) -> Figure.Role {
    if isOutput { return .output }
    return switch graph[node] {
    case .input: .input
    case .constant: .constant
    case .unary, .binary, .ternary: .intermediate
    }
  }

  private func title(of node: NodeID) -> RichText {
    if case .constant(let value) = graph[node] {
      let number = RichText(options.format.string(value))
      guard let label = graph.label(of: node), RichText(label, options.format) != number,
        RichText(label, options.format).plain != number.plain
      else { return number }
      return RichText(label, options.format) + RichText(" = ") + number
    }
    let symbol = equations.naming.symbols[node]
    let definition = equations.definition(of: node)
    if definition == .symbol(symbol) { return RichText(symbol) }
    return RichText(symbol) + RichText(" = ") + RichText(definition, options.format)
  }

  func rows(of node: NodeID) -> [Figure.Row] {
    guard let evaluation, !isPlainConstant(node) else { return [] }
    let symbol = equations.naming.symbols[node]
    let isAdjointSeed = evaluation.adjointSeeds[node] != nil && evaluation.adjoints[node] != nil
    let shown: [(Quantity, FigureOptions.Part, Symbol.Accent, Double?, Bool)] = [
      (.primal, .primal, .none, evaluation.linearization.primals[node], false),
      (.tangent, .tangent, .dot, evaluation.tangents[node], evaluation.tangentSeeds[node] != nil),
      (.adjoint, .adjoint, .bar, evaluation.adjoints[node], isAdjointSeed),
    ]
    return shown.compactMap { quantity, part, accent, value, isSeed in
      guard options.parts.contains(part) else { return nil }
      return row(quantity, RichText(symbol.with(accent)), value, isSeed: isSeed)
    }
  }

  private func isPlainConstant(_ node: NodeID) -> Bool {
    if case .constant = graph[node] { true } else { false }
  }

  func row(
    _ quantity: Quantity, _ symbol: RichText, _ value: Double?, isSeed: Bool
  ) -> Figure.Row {
    let number = options.format.string(value)
    let isShown = options.mode.shows(quantity)
    return Figure.Row(
      quantity: quantity, symbol: symbol, text: isShown ? number : options.format.string(nil),
      value: isShown ? value : nil, isSeed: isShown && isSeed, columns: number.count)
  }

  // MARK: Links

  func link(_ edge: Edge) -> Figure.Link {
    let ids = equations.naming.ids
    let rows = rows(along: edge)
    return Figure.Link(
      id: "e-\(ids[edge.parent])-\(ids[edge.child])-\(edge.slot)", edge: edge,
      parent: edge.parent.index, child: edge.child.index, rows: rows,
      label: linkLabel(edge, rows))
  }

  private func rows(along edge: Edge) -> [Figure.Row] {
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

  // MARK: Legend

  var legend: [(quantity: Quantity, symbol: RichText, text: RichText)] {
    guard evaluation != nil else { return [] }
    let v = Symbol("v")
    var entries: [(quantity: Quantity, symbol: RichText, text: RichText)] = []
    if options.parts.contains(.primal) {
      entries.append((.primal, RichText(v), RichText("primal")))
    }
    if options.parts.contains(.partial) {
      entries.append((.partial, RichText("∂"), RichText("partial")))
    }
    if options.mode.shows(.tangent), let evaluation, hasRows(.tangent), !graph.inputs.isEmpty {
      let seed = seedText(graph.inputs, evaluation.tangents.seed, .dot)
      entries.append((.tangent, RichText(v.with(.dot)), RichText("tangent, seed ") + seed))
    }
    if options.mode.shows(.adjoint), let evaluation, hasRows(.adjoint), !graph.inputs.isEmpty {
      let seed = seedText(graph.outputs, evaluation.adjoints.seed, .bar)
      entries.append((.adjoint, RichText(v.with(.bar)), RichText("adjoint, seed ") + seed))
    }
    return entries
  }

  private func hasRows(_ part: FigureOptions.Part) -> Bool {
    options.parts.contains(part) || options.parts.contains(.contributions)
  }

  private func seedText(
    _ ends: [NamedNode], _ seed: [Double], _ accent: Symbol.Accent
  ) -> RichText {
    let parts = zip(ends, seed).filter { $1 != 0 }.map { end, value in
      RichText(Symbol(end.name, accent: accent)) + RichText(" = \(options.format.string(value))")
    }
    guard var text = parts.first else { return RichText("0") }
    for part in parts.dropFirst().prefix(3) { text.append(RichText(", ") + part) }
    if parts.count > 4 { text.append(RichText(", …")) }
    return text
  }
}
