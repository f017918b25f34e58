import Foundation
import Testing
import WengertDocuments
import WengertDrawing

@testable import WengertSite

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Builds a site from some texts.
func site(
  _ pages: [String: String], files: Set<String> = [], configuration: String? = nil,
  drafts: Bool = false
) throws -> BuiltSite {
  var source = SiteSource(pages: pages, files: files, configuration: configuration)
  source.includesDrafts = drafts
  return try Site(source).built(by: DirectRendering(by: LayeredLayout()))
}

/// The article of a page that a text becomes, and the messages about it.
func article(
  _ text: String, files: Set<String> = []
) throws -> (html: String, errors: [String]) {
  let built = try site(["a.md": text], files: files)
  let page = try #require(built.outputs["a.html"])
  let start = try #require(page.firstRange(of: "<article>")).upperBound
  let end = try #require(page.firstRange(of: "</article>")).lowerBound
  return (String(page[start..<end]), built.errors.map(\.description))
}

/// Whether HTML whose empty elements are closed is well-formed; its scripts and its style sheet are no XML.
func isWellFormed(_ page: String) -> Bool {
  let xml = page.replacing("<!DOCTYPE html>", with: "")
    .replacing(#/<script>[^\0]*?<\/script>/#, with: "")
    .replacing(#/<style>[^\0]*?<\/style>/#, with: "")
  return XMLParser(data: Data(xml.utf8)).parse()
}
