public import Wengert

/// What a text says: a graph, and where to evaluate and differentiate it.
public struct Program: Sendable {
  /// What the reader of a text is told besides the text.
  public struct Options: Sendable {
    /// Whether equal subexpressions become one node.
    public var sharing = true
    /// The only function to keep.
    public var function: String?
    /// Values of inputs, as in `x1=1,x2=pi/2`; each wins over the value in the text.
    public var point: SourceText?
    /// Tangents of the inputs, as in `x1=1,x2`; all of them instead of those in the text.
    public var tangent: SourceText?
    /// Adjoints of the outputs, likewise.
    public var adjoint: SourceText?
    /// The most operations that a text may expand to.
    public var operationLimit = 16_000_000
    /// The most members that the families of a text may have, each counted where a range names it.
    public var memberLimit = 1_000_000

    /// What the text alone says.
    public init() {}
  }

  /// The text.
  public let source: SourceText
  /// The graph.
  public let graph: Graph
  /// The values of the inputs; nil where the text gives none.
  public let point: [Double]?
  /// The tangents of the inputs for the forward sweep; by default 1 for the first.
  public let tangentSeed: [Double]
  /// The adjoints of the outputs for the reverse sweep; by default 1 for the first.
  public let adjointSeed: [Double]

  private let ranges: [SourceRange?]

  /// Reads a text.
  ///
  /// - Throws: the first thing that is wrong with it.
  /// - Complexity: O(length of the text + recorded operations).
  public init(_ source: SourceText, options: Options = Options()) throws(NotationError) {
    let source = source.withPlainLineEnds
    let script = try Parser.parse(source, memberLimit: options.memberLimit)
    let plan = try Plan(script, source, function: options.function)
    var recorder = Recorder(script, plan, source, options)
    try recorder.record()
    let graph = recorder.graph
    var settings = Settings(graph, source, isPart: options.function != nil)
    try settings.read(script)
    try settings.override(with: options)
    self.source = source
    self.graph = graph
    ranges = recorder.ranges
    point = try settings.point()
    tangentSeed = settings.tangent ?? .unit(0, of: graph.inputs.count)
    adjointSeed = settings.adjoint ?? .unit(0, of: graph.outputs.count)
  }

  /// The primals and partials at the point of the text.
  ///
  /// - Parameter checkingDomains: whether a primal outside its domain is an error.
  /// - Throws: that there is no point, or the place of the first primal that is not defined there.
  public func requiredLinearization(
    checkingDomains: Bool = true
  ) throws(NotationError) -> Linearization {
    guard let point else {
      throw NotationError(problem: .noPoint, range: nil, source: source)
    }
    return try linearized(at: point, checkingDomains: checkingDomains)
  }

  /// The primals and partials at the point of the text; nil where it has none.
  ///
  /// - Parameter checkingDomains: whether a primal outside its domain is an error.
  /// - Throws: the place of the first primal that is not defined there.
  public func linearized(
    checkingDomains: Bool = true
  ) throws(NotationError) -> Linearization? {
    guard let point else { return nil }
    return try linearized(at: point, checkingDomains: checkingDomains)
  }

  private func linearized(
    at point: [Double], checkingDomains: Bool
  ) throws(NotationError) -> Linearization {
    do {
      return try graph.linearized(at: point, checkingDomains: checkingDomains)
    } catch {
      let equations = Equations(graph)
      let names = zip(graph.parents(of: error.node), error.operands).map { parent, value in
        if case .constant = graph[parent] { return value.plain }
        return equations.described(parent)
      }
      throw NotationError(
        problem: .undefined(.init(error.elemental, error.operands, names: names)),
        range: ranges[error.node.index],
        source: source)
    }
  }
}

extension NotationError.UndefinedPrimal {
  init(_ elemental: Elemental, _ operands: [Double], names: [String]) {
    self.init(
      elemental: elemental, operands: operands, names: names,
      violation: elemental.violation(at: operands).map {
        Violation(slot: $0.slot, domain: $0.domain)
      })
  }
}

extension Equations {
  /// What a message calls a node: the author's name, a short expression in the inputs, or its number.
  fileprivate func described(_ node: NodeID) -> String {
    if let name = graph.name(of: node) { return name }
    return expanded(node, limit: 4)?.source ?? naming.symbols[node].name
  }
}
