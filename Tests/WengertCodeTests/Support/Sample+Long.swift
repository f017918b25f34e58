import Wengert
import WengertCode

extension Sample {
  /// Functions that are taken apart.
  static let long = [
    sample("longChain", points: [[0.75, 0.5], [-1.5, 0.25]]) { builder in
      // Every link reads the inputs, whose adjoints become sums of very many terms.
      let (x, y) = (builder.input("x"), builder.input("values"))
      var node = x
      for index in 0..<600 {
        let product = builder.apply(.mul, node, y)
        node = builder.apply(index.isMultiple(of: 3) ? .sub : .add, product, x)
      }
      builder.output("f", node)
      builder.output("g", builder.apply(.div, y, node))
    },
    sample(
      "manyEnds", points: [(0..<600).map { (index: Int) -> Double in 0.5 + Double(index) / 256 }],
      derivatives: [.primal, .forward, .reverse]
    ) { builder in
      let inputs = (0..<600).map { builder.input("x\($0)") }
      for index in inputs.indices {
        let product = builder.apply(.mul, inputs[index], inputs[(index * 7 + 1) % 600])
        builder.output("f\(index)", builder.apply(.sub, product, inputs[0]))
      }
      builder.output("same", inputs[0])
      builder.output("constant", builder.constant(2))
    },
    sample(
      "wideJacobian", points: [(0..<30).map { (index: Int) -> Double in 0.5 + Double(index) / 32 }]
    ) { builder in
      let inputs = (0..<30).map { builder.input("x\($0)") }
      var sum = inputs[0]
      for (index, input) in inputs.enumerated() {
        sum = builder.apply(.add, builder.apply(.mul, sum, input), inputs[29 - index])
        builder.output("f\(index)", sum)
      }
      builder.output("last", sum)
    },
  ]

  private static func sample(
    _ title: String, points: [[Double]], derivatives: [Derivative] = Derivative.allCases,
    _ record: (inout GraphBuilder) -> Void
  ) -> Sample {
    var builder = GraphBuilder()
    record(&builder)
    return Sample(
      title, builder.graph, points: points, derivatives: derivatives, tolerance: .bits)
  }
}
