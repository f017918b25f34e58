import Foundation
import Wengert

extension Workload {
  /// The graph, the points and the directions as the peers read them: words and numbers in the order of
  /// `benchmarks/peer.hpp`.
  var graphFile: String {
    var text = "nodes \(graph.count) outputs \(graph.outputs.count) points \(pointCount)"
    text += " directions \(directions.count)\n"
    for node in graph.nodes { text += "\(line(graph[node]))\n" }
    let outputs = graph.outputs.map { $0.node.index.description }
    for row in [outputs, words(points)] + directions.map(words) {
      text += row.joined(separator: " ") + "\n"
    }
    return text
  }

  private func words(_ numbers: [Double]) -> [String] { numbers.map(\.description) }

  private func line(_ node: Node) -> String {
    switch node {
    case .input: "input"
    case .constant(let value): "constant \(value)"
    case .unary(let elemental, let x): "\(elemental) \(x.index) -1"
    case .binary(let elemental, let x, let y): "\(elemental) \(x.index) \(y.index)"
    case .ternary: preconditionFailure("no workload selects")
    }
  }
}
