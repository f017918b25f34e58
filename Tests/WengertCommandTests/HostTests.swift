import Foundation
import TestSupport
import Testing
import WengertDocuments

/// MkDocs and Sphinx, with the hook and the directive of `examples/`.
@Suite(
  .enabled(if: Host.isAvailable, "MkDocs and Sphinx are needed: sh scripts/hosts .build/hosts"))
struct `Documentation tools` {
  /// The figures that `wengert markdown` makes of the fences of a page.
  private func figures(_ text: String) throws -> [String] {
    let outcome = try Tool.run(`Command line`.tool, ["markdown", "-"], input: text)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.matches(of: /<figure class="wengert".*<\/figure>/).map {
      String($0.output)
    }
  }

  private static func example(_ path: String) throws -> String {
    try String(contentsOf: Tool.root.appending(path: "examples/\(path)"), encoding: .utf8)
  }

  @Test func `MkDocs shows the figures of wengert markdown, byte for byte`() throws {
    let page = try Self.example("mkdocs/docs/index.md")
    let host = try Host("mkdocs")
    let built = try host.mkdocs()
    #expect(built.status == 0, "\(built.errors)")
    let html = try host.read("site/index.html")
    let figures = try figures(page)
    #expect(figures.count == 3)
    for figure in figures { #expect(html.contains(figure)) }
    #expect(!html.contains("WENGERT"))
  }

  @Test func `in MkDocs, lists and quotes have their figures as well`() throws {
    let body = "f(x, y) = x*y\nat x = 1, y = 3"
    let nested = "1. a\n\n    ```wengert {caption=\"a *b* _c_ <i>\"}\n    \(body)\n    ```\n"
    let page = nested.replacing("\nat", with: "\n    at") + "\n> ```wengert\n> f(x) = x\n> ```\n"
    let host = try Host("mkdocs")
    try host.write("docs/index.md", page)
    #expect(try host.mkdocs().status == 0)
    let html = try host.read("site/index.html")
    let figures = try figures(page)
    #expect(figures.count == 2)
    for figure in figures { #expect(html.contains(figure)) }
    #expect(!html.contains("<p><figure"))
  }

  @Test func `MkDocs fails with the page's own line and column`() throws {
    let host = try Host("mkdocs")
    try host.write("docs/index.md", "---\ntitle: A\n---\n\n```wengert\nf(x) = (\n```\n")
    let built = try host.mkdocs()
    #expect(built.status != 0)
    #expect(built.errors.contains("docs/index.md:6:8: error: "), "\(built.errors)")
    #expect((try? host.read("site/index.html")) == nil)
  }

  @Test func `Sphinx shows the figures of wengert markdown, byte for byte`() throws {
    let host = try Host("sphinx")
    let built = try host.sphinx()
    #expect(built.status == 0, "\(built.errors)")
    let html = try host.read("site/index.html")
    // Its page has the same functions as that of MkDocs.
    let figures = try figures(Self.example("mkdocs/docs/index.md"))
    #expect(figures.count == 3)
    for figure in figures { #expect(html.contains(figure)) }
  }

  @Test func `Sphinx names the document's own line and column, in included files and lists too`()
    throws
  {
    let host = try Host("sphinx")
    try host.write(
      "index.rst",
      "A\n=\n\n- a\n\n  .. wengert::\n\n     f(x) = x\n       + (\n\n.. include:: b.txt\n")
    try host.write("b.txt", "\n.. wengert::\n   :mode: sideways\n\n   f(x) = x\n")
    let built = try host.sphinx()
    #expect(built.status != 0)
    #expect(built.errors.contains("/index.rst:9:10: error: this parenthesis is never closed"))
    #expect(built.errors.contains("b.txt:4:"), "\(built.errors)")
    #expect(built.errors.contains("'sideways' is not a value of 'mode'"))
  }

  @Test func `in Sphinx, equal figures have different ids, and texts stay texts`() throws {
    let host = try Host("sphinx")
    let fence = ".. wengert::\n   :caption: \"a\" \\ <b> } ``` *c*\n\n   f(x) = x # ```\n\n"
    try host.write("index.rst", "A\n=\n\n\(fence)\(fence)")
    let built = try host.sphinx()
    #expect(built.status == 0, "\(built.errors)")
    let html = try host.read("site/index.html")
    let ids = html.matches(of: /<title id="(wg-[^"]+)"/).map { String($0.output.1) }
    #expect(ids.count == 2 && Set(ids).count == 2)
    let caption = "<figcaption>&quot;a&quot; \\ &lt;b&gt; } ``` *c*</figcaption>"
    #expect(html.ranges(of: caption).count == 2)
  }

  @Test func `in Sphinx, functions come from files beside the document and from nowhere else`()
    throws
  {
    let host = try Host("sphinx")
    try host.write("g.expr", "g(x) = x^2\nat x = 3\n")
    try host.write("index.rst", "A\n=\n\n.. wengert::\n   :file: g.expr\n")
    let built = try host.sphinx()
    #expect(built.status == 0, "\(built.errors)")
    #expect(try host.read("site/index.html").contains("Expression graph of g(x)"))
    try host.write("index.rst", "A\n=\n\n.. wengert::\n   :file: ../g.expr\n")
    #expect(try host.sphinx().errors.contains("not a path that a document may name"))
  }

  @Test(.enabled(if: Tool.find("pandoc") != nil && Tool.find("rsvg-convert") != nil))
  func `the two commands for pandoc make a page with the same figures and a document`() throws {
    let host = try Host("pandoc")
    let commands = try Self.example("pandoc/README.md").split(separator: "\n")
      .filter { $0.hasPrefix("pandoc ") }
    #expect(commands.count == 2)
    for command in commands {
      let outcome = try host.shell(String(command))
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    }
    let html = try host.read("page.html")
    // Pandoc writes the frame of a figure itself.
    let drawings = try figures(Self.example("mkdocs/docs/index.md")).compactMap {
      $0.firstMatch(of: /<svg.*<\/svg>/).map { String($0.output) }
    }
    #expect(drawings.count == 2)
    for drawing in drawings { #expect(html.contains(drawing)) }
    #expect(try host.contents("page.docx").starts(with: Data("PK".utf8)))
  }

  @Test func `the directive has the attributes of fences, but for those of code`() throws {
    let source = try Self.example("sphinx/wengert_directive.py")
    let match = try #require(source.firstMatch(of: /OPTIONS = """([^"]+)"""/))
    let code: Set<FenceAttributes.Name> = [.language, .derivative]
    #expect(
      match.1.split(whereSeparator: \.isWhitespace).map(String.init)
        == FenceAttributes.Name.allCases.filter { !code.contains($0) }.map(\.rawValue))
  }
}

/// A project of one of the tools in a folder of its own.
private struct Host {
  private static let programs = Tool.root.appending(path: ".build/hosts/bin")

  static var isAvailable: Bool {
    ["mkdocs", "sphinx-build"].allSatisfy {
      FileManager.default.isExecutableFile(atPath: programs.appending(path: $0).path)
    }
  }

  private let folder: TemporaryFolder
  private let project: URL

  /// A copy of an example.
  init(_ example: String) throws {
    folder = try TemporaryFolder()
    project = folder.file(example)
    try FileManager.default.copyItem(
      at: Tool.root.appending(path: "examples/\(example)"), to: project)
  }

  func mkdocs() throws -> Tool.Outcome { try run("mkdocs", "build", "--strict", "-d", "site") }

  func sphinx() throws -> Tool.Outcome {
    try run("sphinx-build", "-W", "--keep-going", "-E", "-d", "cache", "-b", "html", ".", "site")
  }

  /// Runs a tool that finds the built `wengert` first on its path.
  private func run(_ program: String, _ arguments: String...) throws -> Tool.Outcome {
    let path = "\(`Command line`.tool.deletingLastPathComponent().path):/usr/bin:/bin"
    return try Tool.run(
      URL(filePath: "/usr/bin/env"),
      ["PATH=\(path)", "PYTHONDONTWRITEBYTECODE=1", Host.programs.appending(path: program).path]
        + arguments, in: project)
  }

  /// Runs a command of a shell, likewise.
  func shell(_ command: String) throws -> Tool.Outcome {
    let path = "\(`Command line`.tool.deletingLastPathComponent().path):$PATH"
    return try Tool.run(
      URL(filePath: "/bin/sh"), ["-c", "PATH=\"\(path)\"; \(command)"], in: project)
  }

  func contents(_ path: String) throws -> Data {
    try Data(contentsOf: project.appending(path: path))
  }

  func write(_ path: String, _ text: String) throws {
    try Data(text.utf8).write(to: project.appending(path: path))
  }

  func read(_ path: String) throws -> String {
    try String(contentsOf: project.appending(path: path), encoding: .utf8)
  }
}
