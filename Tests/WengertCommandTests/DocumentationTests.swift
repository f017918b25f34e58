import Foundation
import TestSupport
import Testing
import WengertNotation

/// What the documents claim, tried.
@Suite struct `Documents` {
  private static let documents = [
    "README.md", "docs/notation.md", "docs/conventions.md", "docs/figure.md", "docs/folding.md",
    "docs/code.md", "docs/documents.md", "docs/plugins.md", "docs/report.md", "docs/building.md",
    "docs/site.md", "CONTRIBUTING.md", "docs/README.md", "docs/commands.md", "docs/library.md",
    "docs/install.md",
    "docs/comparison.md", "docs/elementals.md", "docs/fuzzing.md", "docs/limits.md",
    "docs/faults.md", "docs/benchmarks.md", "output/README.md",
  ]

  /// The fenced blocks of a language.
  private func blocks(_ language: String, in document: String) throws -> [String] {
    let text = try String(contentsOf: Tool.root.appending(path: document), encoding: .utf8)
    var blocks: [String] = []
    var open: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let lines = open {
        open = line == "```" ? nil : lines + [line]
        if line == "```" { blocks.append(lines.joined(separator: "\n")) }
      } else if line == "```\(language)" {
        open = []
      }
    }
    return blocks
  }

  @Test(arguments: documents)
  func `every function in a document is read and has a value`(_ document: String) throws {
    for text in try blocks("wengert", in: document) {
      #expect(try Program(SourceText(text, name: document)).linearized() != nil)
    }
  }

  @Test(arguments: documents)
  func `every command in a document works as written`(_ document: String) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      at: folder.file("examples"), withDestinationURL: Tool.root.appending(path: "examples"))
    // The folder that the pages about sites build.
    try FileManager.default.createSymbolicLink(
      at: folder.file("lectures"),
      withDestinationURL: Tool.root.appending(path: "examples/lecture"))
    for line in try blocks("sh", in: document).flatMap({ $0.split(separator: "\n") }) {
      switch Self.kind(of: String(line)) {
      case .tool(let arguments):
        let command = "'\(`Command line`.tool.path)' \(arguments)"
        let outcome = try Tool.run(URL(filePath: "/bin/sh"), ["-c", command], in: folder.url)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(line): \(outcome.errors)")
        #expect(!outcome.output.isEmpty, "\(line)")
      case .make(let arguments):
        let command = "make -n -C '\(Tool.root.path)' \(arguments)"
        let outcome = try Tool.run(URL(filePath: "/bin/sh"), ["-c", command])
        #expect(outcome.status == 0, "\(line): \(outcome.errors)")
      case .elsewhere: continue
      case .unknown: Issue.record("\(document): no test knows how to try: \(line)")
      }
    }
  }

  /// How a line of a shell is tried.
  private enum Line {
    /// Run, with these arguments of the tool.
    case tool(String)
    /// Its targets are looked up.
    case make(String)
    /// Not tried here, because it runs long, never ends or needs other machines.
    case elsewhere
    case unknown
  }

  private static let elsewhere = [
    "swift build", ".build/release/wengert-bench run ", "ninja",
    "WENGERT_PAGE=docs/library.md .build/debug/documented-examples",
  ]

  private static func kind(of line: String) -> Line {
    for prefix in ["swift run wengert ", "wengert "] where line.hasPrefix(prefix) {
      // These never end, or need a folder that several machines share.
      if ["--watch", "--shard", "--cache", "--emit"].contains(where: line.contains) {
        return .elsewhere
      }
      return .tool(String(line.dropFirst(prefix.count)))
    }
    if line == "make" || line.hasPrefix("make ") { return .make(String(line.dropFirst(4))) }
    return elsewhere.contains(where: line.hasPrefix) ? .elsewhere : .unknown
  }

  @Test func `every fence in the page about documents becomes what it says`() throws {
    let page = Tool.root.appending(path: "docs/documents.md").path
    let html = try Tool.run(`Command line`.tool, ["markdown", page])
    #expect(html.status == 0 && html.errors.isEmpty, "\(html.errors)")
    for part in ["wengert-trace\"", "wengert-equations\"", "wengert-jacobian\"", "```python\n"] {
      #expect(html.output.contains(part), "\(part)")
    }
  }

  @Test func `the trace among the commands is what the tool prints`() throws {
    let example = Tool.root.appending(path: "examples/bishop.expr").path
    let printed = try Tool.run(`Command line`.tool, ["trace", example]).output
    #expect(try blocks("text", in: "docs/commands.md").map { $0 + "\n" } == [printed])
  }

  @Test func `the page of elementals is what the tool prints`() throws {
    let page = try String(
      contentsOf: Tool.root.appending(path: "docs/elementals.md"), encoding: .utf8)
    let printed = try Tool.run(`Command line`.tool, ["elementals", "--format", "markdown"]).output
    #expect(page.hasSuffix(printed), "run: wengert elementals --format markdown")
  }

  @Test(arguments: documents + ["ARCHITECTURE.md", "output/README.md"])
  func `every link and picture exists`(_ document: String) throws {
    let url = Tool.root.appending(path: document)
    let text = try String(contentsOf: url, encoding: .utf8)
    // Links in code are examples.
    let prose = text.replacing(/(?ms)^ *```.*?^ *```/, with: "").replacing(/`[^`\n]*`/, with: "")
    for match in prose.matches(of: /\]\(([^)#]*)(#[^)]+)?\)/) where !match.1.hasPrefix("https://") {
      let target = match.1.isEmpty ? url : URL(filePath: String(match.1), relativeTo: url)
      #expect(FileManager.default.fileExists(atPath: target.path), "\(match.1)")
      guard let anchor = match.2?.dropFirst() else { continue }
      let page = try String(contentsOf: target, encoding: .utf8)
      #expect(headings(of: page).contains(String(anchor)), "\(match.1)#\(anchor)")
    }
  }

  /// The anchors that GitHub gives to the headings of a page.
  private func headings(of page: String) -> [String] {
    page.matches(of: /(?m)^#+ (.+)$/).map { match in
      match.1.lowercased().filter { $0.isLetter || $0.isNumber || " -_".contains($0) }
        .replacing(" ", with: "-")
    }
  }

  @Test func `the gallery holds what the tool draws, but for the places of things`() throws {
    // Coordinates differ between versions of Graphviz; the texts do not.
    func texts(_ svg: URL) throws -> [String] {
      try String(contentsOf: svg, encoding: .utf8)
        .matches(of: /(?:aria-label="([^"]+)"|>([^<>\n]+)<)/).map { String($0.1 ?? $0.2 ?? "") }
    }
    let drawn = try TemporaryFolder()
    let outcome = try Tool.run(
      URL(filePath: "/bin/sh"),
      [Tool.root.appending(path: "scripts/gallery").path, Tool.wengert.path, drawn.url.path])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let kept = Tool.root.appending(path: "output/gallery")
    let names = try FileManager.default.contentsOfDirectory(atPath: kept.path)
      .filter { $0.hasSuffix(".svg") }
    #expect(try Set(names) == Set(FileManager.default.contentsOfDirectory(atPath: drawn.url.path)))
    for name in names {
      #expect(try texts(drawn.file(name)) == texts(kept.appending(path: name)), "\(name)")
    }
  }
}
