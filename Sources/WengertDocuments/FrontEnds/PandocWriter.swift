/// How a writer of pandoc takes pictures.
enum PandocWriter: Sendable, Equatable {
  /// HTML, with SVG in it; in XML, where MathML needs a namespace.
  case html(isXML: Bool)
  /// Pictures as pages of PDF, or as TikZ in the text.
  case latex(takesTikZ: Bool)
  /// Pictures of pixels: word processors and slides that know no SVG.
  case pixels
  /// Markdown that may hold HTML.
  case markdown
  /// Anything else: links to SVG files.
  case other

  /// How the writer of that name does.
  init(_ name: String) {
    // Extensions stand behind the name, as in markdown+smart.
    let base = name.prefix { $0 != "+" && $0 != "-" }
    switch base {
    case "html", "html4", "html5", "chunkedhtml", "revealjs", "slidy", "slideous", "s5", "dzslides":
      self = .html(isXML: false)
    case "epub", "epub2", "epub3": self = .html(isXML: true)
    case "latex", "beamer", "pdf": self = .latex(takesTikZ: true)
    case "context": self = .latex(takesTikZ: false)
    case "docx", "pptx", "rtf": self = .pixels
    case "markdown", "markdown_github", "markdown_mmd", "markdown_phpextra", "markdown_strict",
      "gfm", "commonmark", "commonmark_x":
      self = .markdown
    default: self = .other
    }
  }
}
