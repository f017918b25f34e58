import Wengert
import WengertDrawing
import WengertGraphviz

extension Step {
  /// The figure of a function of a hundred nodes, laid out and written.
  static func drawing(_ rounds: Int, _ sampler: Sampler) throws -> [Step] {
    let function = hundredNodes
    let figure = try function.figure()
    let placed = try PlacedFigure(figure, by: GraphvizLayout())
    func step(_ name: String, _ body: () -> Void) -> Step {
      measured(
        "\(name) \(function.graph.count) nodes", unit: "ms", scale: 1e6, rounds: rounds,
        by: sampler, body)
    }
    return [
      step("lay out the figure of") {
        let placed = try? PlacedFigure(figure, by: GraphvizLayout())
        consume(placed?.layout.size.width ?? 0)
      },
      step("write SVG of") { consume(Double(placed.svg().utf8.count)) },
      step("write DOT of") { consume(Double(figure.dot.utf8.count)) },
    ]
  }
}

extension Step {
  /// A function in ten layers, each node of which reads one or two of the layer before.
  private static var hundredNodes: RecordedFunction {
    let recording = Recording()
    var layer = recording.inputs("x", Workload.randomNumbers(10, in: 0.5...1.5, seed: 11))
    for depth in 1..<10 {
      layer = layer.indices.map { index in
        let other = layer[(index + depth) % 10]
        switch depth % 3 {
        case 0: return .sin(layer[index])
        case 1: return layer[index] * other
        default: return layer[index] + other
        }
      }
    }
    recording.output("f", layer[0])
    return recording.function
  }
}
