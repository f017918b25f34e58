import Foundation
import TestSupport
import Testing

/// The examples in Swift of README, documents, DocC catalogs and doc comments.
///
/// That they compile is proved by the build, which has them as a program; here each page runs.
@Suite struct `Examples in Swift` {
  /// The program that the examples are.
  private static let program = Tool.built("documented-examples")

  private static let pages: [String] =
    (try? Tool.run(program, []))?.output.split(separator: "\n").map(String.init) ?? []

  @Test func `README, documents, the page of each library and doc comments have examples`() throws {
    let libraries = try Documentation.libraries.map { "Sources/\($0)/\($0).docc/\($0).md" }
    let others = ["README.md", "docs/library.md", "Sources/Wengert/Graph/GraphBuilder.swift"]
    for page in libraries + others { #expect(Self.pages.contains(page), "\(page)") }
  }

  @Test(arguments: pages)
  func `every page runs as one program and gives the values that stand in its comments`(
    _ page: String
  ) throws {
    let outcome = try Tool.run(Self.program, [], environment: ["WENGERT_PAGE": page])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
  }

  @Test(arguments: try Documentation.pages())
  func `an excerpt stands in its file`(_ page: URL) throws {
    let text = try String(contentsOf: page, encoding: .utf8)
    for block in text.matches(of: /(?ms)^```swift\n\/\/ ([\w\/.-]+\.swift)\n(.*?)^```$/) {
      let file = String(block.1)
      let lines = block.2.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      if file == "Package.swift" {
        try expectProducts(in: lines)
      } else {
        try expect(lines, in: file)
      }
    }
  }

  private func expect(_ lines: [String], in file: String) throws {
    let source = try String(contentsOf: Tool.root.appending(path: file), encoding: .utf8)
    var rest = source.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }[...]
    for line in lines where line != "// …" {
      let place = rest.firstIndex(of: line)
      #expect(place != nil, "\(file) has no such line, or not there: \(line)")
      if let place { rest = rest[(place + 1)...] }
    }
  }

  /// The products that a reader's package takes from this one exist.
  private func expectProducts(in lines: [String]) throws {
    let manifest = try String(
      contentsOf: Tool.root.appending(path: "Package.swift"), encoding: .utf8)
    for name in lines.flatMap({ $0.matches(of: /\.product\(name: "(\w+)", package: "wengert"\)/) })
    {
      #expect(manifest.contains("name: \"\(name.1)\""), "\(name.1)")
    }
  }
}
