import Testing
import WengertDocuments
import WengertNotation

/// Catalogs of DocC without files.
@Suite struct `DocC catalogs` {
  private typealias Files = (files: [DocCCatalog.File], errors: [DocumentError])

  private func files(
    _ page: String, path: String = "Page.md", graphs: [(String, String)] = [],
    reading: FenceFiles = .none
  ) -> Files {
    DocCCatalog(
      pages: [.init(path: path, text: page, name: "X.docc/\(path)", files: reading)],
      graphs: graphs.map { stem, text in
        .init(stem: stem, source: SourceText(text, name: "X.docc/\(stem).expr"))
      }
    ).files(by: DirectRendering(by: RowLayout()))
  }

  private func text(of page: String) throws -> String {
    let result = files(page)
    try #require(result.errors.isEmpty, "\(result.errors)")
    return try #require(result.files.first { $0.path == "Page.md" }).text
  }

  /// The page with ▢ for the name of each picture.
  private func outline(_ page: String) throws -> String {
    try text(of: page).replacing(/wengert-[0-9a-z-]+\.svg/, with: "▢")
  }

  @Test func `a figure becomes a picture in two files, and everything after it stays on its line`()
    throws
  {
    let result = files("a\n\n```wengert {alt=\"A graph\"}\nf(x) = x\nat x = 1\n```\n\nb\n")
    #expect(result.errors.isEmpty && result.files.count == 3)
    let page = try #require(result.files.first { $0.path == "Page.md" }).text
    let match = try #require(page.wholeMatch(of: /a\n\n!\[A graph\]\((.*)\.svg\)\n\n\n\n\nb\n/))
    let (light, dark) = (
      result.files.first { $0.path == "\(match.1).svg" },
      result.files.first { $0.path == "\(match.1)~dark.svg" }
    )
    #expect(Markup(try #require(light).text) != nil)
    #expect(Markup(try #require(dark).text) != nil)
    #expect(light?.text != dark?.text)
  }

