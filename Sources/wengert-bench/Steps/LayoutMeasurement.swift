import Foundation
import TestSupport
import WengertDrawing
import WengertGraphviz

/// What an engine took for one graph, and what came of it.
struct LayoutMeasurement: Codable {
  /// A drawing and the processor time that it took.
  struct Drawing: Codable {
    let milliseconds: Double
    /// Not counted where there are too many lines.
    let crossings: Int?
    /// The length of all lines, in points.
    let length: Double
  }

  let workload: LayoutWorkload
  let nodes: Int
  let layered: Drawing
  /// Nil beyond what the engine takes.
  let graphviz: Drawing?

  /// Sizes at which both engines are measured, and larger ones.
  static let (shared, large) = ([100, 300, 1_000], [3_000, 10_000, 30_000])

  /// All kinds at all sizes.
  static func measured() throws -> [LayoutMeasurement] {
    try LayoutWorkload.allCases.flatMap { workload in
      try (shared + large).map { nodes in
        let request = workload.request(nodes: nodes)
        let runs = nodes <= 1_000 ? 5 : nodes <= 10_000 ? 3 : 1
        return LayoutMeasurement(
          workload: workload, nodes: nodes,
          layered: try drawing(of: request, by: LayeredLayout(), runs: runs),
          graphviz: shared.contains(nodes)
            ? try drawing(of: request, by: GraphvizLayout(), runs: nodes < 1_000 ? 3 : 1) : nil)
      }
    }
  }

  /// The smallest time of some runs.
  private static func drawing(
    of request: LayoutRequest, by engine: some LayoutEngine, runs: Int
  ) throws -> Drawing {
    var best = Double.infinity
    var result = LayoutResult(size: Size(width: 0, height: 0), centers: [], routes: [])
    for _ in 0..<runs {
      let start = Clock.thread
      result = try engine.layout(request)
      best = min(best, Clock.thread - start)
    }
    return Drawing(
      milliseconds: best / 1e6,
      crossings: request.boxes.count <= 1_000 ? result.crossings : nil, length: result.length)
  }
}

extension [LayoutMeasurement] {
  /// The exponent with which time grows over sizes, by least squares of the logarithms.
  func exponent(of workload: LayoutWorkload, from least: Int) -> Double? {
    let points = filter { $0.workload == workload && $0.nodes >= least }
      .map { (x: log(Double($0.nodes)), y: log($0.layered.milliseconds)) }
    guard points.count > 1 else { return nil }
    let count = Double(points.count)
    let (x, y) = (points.reduce(0) { $0 + $1.x } / count, points.reduce(0) { $0 + $1.y } / count)
    let numerator = points.reduce(0) { $0 + ($1.x - x) * ($1.y - y) }
    return numerator / points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
  }
}
