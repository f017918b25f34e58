import Foundation
import TestSupport
import Testing

/// The DocC catalogs, held to the lists of public declarations in `docs/api`.
///
/// `make docs` is the whole truth, because docc itself follows every link; these tests find most of it in a moment.
@Suite struct `DocC catalogs` {
  @Test(arguments: try Documentation.libraries)
  func `the page of a library has each of its public types in a group, once`(_ library: String)
    throws
  {
    let topics = try topics(of: library)
    let symbols = topics.matches(of: /(?m)^- ``(\w+)``$/).map { String($0.1) }
    #expect(symbols.sorted() == Set(symbols).sorted())
    #expect(try Declarations(of: library).topLevel == Set(symbols))
  }

  @Test(arguments: try Documentation.libraries)
  func `each link of a catalog to a symbol leads to a public declaration`(_ library: String) throws
  {
    let own = try Declarations(of: library)
    for page in try Documentation.pages(of: library) {
      let text = try prose(of: page).replacing(/^# ``.*``/, with: "")
      for link in text.matches(of: /``([^`]+)``/).map({ String($0.1) }) {
        #expect(try isKnown(link, own), "\(page.lastPathComponent): \(link)")
      }
    }
  }

  /// Whether docc finds a symbol: one of the library itself, or `/Library/symbol` of another one.
  private func isKnown(_ link: String, _ own: Declarations) throws -> Bool {
    guard link.hasPrefix("/") else { return own.has(link) }
    let parts = link.dropFirst().split(separator: "/", maxSplits: 1).map(String.init)
    guard try Documentation.libraries.contains(parts[0]) else { return false }
    return try parts.count == 1 || Declarations(of: parts[0]).has(parts[1])
  }

  @Test(arguments: try Documentation.libraries)
  func `each article stands in a group of its library, and each link leads to one`(
    _ library: String
  ) throws {
    let pages = try Documentation.pages(of: library)
    // The pages of the library and of its symbols have their names as titles.
    let articles = try Set(
      pages.filter { try !prose(of: $0).hasPrefix("# ``") }
        .map { $0.deletingPathExtension().lastPathComponent })
    let listed = try topics(of: library).matches(of: /(?m)^- <doc:(\w+)>$/).map { String($0.1) }
    #expect(listed.sorted() == articles.sorted())
    for page in pages {
      for link in try prose(of: page).matches(of: /[<(]doc:(\w+)[>)]/) {
        #expect(articles.contains(String(link.1)), "\(page.lastPathComponent): \(link.1)")
      }
    }
  }

  @Test(arguments: try Documentation.libraries)
  func `the figures of a catalog are made`(_ library: String) throws {
    let folder = try TemporaryFolder()
    let made = try Tool.run(
      Tool.wengert,
      [
        "catalog", Tool.root.appending(path: "Sources/\(library)/\(library).docc").path,
        folder.file("\(library).docc").path,
      ])
    #expect(made.status == 0 && made.errors.isEmpty, "\(made.errors)")
  }

  /// The groups at the end of the page of a library.
  private func topics(of library: String) throws -> Substring {
    let page = try prose(
      of: Tool.root.appending(path: "Sources/\(library)/\(library).docc/\(library).md"))
    return try page[#require(page.range(of: "\n## Topics\n")).upperBound...]
  }

  /// A page without its blocks of code.
  private func prose(of page: URL) throws -> String {
    try String(contentsOf: page, encoding: .utf8).replacing(/(?ms)^(`{3,}).*?^\1$/, with: "")
  }
}

/// The public declarations of a library.
private struct Declarations {
  /// Where they stand, as `Type.member(_:)`.
  private let places: Set<String>
  /// The types that stand in no other.
  let topLevel: Set<String>

  init(of library: String) throws {
    let list = try String(
      contentsOf: Tool.root.appending(path: "docs/api/\(library).txt"), encoding: .utf8)
    let lines = list.matches(of: /(?m)^(\S+): (.*)$/)
    places = Set(lines.map { String($0.1) })
    topLevel = Set(
      lines.filter { !$0.1.contains(".") && !$0.2.hasPrefix("conforms to ") }.map { String($0.1) })
  }

  /// Whether there is a declaration at the place that a link names; docc tells declarations of one name apart by
  /// what stands behind a hyphen.
  func has(_ link: String) -> Bool {
    places.contains(link.replacing(/-\w+$/, with: "").replacing("/", with: "."))
  }
}
