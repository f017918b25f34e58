/// Markdown as DocC reads it, with text from outside in it.
enum DocCText {
  /// A picture in a paragraph.
  static func image(_ stem: String, _ alt: String) -> String {
    "![\(escaped(alt))](\(stem).svg)"
  }

  /// The beginning of a picture with a caption; the text for those who do not see it has no quotes and backslashes.
  static func directive(_ stem: String, _ alt: String) -> String {
    "@Image(source: \"\(stem).svg\", alt: \"\(onOneLine(alt))\") {"
  }

  /// A caption in a paragraph of its own.
  static func emphasized(_ text: String) -> String { "*\(escaped(text))*" }

  /// The text on one line, with a backslash before everything that could mean something.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in onOneLine(text).unicodeScalars {
      let isPlain = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if scalar.isASCII, scalar != " ", !isPlain { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  /// The text with blanks for line ends and control characters.
  private static func onOneLine(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": result.append(" ")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
