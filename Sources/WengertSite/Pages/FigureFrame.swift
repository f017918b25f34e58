/// What stands around figures, tables, listings and equations: their numbers, their captions, and messages in their place.
enum FigureFrame {
  /// A figure, table or listing.
  ///
  /// - Parameters:
  ///   - content: its markup.
  ///   - caption: what the author says about it, as text.
  ///   - alt: the same for those who do not see it.
  static func figure(
    _ content: String, kind: String, id: String?, label: Label?, caption: String?,
    alt: String? = nil
  ) -> String {
    var html = "<figure class=\"\(kind)\"\(attribute(id))"
    if let alt { html += " aria-label=\"\(HTMLText.escaped(alt))\"" }
    html += "><div class=\"scroll\">\(content)</div>"
    let number = label.map { "<span class=\"number\">\(HTMLText.escaped($0.text))</span>" }
    let words = [number, caption.map(HTMLText.escaped)].compactMap { $0 }.joined(separator: " ")
    if !words.isEmpty { html += "<figcaption>\(words)</figcaption>" }
    return html + "</figure>\n"
  }

  /// An equation with its number at the side.
  static func equation(_ content: String, id: String?, label: Label?) -> String {
    let number = label.map { "<span class=\"number\">\(HTMLText.escaped($0.text))</span>" } ?? ""
    return
      "<div class=\"equation\"\(attribute(id))><div class=\"scroll\">\(content)</div>\(number)</div>\n"
  }

  /// A message in place of a block.
  static func message(_ text: String, id: String?) -> String {
    "<pre class=\"wengert-error\"\(attribute(id))>\(HTMLText.preformatted(text))</pre>\n"
  }

  /// A message between words: its first line.
  static func inlineMessage(_ text: String) -> String {
    let line = text.split(separator: "\n").first ?? ""
    return "<span class=\"wengert-error\">\(HTMLText.escaped(line))</span>"
  }

  private static func attribute(_ id: String?) -> String {
    id.map { " id=\"\(HTMLText.escaped($0))\"" } ?? ""
  }
}

/// The markup of a figure.
enum Fragment {
  /// The markup without the style sheet that a figure brings along for pages that have none for it.
  static func withoutStyleSheet(_ markup: String) -> String {
    // A figure is large, and a regular expression would take longer than everything else that is done to a page.
    let (start, end) = (Array("<style>".utf8), Array("</style>".utf8))
    let bytes = Array(markup.utf8)
    var kept: [UInt8] = []
    var (position, copied) = (0, 0)
    while let tag = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      position = tag + 1
      guard bytes[tag...].starts(with: start),
        let close = bytes[(tag + start.count)...].firstIndex(of: UInt8(ascii: "<")),
        bytes[close...].starts(with: end)
      else { continue }
      kept += bytes[copied..<tag]
      copied = close + end.count
      position = copied
    }
    return copied == 0 ? markup : String(decoding: kept + bytes[copied...], as: UTF8.self)
  }
}
