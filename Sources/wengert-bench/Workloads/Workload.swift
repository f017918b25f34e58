import TestSupport
import Wengert

/// A function that is evaluated and differentiated, and where.
struct Workload {
  /// By what name the command line, the tables and the graph files know it.
  let name: String
  /// The function in a few words.
  let title: String
  /// The function, every operation a node.
  let graph: Graph
  /// The points, one behind the other.
  let points: [Double]
  /// What is measured.
  let quantities: [Quantity]
  /// The same by hand; empty where nobody would write it by hand.
  let floor: [Quantity: FloorCall]

  /// The number of points.
  var pointCount: Int { points.count / graph.inputs.count }
  /// The first point.
  var point: [Double] { Array(points.prefix(graph.inputs.count)) }
  /// The elementals that one call of ``Quantity/value`` evaluates.
  var elementals: Int { pointCount * graph.nodes.count { graph[$0].elemental != nil } }

  /// Eight directions with components between −1 and 1; a single tangent goes along the first.
  var directions: [[Double]] {
    (0..<8).map { Workload.randomNumbers(graph.inputs.count, in: -1...1, seed: 100 + $0) }
  }

  /// Numbers that depend on the seed alone.
  static func randomNumbers(
    _ count: Int, in range: ClosedRange<Double>, seed: UInt64
  ) -> [Double] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in Double.random(in: range, using: &generator) }
  }
}

extension Workload {
  /// How each workload is made; only those that are asked for are.
  static let makers: KeyValuePairs<String, @Sendable (String) -> Workload> = [
    "bishop": bishop,
    "bishop-points": bishopPoints,
    "rosenbrock": rosenbrock,
    "speelpenning": speelpenning,
    "network": network,
    "chain": chain,
    "random": random,
    "map": map,
    "map-sum": mapSum,
    "coupled": coupled,
  ]

  /// The workload of a name.
  static func named(_ name: String) -> Workload? {
    makers.first { $0.key == name }.map { $0.value(name) }
  }
}
