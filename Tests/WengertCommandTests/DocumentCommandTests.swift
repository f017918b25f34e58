import Foundation
import TestSupport
import Testing

/// The subcommands for documents, as processes.
@Suite struct `Documents on the command line` {
  private static let tool = `Command line`.tool
  private static let function = "f(x1, x2) = x1*x2 + exp(x1*x2) - sin(x2)\nat x1 = 1, x2 = 2"
  private static let lecture = """
    # A lecture

    ```{.wengert caption="The <graph> & all" #fig-a}
    \(function)
    ```

    - Item

      ```{.wengert kind=trace caption="The trace"}
      \(function.replacing("\n", with: "\n  "))
      ```

    ```{.wengert kind=equations}
    \(function)
    ```

    ```{.wengert kind=jacobian}
    \(function)
    ```

    ```{.wengert kind=code language=c}
    \(function)
    ```

    """
  static let hasPandoc = Tool.find("pandoc") != nil
  static let hasConverter = Tool.find("rsvg-convert") != nil

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String, to name: String) throws {
    let file = folder.file(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.file(name)), as: UTF8.self)
  }

  private func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: self.folder.file(folder).path).sorted()
  }

  private func run(_ arguments: String..., input: String = "") throws -> Tool.Outcome {
    try Tool.run(Self.tool, arguments, input: input, in: folder.url)
  }

  // MARK: Files

  @Test func `file= reads inside the document's folder and nowhere else`() throws {
    try write("f(x) = x*x\nat x = 7\n", to: "doc/graphs/square.expr")
    try write("secret = 1\n", to: "outside.expr")
    try write(String(repeating: "# long\n", count: 200_000) + "f(x) = x", to: "doc/long.expr")
    for (link, target) in [
      ("doc/out.expr", "../outside.expr"), ("doc/folder", ".."),
      ("doc/in.expr", "graphs/square.expr"),
      ("doc/device.expr", "/dev/zero"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.file(link).path, withDestinationPath: target)
    }
    try FileManager.default.createDirectory(
      at: folder.file("doc/d.expr"), withIntermediateDirectories: true)
    func outcome(_ path: String) throws -> Tool.Outcome {
      try write("```{.wengert file=\(path)}\n```\n", to: "doc/page.md")
      return try run("markdown", "doc/page.md")
    }
    for path in ["graphs/square.expr", "in.expr"] {
      #expect(try outcome(path).output.contains("Result: f = 49."))
    }
    for (path, message) in [
      ("out.expr", "outside of the document's folder"),
      ("folder/outside.expr", "outside of the document's folder"),
      ("device.expr", "outside of the document's folder"), ("none.expr", "no such file"),
      ("d.expr", "not a file"), ("long.expr", "larger than 1024 KiB"),
      ("../outside.expr", "not a path that a document may name"),
    ] {
      let outcome = try outcome(path)
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      #expect(
        outcome.errors.hasPrefix("doc/page.md:1:19: error: ") && outcome.errors.contains(message))
    }
    try write("f(x) = \n", to: "doc/wrong.expr")
    #expect(try outcome("wrong.expr").errors.hasPrefix("doc/wrong.expr:1:8: error: "))
    let piped = try run(
      "markdown", "-", "--folder", "doc/graphs", input: "```{.wengert file=square.expr}\n```\n")
    #expect(piped.output.contains("Result: f = 49."))
  }

  // MARK: Pictures

  @Test
  func `pictures are written once, found by the document, and removed when nothing shows them`()
    throws
  {
    try write("keep", to: "p/mine.svg")
    func fence(_ text: String) -> String { "```wengert\n\(text)\n```\n\n" }
    try write(fence("x") + fence("y^2") + fence("x"), to: "a.md")
    try write(fence("x"), to: "b.md")
    #expect(try run("markdown", "a.md", "b.md", "-o", "out/sub/", "--pictures", "p").status == 0)
    let first = try names(in: "p")
    #expect(first.count == 6)
    let links = try read("out/sub/a.md").matches(of: /(?:src|srcset)="([^"]*)"/).map {
      String($0.output.1)
    }
    #expect(links.count == 6 && Set(links).count == 4)
    for link in links {
      #expect(FileManager.default.fileExists(atPath: folder.file("out/sub/\(link)").path))
    }
    let file = folder.file("p/\(first[0])").path
    let date = try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
    #expect(try run("markdown", "a.md", "b.md", "-o", "out/sub", "--pictures", "p").status == 0)
    #expect(try names(in: "p") == first)
    #expect(
      try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date == date)
    // The other document still shows x.
    try write(fence("y^2"), to: "a.md")
    #expect(try run("markdown", "a.md", "-o", "out/sub/a.md", "--pictures", "p").status == 0)
    #expect(try names(in: "p") == first)
    try write("nothing\n", to: "b.md")
    #expect(try run("markdown", "b.md", "-o", "out/sub/b.md", "--pictures", "p").status == 0)
    #expect(try names(in: "p").count == 4)
    #expect(try read("p/mine.svg") == "keep")
    // A list that somebody else wrote removes nothing.
    try write("../a.md\tout/sub/b.md\nmine.svg\t../out/sub/b.md\n", to: "p/wengert-pictures.txt")
    #expect(try run("markdown", "b.md", "-o", "out/sub/b.md", "--pictures", "p").status == 0)
    #expect(try read("p/mine.svg") == "keep" && read("a.md") == fence("y^2"))
  }

  @Test func `a document on standard output removes no pictures of another one`() throws {
    func fence(_ text: String) -> String { "```wengert\n\(text)\n```\n" }
    func pictures() throws -> Int { try names(in: "p").filter { $0.hasSuffix(".svg") }.count }
    try write(fence("x"), to: "a.md")
    try write(fence("y^2"), to: "b.md")
    for name in ["a.md", "b.md"] {
      #expect(try run("markdown", name, "--pictures", "p").status == 0)
    }
    #expect(try pictures() == 4)
    try write("nothing\n", to: "a.md")
    #expect(try run("markdown", "a.md", "--pictures", "p").status == 0)
    #expect(try pictures() == 2)
    // Nobody knows whether standard input is the same document as before.
    for text in ["u", "v"] {
      #expect(try run("markdown", "-", "--pictures", "p", input: fence(text)).status == 0)
    }
    #expect(try pictures() == 6)
  }

  @Test func `pictures are removed when the document without them is written, and not before`()
    throws
  {
    try write("```wengert\nx\n```\n", to: "a.md")
    #expect(try run("markdown", "a.md", "-o", "out/a.md", "--pictures", "p").status == 0)
    let before = try names(in: "p")
    try write("```wengert\ny\n```\n", to: "a.md")
    try FileManager.default.removeItem(at: folder.file("out"))
    try write("no folder", to: "out")
    #expect(try run("markdown", "a.md", "-o", "out/a.md", "--pictures", "p").status == 1)
    #expect(try Set(before).isSubset(of: names(in: "p")))
    try FileManager.default.removeItem(at: folder.file("out"))
    #expect(try run("markdown", "a.md", "-o", "out/a.md", "--pictures", "p").status == 0)
    #expect(try names(in: "p").count == before.count && names(in: "p") != before)
  }

  @Test(
    arguments: [
      ["build", "src", "-o", ""], ["build", "", "-o", "site"],
      ["build", "src", "-o", "site", "--templates", ""], ["markdown", "a.md", "--pictures", ""],
      ["markdown", "a.md", "--folder", ""], ["markdown", "a.md", "--cache", ""],
      ["pandoc", "--media", ""], ["pandoc", "--folder", ""],
      ["report", "-e", "f(x) = x", "--templates", ""], ["templates", "export", ""],
    ])
  func `a folder without a name is refused and not taken for another one`(_ words: [String]) throws
  {
    let outcome = try Tool.run(Self.tool, words, in: folder.url)
    #expect(outcome.status == 64, "\(outcome.errors)")
    #expect(outcome.errors.contains(" needs the name of a folder."))
  }

  @Test func `nothing is written where a fence of any document is wrong`() throws {
    try write("```wengert\nx\n```\n", to: "a.md")
    try write("```wengert\nx +\n```\n", to: "b.md")
    let outcome = try run("markdown", "a.md", "b.md", "-o", "out", "--pictures", "p")
    #expect(outcome.status == 1 && outcome.errors.hasPrefix("b.md:2:4: error: "))
    #expect(try names(in: ".") == ["a.md", "b.md"])
    #expect(try run("markdown", "a.md", "b.md").status == 64)
    #expect(try run("markdown", "a.md", "x/a.md", "-o", "out").status == 64)
    #expect(try run("markdown", "a.md", "b.md", "-o", "out", "--keep-going").status == 2)
    #expect(try read("out/b.md").hasPrefix("<pre class=\"wengert-error\">b.md:2:4: error: "))
  }

  // MARK: mdBook

  @Test func `mdBook asks for a renderer and gives a book`() throws {
    #expect(try run("mdbook", "supports", "html").status == 0)
    #expect(try run("mdbook", "supports", "latex").status == 1)
    #expect(try run("mdbook", "renders").status == 64)
    let book = """
      [{"config":{}},{"sections":[{"Chapter":{"name":"A","content":"```wengert\\nx +\\n```","path":"a.md"}}]}]
      """
    let outcome = try run("mdbook", input: book)
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("src/a.md:2:4: error: "))
    let right = try run("mdbook", input: book.replacing("x +", with: "x"))
    #expect(right.status == 0 && right.output.contains("<figure class=\\\"wengert\\\">"))
  }

  // MARK: Pandoc

  /// Runs pandoc with the filter.
  private func pandoc(_ arguments: [String], filter options: String = "") throws -> Tool.Outcome {
    let filter = folder.file("wengert-pandoc")
    try Data("#!/bin/sh\nexec '\(Self.tool.path)' pandoc \"$@\" \(options)\n".utf8).write(
      to: filter)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: filter.path)
    try write(Self.lecture, to: "lecture.md")
    let program = try #require(Tool.find("pandoc"))
    return try Tool.run(
      program, ["lecture.md", "--filter", filter.path] + arguments, in: folder.url)
  }

  @Test(.enabled(if: hasPandoc, "needs pandoc"), arguments: ["html", "revealjs", "slidy"])
  func `pandoc builds pages whose figures are in the text`(_ writer: String) throws {
    let outcome = try pandoc(["-s", "-M", "title=T", "-t", writer])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.output.matches(of: /<svg\s/).count >= 1)
    for part in [
      "The &lt;graph&gt; &amp; all", "wengert-trace\"", "wengert-jacobian\"", "id=\"fig-a\"",
    ] {
      #expect(outcome.output.contains(part), "\(part)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.file("wengert-media").path))
    let again = try pandoc(["-s", "-M", "title=T", "-t", writer])
    #expect(again.output == outcome.output)
  }

  @Test(
    .enabled(
      if: hasPandoc && Tool.find("unzip") != nil && Tool.find("xmllint") != nil,
      "needs pandoc, unzip and xmllint"))
  func `pandoc builds a book whose pages are well-formed`() throws {
    let outcome = try pandoc(["-M", "title=T", "-o", "lecture.epub"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let page = try Tool.run(
      URL(filePath: "/bin/sh"),
      [
        "-c",
        "unzip -p lecture.epub EPUB/text/ch001.xhtml > page.xhtml && xmllint --noout page.xhtml",
      ],
      in: folder.url)
    #expect(page.status == 0, "\(page.errors)")
    let text = try read("page.xhtml")
    #expect(text.contains("<svg ") && !text.contains(/<math (?!xmlns=)/))
  }

  @Test(
    .enabled(if: hasPandoc && hasConverter, "needs pandoc and rsvg-convert"),
    arguments: [("latex", "pdf"), ("docx", "png"), ("pptx", "png")])
  func `pandoc builds files with pictures`(_ writer: String, _ suffix: String) throws {
    let outcome = try pandoc(["-s", "-M", "title=T", "-t", writer, "-o", "out.\(writer)"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let media = try names(in: "wengert-media")
    #expect(media.count == 1 && media[0].hasSuffix(suffix))
    if writer == "latex" {
      let text = try read("out.latex")
      #expect(text.contains("wengert-media/\(media[0])") && text.contains("\\begin{longtable}"))
    }
  }

  @Test(
    .enabled(if: hasPandoc && Tool.find("pdflatex") != nil, "needs pandoc and pdflatex"),
    arguments: ["", "--tikz"])
  func `pandoc builds a page of LaTeX`(_ options: String) throws {
    if options.isEmpty, !Self.hasConverter { return }
    let outcome = try pandoc(
      ["-V", "header-includes=\\usepackage{tikz}", "-o", "lecture.pdf"], filter: options)
    #expect(outcome.status == 0, "\(outcome.errors.suffix(1_000))")
  }

  @Test(.enabled(if: hasPandoc, "needs pandoc"))
  func `pandoc stops where a fence is wrong`() throws {
    let program = try #require(Tool.find("pandoc"))
    let tree = try Tool.run(
      program, ["-f", "markdown", "-t", "json"], input: "a\n\n```{.wengert}\nf(x) = x +\n```\n")
    let outcome = try run("pandoc", "latex", input: tree.output)
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("fence 1 (f(x) = x +):2:11: error: "))
    #expect(
      try run("pandoc", input: "no").errors
        == "<stdin>: error: byte 1 is no JSON: a value is expected\n")
    #expect(try names(in: ".").isEmpty)
  }
}
