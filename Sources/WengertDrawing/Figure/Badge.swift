import Wengert

extension Figure {
  /// What is remarkable about a node, in a few words.
  public struct Badge: Sendable, Equatable {
    /// What it is.
    public enum Kind: String, Sendable, CaseIterable {
      /// The primal or a partial jumps at the point.
      case kink
      /// No output needs the node at the point.
      case notTaken
      /// A NaN comes about here; no operand of the sum or the elemental is one.
      case startsNaN
      /// An infinity comes about here.
      case startsInfinity
      /// A number too large for floating point comes about from finite ones.
      case overflow
      /// The adjoint becomes smaller than a millionth of the seed here, or zero by a partial that is zero.
      case vanishes
      /// The adjoint becomes larger than a million times the seed here.
      case explodes

      /// Whether something has gone wrong here.
      var isAlert: Bool { self != .kink && self != .notTaken }
    }

    /// What it is.
    public let kind: Kind
    /// The number that it is about.
    public let quantity: Quantity
    /// The words.
    public let text: RichText
    /// Whether the mode of the figure shows it; the room for it is the same in every mode.
    public let isShown: Bool
  }
}

/// Finds what is remarkable about a node.
struct BadgeFinder {
  let evaluation: Evaluation
  let equations: Equations
  let isUsed: NodeTable<Bool>
  /// The largest adjoint that the reverse sweep starts from.
  private let scale: Double

  private var graph: Graph { equations.graph }
  private var linearization: Linearization { evaluation.linearization }

  /// How many times smaller or larger than the seed an adjoint is that vanishes or explodes.
  private static let extreme = 1e6

  init(_ evaluation: Evaluation, _ equations: Equations) {
    self.evaluation = evaluation
    self.equations = equations
    isUsed = evaluation.linearization.usedNodes()
    scale = evaluation.adjoints.seed.map(\.magnitude).max() ?? 0
  }

  func badges(of node: NodeID) -> [(kind: Figure.Badge.Kind, quantity: Quantity)] {
    var found: [(Figure.Badge.Kind, Quantity)] = []
    if linearization.isAtKink(node) { found.append((.kink, .primal)) }
    guard isUsed[node] else { return found + [(.notTaken, .primal)] }
    let kind = primal(node)
    // A tangent that goes wrong together with the value has the same cause.
    let isPrimalAlert = kind != nil
    if let kind { found.append((kind, .primal)) }
    guard !linearization.isConstant(node) else { return found }
    if !isPrimalAlert, let kind = tangent(node) { found.append((kind, .tangent)) }
    if let kind = adjoint(node) ?? extreme(node) { found.append((kind, .adjoint)) }
    return found
  }

  private func primal(_ node: NodeID) -> Figure.Badge.Kind? {
    let operands = openParents(of: node).map { linearization.primals[$0] }
    let kind = start(of: linearization.primals[node], from: operands)
    guard kind == .startsInfinity, let elemental = graph[node].elemental else { return kind }
    return elemental.primal(at: operands) == nil ? kind : .overflow
  }

  /// The parents whose values take part: of a choice the one that is handed on.
  private func openParents(of node: NodeID) -> [NodeID] {
    graph.edges(into: node).filter(linearization.isOpen).map(\.parent)
  }

  private func tangent(_ node: NodeID) -> Figure.Badge.Kind? {
    guard let value = evaluation.tangents[node] else { return nil }
    let flows = graph.edges(into: node).filter {
      linearization.isOpen($0) && evaluation.tangents.isReached($0.parent)
    }
    return derivative(value, flows) { evaluation.tangents[$0.parent] }
  }

  private func adjoint(_ node: NodeID) -> Figure.Badge.Kind? {
    guard let value = evaluation.adjoints[node] else { return nil }
    return derivative(value, adjointFlows(into: node)) { evaluation.adjoints[$0.child] }
  }

  private func adjointFlows(into node: NodeID) -> [Edge] {
    equations.edges(outOf: node).filter {
      linearization.isOpen($0) && evaluation.adjoints.isReached($0.child)
    }
  }

  private func derivative(
    _ value: Double, _ flows: [Edge], from source: (Edge) -> Double?
  ) -> Figure.Badge.Kind? {
    let kind = start(of: value, from: flows.compactMap(source))
    let partials = flows.compactMap(linearization.partial)
    return kind == .startsInfinity && !flows.isEmpty && partials.allSatisfy(\.isFinite)
      ? .overflow : kind
  }

  /// Whether a number that is not finite begins with this value.
  private func start(of value: Double, from operands: [Double]) -> Figure.Badge.Kind? {
    if value.isNaN { return operands.contains(where: \.isNaN) ? nil : .startsNaN }
    if value.isInfinite { return operands.allSatisfy(\.isFinite) ? .startsInfinity : nil }
    return nil
  }

  /// Whether the adjoint crosses the bounds of what is usual here, and not already at a child.
  private func extreme(_ node: NodeID) -> Figure.Badge.Kind? {
    let flows = adjointFlows(into: node)
    guard let value = evaluation.adjoints[node], value.isFinite, scale.isFinite, scale > 0,
      !flows.isEmpty, evaluation.adjointSeeds[node] == nil
    else { return nil }
    let sources = flows.map { evaluation.adjoints[$0.child]?.magnitude ?? 0 }
    let (low, high) = (scale / BadgeFinder.extreme, scale * BadgeFinder.extreme)
    if value.magnitude >= high { return sources.allSatisfy { $0 < high } ? .explodes : nil }
    let contributions = flows.map { evaluation.adjoints.contribution(along: $0) ?? 0 }
    guard contributions.allSatisfy({ $0.magnitude <= low }), sources.contains(where: { $0 > low })
    else { return nil }
    return value != 0 || flows.allSatisfy { isFlat($0.child) }
      ? .vanishes : nil
  }
}

extension BadgeFinder {
  /// Whether a zero partial of the node is its own: not a factor that is zero, and not a convention at a kink.
  private func isFlat(_ node: NodeID) -> Bool {
    graph[node].elemental?.arity == 1 && !linearization.isAtKink(node)
  }
}

extension Figure.Badge {
  /// The badge in words, with the symbol of the number where that is a derivative.
  init(
    _ kind: Kind, _ quantity: Quantity, of symbol: Symbol, isShown: Bool
  ) {
    let subject: RichText? =
      switch quantity {
      case .primal, .partial: nil
      case .tangent: RichText(symbol.with(.dot))
      case .adjoint: RichText(symbol.with(.bar))
      }
    let words = RichText(kind.words)
    self.init(
      kind: kind, quantity: quantity, text: subject.map { $0 + RichText(": ") + words } ?? words,
      isShown: isShown)
  }
}

extension Figure.Badge.Kind {
  /// The words, with that of the number where it is a derivative.
  func words(about quantity: Quantity) -> String {
    quantity == .primal ? words : "\(quantity.rawValue): \(words)"
  }

  /// What a badge says.
  package var words: String {
    switch self {
    case .kink: "kink: v or ∂ jumps here"
    case .notTaken: "not taken"
    case .startsNaN: "NaN starts here"
    case .startsInfinity: "∞ starts here"
    case .overflow: "overflows here"
    case .vanishes: "vanishes here"
    case .explodes: "explodes here"
    }
  }
}
