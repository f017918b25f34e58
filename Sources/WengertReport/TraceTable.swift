public import Wengert
public import WengertDrawing

/// The evaluation trace with both sweeps: a line for each node.
public struct TraceTable: Sendable {
  /// One node.
  public struct Line: Sendable {
    /// The node.
    public let node: NodeID
    /// The node's identifier.
    public let id: String
    /// The node's symbol.
    public let symbol: Symbol
    /// What it is computed from; nil for an input under its own name.
    public let definition: Formula?
    /// The same with numbers in the place of symbols; nil without a point.
    public let substituted: Formula?
    /// The names of the outputs that the node is.
    public let outputs: [String]
    /// The value; nil without a point.
    public let primal: Double?
    /// The derivative along the tangent seed; nil on constants and without a point.
    public let tangent: Double?
    /// The derivative of the seeded outputs; nil on constants and without a point.
    public let adjoint: Double?

    /// The equation in the notation, or the symbol alone where there is nothing to compute.
    var source: String { symbol.name + (definition.map { " = \($0.source)" } ?? "") }

    /// The outputs that the node is, but for one that is called as the node itself.
    package var otherOutputs: [Symbol] { outputs.map { Symbol($0) }.filter { $0 != symbol } }
  }

  /// The graph with its names.
  public let equations: Equations
  /// The numbers; nil without a point.
  public let evaluation: Evaluation?
  /// What the function is called.
  public let title: String

  /// The table of a graph.
  public init(_ equations: Equations, _ evaluation: Evaluation?, title: String) {
    self.equations = equations
    self.evaluation = evaluation
    self.title = title
  }

  /// The graph.
  public var graph: Graph { equations.graph }

  /// The lines in evaluation order, without the constants, which stand in the equations themselves.
  public var lines: [Line] {
    let outputs = Dictionary(grouping: graph.outputs, by: \.node)
    return TraceTable.lineNodes(graph).map { node in
      line(node, outputs: outputs[node]?.map(\.name) ?? [])
    }
  }

  /// The nodes that have a line: all but constants that are no outputs.
  static func lineNodes(_ graph: Graph) -> [NodeID] {
    let outputs = Set(graph.outputs.map(\.node))
    return graph.nodes.filter { node in
      if case .constant = graph[node] { outputs.contains(node) } else { true }
    }
  }

  private func line(_ node: NodeID, outputs: [String]) -> Line {
    let definition = equations.definition(of: node)
    let symbol = equations.naming.symbols[node]
    return Line(
      node: node, id: equations.naming.ids[node], symbol: symbol,
      definition: definition == .symbol(symbol) ? nil : definition,
      substituted: substituted(definition, node), outputs: outputs,
      primal: evaluation?.linearization.primals[node], tangent: evaluation?.tangents[node],
      adjoint: evaluation?.adjoints[node])
  }

  private func substituted(_ definition: Formula, _ node: NodeID) -> Formula? {
    guard let evaluation else { return nil }
    if case .input(let position) = graph[node] {
      return .number(evaluation.linearization.point[position])
    }
    let parents = graph.parents(of: node)
    return definition.replacing { symbol in
      parents.first { equations.naming.symbols[$0] == symbol }
        .map { .number(evaluation.linearization.primals[$0]) }
    }
  }
}
