/// Text from outside in Markdown.
enum MarkdownText {
  /// The text on one line, where whatever Markdown or HTML would interpret is escaped.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "|", "*", "_", "`", "\\", "[", "]", "#", "~", "!", "$": result += "\\\(scalar)"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Code in a fence that nothing in it closes.
  static func code(_ text: String, language: String) -> String {
    let runs = text.split { $0 != "`" }.map(\.count)
    let marker = String(repeating: "`", count: max(3, (runs.max() ?? 0) + 1))
    return "\(marker)\(language)\n\(text)\n\(marker)"
  }
}
