import Wengert
import WengertDrawing

/// Formulas as lines of text: what MathML says, in a tenth of the bytes and of the time that a browser takes.
///
/// Tables too long to be read line by line are written so. Numbers in the place of symbols are elements that a script finds.
struct FormulaLine {
  let format: NumberFormat
  private let slot: @Sendable (Symbol) -> NumberSlot?

  /// An emitter that writes symbols.
  init(format: NumberFormat) { self.init(format: format) { _ in nil } }

  /// An emitter that writes numbers in the place of symbols.
  init(format: NumberFormat, slot: @escaping @Sendable (Symbol) -> NumberSlot?) {
    self.format = format
    self.slot = slot
  }

  /// The line as an element.
  func inline(_ content: String) -> String { "<span class=\"line\">\(content)</span>" }

  func markup(_ formula: Formula) -> String { markup(formula.tokens(.display)) }

  func markup(_ symbol: Symbol) -> String { MarkupWriter.escaped(RichText(symbol).inOrder) }

  /// A sum of any number of terms.
  func markup(_ sum: FormulaSum) -> String {
    var text = markup(sum.first)
    for (elemental, term) in sum.others {
      let isMinus = elemental == .sub
      let tokens = term.tokens(.display)
      // a − (b − c) needs its parentheses, and so does a term that begins with a sign.
      let isEnclosed = term.isSigned || isMinus && term.precedence <= .sum
      text += isMinus ? " − " : " + "
      text += isEnclosed ? "(\(markup(tokens)))" : markup(tokens, mayBeSigned: false)
    }
    return text
  }

  /// A number at a place that a script finds; where it may not begin with a sign, a negative one has parentheses.
  func markup(_ slot: NumberSlot, mayBeSigned: Bool = true) -> String {
    let text = format.string(slot.value)
    let content = text.hasPrefix("−") && !mayBeSigned ? "(\(text))" : text
    return "<b data-n=\"\(slot.key)\"\(mayBeSigned ? "" : " data-p=\"\"")>\(content)</b>"
  }

  private func markup(_ tokens: [FormulaToken], mayBeSigned: Bool = true) -> String {
    var text = ""
    var mayBeSigned = mayBeSigned
    for token in tokens {
      switch token {
      case .number(let value): text += format.string(value)
      case .symbol(let symbol):
        text += slot(symbol).map { markup($0, mayBeSigned: mayBeSigned) } ?? markup(symbol)
      case .function(let name): text += MarkupWriter.escaped(name)
      case .infix(let sign, let isSpaced):
        let sign = MarkupWriter.escaped(sign)
        text += isSpaced ? " \(sign) " : sign
      case .prefix(let sign): text += sign
      case .open: text += "("
      case .close: text += ")"
      case .comma: text += ", "
      case .raised(let exponent): text += raised(exponent)
      }
      switch token {
      case .open, .comma: mayBeSigned = true
      default: mayBeSigned = false
      }
    }
    return text
  }

  private func raised(_ exponent: [FormulaToken]) -> String { "<sup>\(markup(exponent))</sup>" }
}

/// How the formulas of tables are written: as MathML, or in long tables as lines of text.
enum FormulaWriter {
  case math(MathML)
  case line(FormulaLine)

  func inline(_ content: String) -> String {
    switch self {
    case .math(let math): math.inline("<mrow>\(content)</mrow>")
    case .line(let line): line.inline(content)
    }
  }

  func markup(_ formula: Formula) -> String {
    switch self {
    case .math(let math): math.markup(formula)
    case .line(let line): line.markup(formula)
    }
  }

  func markup(_ sum: FormulaSum) -> String {
    switch self {
    case .math(let math): math.markup(sum)
    case .line(let line): line.markup(sum)
    }
  }

  func markup(_ symbol: Symbol) -> String {
    switch self {
    case .math(let math): math.markup(symbol)
    case .line(let line): line.markup(symbol)
    }
  }

  func markup(_ slot: NumberSlot) -> String {
    switch self {
    case .math(let math): math.markup(slot)
    case .line(let line): line.markup(slot)
    }
  }

  var equals: String {
    switch self {
    case .math: "<mo>=</mo>"
    case .line: " = "
    }
  }

  /// The derivative of a node by one of its parents.
  func partial(_ child: Symbol, by parent: Symbol) -> String {
    switch self {
    case .math(let math): math.partial(child, by: parent)
    case .line(let line): "∂\(line.markup(child))/∂\(line.markup(parent))"
    }
  }
}
