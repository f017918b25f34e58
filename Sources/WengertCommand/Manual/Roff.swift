/// A page of the manual in the language of `man`: each method adds a piece and ends its line.
struct Roff {
  private(set) var text = ""
  private var isAtBeginning = true

  /// A piece of a line.
  enum Span {
    case plain(String)
    case bold(String)
    case italic(String)

    fileprivate var text: String {
      switch self {
      case .plain(let text): Roff.escaped(text)
      case .bold(let text): "\\fB\(Roff.escaped(text))\\fR"
      case .italic(let text): "\\fI\(Roff.escaped(text))\\fR"
      }
    }
  }

  /// The line that every page begins with.
  mutating func title(_ name: String, section: Int, source: String, manual: String) {
    // Its third word would be a date, and a page says none: the same tool gives the same page on every day.
    add(".TH \(quoted(name)) \(section) \"\" \(quoted(source)) \(quoted(manual))")
    // Words stay whole and blanks narrow: options and names of files are hard to read otherwise.
    add(".nh\n.ad l")
  }

  mutating func section(_ name: String) { begin(".SH", name) }

  mutating func subsection(_ name: String) { begin(".SS", name) }

  private mutating func begin(_ macro: String, _ name: String) {
    add("\(macro) \(quoted(name))")
    isAtBeginning = true
  }

  mutating func paragraph(_ spans: [Span]) {
    beginParagraph()
    line(spans)
  }

  /// A gap, but for the first paragraph of a section.
  private mutating func beginParagraph() {
    if !isAtBeginning { add(".PP") }
    isAtBeginning = false
  }

  /// A line of text.
  mutating func line(_ spans: [Span]) { add(guarded(spans.map(\.text).joined())) }

  /// A term, and its meaning below, further to the right.
  mutating func definition(_ term: [Span], _ meaning: [Span]) {
    add(".TP")
    line(term)
    line(meaning)
  }

  /// Lines that stay as they are.
  mutating func lines(_ lines: [String]) {
    beginParagraph()
    add(".RS 4\n.EX")
    for text in lines { line([.plain(text)]) }
    // .EE allows hyphens inside words again.
    add(".EE\n.nh\n.RE")
  }

  private mutating func add(_ line: String) { text += line + "\n" }

  /// A word of a macro.
  private func quoted(_ text: String) -> String { "\"\(Roff.escaped(text))\"" }

  /// A line that begins with a point would be a command.
  private func guarded(_ line: String) -> String { line.hasPrefix(".") ? "\\&" + line : line }

  /// Text in which nothing is a command, and every sign is the one that a terminal can copy.
  static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\(rs"
      case "-": "\\-"
      case "'": "\\(aq"
      case "\"": "\\(dq"
      case "`": "\\(ga"
      case "^": "\\(ha"
      case "~": "\\(ti"
      case "\n", "\r", "\t": " "
      case _ where scalar.isASCII: String(scalar)
      default:
        "\\[u\(String(repeating: "0", count: max(0, 4 - hexadecimal(scalar).count)))\(hexadecimal(scalar))]"
      }
    }.joined()
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    String(scalar.value, radix: 16, uppercase: true)
  }
}
