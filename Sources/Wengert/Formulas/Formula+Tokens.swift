/// One piece of a formula that is written in a line.
public enum FormulaToken: Equatable, Sendable {
  case number(Double)
  case symbol(Symbol)
  /// The name of a function; ``open`` follows.
  case function(String)
  /// An operator between its operands; `isSpaced` where it binds no tighter than a sum.
  case infix(String, isSpaced: Bool)
  /// An operator before its operand.
  case prefix(String)
  case open, close, comma
  /// A raised exponent.
  case raised([FormulaToken])
}

/// For whom a formula is written.
public enum FormulaStyle: Sendable {
  /// For the parser: ASCII operators, the exact grouping of the formula.
  case source
  /// For readers: `·` and `−`, raised exponents, no parentheses that only fix the order of equal results.
  case display
}

extension Formula {
  /// The formula as a line of tokens, parenthesised no more than it needs.
  public func tokens(_ style: FormulaStyle) -> [FormulaToken] {
    var writer = FormulaWriter(style: style)
    writer.write(self)
    return writer.tokens
  }

  /// Whether it is higher than a line where fractions are drawn with a bar, so that parentheses around it stretch.
  package var isTall: Bool {
    switch self {
    case .number, .symbol: false
    case .unary(_, let x): x.isTall
    case .binary(let elemental, let x, let y):
      elemental.notation.shape == .fraction || x.isTall || y.isTall
    case .ternary: true
    }
  }

  /// How tightly the outermost part binds.
  package var precedence: Notation.Precedence {
    switch self {
    case .number(let value): value < 0 || value.sign == .minus ? .negation : .application
    case .symbol: .application
    case .unary(let elemental, _), .binary(let elemental, _, _), .ternary(let elemental, _, _, _):
      elemental.notation.precedence
    }
  }

  /// Whether a minus sign is the outermost part, so that it may not follow an operator.
  package var isSigned: Bool {
    switch self {
    case .number(let value): value.sign == .minus
    case .unary(let elemental, _): elemental.notation.fixity == .prefix
    case .symbol, .binary, .ternary: false
    }
  }
}

private struct FormulaWriter {
  let style: FormulaStyle
  var tokens: [FormulaToken] = []

  /// Writes a formula; where something stands before it, its first operand may not begin with a sign.
  mutating func write(_ formula: Formula, isFirst: Bool = true) {
    switch formula {
    case .number(let value): tokens.append(.number(value))
    case .symbol(let symbol): tokens.append(.symbol(symbol))
    case .unary(let elemental, let x): write(elemental.notation, [x], isFirst: isFirst)
    case .binary(let elemental, let x, let y): write(elemental.notation, [x, y], isFirst: isFirst)
    case .ternary(let elemental, let x, let y, let z):
      write(elemental.notation, [x, y, z], isFirst: isFirst)
    }
  }

  private mutating func write(_ notation: Notation, _ operands: [Formula], isFirst: Bool) {
    let sign = style == .source ? notation.spelling : notation.display
    switch notation.fixity {
    case .function:
      tokens.append(.function(sign))
      tokens.append(.open)
      for (index, operand) in operands.enumerated() {
        if index > 0 { tokens.append(.comma) }
        write(operand)
      }
      tokens.append(.close)
    case .prefix:
      tokens.append(.prefix(sign))
      // −a·b reads the same however it is grouped, so readers are spared the parentheses.
      let least: Notation.Precedence = style == .display ? .product : .power
      write(operands[0], isFirst: false) { $0 >= least }
    case .infixLeft:
      write(operands[0], isFirst: isFirst) { $0 >= notation.precedence }
      tokens.append(.infix(sign, isSpaced: notation.precedence <= .sum))
      // a·(b·c) is written without parentheses for readers, a/(b·c) is not.
      let isAssociative =
        style == .display && (notation.spelling == "*" || notation.spelling == "+")
      write(operands[1], isFirst: false) {
        isAssociative ? $0 >= notation.precedence : $0 > notation.precedence
      }
    case .infixRight:
      write(operands[0], isFirst: false) { $0 > notation.precedence }
      if style == .display, notation.shape == .superscript {
        var exponent = FormulaWriter(style: style)
        exponent.write(operands[1])
        tokens.append(.raised(exponent.tokens))
      } else {
        tokens.append(.infix(sign, isSpaced: false))
        write(operands[1], isFirst: false) { $0 >= notation.precedence }
      }
    }
  }

  /// Writes an operand, in parentheses unless it binds well enough and may begin as it does.
  private mutating func write(
    _ operand: Formula, isFirst: Bool, ifBinding binds: (Notation.Precedence) -> Bool
  ) {
    guard binds(operand.precedence) && (isFirst || !operand.isSigned) else {
      tokens.append(.open)
      write(operand)
      tokens.append(.close)
      return
    }
    write(operand, isFirst: isFirst)
  }
}
