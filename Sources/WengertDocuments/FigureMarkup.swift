import WengertDrawing

/// What stands in a document in place of a fence: HTML on one line.
///
/// A blank line would end the block of HTML that Markdown sees, and a line break would leave a list or a quote.
enum FigureMarkup {
  /// A figure.
  ///
  /// - Parameters:
  ///   - content: the markup of the result, on one line.
  ///   - attributes: what the author gave; all of it is text, none of it markup.
  static func figure(_ content: String, _ attributes: FenceAttributes) -> String {
    var html = "<figure class=\"wengert\""
    if let id = attributes.id { html += " id=\"\(MarkupWriter.escaped(id))\"" }
    if let alt = attributes.alt { html += " aria-label=\"\(MarkupWriter.escaped(alt))\"" }
    html += ">" + content
    if let caption = attributes.caption {
      html += "<figcaption>\(MarkupWriter.escaped(caption))</figcaption>"
    }
    return html + "</figure>"
  }

  /// A message where a figure would be.
  static func message(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let escaped = lines.map { MarkupWriter.escaped(String($0)) }.joined(separator: "&#10;")
    return "<pre class=\"wengert-error\">\(escaped)</pre>"
  }
}
