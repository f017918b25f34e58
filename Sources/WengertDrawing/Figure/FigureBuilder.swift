public import Wengert

/// What a figure shows.
public struct FigureOptions: Sendable, Hashable {
  /// A part of the annotation that can be shown or left out.
  public enum Part: String, Sendable, CaseIterable {
    case primal, tangent, adjoint, partial, contributions
    /// The addends under a tangent or an adjoint in which several contributions meet.
    case sums
  }

  /// Which sweeps have numbers.
  public var mode = Mode.both
  /// Which rows there are.
  public var parts = Set(Part.allCases)
  /// Where evaluation runs; nil lets the number of cards decide.
  public var direction: Direction?
  /// How numbers are written.
  public var format = NumberFormat()
  /// How constants are shown.
  public var constants = ConstantStyle.automatic
  /// Whose contributions the widths of lines show, where the mode shows that sweep.
  public var weight = Weighting.none
  /// Whether there is room for what other seeds and points would bring, and no word that holds for these alone: the
  /// figure of a page whose numbers change.
  public var isLive = false

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
  ///   - options: which quantities it shows, and how.
  ///   - view: which nodes it shows, and which of them as one card; nil shows every node.
  /// - Complexity: O(nodes + edges); texts are made for what is shown alone.
  public init(
    _ equations: Equations, _ evaluation: Evaluation?, title: String,
    options: FigureOptions = FigureOptions(), view: GraphView? = nil
  ) {
    let builder = FigureBuilder(equations: equations, evaluation: evaluation, options: options)
    let view = view ?? GraphView(complete: equations.graph)
    var (cards, links, groups) =
      view.isComplete
      ? builder.content(of: view)
      : builder.content(of: FoldedFlows(view, equations, evaluation))
    let hidden = options.constants.hide(in: &cards, &links, &groups)
    self.init(
      title: title,
      summary: builder.summary(title: title, view, cards, hiddenConstants: hidden),
      mode: options.mode,
      direction: options.direction ?? .automatic(cards: cards.count),
      cards: cards,
      links: links,
      legend: builder.legend(cards, links, hiddenConstants: hidden),
      weight: builder.emphasis?.weighting ?? .none,
      groups: groups,
      note: builder.note(view))
  }
}

/// Decides what a card and a chip say.
struct FigureBuilder {
  let equations: Equations
  let evaluation: Evaluation?
  let options: FigureOptions
  let emphasis: Emphasis?
  private let outputs: [NodeID: [Symbol]]
  let badgeFinder: BadgeFinder?

  var graph: Graph { equations.graph }

  init(equations: Equations, evaluation: Evaluation?, options: FigureOptions) {
    self.equations = equations
    self.evaluation = evaluation
    self.options = options
    emphasis = evaluation.flatMap { Emphasis($0, options) }
    badgeFinder = evaluation.map { BadgeFinder($0, equations) }
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
    let badges = badges(of: node)
    return Figure.Card(
      id: equations.naming.ids[node], node: node, role: role, isInput: isInput, outputs: outputs,
      isAtKink: evaluation?.linearization.isAtKink(node) ?? false,
      title: title, rows: rows,
      label: cardLabel(title, role, outputs, rows, badges),
      badges: badges, hasBadgesAbove: options.isLive, isUsed: badgeFinder?.isUsed[node] ?? true,
      isOnStrongestPath: emphasis?.isOnPath(node) ?? false)
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

  func badges(of node: NodeID) -> [Figure.Badge] {
    guard let badgeFinder else { return [] }
    let symbol = equations.naming.symbols[node]
    return badgeFinder.badges(of: node).map { kind, quantity in
      let isShown = options.mode.shows(quantity)
      return options.isLive
        ? Figure.Badge(
          kind: kind, quantity: quantity, text: RichText(kind.words(about: quantity)),
          isShown: isShown)
        : Figure.Badge(kind, quantity, of: symbol, isShown: isShown)
    }
  }

  // MARK: Links

  func link(_ edge: Edge) -> Figure.Link {
    let rows = rows(along: edge)
    let branch = branch(of: edge)
    let isStrongest = emphasis?.isOnPath(edge) ?? false
    return Figure.Link(
      id: FoldIDs(equations).link(edge), edge: edge,
      parent: edge.parent.index, child: edge.child.index, rows: rows,
      label: linkLabel(edge, rows, branch, isStrongest: isStrongest),
      carriesDerivatives: !equations.isConstant(edge.parent),
      operand: graph[edge.child].elemental?.ordersOperands == true ? edge.slot + 1 : nil,
      branch: branch, weight: emphasis?.weight(of: edge), isOnStrongestPath: isStrongest)
  }

  private func branch(of edge: Edge) -> Figure.Branch? {
    guard let evaluation, graph[edge.child].elemental == .select else { return nil }
    if edge.slot == 0 { return .condition }
    return evaluation.linearization.isOpen(edge) ? .taken : .notTaken
  }
}
