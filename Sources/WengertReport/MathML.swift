public import Wengert
public import WengertDrawing

/// Formulas as MathML Core.
///
/// Marks are plain `mover` without `accent`, and parentheses do not stretch unless they hold something
/// tall: so browsers set them as print does.
public struct MathML: Sendable {
  /// How numbers are written.
  public let format: NumberFormat

  /// The number that stands for a symbol, at a place that a script finds; nil where the symbol itself is written.
  private let slot: @Sendable (Symbol) -> NumberSlot?

  /// The markup that stands for some symbols.
  private let insets: [Symbol: String]

  /// An emitter with a number format.
  public init(format: NumberFormat) { self.init(format: format) { _ in nil } }

  /// An emitter that writes some symbols as other markup.
  init(format: NumberFormat, insets: [Symbol: String]) {
    self.format = format
    self.insets = insets
    slot = { _ in nil }
  }

  /// An emitter that writes numbers in the place of symbols.
  init(format: NumberFormat, slot: @escaping @Sendable (Symbol) -> NumberSlot?) {
    self.format = format
    self.slot = slot
    insets = [:]
  }

  /// A formula on a line of its own.
  public func block(_ content: String) -> String { "<math display=\"block\">\(content)</math>" }

  /// A formula in running text.
  public func inline(_ content: String) -> String { "<math>\(content)</math>" }

  /// `left = right`.
  public func equation(_ left: Formula, _ right: Formula) -> String {
    "<mrow>\(markup(left))<mo>=</mo>\(markup(right))</mrow>"
  }

  /// The name of a function with its parameters, `f(x₁, x₂)`.
  public func application(_ name: Symbol, to parameters: [Symbol]) -> String {
    let list = parameters.map(markup).joined(separator: "<mo separator=\"true\">,</mo>")
    return "<mrow>\(markup(name))\(MathML.apply)<mo stretchy=\"false\">(</mo>\(list)"
      + "<mo stretchy=\"false\">)</mo></mrow>"
  }

  /// A formula, without the `math` element around it.
  public func markup(_ formula: Formula) -> String { markup(formula, isFirst: true) }

  /// A sum of any number of terms.
  package func markup(_ sum: FormulaSum) -> String {
    let links = sum.others.map {
      Link(notation: $0.elemental.notation, left: sum.first, right: $0.term)
    }
    return chain(sum.first, links, isFirst: true)
  }

  /// A formula; where something stands before it, its first operand may not begin with a sign.
  private func markup(_ formula: Formula, isFirst: Bool) -> String {
    switch formula {
    case .number(let value): number(value)
    case .symbol(let symbol):
      slot(symbol).map { markup($0, mayBeSigned: isFirst) } ?? markup(symbol)
    case .unary(let elemental, let x): unary(elemental.notation, x)
    case .binary(let elemental, let x, let y): binary(elemental.notation, x, y, isFirst: isFirst)
    case .ternary(_, let x, let y, let z): cases(x, y, z)
    }
  }

  /// A symbol with its index and mark.
  public func markup(_ symbol: Symbol) -> String {
    if let inset = insets[symbol] { return inset }
    let base = marked(symbol)
    return symbol.index.isEmpty ? base : "<msub>\(base)\(index(symbol))</msub>"
  }

