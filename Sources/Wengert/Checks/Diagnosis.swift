/// What is remarkable about the numbers of two sweeps: where they stop being finite, where nothing flows, and how
/// much adjoints grow or shrink on their way.
public struct Diagnosis: Sendable, Equatable {
  /// The first number that is infinite or NaN.
  public struct NonFinite: Sendable, Equatable {
    /// Which of the numbers of a node.
    public enum Quantity: String, Sendable {
      case primal, tangent, adjoint
    }

    /// Which number it is.
    public let quantity: Quantity
    /// The node that has it.
    public let node: NodeID
    /// The number.
    public let value: Double
    /// The edge along which it came; nil where the elemental itself or a seed made it.
    public let edge: Edge?
    /// How it came about, such as `0 · ∞` or `∞ − ∞`.
    public let reason: Reason
  }

  /// How a number that is not finite comes about.
  public enum Reason: Sendable, Equatable {
    /// An input or a seed has this value.
    case given
    /// The elemental is not defined or infinite at its operands.
    case elemental(Elemental, operands: [Double])
    /// A product of a derivative and a partial.
    case product(Double, partial: Double)
    /// A sum of contributions that are finite or infinite with different signs.
    case sum
  }

  /// A path from an input to an output along which adjoints change most.
  public struct Path: Sendable, Equatable {
    /// The nodes from the input to the output.
    public let nodes: [NodeID]
    /// The magnitude of the product of the partials along it.
    public let factor: Double
  }

  /// The first number that is infinite or NaN: in evaluation order for values and tangents, against it for
  /// adjoints.
  public let firstNonFinite: NonFinite?
  /// The nodes that reach no seeded output, constants aside.
  public let unreached: [NodeID]
  /// The path to a seeded output with the largest product of partials; nil where there is none.
  public let strongestPath: Path?
}

extension Diagnosis {
  /// The diagnosis of two sweeps over the same linearization.
  ///
  /// - Complexity: O(nodes).
  public init(_ tangents: Tangents, _ adjoints: Adjoints) {
    let doctor = Doctor(
      linearization: tangents.linearization, tangents: tangents, adjoints: adjoints)
    let graph = tangents.linearization.graph
    firstNonFinite = doctor.primal() ?? doctor.tangent() ?? doctor.adjoint()
    unreached = graph.nodes.filter {
      !adjoints.isReached($0) && !tangents.linearization.isConstant($0)
    }
    strongestPath = adjoints.strongestPath()
  }
}

private struct Doctor {
  let linearization: Linearization
  let tangents: Tangents
  let adjoints: Adjoints

  var graph: Graph { linearization.graph }

  func primal() -> Diagnosis.NonFinite? {
    let isUsed = linearization.usedNodes()
    guard
      let node = graph.nodes.first(where: { !linearization.primals[$0].isFinite && isUsed[$0] })
    else { return nil }
    let operands = graph.parents(of: node).map { linearization.primals[$0] }
    let reason: Diagnosis.Reason =
      graph[node].elemental.map { .elemental($0, operands: operands) } ?? .given
    return Diagnosis.NonFinite(
      quantity: .primal, node: node, value: linearization.primals[node], edge: nil, reason: reason)
  }

  func tangent() -> Diagnosis.NonFinite? {
    let isUsed = linearization.usedNodes()
    guard let node = graph.nodes.first(where: { !(tangents[$0] ?? 0).isFinite && isUsed[$0] }),
      let value = tangents[node]
    else { return nil }
    let edges = graph.edges(into: node)
    let culprit = edges.first { !(tangents.contribution(along: $0) ?? 0).isFinite }
    return Diagnosis.NonFinite(
      quantity: .tangent, node: node, value: value, edge: culprit,
      reason: reason(edges, culprit) { tangents[$0.parent] })
  }

  func adjoint() -> Diagnosis.NonFinite? {
    guard let node = graph.nodes.reversed().first(where: { !(adjoints[$0] ?? 0).isFinite }),
      let value = adjoints[node]
    else { return nil }
    let edges = graph.children()[node]
    let culprit = edges.last { !(adjoints.contribution(along: $0) ?? 0).isFinite }
    return Diagnosis.NonFinite(
      quantity: .adjoint, node: node, value: value, edge: culprit,
      reason: reason(edges, culprit) { adjoints[$0.child] })
  }

  /// How a derivative came to be not finite: along an edge, by the sum over all of them, or as a seed.
  private func reason(
    _ edges: some Collection<Edge>, _ culprit: Edge?, _ derivative: (Edge) -> Double?
  ) -> Diagnosis.Reason {
    guard let culprit, let partial = linearization.partial(along: culprit) else {
      return edges.isEmpty ? .given : .sum
    }
    return .product(derivative(culprit) ?? 0, partial: partial)
  }
}
