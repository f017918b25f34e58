import Wengert
import WengertCode
import WengertDrawing
import WengertReport

/// Equations in the language of a form: MathML, LaTeX, or text with the signs of Unicode.
struct MathWriter {
  /// What an equation is made of.
  enum Side {
    case symbol(Symbol)
    case formula(Formula)
    case sum(FormulaSum)
    case number(Double)
  }

  private enum Language {
    case mathML, latex, text
  }

  private let language: Language
  private let format: NumberFormat
  private let mathML: MathML
  private let latex: LaTeXFormula

  /// A writer for a form; tables of Markdown hold text, its lists of equations LaTeX.
  init(_ form: FenceForm, format: NumberFormat, isTable: Bool) {
    language =
      switch form {
      case .html, .svg: .mathML
      case .latex, .pandoc: .latex
      case .plain: .text
      case .markdown: isTable ? .text : .latex
      }
    self.format = format
    mathML = MathML(format: format)
    latex = LaTeXFormula { format.string($0) }
  }

  /// `a = b = c`, without anything around it.
  func equation(_ sides: [Side]) -> String {
    let parts = sides.map(markup)
    switch language {
    case .mathML: return "<mrow>\(parts.joined(separator: "<mo>=</mo>"))</mrow>"
    case .latex, .text: return parts.joined(separator: " = ")
    }
  }

  /// The operator ∂/∂x.
  func derivative(by input: Symbol) -> String {
    switch language {
    case .mathML:
      "<mfrac><mo>&#x2202;</mo><mrow><mo>&#x2202;</mo>\(mathML.markup(input))</mrow></mfrac>"
    case .latex: "\\frac{\\partial}{\\partial \(latex.markup(input))}"
    case .text: "∂/∂\(RichText(input).plain)"
    }
  }

  /// A number on its own.
  func number(_ value: Double?) -> String {
    guard let value, language == .latex else { return format.string(value) }
    return latex.number(value)
  }

  private func markup(_ side: Side) -> String {
    switch (language, side) {
    case (.mathML, .symbol(let symbol)): mathML.markup(symbol)
    case (.mathML, .formula(let formula)): mathML.markup(formula)
    case (.mathML, .sum(let sum)): mathML.markup(sum)
    case (.mathML, .number(let value)): mathML.markup(.number(value))
    case (.latex, .symbol(let symbol)): latex.markup(symbol)
    case (.latex, .formula(let formula)): latex.markup(formula)
    case (.latex, .sum(let sum)): markup(sum)
    case (.latex, .number(let value)): latex.number(value)
    case (.text, .symbol(let symbol)): RichText(symbol).plain
    case (.text, .formula(let formula)): RichText(formula, format).plain
    case (.text, .sum(let sum)): RichText(sum.formula, format).plain
    case (.text, .number(let value)): format.string(value)
    }
  }

  /// A sum of any number of terms.
  private func markup(_ sum: FormulaSum) -> String {
    sum.others.reduce(into: latex.markup(sum.first)) { text, other in
      let term = latex.markup(other.term, isFirst: false)
      let needsParentheses =
        other.term.isSigned || other.term.precedence < (other.elemental == .sub ? .product : .sum)
      text += " \(other.elemental.notation.spelling) "
      text += needsParentheses ? "(\(term))" : term
    }
  }
}
