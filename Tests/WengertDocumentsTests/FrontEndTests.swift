import Foundation
import TestSupport
import Testing
import WengertDocuments
import WengertDrawing

/// The same fence in several front ends.
@Suite struct `Front ends` {
  private static let function = "f(x1, x2) = x1*x2 + sin(x2)\nat x1 = 1, x2 = 2"
  private let rendering = DirectRendering(by: RowLayout())

  /// A text as a string of JSON.
  private func json(_ text: String) throws -> String {
    String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
  }

  /// A document of pandoc with blocks of code, each with its attributes.
  private func pandoc(
    _ blocks: [(attributes: [(String, String)], text: String)], version: String = "1,22,2,1"
  ) throws -> String {
    let list = try blocks.map { block in
      let pairs = try block.attributes.map { "[\(try json($0.0)),\(try json($0.1))]" }
      return "{\"t\":\"CodeBlock\",\"c\":[[\"\",[\"wengert\"],[\(pairs.joined(separator: ","))]],"
        + "\(try json(block.text))]}"
    }
    return
      "{\"pandoc-api-version\":[\(version)],\"meta\":{},\"blocks\":[\(list.joined(separator: ","))]}"
  }

  private func filtered(
    _ text: String, to writer: String, tikz: Bool = false
  ) throws -> PandocFilter.Output {
    try PandocFilter(text, writer: writer, folder: "media/", usesTikZ: tikz)
      .rendered(by: rendering, files: .none)
  }

  private func svg(in text: String) throws -> String {
    let plain = text.replacing("\\\"", with: "\"")
    return try #require(plain.firstMatch(of: /<svg .*?<\/svg>/).map { String($0.output) })
  }

  @Test func `every front end makes the same picture of the same fence`() throws {
    let fence = "```wengert {mode=reverse}\n\(Self.function)\n```\n"
    let markdown = try svg(in: render(fence).text)
    let book = """
      [{"config":{"book":{"src":"text"}}},{"sections":[{"Chapter":{"name":"A","content":\(try json(fence)),"path":"a.md","sub_items":[]}}]}]
      """
    let chapter = try MDBook(book).rendered(by: rendering) { _ in .none }
    #expect(try svg(in: chapter.json) == markdown)
    for version in ["1,22,2,1", "1,23,1"] {
      let document = try pandoc([([("mode", "reverse")], Self.function)], version: version)
      #expect(try svg(in: try filtered(document, to: "html5").json) == markdown)
      #expect(try svg(in: try filtered(document, to: "epub3").json) == markdown)
    }
    let pictures = IllustratedDocument(
      MarkdownDocument(fence, name: "page.md"), folder: "p/", by: rendering)
    let files = try filtered(try pandoc([([("mode", "reverse")], Self.function)]), to: "gfm")
    #expect(pictures.pictures.map(\.svg) == files.pictures.map(\.svg))
    #expect(pictures.pictures.map(\.name) == files.pictures.map(\.name))
    #expect(pictures.pictures.count == 2)
  }

  // MARK: Pandoc

  @Test(arguments: [
    ("html", "RawBlock", "svg", 0), ("revealjs+smart", "RawBlock", "svg", 0),
    ("latex", "Image", "pdf", 1), ("beamer", "Image", "pdf", 1), ("context", "Image", "pdf", 1),
    ("docx", "Image", "png", 1), ("pptx", "Image", "png", 1), ("odt", "Image", "svg", 1),
    ("typst", "Image", "svg", 1), ("gfm", "RawBlock", "svg", 2),
  ])
  func `each writer gets pictures that it can use`(
    _ writer: String, _ block: String, _ suffix: String, _ count: Int
  ) throws {
    let output = try filtered(try pandoc([([], Self.function), ([], Self.function)]), to: writer)
    #expect(output.errors.isEmpty)
    #expect(output.json.contains("{\"t\":\"\(block)\""))
    #expect(!output.json.contains("CodeBlock"))
    // Equal figures share a file.
    #expect(output.pictures.count == count)
    for picture in output.pictures {
      #expect(picture.name.hasSuffix(".\(suffix)") && picture.name.hasPrefix("wengert-"))
      #expect(output.json.contains("media/\(picture.name)"))
    }
  }

