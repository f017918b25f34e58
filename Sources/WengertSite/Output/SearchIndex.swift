import WengertReport

/// The words of all pages, for the page that searches.
struct SearchIndex {
  private let pages: [Page]

  init(_ pages: [Page]) { self.pages = pages }

  /// A list in JavaScript: for each heading the page's title, its own, where it is, and the words under it.
  var script: String {
    let entries = pages.flatMap { page in
      page.outline.sections.compactMap { entry($0, of: page) }
    }
    return "const entries=[\(entries.joined(separator: ",\n"))];"
  }

  private func entry(_ section: Outline.Section, of page: Page) -> String? {
    let words = section.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard section.id != nil || !words.isEmpty || page.outline.sections.count == 1 else {
      return nil
    }
    let place = section.id.map { "#" + SitePath.encoded($0) } ?? ""
    let parts = [page.title, section.title, SitePath.encoded(page.output) + place, words]
    return "[\(parts.map(ScriptText.string).joined(separator: ","))]"
  }
}