  /// A number at a place that a script finds; where it may not begin with a sign, a negative one has parentheses.
  func markup(_ slot: NumberSlot, mayBeSigned: Bool = true) -> String {
    let number = slot.value.map(number) ?? "<mn>–</mn>"
    let isNegative = format.string(slot.value).hasPrefix("−")
    let content =
      isNegative && !mayBeSigned ? parenthesized(number, isTall: false) : number
    return "<mrow data-n=\"\(slot.key)\"\(mayBeSigned ? "" : " data-p=\"\"")>\(content)</mrow>"
  }

  /// The derivative of a node by one of its parents, as a fraction.
  package func partial(_ child: Symbol, by parent: Symbol) -> String {
    let above = "<mrow><mo>&#x2202;</mo>\(markup(child))</mrow>"
    let below = "<mrow><mo>&#x2202;</mo>\(markup(parent))</mrow>"
    return "<mfrac>\(above)\(below)</mfrac>"
  }

  // MARK: Parts

  private static let apply = "<mo>&#x2061;</mo>"
  private static let thinSpace = "<mspace width=\"0.167em\"/>"

  private func marked(_ symbol: Symbol) -> String {
    symbol.marks.reduce("<mi>\(escaped(symbol.displayBase))</mi>") { letter, mark in
      switch mark {
      case .none: letter
      case .dot: "<mover>\(letter)<mo stretchy=\"false\">&#x2D9;</mo></mover>"
      case .bar: "<mover>\(letter)<mo stretchy=\"false\">&#xAF;</mo></mover>"
      }
    }
  }

  private func index(_ symbol: Symbol) -> String {
    let isNumber = symbol.index.allSatisfy { $0.isNumber }
    return isNumber ? "<mn>\(escaped(symbol.index))</mn>" : "<mi>\(escaped(symbol.index))</mi>"
  }

  private func number(_ value: Double) -> String {
    let text = format.string(value)
    let isNegative = text.hasPrefix("−")
    let size = isNegative ? String(text.dropFirst()) : text
    let parts = size.split(separator: "e", maxSplits: 1).map(String.init)
    var digits = "<mn>\(parts[0])</mn>"
    if parts.count == 2 {
      let exponent =
        parts[1].hasPrefix("−")
        ? "<mrow><mo form=\"prefix\">&#x2212;</mo><mn>\(parts[1].dropFirst())</mn></mrow>"
        : "<mn>\(parts[1])</mn>"
      digits = "<mrow>\(digits)<mo>&#xD7;</mo><msup><mn>10</mn>\(exponent)</msup></mrow>"
    }
    return isNegative ? "<mrow><mo form=\"prefix\">&#x2212;</mo>\(digits)</mrow>" : digits
  }

  private func unary(_ notation: Notation, _ x: Formula) -> String {
    switch notation.shape {
    case .radical: return "<msqrt>\(markup(x))</msqrt>"
    case .bars:
      return "<mrow><mo stretchy=\"false\">|</mo>\(markup(x))<mo stretchy=\"false\">|</mo></mrow>"
    case .linear, .fraction, .superscript, .cases: break
    }
    if notation.fixity == .prefix {
      return
        "<mrow><mo form=\"prefix\">&#x2212;</mo>\(operand(x, atLeast: .product, isFirst: false))</mrow>"
    }
    return
      "<mrow><mi>\(notation.display)</mi>\(MathML.apply)\(parenthesized(markup(x), isTall: x.isTall))</mrow>"
  }

  private func binary(
    _ notation: Notation, _ x: Formula, _ y: Formula, isFirst: Bool
  ) -> String {
    switch notation.shape {
    case .fraction: return "<mfrac>\(markup(x))\(markup(y))</mfrac>"
    case .superscript: return power(x, y)
    case .linear, .radical, .bars, .cases: break
    }
    guard notation.fixity != .function else {
      let list = "\(markup(x))<mo separator=\"true\">,</mo>\(markup(y))"
      return "<mrow><mi>\(notation.display)</mi>\(MathML.apply)"
        + "\(parenthesized(list, isTall: x.isTall || y.isTall))</mrow>"
    }
    return chain(notation, x, y, isFirst: isFirst)
  }

  /// An operator between two operands, and in the same go the operators of its left operand, and so on.
  private func chain(
    _ notation: Notation, _ x: Formula, _ y: Formula, isFirst: Bool
  ) -> String {
    var links = [Link(notation: notation, left: x, right: y)]
    var first = x
    while case .binary(let elemental, let x, let y) = first, elemental.notation.isChained,
      isFine(first, atLeast: links[links.count - 1].notation.precedence, isFirst: isFirst)
    {
      links.append(Link(notation: elemental.notation, left: x, right: y))
      first = x
    }
    return chain(first, links.reversed(), isFirst: isFirst)
  }

  /// An operator and its operands in a chain; of the left one only the form counts.
  private struct Link {
    let notation: Notation
    let left, right: Formula
  }

  /// Operators one after the other, each of which has what stands before it as its left operand.
  ///
  /// Had each a text of its own, that would be copied as often as there are operators.
  private func chain(_ first: Formula, _ links: [Link], isFirst: Bool) -> String {
    guard let innermost = links.first else { return markup(first, isFirst: isFirst) }
    var text = String(repeating: "<mrow>", count: links.count)
    text += operand(first, atLeast: innermost.notation.precedence, isFirst: isFirst)
    for link in links {
      // a − (b − c) needs its parentheses; a + (b − c) does not.
      let least: Notation.Precedence =
        link.notation.spelling == "-" ? .product : link.notation.precedence
      text += sign(link.notation, between: link.left, link.right)
      text += operand(link.right, atLeast: least, isFirst: false)
      text += "</mrow>"
    }
    return text
  }

  /// A brace with a line for each case.
  private func cases(_ condition: Formula, _ value: Formula, _ other: Formula) -> String {
    let cell = "<mtd class=\"left\">"
    func line(_ value: Formula, _ words: String, _ condition: String) -> String {
      "<mtr>\(cell)\(markup(value))<mo separator=\"true\">,</mo></mtd>"
        + "\(cell)<mtext>\(words)</mtext>\(condition)</mtd></mtr>"
    }
    let holds: String
    if condition.precedence == .comparison {
      holds = markup(condition)
    } else {
      holds = "<mrow>\(markup(condition))<mo>≠</mo><mn>0</mn></mrow>"
    }
    return "<mrow><mo form=\"prefix\" fence=\"true\" stretchy=\"true\">{</mo><mtable>"
      + line(value, "if\u{A0}", holds) + line(other, "otherwise", "") + "</mtable></mrow>"
  }

  private func sign(_ notation: Notation, between x: Formula, _ y: Formula) -> String {
    guard notation.precedence == .product else { return "<mo>\(escaped(notation.display))</mo>" }
    if isNumber(x), !isName(y) { return "<mo>&#x22C5;</mo>" }
    if startsWithDigit(y) || y.isSigned { return "<mo>&#x22C5;</mo>" }
    // v₁ v₂ needs a little air, 2x does not.
    return "<mo>&#x2062;</mo>" + (isCall(y) || !isNumber(x) ? MathML.thinSpace : "")
  }

  private func power(_ x: Formula, _ y: Formula) -> String {
    if case .symbol(let symbol) = x, isName(x), !symbol.index.isEmpty {
      return "<msubsup>\(marked(symbol))\(index(symbol))\(markup(y))</msubsup>"
    }
    let base = operand(x, atLeast: .application, isFirst: false)
    return
      "<msup>\(isCall(x) ? parenthesized(markup(x), isTall: x.isTall) : base)\(markup(y))</msup>"
  }

  private func isCall(_ formula: Formula) -> Bool {
    switch formula {
    case .unary(let elemental, _), .binary(let elemental, _, _):
      elemental.notation.fixity == .function && elemental.notation.shape == .linear
    case .number, .symbol, .ternary: false
    }
  }

  private func operand(
    _ formula: Formula, atLeast least: Notation.Precedence, isFirst: Bool
  ) -> String {
    isFine(formula, atLeast: least, isFirst: isFirst)
      ? markup(formula, isFirst: isFirst)
      : parenthesized(markup(formula), isTall: formula.isTall)
  }

  /// Whether an operand needs no parentheses.
  private func isFine(
    _ formula: Formula, atLeast least: Notation.Precedence, isFirst: Bool
  ) -> Bool {
    // A fraction holds itself together in a product or sum.
    let isFraction = if case .binary(.div, _, _) = formula { least <= .product } else { false }
    return (isFraction || formula.precedence >= least) && (isFirst || !formula.isSigned)
  }

  private func parenthesized(_ content: String, isTall: Bool) -> String {
    let stretch = isTall ? "" : " stretchy=\"false\""
    return "<mrow><mo\(stretch)>(</mo>\(content)<mo\(stretch)>)</mo></mrow>"
  }

  private func startsWithDigit(_ formula: Formula) -> Bool {
    switch formula {
    case .number, .symbol: isNumber(formula)
    case .unary, .ternary: false
    case .binary(let elemental, let x, _):
      elemental.notation.shape == .fraction
        ? false : elemental.notation.fixity != .function && startsWithDigit(x)
    }
  }

  /// Whether a number is written, in its own right or in the place of a symbol.
  private func isNumber(_ formula: Formula) -> Bool {
    switch formula {
    case .number: true
    case .symbol(let symbol): slot(symbol) != nil
    case .unary, .binary, .ternary: false
    }
  }

  /// Whether a symbol is written.
  private func isName(_ formula: Formula) -> Bool {
    if case .symbol = formula { !isNumber(formula) } else { false }
  }

  private func escaped(_ text: String) -> String { MarkupWriter.escaped(text) }
}

/// A number with the key under which the page's script knows it.
///
/// A key is a letter and a position: `p`, `t` and `a` for the primal, tangent and adjoint of a node, `d`, `f` and `b`
/// for the partial and the contributions of an edge, `x`, `s` and `w` for the inputs and the seeds.
struct NumberSlot {
  let key: String
  let value: Double?
}

extension Notation {
  /// Whether it is a sign between two operands on one line.
  fileprivate var isChained: Bool { shape == .linear && fixity != .function }
}