  @Test func `light and dark pictures of a figure belong together where another one fails`() throws
  {
    let texts = ["f(x) = x", "f(x) = sin(x)", "f(x) = exp(x) + x"]
    let tree = try pandoc(texts.map { ([], $0) })
    let output = try PandocFilter(tree, writer: "gfm", folder: "m/")
      .rendered(by: DarkFailure(number: 1), files: .none)
    let pairs = output.json.matches(
      of: /srcset=\\"m\/(wengert-[0-9a-f]+)-dark[^>]*><img src=\\"m\/(wengert-[0-9a-f]+)\./)
    #expect(pairs.count == 2 && pairs.allSatisfy { $0.1 == $0.2 }, "\(output.json)")
    #expect(output.errors.count == 1)
  }

  @Test func `addresses of pictures have no blanks and no signs of other meaning`() throws {
    let tree = try pandoc([([], Self.function)])
    let output = try PandocFilter(tree, writer: "gfm", folder: "my media/100%, #1/")
      .rendered(by: rendering, files: .none)
    #expect(output.json.contains("srcset=\\\"my%20media/100%25%2C%20%231/wengert-"))
    #expect(output.json.contains("src=\\\"my%20media/100%25%2C%20%231/wengert-"))
  }

  @Test func `a figure of TikZ has its name with and without a caption`() throws {
    for attributes in [[("id", "fig-a")], [("id", "fig-a"), ("caption", "A")]] {
      let json = try filtered(try pandoc([(attributes, Self.function)]), to: "latex", tikz: true)
        .json
      #expect(json.contains(#"\\label{fig-a}"#), "\(attributes)")
    }
  }

  @Test func `captions become what pandoc numbers`() throws {
    let block = [([("caption", "A & b"), ("alt", "words")], Self.function)]
    let old = try filtered(try pandoc(block), to: "latex").json
    #expect(old.contains(#"{"t":"Str","c":"A"},{"t":"Space"},{"t":"Str","c":"&"}"#))
    #expect(old.contains("pdf\",\"fig:\"]"))
    let new = try filtered(try pandoc(block, version: "1,23,1"), to: "html").json
    #expect(new.contains(#"{"t":"Figure","c":[["",["wengert"],[["aria-label","words"]]],[null,"#))
    let tikz = try filtered(try pandoc(block), to: "latex", tikz: true).json
    #expect(tikz.contains(#"\\caption{A \\& b}"#) && tikz.contains(#"\\begin{tikzpicture}"#))
    let table = [([("kind", "trace"), ("caption", "T"), ("id", "t")], Self.function)]
    let word = try filtered(try pandoc(table), to: "docx").json
    #expect(
      word.contains(
        #"{"t":"Table","c":[["t",[],[]],[null,[{"t":"Plain","c":[{"t":"Str","c":"T"}]}]]"#))
  }

  @Test func `blocks that are no fences, and all else, come back as they were`() throws {
    let text = """
      {"pandoc-api-version":[1,22,2,1],"meta":{"z":{"t":"MetaBool","c":true},"a":{"t":"MetaString","c":"é\\u0000\\n"}},"blocks":[{"t":"CodeBlock","c":[["",["c","wengert"],[]],"x"]},{"t":"BlockQuote","c":[{"t":"Para","c":[]}]},{"t":"HorizontalRule"},{"t":"x","c":[1.50,-0,1e5]}]}
      """
    #expect(try filtered(text, to: "html").json == text)
  }

  @Test func `fences in lists, quotes and cells are found`() throws {
    let block = #"{"t":"CodeBlock","c":[["",["wengert"],[]],"x"]}"#
    let text =
      #"{"pandoc-api-version":[1,22],"meta":{"m":{"t":"MetaBlocks","c":["# + block
      + #"]}},"blocks":[{"t":"BulletList","c":[[{"t":"BlockQuote","c":["# + block + #"]}]]}]}"#
    let output = try filtered(text, to: "html")
    #expect(output.json.matches(of: #/<figure /#).count == 2)
  }

  @Test func `an error says which fence, and where in it`() throws {
    let output = try filtered(
      try pandoc([
        ([], "x"), ([("alt", "a \"b\" \\ c\nd"), ("captoin", "x")], "\n f(x) = x"),
        ([], "f(x) = x +\n~~~~\n"),
      ]), to: "html")
    #expect(
      output.errors.map { $0.description.split(separator: "\n")[0] } == [
        "fence 2 ( f(x) = x):1:35: error: unknown attribute 'captoin'",
        "fence 3 (f(x) = x +):3:1: error: unexpected character '~'",
      ])
  }

