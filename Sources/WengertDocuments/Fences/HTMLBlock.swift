/// A block of raw HTML, by what ends it.
///
/// Markdown in it is not read, fences neither.
enum HTMLBlock: Equatable {
  /// `<pre>`, `<script>`, `<style>`, `<textarea>`: up to the end tag of any of them.
  case verbatim
  /// `<!-- … -->`
  case comment
  /// `<? … ?>`
  case instruction
  /// `<!NAME … >`
  case declaration
  /// `<![CDATA[ … ]]>`
  case characterData
  /// Any other element: up to a blank line.
  case element

  private static let verbatimNames = ["pre", "script", "style", "textarea"]

  /// The elements that can interrupt a paragraph.
  private static let blockNames: Set<String> = [
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center",
    "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
    "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
  ]

  /// The block that a line's text begins.
  init?(startingWith text: ArraySlice<UInt8>, inParagraph: Bool) {
    guard text.first == UInt8(ascii: "<") else { return nil }
    let rest = text.dropFirst()
    switch rest.first {
    case UInt8(ascii: "?"): self = .instruction
    case UInt8(ascii: "!"):
      if rest.starts(with: "!--".utf8) {
        self = .comment
      } else if rest.starts(with: "![CDATA[".utf8) {
        self = .characterData
      } else {
        guard rest.dropFirst().first?.isLetter == true else { return nil }
        self = .declaration
      }
    default:
      guard let block = HTMLBlock.element(rest, inParagraph: inParagraph) else { return nil }
      self = block
    }
  }

  /// Whether the block ends with a line that has such a text; a blank line's text is empty.
  func ends(with text: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .verbatim: HTMLBlock.verbatimNames.contains { text.containsFolded("</\($0)>") }
    case .comment: text.containsFolded("-->")
    case .instruction: text.containsFolded("?>")
    case .declaration: text.containsFolded(">")
    case .characterData: text.containsFolded("]]>")
    case .element: text.isEmpty
    }
  }

  /// The block that begins with a tag, from the byte after `<` on.
  private static func element(_ text: ArraySlice<UInt8>, inParagraph: Bool) -> HTMLBlock? {
    var tag = HTMLTag(text)
    let isEnd = tag.skip(UInt8(ascii: "/"))
    guard let name = tag.name() else { return nil }
    let isVerbatim = verbatimNames.contains(name)
    if isVerbatim, !isEnd, tag.isAtBoundary { return .verbatim }
    if blockNames.contains(name), tag.isAtBoundary || tag.rest.starts(with: "/>".utf8) {
      return .element
    }
    guard !inParagraph, isEnd ? tag.finishEnd() : !isVerbatim && tag.finishStart() else {
      return nil
    }
    return tag.rest.allSatisfy(\.isBlank) ? .element : nil
  }
}

/// Reads one tag.
private struct HTMLTag {
  private(set) var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { rest = text }

  /// Whether the name ends here as that of a block does.
  var isAtBoundary: Bool { rest.first.map { $0.isBlank || $0 == UInt8(ascii: ">") } ?? true }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  /// The name of an element in small letters.
  mutating func name() -> String? {
    guard rest.first?.isLetter == true else { return nil }
    let name = rest.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
    rest.removeFirst(name.count)
    return String(decoding: name.map(\.lowercased), as: UTF8.self)
  }

  /// Reads an end tag after its name.
  mutating func finishEnd() -> Bool {
    skipBlanks()
    return skip(UInt8(ascii: ">"))
  }

  /// Reads a start tag after its name.
  mutating func finishStart() -> Bool {
    while true {
      let hasBlank = skipBlanks()
      if skip(UInt8(ascii: ">")) { return true }
      if skip(UInt8(ascii: "/")) { return skip(UInt8(ascii: ">")) }
      guard hasBlank, attribute() else { return false }
    }
  }

  private mutating func attribute() -> Bool {
    guard let first = rest.first, first.isLetter || "_:".utf8.contains(first) else { return false }
    rest = rest.drop { $0.isLetter || $0.isDigit || "_:.-".utf8.contains($0) }
    let end = rest
    skipBlanks()
    guard skip(UInt8(ascii: "=")) else {
      rest = end
      return true
    }
    skipBlanks()
    for quote in "\"'".utf8 where skip(quote) {
      rest = rest.drop { $0 != quote }
      return skip(quote)
    }
    let value = rest.prefix { !$0.isBlank && !"\"'=<>`".utf8.contains($0) }
    rest.removeFirst(value.count)
    return !value.isEmpty
  }

  @discardableResult private mutating func skipBlanks() -> Bool {
    let blanks = rest.prefix(while: \.isBlank).count
    rest.removeFirst(blanks)
    return blanks > 0
  }
}

extension ArraySlice<UInt8> {
  /// Whether a text stands in this one, capital letters being equal to small ones.
  fileprivate func containsFolded(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard count >= wanted.count else { return false }
    return (startIndex...endIndex - wanted.count).contains { start in
      self[start..<start + wanted.count].elementsEqual(wanted) { $0.lowercased == $1 }
    }
  }
}
