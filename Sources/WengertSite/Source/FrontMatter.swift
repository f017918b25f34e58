import WengertNotation

/// What a page says about itself, between two lines of three hyphens at its beginning.
struct FrontMatter: Equatable {
  var title: String?
  var description: String?
  var date: Day?
  /// Where the page stands among the others.
  var order: Double?
  /// Whether the page is left out.
  var isDraft = false

  private static let keys = ["title", "description", "date", "order", "draft"]

  /// A page that says nothing.
  init() {}

  /// Reads the front matter of a page.
  ///
  /// - Returns: that, and the page with blank lines in its place, so that all lines keep their numbers.
  static func split(_ source: SourceText) throws(SiteError) -> (FrontMatter, SourceText) {
    let newline = UInt8(ascii: "\n")
    let text = source.bytes.split(separator: newline, omittingEmptySubsequences: false)
    func word(_ line: ArraySlice<UInt8>) -> String {
      var line = line
      while let last = line.last, [0x20, 0x09, 0x0D].contains(last) { line.removeLast() }
      return String(decoding: line, as: UTF8.self)
    }
    guard let first = text.first, word(first) == "---" else { return (FrontMatter(), source) }
    guard let end = text.dropFirst().firstIndex(where: { ["---", "..."].contains(word($0)) })
    else {
      throw .at(
        SourceRange(0, 3), of: source, "this front matter is never closed",
        hint: "close it with a line of ---, or begin the page with a blank line")
    }
    let yaml = Array(text[1..<end].joined(separator: [newline]))
    let reader = try YAMLReader(
      String(decoding: yaml, as: UTF8.self), offset: 1, of: source, known: keys)
    let rest =
      Array(repeating: newline, count: end + 1)
      + Array(text[(end + 1)...].joined(separator: [newline]))
    return (
      try FrontMatter(reader), SourceText(String(decoding: rest, as: UTF8.self), name: source.name)
    )
  }

  private init(_ reader: YAMLReader) throws(SiteError) {
    title = try reader.text("title")
    description = try reader.text("description")
    date = try reader.day("date")
    order = try reader.number("order")
    isDraft = try reader.flag("draft")
  }
}
