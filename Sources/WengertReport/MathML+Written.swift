import Wengert
package import WengertNotation

extension MathML {
  /// Running mathematics: lines one below the other, aligned at their equals signs.
  package func markup(_ statements: [WrittenStatement]) -> String {
    guard statements.count > 1 else {
      return statements.first.map { "<mrow>\(joined($0.sides))</mrow>" } ?? ""
    }
    let rows = statements.map { statement in
      let hasLeft = statement.sides.count > 1
      let left = hasLeft ? written(statement.sides[0]) : ""
      let right = joined(hasLeft ? Array(statement.sides.dropFirst()) : statement.sides)
      return "<mtr><mtd class=\"right\">\(left)</mtd><mtd>\(hasLeft ? "<mo>=</mo>" : "")</mtd>"
        + "<mtd class=\"left\"><mrow>\(right)</mrow></mtd></mtr>"
    }
    return "<mtable>\(rows.joined())</mtable>"
  }

  private func joined(_ sides: [WrittenFormula]) -> String {
    sides.map(written).joined(separator: "<mo>=</mo>")
  }

  private func written(_ formula: WrittenFormula) -> String {
    var insets = Insets()
    let plain = insets.formula(formula, isAlone: true, self)
    return MathML(format: format, insets: insets.markup).markup(plain)
  }
}

/// Parts that a ``Formula`` has no case for, as symbols that stand for their markup.
private struct Insets {
  private(set) var markup: [Symbol: String] = [:]

  /// The formula with such symbols in it.
  ///
  /// - Parameter isAlone: whether nothing stands beside it, so that a sum needs no parentheses.
  mutating func formula(_ written: WrittenFormula, isAlone: Bool, _ math: MathML) -> Formula {
    switch written {
    case .number(let value): return .number(value)
    case .name(let name): return .symbol(name)
    case .elemental(let elemental, let operands):
      let isInside = elemental.notation.fixity == .function || elemental.notation.shape == .fraction
      return .apply(
        elemental, operands.map { formula($0, isAlone: isInside, math) })
    case .call("partial", let arguments) where arguments.count == 2:
      let parts = arguments.map {
        "<mrow><mo form=\"prefix\">&#x2202;</mo>\(part($0, math))</mrow>"
      }
      return inset("<mfrac>\(parts[0])\(parts[1])</mfrac>")
    case .call(let name, let arguments):
      let list = arguments.map { part($0, math) }.joined(separator: "<mo separator=\"true\">,</mo>")
      return inset(
        "<mrow>\(math.markup(Symbol(name)))<mo>&#x2061;</mo><mo stretchy=\"false\">(</mo>\(list)"
          + "<mo stretchy=\"false\">)</mo></mrow>")
    case .member(let name, let indices):
      if case .name(let index)? = indices.first, indices.count == 1 {
        return .symbol("\(name)[\(index)]")
      }
      let list = indices.map { part($0, math) }.joined(separator: "<mo separator=\"true\">,</mo>")
      return inset("<msub>\(math.markup(Symbol(name)))<mrow>\(list)</mrow></msub>")
    case .series(let elemental, let index, let from, let to, let term):
      let sign = elemental == .add ? "&#x2211;" : "&#x220F;"
      let low = "<mrow>\(math.markup(Symbol(index)))<mo>=</mo>\(part(from, math))</mrow>"
      let body = isSum(term) ? parenthesized(part(term, math)) : part(term, math)
      let whole =
        "<mrow><munderover><mo>\(sign)</mo>\(low)\(part(to, math))</munderover>\(body)</mrow>"
      return inset(isAlone ? whole : parenthesized(whole))
    }
  }

  /// The markup of a part that stands by itself.
  private func part(_ written: WrittenFormula, _ math: MathML) -> String {
    var insets = Insets()
    let plain = insets.formula(written, isAlone: true, math)
    return MathML(format: math.format, insets: insets.markup).markup(plain)
  }

  private func isSum(_ written: WrittenFormula) -> Bool {
    guard case .elemental(let elemental, _) = written else { return false }
    return elemental.notation.precedence <= .sum
  }

  private func parenthesized(_ content: String) -> String {
    "<mrow><mo>(</mo>\(content)<mo>)</mo></mrow>"
  }

  /// A symbol that no text can name.
  private mutating func inset(_ content: String) -> Formula {
    let symbol = Symbol(String(repeating: "\u{1}", count: markup.count + 1))
    markup[symbol] = content
    return .symbol(symbol)
  }
}
