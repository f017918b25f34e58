import Wengert

/// Writes formulas as expressions of a language, and remembers what they refer to.
struct ExpressionWriter {
  let language: Language
  /// Whether what is written may not be needed, so that it must not raise an error.
  var isConditional = false
  /// Whether the import line is needed.
  var usesLibrary = false
  /// The helpers that are needed, each behind those that it calls.
  private(set) var helpers: [Helper] = []

  private var helperNames: Set<String> = []
  /// How variables are called.
  var name: (Int) -> String = { _ in "" }
  /// How each elemental is written, by its raw value.
  private let forms: [Form]

  private struct Form {
    let notation: Notation
    let isCall: Bool
  }

  init(_ language: Language) {
    self.language = language
    forms = Elemental.allCases.map {
      Form(notation: $0.notation, isCall: language.spellings[$0] != nil)
    }
  }

  /// The formula with its exact grouping.
  mutating func expression(_ formula: Formula) -> String {
    var text = ""
    write(formula, to: &text)
    return text
  }

  /// The sum, from left to right; a negative term is subtracted, which is the same.
  ///
  /// - Parameter start: what the terms are added to, if there is something.
  mutating func sum(_ terms: ArraySlice<StraightLine.Term>, to start: String? = nil) -> String {
    var text = start ?? ""
    for term in terms {
      let isFirst = text.isEmpty
      switch term {
      case .element(let vector, let position):
        text += isFirst ? "" : " + "
        text += "\(language.name(of: vector))[\(position)]"
      case .definition(let formula), .contribution(_, _, let formula):
        if isFirst {
          write(formula, to: &text)
        } else if case .unary(.neg, let positive) = formula {
          text += " - "
          write(positive, to: &text, isBare: positive.follows(.sum))
        } else {
          text += " + "
          write(formula, to: &text, isBare: formula.follows(.sum))
        }
      }
    }
    return text
  }

  private mutating func write(_ formula: Formula, to text: inout String) {
    switch formula {
    case .number(let value): write(value, to: &text)
    case .symbol(let symbol): text += name(symbol.variable)
    case .unary(let elemental, let x): write(elemental, x, nil, to: &text)
    case .binary(let elemental, let x, let y): write(elemental, x, y, to: &text)
    case .ternary(_, let x, let y, let z):
      let condition = x.follows(.comparison) ? expression(x) : "(\(expression(x)))"
      text += "(\(language.choice(condition, expression(y), expression(z))))"
    }
  }

  private mutating func write(
    _ elemental: Elemental, _ x: Formula, _ y: Formula?, to text: inout String
  ) {
    let form = forms[Int(elemental.rawValue)]
    let notation = form.notation
    let guarded = isConditional ? language.guardedSpellings[elemental] : nil
    switch (notation.fixity, y) {
    case (.prefix, _):
      text += notation.spelling
      // −(a·b) is (−a)·b to the last bit, so a product needs no parentheses.
      write(x, to: &text, isBare: x.follows(.sum))
    case (.infixLeft, let y?) where !form.isCall && guarded == nil:
      write(x, to: &text, isBare: x.precedence >= notation.precedence)
      text += " \(notation.spelling) "
      write(y, to: &text, isBare: y.follows(notation.precedence))
    case (.infixLeft, _), (.infixRight, _), (.function, _):
      text += name(of: guarded ?? language.reference(to: elemental)) + "("
      write(x, to: &text)
      if let y {
        text += ", "
        write(y, to: &text)
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

  private mutating func name(of reference: Reference) -> String {
    switch reference {
    case .builtin(let name): return name
    case .library(let name):
      usesLibrary = true
      return language.libraryPrefix + name
    case .helper(let helper):
      include(helper)
      return helper.name
    }
  }

  private mutating func include(_ helper: Helper) {
    guard helperNames.insert(helper.name).inserted else { return }
    for callee in helper.callees { include(callee) }
    helpers.append(helper)
    if helper.usesLibrary { usesLibrary = true }
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