  @Test func `without a text for those who do not see it, a picture has its summary`() throws {
    #expect(
      try outline("```wengert\nf(x) = x*y\n```\n")
        .hasPrefix("![Expression graph of f\\(x\\, y\\)\\: 3 nodes\\, 2 edges\\."))
  }

  @Test func `equal figures share their files unless they are described differently`() throws {
    let fence = "```wengert {alt=A}\nf(x) = x\n```\n\n"
    #expect(files(fence + fence).files.count == 3)
    #expect(files(fence + fence.replacing("alt=A", with: "alt=B")).files.count == 5)
  }

  @Test(arguments: [
    ("a caption is a part of a picture", "", "@Image(source: \"▢\", alt: \"A\") {\n  C\n}"),
    ("but not in lists", "- ", "- ![A](▢)\n\n  *C*"),
    ("nor in quotes", "> ", "> ![A](▢)\n>\n> *C*"),
  ])
  func `captions stand where they can`(_ name: String, _ prefix: String, _ start: String) throws {
    let indent = prefix == "> " ? prefix : String(repeating: " ", count: prefix.count)
    let page = "\(prefix)```wengert {alt=A caption=C}\n\(indent)x\n\(indent)```\n"
    #expect(try outline(page).hasPrefix(start), "\(name)")
  }

  @Test func `descriptions and captions are text, whatever is written in them`() throws {
    let hostile = "](b) ![c](d) <svg> @Image(source: e) } { **f** ~g $h$ | &amp; #"
    let page = try outline("```wengert {alt=\"\(hostile)\" caption=\"\(hostile)\"}\nx\n```\n")
    let escaped = hostile.map { $0 == " " || $0.isLetter ? "\($0)" : "\\\($0)" }.joined()
    #expect(page.hasPrefix("@Image(source: \"▢\", alt: \"\(hostile)\") {\n  \(escaped)\n}"))
    let quoted = try outline(#"```wengert {alt="a \" b" caption="\"c\""}"# + "\nx\n```\n")
    #expect(quoted.hasPrefix(#"![a \" b](▢)"# + "\n\n" + #"*\"c\"*"#))
  }

  @Test func `other kinds are tables and code, and mathematics is text`() throws {
    func kind(_ attributes: String) throws -> String {
      try text(of: "```wengert {\(attributes)}\nf(x) = x^2\nat x = 3\n```\n")
    }
    let trace = try kind("kind=trace caption=C")
    #expect(trace.hasPrefix("| Equation |") && trace.contains("\n\n*C*\n"))
    let equations = try kind("kind=equations mode=forward")
    #expect(equations.contains("| v̇₂ = ") && !equations.contains("$"))
    #expect(try kind("kind=code language=c").hasPrefix("```c\n"))
    #expect(try kind("kind=jacobian").contains("| 6 |"))
    // A page that runs no scripts has a figure instead.
    #expect(try kind("kind=live").hasPrefix("!["))
  }

  @Test(arguments: [
    ("indented", "@Row {\n    @Column {\n        ```wengert\n        x\n        ```\n    }\n}\n"),
    ("with arguments", "@Tab(\"a\") {\n      ```wengert\n      x\n      ```\n}\n"),
    (
      "with arguments on several lines",
      "@Tutorial(time: 5,\n          name: \"a\") {\n     ```wengert\n     x\n     ```\n}\n"
    ),
    ("after another", "@Tab {\n    a\n}\n@Tab {\n    ~~~wengert\n    x\n    ~~~\n}\n"),
    ("in a list in one", "@Tab {\n    - a\n\n      ```wengert\n      x\n      ```\n}\n"),
    ("after a directive on one line", "@Tab { a }\n```wengert\nx\n```\n"),
    ("after one without content", "@Image(source: a)\n```wengert\nx\n```\n"),
    ("after an unfinished one", "@Image(source: a\n\n```wengert\nx\n```\n"),
    ("after a word with @", "@someone says (so\n\n```wengert\nx\n```\n"),
    (
      "with a brace in code",
      "@Tab {\n    ```c\n    }\n    ```\n    ```wengert\n    x\n    ```\n}\n"
    ),
  ])
  func `fences are found in directives`(_ name: String, _ page: String) throws {
    #expect(try outline(page).contains("](▢)"), "\(name)")
  }

  @Test(arguments: [
    "@Tab {\n    ````md\n    ```wengert\n    x\n    ```\n    ````\n}\n",
    "@Tab {\n    a\n\n        ```wengert\n        x\n        ```\n}\n",
    "    ```wengert\n    x\n    ```\n",
  ])
  func `examples stay as they are`(_ page: String) {
    #expect(files(page).files.isEmpty)
  }

  @Test func `errors name the page's own line and column`() {
    let page = "@Tab {\n    a\n\n        b\n    ```wengert\n    f(x) = x +\n    ```\n}\n"
    let result = files(page, path: "Sub/Page.md")
    #expect(
      result.errors.map(\.description).first?.hasPrefix("X.docc/Sub/Page.md:6:15: error: ") == true)
  }

  @Test func `a function in a file of its own becomes two pictures beside it`() {
    let result = files("a\n", graphs: [("Graphs/b", "f(x) = x")])
    #expect(result.errors.isEmpty)
    #expect(result.files.map(\.path) == ["Graphs/b.svg", "Graphs/b~dark.svg"])
  }

  @Test func `errors come page by page, then function by function, each once`() {
    let result = files(
      "```wengert\n(\n```\n\n```wengert {file=a.expr}\n```\n",
      graphs: [("b", "f(x) = x"), ("c", "f(x) =\n\n y +")])
    let places = result.errors.map { $0.description.prefix { $0 != " " } }
    #expect(places == ["X.docc/Page.md:2:1:", "X.docc/Page.md:5:18:", "X.docc/c.expr:1:7:"])
  }
}
