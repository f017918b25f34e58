import WengertDrawing

/// Texts in HTML.
enum HTMLText {
  /// Text between tags and in quoted attributes.
  static func escaped(_ text: some StringProtocol) -> String { MarkupWriter.escaped(String(text)) }

  /// Text whose lines and tabs are kept.
  static func preformatted(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(escaped)
        .joined(separator: "\t")
    }.joined(separator: "\n")
  }
}
