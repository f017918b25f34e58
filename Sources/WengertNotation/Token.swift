/// A word of the notation.
struct Token: Equatable {
  enum Kind: Equatable {
    case number(Double)
    case name(Name)
    /// An operator.
    case sign(Sign)
    case open, close, comma, equals
    case openBracket, closeBracket
    /// `..` between the bounds of a range.
    case range
    /// A newline or `;` outside parentheses.
    case endOfStatement
    case endOfText
  }

  let kind: Kind
  let range: SourceRange

  /// Whether the word is a number or a name.
  var startsOperand: Bool {
    switch kind {
    case .number, .name: true
    default: false
    }
  }
}
