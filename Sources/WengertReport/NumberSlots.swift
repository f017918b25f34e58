import Wengert
import WengertDrawing

/// Which number stands for which symbol of a graph, and under which key.
struct NumberSlots: Sendable {
  private let numbers: [Symbol: NumberSlot]

  /// The numbers of an evaluation; none without one.
  init(_ equations: Equations, _ evaluation: Evaluation?) {
    guard let evaluation else {
      numbers = [:]
      return
    }
    let graph = equations.graph
    var numbers: [Symbol: NumberSlot] = [:]
    func add(_ symbol: Symbol, _ key: String, _ value: Double?) {
      if numbers[symbol] == nil { numbers[symbol] = NumberSlot(key: key, value: value) }
    }
    for node in graph.nodes {
      if case .constant = graph[node] { continue }
      let symbol = equations.naming.symbols[node]
      add(symbol, "p\(node.index)", evaluation.linearization.primals[node])
      add(symbol.with(.dot), "t\(node.index)", evaluation.tangents[node])
      add(symbol.with(.bar), "a\(node.index)", evaluation.adjoints[node])
    }
    for (position, input) in graph.inputs.enumerated() {
      let (key, value) = ("s\(position)", evaluation.tangents.seed[position])
      add(Symbol(input.name, accent: .dot), key, value)
      add(NumberSlots.seedName(input.name), key, value)
    }
    for (position, output) in graph.outputs.enumerated() {
      let (key, value) = ("w\(position)", evaluation.adjoints.seed[position])
      add(Symbol(output.name, accent: .bar), key, value)
      add(NumberSlots.seedName(output.name), key, value)
    }
    self.numbers = numbers
  }

  /// What the seed of an input or output is called where its name is that of a node; no author can write that name.
  static func seedName(_ name: String) -> Symbol { Symbol("seed of \(name)") }

  /// The same for lines of text.
  func line(_ format: NumberFormat) -> FormulaLine {
    FormulaLine(format: format) { [numbers] in numbers[$0] }
  }

  /// An emitter that writes the numbers in the place of the symbols.
  func math(_ format: NumberFormat) -> MathML {
    MathML(format: format) { [numbers] in numbers[$0] }
  }
}
