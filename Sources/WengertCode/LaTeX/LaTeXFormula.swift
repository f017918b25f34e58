package import Wengert

/// Formulas as mathematics of LaTeX with the package amsmath.
package struct LaTeXFormula {
  /// How numbers are written: as people do, with `e` before an exponent.
  package let format: @Sendable (Double) -> String

  /// A writer whose numbers look like that.
  package init(format: @escaping @Sendable (Double) -> String) { self.format = format }

  /// Functions that LaTeX has a command for.
  private static let commands: Set<String> = [
    "sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "min", "max",
  ]

  /// A formula; where something stands before it, its first operand may not begin with a sign.
  package func markup(_ formula: Formula, isFirst: Bool = true) -> String {
    switch formula {
    case .number(.pi): "\\pi"
    case .number(2 * .pi): "2 \\pi"
    case .number(let value): number(value)
    case .symbol(let symbol): markup(symbol)
    case .unary(let elemental, let x): unary(elemental.notation, x)
    case .binary(let elemental, let x, let y): binary(elemental.notation, x, y, isFirst: isFirst)
    case .ternary(_, let x, let y, let z): cases(x, y, z)
    }
  }

  /// A symbol with its index and marks.
  package func markup(_ symbol: Symbol) -> String { marked(symbol) + index(symbol) }

  /// A number.
  package func number(_ value: Double) -> String {
    let text = format(value)
    if text.contains("∞") { return text.contains("−") ? "-\\infty" : "\\infty" }
    if value.isNaN { return "\\text{NaN}" }
    let parts = text.map { $0 == "−" ? "-" : $0 }.split(separator: "e").map { String($0) }
    return parts.count == 2 ? "\(parts[0]) \\cdot 10^{\(parts[1])}" : parts[0]
  }

  // MARK: Symbols

  private func marked(_ symbol: Symbol) -> String {
    let name = symbol.base
    let letter = letters(name)
    let isWide = name.count > 1 && LaTeXText.greek(name) == nil
    return symbol.marks.reduce(letter) { letter, mark in
      switch mark {
      case .none: letter
      case .dot: "\\dot{\(letter)}"
      case .bar: isWide ? "\\overline{\(letter)}" : "\\bar{\(letter)}"
      }
    }
  }

  private func letters(_ name: String) -> String {
    if let greek = LaTeXText.greek(name) { return greek }
    let isPlain = name.utf8.allSatisfy(LaTeXFormula.isLetterOrDigit)
    if isPlain, name.utf8.count == 1 { return name }
    return isPlain && !name.isEmpty ? "\\mathit{\(name)}" : "\\text{\(LaTeXText.escaped(name))}"
  }

  private func index(_ symbol: Symbol) -> String {
    let index = symbol.index
    guard !index.isEmpty else { return "" }
    if let greek = LaTeXText.greek(index) { return "_{\(greek)}" }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    if index.utf8.allSatisfy({ digits.contains($0) || $0 == UInt8(ascii: ",") }) {
      return "_{\(index)}"
    }
    let isPlain = index.utf8.allSatisfy(LaTeXFormula.isLetterOrDigit)
    return isPlain
      ? "_{\(index.count == 1 ? index : "\\mathrm{\(index)}")}"
      : "_{\\text{\(LaTeXText.escaped(index))}}"
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    Character(Unicode.Scalar(byte)).isLetter && byte < 0x80
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  // MARK: Elementals

  private func unary(_ notation: Notation, _ x: Formula) -> String {
    switch notation.shape {
    case .radical: return "\\sqrt{\(markup(x))}"
    case .bars: return "\\lvert \(markup(x)) \\rvert"
    case .linear, .fraction, .superscript, .cases: break
    }
    if notation.fixity == .prefix { return "-\(operand(x, atLeast: .product, isFirst: false))" }
    return function(notation) + parenthesized(markup(x), isTall: x.isTall)
  }

  private func binary(
    _ notation: Notation, _ x: Formula, _ y: Formula, isFirst: Bool
  ) -> String {
    switch notation.shape {
    case .fraction: return "\\frac{\(markup(x))}{\(markup(y))}"
    case .superscript: return "\(base(x))^{\(markup(y))}"
    case .linear, .radical, .bars, .cases: break
    }
    guard notation.fixity != .function else {
      let list = "\(markup(x)), \(markup(y))"
      return function(notation) + parenthesized(list, isTall: x.isTall || y.isTall)
    }
    let left = operand(x, atLeast: notation.precedence, isFirst: isFirst)
    // a − (b − c) needs its parentheses; a + (b − c) does not.
    let least: Notation.Precedence = notation.spelling == "-" ? .product : notation.precedence
    let right = operand(y, atLeast: least, isFirst: false)
    return "\(left) \(sign(notation, between: x, y)) \(right)"
  }

  private func function(_ notation: Notation) -> String {
    LaTeXFormula.commands.contains(notation.spelling)
      ? "\\\(notation.spelling)" : "\\operatorname{\(notation.spelling)}"
  }

  private func sign(_ notation: Notation, between x: Formula, _ y: Formula) -> String {
    switch notation.spelling {
    case "<=": return "\\le"
    case ">=": return "\\ge"
    case "==": return "="
    case "!=": return "\\ne"
    case "*":
      return startsWithDigit(y) || y.isSigned ? "\\cdot" : "\\,"
    default: return notation.spelling
    }
  }

  /// A brace with a line for each case.
  private func cases(_ condition: Formula, _ value: Formula, _ other: Formula) -> String {
    let holds =
      condition.precedence == .comparison
      ? markup(condition) : "\(operand(condition, atLeast: .sum, isFirst: true)) \\ne 0"
    return "\\begin{cases} \(markup(value)), & \\text{if } \(holds) \\\\ "
      + "\(markup(other)), & \\text{otherwise} \\end{cases}"
  }

  private func base(_ formula: Formula) -> String {
    switch formula {
    // Without braces two exponents could meet in one.
    case .symbol(let symbol): "{\(markup(symbol))}"
    case .number(let value)
    where value >= 0 && value != 2 * .pi && !format(value).contains("e"):
      markup(formula)
    default: parenthesized(markup(formula), isTall: formula.isTall)
    }
  }

  private func operand(
    _ formula: Formula, atLeast least: Notation.Precedence, isFirst: Bool
  ) -> String {
    // A fraction holds itself together in a product or sum.
    let isFraction = if case .binary(.div, _, _) = formula { least <= .product } else { false }
    let isFine = (isFraction || formula.precedence >= least) && (isFirst || !formula.isSigned)
    return isFine
      ? markup(formula, isFirst: isFirst)
      : parenthesized(markup(formula), isTall: formula.isTall)
  }

  private func parenthesized(_ content: String, isTall: Bool) -> String {
    isTall ? "\\left( \(content) \\right)" : "(\(content))"
  }

  private func startsWithDigit(_ formula: Formula) -> Bool {
    switch formula {
    case .number: true
    case .symbol, .unary, .ternary: false
    case .binary(let elemental, let x, _):
      elemental.notation.shape != .fraction && elemental.notation.fixity != .function
        && startsWithDigit(x)
    }
  }
}
