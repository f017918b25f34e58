import Foundation
import WengertDocuments
import WengertDrawing
import WengertReport
import WengertSite

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A folder of pages: a site of well-formed pages that do nothing of their own, alike each time; errors have places.
enum SiteCheck {
  /// The names that pages are given, in their order.
  private static let paths = ["index.md", "a.md", "b/c.md", "b/index.md", "d e.md"]
  private static let files: Set<String> = ["i.png", "b/data.csv"]

  static func check(_ bytes: [UInt8]) throws(Finding) {
    let source = folder(bytes)
    let built = try build(source)
    for error in built.errors { try NotationCheck.check(error.diagnostic) }
    let second = try build(source)
    try promise(
      built.outputs == second.outputs && built.errors == second.errors,
      "a site is not the same twice")
    try promise(built.copies == files, "other files are copied than there are")
    for (path, text) in built.outputs.sorted(by: { $0.key < $1.key }) {
      try promiseHarmless(text, path)
      if path.hasSuffix(".html") {
        try check(page: text, path)
      } else {
        let isWellFormed = XMLParser(data: Data(text.utf8)).parse()
        try promise(isWellFormed, "\(path) is not well-formed: \(text)")
      }
    }
  }

  /// The folder that some bytes describe: `site.yml` and pages, with a line of `====` between them.
  private static func folder(_ bytes: [UInt8]) -> SiteSource {
    let parts = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n====\n", maxSplits: paths.count, omittingEmptySubsequences: false)
    var source = SiteSource(
      pages: Dictionary(uniqueKeysWithValues: zip(paths, parts.dropFirst().map(String.init))),
      files: files, configuration: String(parts[0]))
    source.includesDrafts = bytes.count.isMultiple(of: 2)
    return source
  }

  private static func build(_ source: SiteSource) throws(Finding) -> BuiltSite {
    try succeed("the site") { try Site(source).built(by: DirectRendering(by: LayeredLayout())) }
  }

  /// A page has its own scripts and its own style sheet alone, and its policy names them.
  private static func check(page: String, _ path: String) throws(Finding) {
    var page = CutMarkup(page)
    let (scripts, styles) = (page.cut("script"), page.cut("style"))
    try promise(scripts.count == 2, "\(path) has \(scripts.count) scripts")
    try promise(styles.count == 1, "\(path) has \(styles.count) style sheets")
    let reader = try PageReader.read(page.rest.replacing("<!DOCTYPE html>", with: ""), path)
    for text in scripts + styles {
      try promise(
        reader.policy.contains("'sha256-\(SHA256(text.utf8).base64)'"),
        "\(path) has a script or a style sheet that its policy does not name")
    }
  }
}
