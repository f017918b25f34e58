import Foundation
import Wengert

/// Everything that one run found out.
struct Results: Codable {
  /// What is known of a workload without a clock.
  struct Function: Codable {
    let name: String
    let title: String
    let inputs: Int
    let outputs: Int
    let points: Int
    /// The elementals that one call evaluates.
    let elementals: Int
    /// The operations of value and gradient over those of the value.
    let gradientOperationRatio: Double

    init(_ workload: Workload) {
      name = workload.name
      title = workload.title
      inputs = workload.graph.inputs.count
      outputs = workload.graph.outputs.count
      points = workload.pointCount
      elementals = workload.elementals
      gradientOperationRatio = workload.graph.gradientOperationRatio
    }
  }

  let date: String
  let machine: Machine
  let rounds: Int
  let peers: [String]
  /// Those that are not installed here.
  let missingPeers: [String]
  var functions: [Function] = []
  var measurements: [Measurement] = []
  /// The quotients of the tables.
  var ratios: [Ratio] = []
  var steps: [Step] = []
  /// The generated C of the examples; empty where there is no compiler.
  var generated: [GeneratedCode] = []
  var commands: [WholeCommand] = []
  var layouts: [LayoutMeasurement] = []

  /// Nanoseconds of a call; nil where it was not measured.
  func time(_ program: String, _ quantity: Quantity, _ workload: String) -> Double? {
    measurements.first {
      $0.program == program && $0.quantity == quantity && $0.workload == workload
    }?.nanoseconds
  }

  /// The fastest peer; nil where there is none.
  func bestPeer(_ quantity: Quantity, _ workload: String) -> (name: String, time: Double)? {
    peers.compactMap { name in time(name, quantity, workload).map { (name, $0) } }
      .min { $0.1 < $1.1 }
  }

  /// The same bytes for the same numbers.
  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}
