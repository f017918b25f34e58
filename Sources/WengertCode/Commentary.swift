import Wengert

/// The comments of generated code: the equations as the author wrote them and as the figures show them.
struct Commentary {
  /// The most terms of a sum, and names of a list, that are written out.
  private static let termLimit = 6
  /// The longest comment, in characters.
  private static let lengthLimit = 120

  private let equations: Equations
  private let outputs: [NodeID: [String]]

  /// The comments on a graph, from its equations in the author's names.
  init(_ equations: Equations) {
    self.equations = equations
    outputs = Dictionary(grouping: equations.graph.outputs, by: \.node).mapValues {
      $0.map(\.name)
    }
  }

  /// The equation that a line of code computes.
  func text(_ line: StraightLine.Line) -> String {
    let symbol = equations.naming.symbols[line.node]
    var sides = [symbol.with(line.accent).spelled, sum(line)]
    if line.accent == .none {
      sides += (outputs[line.node] ?? []).prefix(Commentary.termLimit).filter { $0 != symbol.name }
    }
    return Commentary.safe(sides.joined(separator: " = "))
  }

  /// What the arrays of a function hold: `x = (x1, x2), y = (f)`.
  func vectors(_ language: Language) -> String {
    let graph = equations.graph
    return Commentary.safe(
      "\(language.name(of: .x)) = (\(list(graph.inputs.map(\.name)))), "
        + "\(language.name(of: .y)) = (\(list(graph.outputs.map(\.name))))")
  }

  private func sum(_ line: StraightLine.Line) -> String {
    let terms = line.terms.prefix(Commentary.termLimit).map { text($0, line) }
    let rest = line.terms.count > Commentary.termLimit ? ["..."] : []
    return (terms + rest).joined(separator: " + ")
  }

  private func text(_ term: StraightLine.Term, _ line: StraightLine.Line) -> String {
    let graph = equations.graph
    let symbols = equations.naming.symbols
    switch term {
    case .element(.x, let position): return graph.inputs[position].name
    case .element(.yAdjoint, let position): return "seed of \(graph.outputs[position].name)"
    case .element(_, let position): return "seed of \(graph.inputs[position].name)"
    case .definition: return equations.definition(of: line.node).source
    case .contribution(let edge, _):
      let end = line.accent == .dot ? edge.parent : edge.child
      let partial = "∂\(symbols[edge.child].name)/∂\(symbols[edge.parent].name)"
      return "\(symbols[end].with(line.accent).spelled)*\(partial)"
    }
  }

  private func list(_ names: [String]) -> String {
    let rest = names.count > Commentary.termLimit ? ["..."] : []
    return (names.prefix(Commentary.termLimit) + rest).joined(separator: ", ")
  }

  /// A text that neither ends a comment nor reads as a directive, whatever the names in it.
  ///
  /// Letters, digits and the signs of equations pass. A backslash, with which a comment goes on in C's next
  /// line, a question mark, of which trigraphs for it are made, line breaks of any kind and marks of direction
  /// are among what does not.
  private static func safe(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars.prefix(lengthLimit))
    for (position, scalar) in scalars.enumerated() {
      let isWord =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark
      // A comparison has a blank on both sides, a tag has none behind its first sign.
      let isComparison =
        "<>!".unicodeScalars.contains(scalar) && position > 0 && scalars[position - 1] == " "
        && position + 1 < scalars.count && [" ", "="].contains(scalars[position + 1])
      let isSign = " _'.,=+-*/^()[]∂".unicodeScalars.contains(scalar)
      result.append(isWord || isSign || isComparison ? scalar : "_")
    }
    if text.unicodeScalars.count > lengthLimit { result.append(contentsOf: "...".unicodeScalars) }
    return String(result)
  }
}
