import Wengert

/// Writes formulas as expressions of a language, and remembers what they refer to.
struct ExpressionWriter {
  let language: Language
  /// Whether the import line is needed.
  private(set) var usesLibrary = false
  /// The helpers that are needed, in the order of their first use.
  private(set) var helpers: [Helper] = []
  /// The elementals that the language lacks, in the order of their first use.
  private(set) var missing: [Elemental] = []

  init(_ language: Language) { self.language = language }

  /// The formula with its exact grouping.
  mutating func expression(_ formula: Formula) -> String {
    var text = ""
    write(formula, to: &text)
    return text
  }

  /// The sum, from left to right; a negative term is subtracted, which is the same.
  mutating func sum(_ terms: [Formula]) -> String {
    var text = ""
    for (position, term) in terms.enumerated() {
      switch term {
      case _ where position == 0:
        write(term, to: &text)
      case .unary(.neg, let positive):
        text += " - "
        write(positive, to: &text, isBare: positive.follows(.sum))
      default:
        text += " + "
        write(term, to: &text, isBare: term.follows(.sum))
      }
    }
    return text
  }

  private mutating func write(_ formula: Formula, to text: inout String) {
    switch formula {
    case .number(let value): write(value, to: &text)
    case .symbol(let symbol): text += symbol.spelled
    case .unary(let elemental, let x): write(elemental, [x], to: &text)
    case .binary(let elemental, let x, let y): write(elemental, [x, y], to: &text)
    case .ternary(_, let x, let y, let z):
      let condition = x.follows(.comparison) ? expression(x) : "(\(expression(x)))"
      text += "(\(language.choice(condition, expression(y), expression(z))))"
    }
  }

  private mutating func write(
    _ elemental: Elemental, _ operands: [Formula], to text: inout String
  ) {
    let notation = elemental.notation
    let isCall = language.spellings[elemental] != nil
    switch notation.fixity {
    case .prefix:
      text += notation.spelling
      // −(a·b) is (−a)·b to the last bit, so a product needs no parentheses.
      write(operands[0], to: &text, isBare: operands[0].follows(.sum))
    case .infixLeft where !isCall:
      write(operands[0], to: &text, isBare: operands[0].precedence >= notation.precedence)
      text += " \(notation.spelling) "
      write(operands[1], to: &text, isBare: operands[1].follows(notation.precedence))
    case .infixLeft, .infixRight, .function:
      text += name(of: language.reference(to: elemental), elemental) + "("
      for (position, operand) in operands.enumerated() {
        if position > 0 { text += ", " }
        write(operand, to: &text)
      }
      text += ")"
    }
  }

  private mutating func write(_ operand: Formula, to text: inout String, isBare: Bool) {
    if !isBare { text += "(" }
    write(operand, to: &text)
    if !isBare { text += ")" }
  }

  private mutating func write(_ value: Double, to text: inout String) {
    if value.sign == .minus, !value.isNaN { text += "-" }
    if value.isNaN {
      text += name(of: language.notANumber)
    } else if value.isInfinite {
      text += name(of: language.infinity)
    } else {
      text += language.literal(value.magnitude)
    }
  }

  private mutating func name(of reference: Reference, _ elemental: Elemental? = nil) -> String {
    switch reference {
    case .builtin(let name): return name
    case .library(let name):
      usesLibrary = true
      return language.libraryPrefix + name
    case .helper(let helper):
      if !helpers.contains(where: { $0.name == helper.name }) { helpers.append(helper) }
      if helper.usesLibrary { usesLibrary = true }
      return helper.name
    case .missing:
      if let elemental, !missing.contains(elemental) { missing.append(elemental) }
      return ""
    }
  }
}

extension Formula {
  /// Whether the formula needs no parentheses behind an operator that binds so tightly.
  fileprivate func follows(_ precedence: Notation.Precedence) -> Bool {
    self.precedence > precedence && !beginsWithSign
  }

  private var beginsWithSign: Bool {
    switch self {
    case .number, .symbol, .unary, .ternary: isSigned
    case .binary(let elemental, let x, _):
      elemental.notation.fixity == .infixLeft && x.beginsWithSign
    }
  }
}