  private static let notPandoc: [(text: String, message: String)] = [
    ("", "byte 1 is no JSON: a value is expected"),
    ("{\"a\":1,}", "byte 8 is no JSON: a key is expected"),
    ("[\"\\ud800\"]", "byte 9 is no JSON: half of a pair of surrogates"),
    ("[1] 2", "byte 5 is no JSON: the end is expected"),
    ("[01]", "byte 3 is no JSON: ',' or ']' is expected"),
    ("[]", "this is not pandoc's JSON; use the filter as in pandoc -t json"),
    (
      "{\"pandoc-api-version\":[1,17],\"blocks\":[]}",
      "this pandoc is too old; the filter needs pandoc 2.10"
    ),
    (
      String(repeating: "[", count: 200_000),
      "byte 1001 is no JSON: more than 1000 arrays and objects inside each other"
    ),
  ]

  @Test(arguments: notPandoc)
  func `what is no document of pandoc is an error`(_ sample: (text: String, message: String)) {
    #expect(throws: PandocFilter.FormatError.self) {
      do {
        _ = try filtered(sample.text, to: "html")
      } catch let error as PandocFilter.FormatError {
        #expect(error.description == sample.message)
        throw error
      }
    }
  }

  @Test func `a document nested as deep as the limit allows comes back`() throws {
    let depth = 990
    let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let text = #"{"pandoc-api-version":[1,22],"meta":"# + nested + #","blocks":[]}"#
    #expect(try filtered(text, to: "html").json == text)
  }

  // MARK: mdBook

  private static func book(_ key: String, _ content: String) -> String {
    """
    [{"root":"/home/anna","config":{"book":{}},"renderer":"html"},{"\(key)":[{"Chapter":{"name":"A","content":"# A\\n","number":[1],"sub_items":[{"Chapter":{"name":"B","content":"\(content)","path":"b/b.md","source_path":"b/c.md"}}],"path":"a.md"}},"Separator",{"PartTitle":"```wengert\\nx\\n```"}],"__non_exhaustive":null}]
    """
  }

  @Test(arguments: ["sections", "items"])
  func `a book of either format changes in the text of chapters alone`(_ key: String) throws {
    let fence = "```wengert\\nx\\n```\\n"
    let output = try MDBook(Self.book(key, fence)).rendered(by: rendering) { _ in .none }
    #expect(output.errors.isEmpty)
    let parts = output.json.split(separator: "<figure class=")
    #expect(parts.count == 2)
    let restored = output.json.replacing(/<figure .*?<\/figure>\\n/, with: fence)
    let input = Self.book(key, fence)
    let start = try #require(input.firstRange(of: "{\"\(key)\""))
    #expect(restored == input[start.lowerBound...].dropLast())
  }

  @Test func `an error in a book names the chapter, and files are looked for beside it`() throws {
    var asked: [String] = []
    let output = try MDBook(Self.book("items", "\\n> ```wengert\\n> x +\\n> ```"))
      .rendered(by: rendering) { chapter in
        asked.append(chapter)
        return .none
      }
    #expect(output.errors.count == 1)
    #expect(output.errors[0].description.hasPrefix("src/b/c.md:3:6: error: "))
    #expect(asked == ["src/a.md", "src/b/c.md"])
  }

  @Test(arguments: ["", "[]", "[1,2]", "{}", "[{},{\"chapters\":[]}]"])
  func `what mdBook would not send is an error`(_ text: String) {
    #expect(throws: MDBook.FormatError.self) { try MDBook(text) }
  }

  // MARK: Hostile documents

  private static let hostile = [
    "</script><script>alert(1)</script>", "--> <!-- ]]> <![CDATA[", "\\input{/etc/passwd}",
    "\\write18{touch x}", "javascript:alert(1)", "[a](javascript:alert(1))", "$\\def\\x{\\x}\\x$",
    "`x` *y* | z || ~~a~~ # b", "\" onload=\"alert(1)", "{{ x }} ${y}", "}\\end{figure}\\input x",
    "^^5cinput", "\u{202E}abc", "<img src=x onerror=alert(1)>",
  ]

  @Test func `a quotation mark under an accent ends no attribute of pandoc's tree`() throws {
    let text = "a\"\u{301} id=\"x\\\u{301}"
    let plain = try filtered(pandoc([([("caption", "a")], Self.function)]), to: "html")
    let output = try filtered(pandoc([([("caption", text)], Self.function)]), to: "html")
    #expect(plain.errors.isEmpty && output.errors.isEmpty, "\(output.errors)")
    #expect(!output.json.contains("\"x\""))
  }

  @Test(arguments: hostile)
  func `captions and words stay text in every form`(_ text: String) throws {
    let quoted = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let kinds = ["figure", "trace", "equations", "jacobian"]
    for kind in kinds {
      let fence =
        "~~~wengert {kind=\(kind) alt=\"\(quoted)\" caption=\"\(quoted)\"}\n\(Self.function)\n~~~\n"
      let markup = try #require(render(fence).figures.first.flatMap(Markup.init))
      #expect(
        !markup.elements.contains {
          $0.name == "script" || $0.name == "img" || $0.attributes.keys.contains("onload")
        })
      let illustrated = IllustratedDocument(
        MarkdownDocument(fence, name: "page.md"), folder: "p/", by: rendering)
      #expect(!illustrated.text.contains("<script") && !illustrated.text.contains("<img src=x"))
      for line in illustrated.text.split(separator: "\n") {
        let isHTML = line.hasPrefix("<")
        #expect(!line.contains(isHTML ? /onload="/ : /[^\\]\]\(java/))
      }
      let block = [([("kind", kind), ("alt", text), ("caption", text)], Self.function)]
      let tree = try pandoc(block)
      for writer in ["html", "gfm"] {
        let json = try filtered(tree, to: writer).json
        let raw = json.matches(of: /\{"t":"Raw(Block|Inline)","c":\["html","((?:[^"\\]|\\.)*)"/)
        for match in raw {
          #expect(!match.output.2.contains("<script") && !match.output.2.contains("<img src=x"))
        }
      }
      let latex = try filtered(tree, to: "latex", tikz: true).json
      for match in latex.matches(of: /"latex","((?:[^"\\]|\\.)*)"/) {
        // A backslash of the author's is \textbackslash.
        for command in [
          "\\\\input", "\\\\write18", "\\\\def\\\\x", "^^5c", "\\\\end{figure}\\\\input",
        ] {
          #expect(!match.output.1.contains(command), "\(command)")
        }
      }
    }
  }

  @Test func `ids and names that are no names are errors`() {
    for id in ["javascript:alert(1)", "a\"b", "a<b", "a b", "a\\input"] {
      let quoted = id.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      let errors = render("```wengert {id=\"\(quoted)\"}\nx\n```\n").errors
      #expect(errors.map(\.problem) == [.malformedIdentifier(id)])
    }
    for name in ["\\input", "a<b>", "\"a\"", "$x$", "a`b"] {
      #expect(!render("~~~wengert {kind=trace}\n\(name)(x) = x\n~~~\n").errors.isEmpty)
    }
  }
}
