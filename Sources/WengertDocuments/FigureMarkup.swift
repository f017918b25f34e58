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
  ///   - style: the style sheet of tables, which the first of a page brings along.
  static func figure(
    _ content: String, _ attributes: FenceAttributes, style: String? = nil
  ) -> String {
    var html = "<figure class=\"wengert\""
    if let id = attributes.id { html += " id=\"\(MarkupWriter.escaped(id))\"" }
    if let alt = attributes.alt { html += " aria-label=\"\(MarkupWriter.escaped(alt))\"" }
    html += ">" + (style.map { "<style>\($0)</style>" } ?? "") + content
    if let caption = attributes.caption {
      html += "<figcaption>\(MarkupWriter.escaped(caption))</figcaption>"
    }
    return html + "</figure>"
  }

  /// A figure in two files, light and dark.
  ///
  /// - Parameter folder: the address of the folder that they are in.
  static func figure(
    _ files: [PictureFile], in folder: String, _ attributes: FenceAttributes
  ) -> String {
    let alt = attributes.alt.map(MarkupWriter.escaped) ?? files[0].escapedSummary
    let (light, dark) = (folder + files[0].name, folder + files[1].name)
    let picture =
      "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"\(MarkupWriter.escaped(dark))\">"
      + "<img src=\"\(MarkupWriter.escaped(light))\" alt=\"\(alt)\"></picture>"
    return figure(picture, attributes.withoutAlt)
  }

  /// Markdown with what the author gave around it.
  static func markdown(_ content: String, _ attributes: FenceAttributes) -> String {
    var parts = [content]
    if let id = attributes.id { parts.insert("<a id=\"\(MarkupWriter.escaped(id))\"></a>", at: 0) }
    if let caption = attributes.caption { parts.append("*\(MarkdownText.escaped(caption))*") }
    return parts.joined(separator: "\n\n")
  }

  /// A message where a figure would be.
  static func message(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let escaped = lines.map { MarkupWriter.escaped(String($0)) }.joined(separator: "&#10;")
    return "<pre class=\"wengert-error\">\(escaped)</pre>"
  }
}
