import Wengert

/// A word of the notation.
struct Token: Equatable {
  enum Kind: Equatable {
    case number(Double)
    case name(Name)
    /// An operator, by its spelling.
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

/// A name, as an index into the table of names.
struct Name: Hashable {
  let index: Int32
}

/// The spellings of operators.
enum Sign: String, CaseIterable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
  case power = "^"
  case less = "<"
  case lessEqual = "<="
  case greater = ">"
  case greaterEqual = ">="
  case equal = "=="
  case notEqual = "!="
}

/// The names that a text uses, each held once.
struct NameTable {
  private var indices: [String: Int32] = [:]
  private(set) var texts: [String] = []

  mutating func intern(_ text: String) -> Name {
    if let index = indices[text] { return Name(index: index) }
    let index = Int32(texts.count)
    indices[text] = index
    texts.append(text)
    return Name(index: index)
  }

  func find(_ text: String) -> Name? { indices[text].map(Name.init(index:)) }

  subscript(_ name: Name) -> String { texts[Int(name.index)] }
}
