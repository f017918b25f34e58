/// A part of a document.
enum MarkdownNode: Equatable {
  case document, quote, paragraph, rule
  case list(Numbering?, isTight: Bool)
  case item(TaskState)
  case heading(level: Int)
  case code(info: String, text: String)
  case table([Alignment])
  case row(isHead: Bool)
  case cell
  /// Raw HTML, as a block or between words.
  case html(String)
  case text(String)
  case codeSpan(String)
  case formula(String, isDisplay: Bool)
  case softBreak, hardBreak
  case emphasis, strong, strikethrough
  case link(target: String, title: String)
  case image(target: String, title: String)
  /// The notes that are referred to, counted from 1 in the order of their first references, stand at the end.
  case noteReference(Int)
  case note

  /// How the items of a list are numbered.
  struct Numbering: Equatable {
    let start: Int
  }

  enum TaskState {
    case none, open, done
  }

  enum Alignment {
    case none, left, center, right
  }
}

extension MarkdownNode {
  /// Whether it holds other parts, and so has an end.
  var holdsOthers: Bool {
    switch self {
    case .rule, .code, .html, .text, .codeSpan, .formula, .softBreak, .hardBreak: false
    default: true
    }
  }
}

/// The beginning or the end of a part.
struct MarkdownEvent: Equatable {
  let node: MarkdownNode
  /// Whether it begins here; parts that hold no others have no end.
  let isStart: Bool
  /// The lines of the innermost block, from 1.
  let lines: ClosedRange<Int>
}
