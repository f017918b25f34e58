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
    let width = Fragment.isWide(content) ? " wide" : ""
    var html = "<figure class=\"\(kind)\(width)\"\(attribute(id))"
    if let alt { html += " aria-label=\"\(HTMLText.escaped(alt))\"" }
    // What scrolls in a live figure is its picture.
    html += kind == "live" ? ">\(content)" : "><div class=\"scroll\">\(content)</div>"
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
  /// The widest figure that is shrunk to its column, in pixels; in a wider one nothing could be read then.
  private static let widthLimit = 1_250.0

  /// Whether it is a figure that is too wide to be shrunk.
  static func isWide(_ markup: String) -> Bool {
    guard let width = markup.prefixMatch(of: /<svg[^>]*? width="([0-9.]+)[^"]*"/) else {
      return false
    }
    return (Double(width.1) ?? 0) > widthLimit
  }

  /// Numbered equations with the number of their block before their own, or without numbers where it has none.
  static func numbered(_ markup: String, as label: Label?) -> String {
    markup.replacing(/<td class="wengert-tag">\((\d+)\)<\/td>/) { match in
      guard case .equation(let number)? = label else { return "" }
      return "<td class=\"wengert-tag\">(\(number).\(match.1))</td>"
    }
  }

  /// The markup without the styles that it brings along for pages that have none for it.
  ///
  /// A figure is large, and regular expressions would take longer than everything else that is done to a page.
  static func withoutStyles(_ markup: String) -> String {
    let bytes = Array(markup.utf8)
    var kept: [UInt8] = []
    var (position, copied) = (0, 0)
    while let tag = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      position = tag + 1
      guard let range = styleSheet(at: tag, of: bytes) ?? style(at: tag, of: bytes) else {
        continue
      }
      kept += bytes[copied..<range.lowerBound]
      (position, copied) = (range.upperBound, range.upperBound)
    }
    return copied == 0 ? markup : String(decoding: kept + bytes[copied...], as: UTF8.self)
  }

  /// The style element that begins with a tag.
  private static func styleSheet(at tag: Int, of bytes: [UInt8]) -> Range<Int>? {
    guard bytes[tag...].starts(with: "<style".utf8),
      let start = bytes[tag...].firstIndex(of: UInt8(ascii: ">")),
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "<")),
      bytes[end...].starts(with: "</style>".utf8)
    else { return nil }
    return tag..<(end + "</style>".utf8.count)
  }

  /// The attribute with which a tag of a figure begins.
  private static func style(at tag: Int, of bytes: [UInt8]) -> Range<Int>? {
    guard bytes[tag...].starts(with: "<svg style=\"".utf8) else { return nil }
    let value = tag + "<svg style=\"".utf8.count
    return bytes[value...].firstIndex(of: UInt8(ascii: "\"")).map {
      (tag + "<svg".utf8.count)..<($0 + 1)
    }
  }
}
