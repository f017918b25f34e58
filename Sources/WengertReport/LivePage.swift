import Wengert
import WengertCode
import WengertDrawing

/// What makes a page live: the code that computes its numbers, what it starts from, and the controls.
struct LivePage: Sendable {
  /// The field of an input, with its seed.
  struct InputControl {
    let index: Int
    let symbol, seedSymbol: String
    let name: String
    let value, seed: String
    let isUnit: Bool
  }

  /// The seed of an output.
  struct OutputControl {
    let index: Int
    let symbol, seedSymbol: String
    let name: String
    let value: ReportModel.Value
    let seed: String
    let isUnit: Bool
  }

  /// What stands before the runtime in the script: the code and the data.
  let script: String
  let inputs: [InputControl]
  let outputs: [OutputControl]
  /// What has no controls.
  let note: String?
  /// Whether there is a group that folds and unfolds.
  let hasGroups: Bool

  /// The most inputs and outputs with controls.
  private static let controlLimit = 60
  /// The most nodes of a live page.
  static let nodeLimit = 20_000

  /// The live part of a report; nil without numbers, and for graphs too large for a page.
  init?(_ builder: ReportBuilder) {
    guard let evaluation = builder.evaluation, builder.graph.count <= LivePage.nodeLimit else {
      return nil
    }
    let graph = builder.graph
    var notes: [String] = []
    let hidden = graph.inputs.count - LivePage.controlLimit
    if hidden > 0 { notes.append("\(hidden) more inputs have no controls.") }
    let moreOutputs = graph.outputs.count - LivePage.controlLimit
    if moreOutputs > 0 { notes.append("\(moreOutputs) more outputs have no controls.") }
    note = notes.isEmpty ? nil : notes.joined(separator: " ")
    hasGroups = builder.source.views.count > 1
    inputs = LivePage.inputs(builder, evaluation)
    outputs = LivePage.outputs(builder, evaluation)
    script =
      LinearizationCode(builder.equations).text + "\n" + RemarkCode(builder.equations).text
      + "const page=\(LivePage.data(builder, evaluation));\n"
  }

  private static func isUnit(_ seed: [Double], _ position: Int) -> Bool {
    seed == .unit(position, of: seed.count)
  }

  private static func inputs(
    _ builder: ReportBuilder, _ evaluation: Evaluation
  ) -> [InputControl] {
    builder.graph.inputs.prefix(controlLimit).enumerated().map { position, input in
      let symbol = Symbol(input.name)
      return InputControl(
        index: position, symbol: builder.math.inline(builder.math.markup(symbol)),
        seedSymbol: builder.math.inline(builder.math.markup(symbol.with(.dot))),
        name: RichText(symbol).plain,
        value: evaluation.linearization.point[position].javaScript,
        seed: evaluation.tangents.seed[position].javaScript,
        isUnit: isUnit(evaluation.tangents.seed, position))
    }
  }

  private static func outputs(
    _ builder: ReportBuilder, _ evaluation: Evaluation
  ) -> [OutputControl] {
    builder.graph.outputs.prefix(controlLimit).enumerated().map { position, output in
      let symbol = Symbol(output.name)
      return OutputControl(
        index: position, symbol: builder.math.inline(builder.math.markup(symbol)),
        seedSymbol: builder.math.inline(builder.math.markup(symbol.with(.bar))),
        name: RichText(symbol).plain,
        value: builder.value(
          "p\(output.node.index)", evaluation.linearization.primals[output.node]),
        seed: evaluation.adjoints.seed[position].javaScript,
        isUnit: isUnit(evaluation.adjoints.seed, position))
    }
  }

  // MARK: Data

  /// What the script knows about the graph, and the numbers that it starts from, as a JavaScript expression.
  private static func data(_ builder: ReportBuilder, _ evaluation: Evaluation) -> String {
    let equations = builder.equations
    let graph = builder.graph
    let naming = equations.naming
    var data = ScriptObject()
    data.add("digits", "\(builder.format.digits)")
    data.add("figureDigits", "\(builder.source.figureFormat.digits)")
    data.add("ids", list(graph.nodes.map { ScriptText.string(naming.ids[$0]) }))
    data.add("names", list(graph.nodes.map { names(naming.symbols[$0], equations.term($0)) }))
    data.add("constant", list(graph.nodes.map { equations.isConstant($0) ? "1" : "0" }))
    data.add("lines", list(TraceTable.lineNodes(graph).map { "\($0.index)" }))
    data.add(
      "choices", list(graph.nodes.filter { graph[$0].elemental == .select }.map { "\($0.index)" }))
    data.add("edges", list(graph.edges.map { "\($0.parent.index),\($0.child.index)" }))
    data.add("inputs", list(graph.inputs.map { "\($0.node.index)" }))
    data.add("outputs", list(graph.outputs.map { "\($0.node.index)" }))
    data.add("inputNames", list(graph.inputs.map { ScriptText.string($0.name) }))
    data.add("outputNames", list(graph.outputs.map { ScriptText.string($0.name) }))
    data.add("x", numbers(evaluation.linearization.point))
    data.add("s", numbers(evaluation.tangents.seed))
    data.add("w", numbers(evaluation.adjoints.seed))
    data.add("v", numbers(graph.nodes.map { evaluation.linearization.primals[$0] }))
    data.add("d", numbers(graph.edges.map { evaluation.linearization.partial(along: $0) }))
    data.add("steps", numbers(evaluation.linearization.point.map(SliderStep.step)))
    data.add("metrics", numbers(SVGMetrics.advanceAndBox))
    data.add("badges", numbers(SVGMetrics.badges))
    data.add("remarks", remarks())
    data.add("views", list(builder.source.views.indices.map { view($0, builder) }))
    data.add("closedView", "\(builder.source.closedView)")
    data.add("openView", "\(builder.source.openView)")
    data.add("plot", numbers(ErrorPlot.scale))
    if let alternatives = builder.source.alternatives {
      let output = graph.outputs.firstIndex { $0.name == alternatives.output } ?? 0
      let input = graph.inputs.firstIndex { $0.name == alternatives.input } ?? 0
      data.add("difference", "[\(output),\(input)]")
    }
    return data.text
  }

