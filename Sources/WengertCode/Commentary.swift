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
  ///
  /// - Parameter part: the name of a part of partials, which no equation has.
  func text(
    _ line: StraightLine.Line, _ quantity: StraightLine.Quantity, sweeps: Int, part: String
  ) -> String {
    var text = part
    switch quantity {
    case .primal(let node):
      let symbol = equations.naming.symbols[node].name
      text = "\(symbol) = \(definition(of: node))"
      for name in (outputs[node] ?? []).prefix(Commentary.termLimit) where name != symbol {
        text += " = \(name)"
      }
    case .tangent(let node, let sweep):
      text = spelled(node, .dot, sweep, sweeps) + " = " + sum(line, .dot, sweep, sweeps)
    case .adjoint(let node, let sweep):
      text = spelled(node, .bar, sweep, sweeps) + " = " + sum(line, .bar, sweep, sweeps)
    case .part:
      // A part of a sum of very many terms is no more than that.
      if line.terms.count == 1, case .definition(let formula) = line.terms[0] {
        text += " = \(inPartials(formula))"
      }
    }
    return Commentary.safe(text)
  }

  /// What the lines of a sweep of a Jacobian are.
  func heading(_ sweep: Int) -> String {
    let graph = equations.graph
    if graph.inputs.count <= graph.outputs.count {
      return Commentary.safe("tangents along \(graph.inputs[sweep].name)")
    }
    return Commentary.safe("adjoints of \(graph.outputs[sweep].name)")
  }

  /// What the arrays of a function hold: `x = (x1, x2), y = (f)`.
  func vectors(_ language: Language) -> String {
    let graph = equations.graph
    return Commentary.safe(
      "\(language.name(of: .x)) = (\(list(graph.inputs.map(\.name)))), "
        + "\(language.name(of: .y)) = (\(list(graph.outputs.map(\.name))))")
  }

  private func sum(
    _ line: StraightLine.Line, _ accent: Symbol.Accent, _ sweep: Int, _ sweeps: Int
  ) -> String {
    var result = ""
    for term in line.terms.prefix(Commentary.termLimit) {
      if !result.isEmpty { result += " + " }
      result += text(term, accent, sweep, sweeps)
    }
    return line.terms.count > Commentary.termLimit ? result + " + ..." : result
  }

  private func text(
    _ term: StraightLine.Term, _ accent: Symbol.Accent, _ sweep: Int, _ sweeps: Int
  ) -> String {
    let graph = equations.graph
    let symbols = equations.naming.symbols
    switch term {
    case .element(.yAdjoint, let position): return "seed of \(graph.outputs[position].name)"
    case .element(_, let position): return "seed of \(graph.inputs[position].name)"
    case .definition: return ""
    case .contribution(let edge, let number, _):
      let partial = "∂\(symbols[edge.child].name)/∂\(symbols[edge.parent].name)"
      if let number, number.magnitude == 1 { return number > 0 ? partial : "-\(partial)" }
      let end = accent == .dot ? edge.parent : edge.child
      return "\(number.map(\.plain) ?? spelled(end, accent, sweep, sweeps))*\(partial)"
    }
  }

  private func spelled(
    _ node: NodeID, _ accent: Symbol.Accent, _ sweep: Int, _ sweeps: Int
  ) -> String {
    let name = equations.naming.symbols[node].with(accent).spelled
    return sweeps == 1 ? name : "\(name)\(sweep + 1)"
  }

  private func definition(of node: NodeID) -> String {
    if case .input(let position) = equations.graph[node] {
      return equations.graph.inputs[position].name
    }
    return equations.definition(of: node).source
  }

  /// The source of a formula of code, with the symbols of the nodes in the place of their numbers.
  private func inPartials(_ formula: Formula) -> String {
    let count = equations.graph.count
    return formula.replacing { symbol in
      let variable = symbol.variable
      return variable < count
        ? equations.term(NodeID(index: variable)) : .symbol("part \(variable)")
    }.source
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
    if isPlain(text) { return text }
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

  /// Whether a text is short and of characters that pass, as most are.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.count <= lengthLimit
      && text.utf8.allSatisfy { $0 < 0x80 && isPlainByte[Int($0)] || partialSign.contains($0) }
      && text.utf8.count { $0 >= 0x80 } == 3 * text.unicodeScalars.count { $0 == "∂" }
  }

  private static let partialSign = Array("∂".utf8)
  private static let isPlainByte: [Bool] = {
    var table = [Bool](repeating: false, count: 0x80)
    for byte in " _'.,=+-*/^()[]".utf8 { table[Int(byte)] = true }
    for range in ["a"..."z", "A"..."Z", "0"..."9"] as [ClosedRange<Character>] {
      for byte in (range.lowerBound.asciiValue ?? 0)...(range.upperBound.asciiValue ?? 0) {
        table[Int(byte)] = true
      }
    }
    return table
  }()
}