  /// What a figure shows: its folds with their nodes and what flows out of them; the lines that stand for several edges, which
  /// fold they lead to, and whether their edges begin at one node; what opens and closes groups.
  private static func view(_ position: Int, _ builder: ReportBuilder) -> String {
    let view = builder.source.views[position]
    var edgeNumbers: [Edge: Int] = [:]
    if !view.links.isEmpty {
      for (number, edge) in builder.graph.edges.enumerated() { edgeNumbers[edge] = number }
    }
    var data = ScriptObject()
    data.add("prefix", ScriptText.string(ReportSource.figurePrefix(position)))
    data.add(
      "folds",
      list(
        view.folds.map { fold in
          list([ScriptText.string(fold.id), indices(fold.nodes), indices(fold.exits)])
        }))
    data.add(
      "links",
      list(
        view.links.map { link in
          let edges = list(link.edges.map { "\(edgeNumbers[$0] ?? 0)" })
          return list([
            ScriptText.string(link.id), edges, "\(link.child ?? -1)", link.hasOneSource ? "1" : "0",
          ])
        }))
    data.add(
      "toggles",
      list(
        view.toggles.map { toggle in
          list([
            ScriptText.string(toggle.id), "\(toggle.group + 1)", toggle.isOpen ? "1" : "0",
            "\(toggle.target)",
          ])
        }))
    data.add("hidden", indices(view.hidden))
    return data.text
  }

  private static func indices(_ nodes: [NodeID]) -> String { list(nodes.map { "\($0.index)" }) }

  /// The node's name as a letter and an index, between which a mark goes; a constant's is what other equations write.
  private static func names(_ symbol: Symbol, _ term: Formula) -> String {
    guard case .symbol = term else {
      return ScriptText.string(RichText(term, NumberFormat()).plain)
    }
    let name = RichText(symbol)
    let index = RichText(runs: Array(name.runs.dropFirst()))
    return list(
      [RichText(runs: Array(name.runs.prefix(1))), index].map { ScriptText.string($0.plain) })
  }

  /// The words about what is remarkable.
  private static func remarks() -> String {
    var data = ScriptObject()
    for kind in Figure.Badge.Kind.allCases {
      data.add(kind.rawValue, ScriptText.string(kind.words))
    }
    return data.text
  }

  private static func numbers(_ values: [Double?]) -> String {
    list(values.map { $0?.javaScript ?? "null" })
  }

  private static func list(_ items: [String]) -> String { "[\(items.joined(separator: ","))]" }
}

/// How far a slider moves at once.
enum SliderStep {
  /// A hundredth of a range that is about twice the value to either side, rounded to 1, 2 or 5 times a power of ten.
  static func step(at value: Double) -> Double {
    let size = value.magnitude
    guard size.isFinite, size >= 1e-300 else { return 0.02 }
    let target = size / 50
    var power = 1.0
    while power > target { power /= 10 }
    while power * 10 <= target { power *= 10 }
    let ratio = target / power
    // Division keeps 0.02 what it is written as.
    let factor = ratio < 1.5 ? 1.0 : ratio < 3.5 ? 2 : ratio < 7.5 ? 5 : 10
    return power < 1 ? factor / (1 / power).rounded() : factor * power
  }
}

/// An object in JavaScript, key by key.
private struct ScriptObject {
  private var entries: [String] = []
  mutating func add(_ key: String, _ value: String) { entries.append("\(key):\(value)") }
  var text: String { "{\(entries.joined(separator: ",\n"))}" }
}

/// Texts from outside in a script.
package enum ScriptText {
  /// A string literal that neither ends early nor ends the script around it, whatever is in it.
  package static func string(_ text: String) -> String {
    var result = "\""
    for unit in text.utf16 {
      switch unit {
      case 0x22, 0x5C, 0x3C, 0x3E, 0x26, 0x27, 0x60, 0xFFFE, 0xFFFF: result += escape(unit)
      default:
        if let scalar = Unicode.Scalar(unit), !scalar.isActive {
          result.unicodeScalars.append(scalar)
        } else {
          result += escape(unit)
        }
      }
    }
    return result + "\""
  }

  private static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension Double {
  /// The number as JavaScript reads it, to the last bit.
  var javaScript: String {
    if isNaN { return "NaN" }
    if isInfinite { return self > 0 ? "Infinity" : "-Infinity" }
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
