import Testing
import WengertDocuments
import WengertDrawing

/// Live figures in every front end.
@Suite struct `Live figures` {
  private static let function = "f(x1, x2) = x1*x2 + sin(x2)\nat x1 = 1, x2 = 2"
  private static let fence = "```wengert {kind=live}\n\(function)\n```\n"

  private func scripts(in text: String) -> [String] {
    text.matches(of: #/<script>([^\0]*?)<\/script>/#).map { String($0.output.1) }
  }

  @Test func `one script at the end of a document runs all of its widgets`() throws {
    let other = Self.fence.replacing("sin", with: "cos")
    let rendered = render("\(Self.fence)\nText.\n\n\(Self.fence)\n\(other)")
    #expect(rendered.errors.isEmpty && rendered.figures.count == 3)
    let script = try #require(scripts(in: rendered.text).first)
    #expect(scripts(in: rendered.text).count == 1 && rendered.text.hasSuffix("</script>\n"))
    let roots = rendered.figures.compactMap {
      $0.firstMatch(of: /<div class="wg wg-live wg-widget" id="([^"]*)"/).map {
        String($0.output.1)
      }
    }
    #expect(Set(roots).count == 3)
    for root in roots { #expect(script.contains("getElementById(\"\(root)\"),\"\(root)-\"")) }
    #expect(script.matches(of: /const wengert=/).count == 1)
  }

  @Test func `ids are different in equal widgets, and all begin with the widget's`() throws {
    let rendered = render("\(Self.fence)\n\(Self.fence)")
    let ids = try rendered.figures.map { try #require(Markup($0)).ids }
    #expect(Set(ids.joined()).count == ids.joined().count)
    for list in ids {
      let root = try #require(list.first)
      #expect(list.count > 50 && list.allSatisfy { $0 == root || $0.hasPrefix("\(root)-") })
    }
  }

  @Test func `a widget has the figure that a report would have, with the numbers of both sweeps`()
    throws
  {
    let figure = try #require(render(Self.fence).figures.first)
    let svg = try #require(figure.firstMatch(of: #/<svg xmlns[^\0]*?<\/svg>/#))
    let text = try #require(Markup(String(svg.output))).text.replacing("\u{A0}", with: "")
    for number in ["2.9093", "0.58385"] { #expect(text.contains(number), "\(number)") }
    #expect(!svg.output.contains(" hidden="))
    #expect(figure.contains("role=\"group\" aria-label=\"Steps\" hidden=\"\""))
    #expect(!figure.contains(" style="), "a policy may forbid it")
  }

  @Test(arguments: [
    ("> ", "> \n"), ("- ", "\n"), ("1. a\n\n   ", "\n"), ("", "\n```\nan open fence"),
    ("", "\n~~~~~c\nan open fence\n"), ("", "\n    code"), ("", "\n- a\n  ```\n  an open fence"),
  ])
  func `the script belongs to no list, quote or fence`(_ pair: (before: String, after: String))
    throws
  {
    let indent = pair.before.split(separator: "\n").last.map { line in
      line.hasPrefix(">") ? "> " : String(repeating: " ", count: line.count)
    }
    let lines = Self.fence.split(separator: "\n")
    let rest = lines.dropFirst().map { "\n" + (indent ?? "") + $0 }.joined()
    let rendered = render(pair.before + lines[0] + rest + "\n" + pair.after)
    #expect(rendered.errors.isEmpty && rendered.figures.count == 1)
    let body = try #require(rendered.text.firstRange(of: "\n\n<script>\n"))
    // What stands before it, with another fence in its place: that fence is found at the outermost level.
    let probe = rendered.text[..<body.lowerBound] + "\n\n```wengert\nx\n```\n"
    let fences = MarkdownDocument(String(probe), name: "page.md").fences
    #expect(fences.count == 1)
  }

  @Test func `the script has the line ends of its document`() {
    let rendered = render(Self.fence.replacing("\n", with: "\r\n"))
    #expect(rendered.errors.isEmpty)
    #expect(rendered.text.utf8.count { $0 == 10 } == rendered.text.utf8.count { $0 == 13 })
  }

  @Test func `nothing that an author writes becomes code or ends the script`() throws {
    let evil = "</script><script>alert(1)</script><!--"
    let function = "input x' ; input é\ng(a) = a*x'\noutput alert = g(é) + pi\nat x' = 1, é = 2"
    let rendered = render(
      "```wengert {kind=live caption=\"\(evil)\" alt=\"\(evil)\" id=alert}\n\(function)\n```\n")
    #expect(rendered.errors.isEmpty, "\(rendered.errors)")
    #expect(rendered.text.matches(of: /<script/).count == 1)
    #expect(rendered.text.matches(of: /<\/script/).count == 1)
    #expect(!rendered.text.contains("<!--"))
    let script = try #require(scripts(in: rendered.text).first)
    #expect(
      !script.contains("alert(") && !script.contains("eval(") && !script.contains("Function("))
    #expect(script.contains("\"x\\u0027\"") || !script.contains("x'"))
  }

  @Test func `a live figure needs a point`() {
    let errors = render("```wengert {kind=live}\nf(x) = x\n```\n").errors
    #expect(errors.map(\.problem.message) == ["there is no point to differentiate at"])
    let misnamed = render("```wengert {kind=live unfold=h}\n\(Self.function)\n```\n").errors
    #expect(misnamed.map { $0.description.prefix(15) } == ["page.md:1:30: e"])
  }

  @Test func `where no script runs, a live figure is the figure`() {
    for form in FenceRequest.forms where form != .html {
      let results = DirectRendering(by: RowLayout()).results(of: [
        .sample(.live, as: form), .sample(.figure, as: form),
      ])
      #expect(results[0] == results[1])
    }
    #expect(FenceRequest.sample(.live).still == FenceRequest.sample(.figure))
    #expect(FenceRequest.sample(.trace).still == FenceRequest.sample(.trace))
  }

  private func pandoc(to writer: String) throws -> PandocFilter.Output {
    let code =
      "{\"t\":\"CodeBlock\",\"c\":[[\"\",[\"wengert\"],[[\"kind\",\"live\"]]],\"f(x) = x*x\\nat x = 3\"]}"
    let text =
      "{\"pandoc-api-version\":[1,23,1],\"meta\":{},\"blocks\":[\(code),{\"t\":\"HorizontalRule\"}]}"
    return try PandocFilter(text, writer: writer, folder: "")
      .rendered(by: DirectRendering(by: RowLayout()), files: .none)
  }

  @Test func `pandoc gets the script as its last block, for pages that run it`() throws {
    for writer in ["html5", "revealjs"] {
      let output = try pandoc(to: writer)
      #expect(output.errors.isEmpty)
      let last = try #require(output.json.ranges(of: "{\"t\":\"RawBlock\"").last)
      #expect(
        output.json[last.lowerBound...].hasPrefix("{\"t\":\"RawBlock\",\"c\":[\"html\",\"<script>"))
      #expect(output.json.matches(of: /<script>/).count == 1)
      #expect(output.json.contains("wg-widget"))
    }
    for writer in ["epub3", "gfm", "latex", "docx", "odt"] {
      let output = try pandoc(to: writer)
      #expect(output.errors.isEmpty)
      #expect(!output.json.contains("script>") && !output.json.contains("wg-widget"), "\(writer)")
    }
  }

  @Test func `a chapter of a book has its script, and one for another renderer is still`() throws {
    func book(_ renderer: String) throws -> String {
      let text = Self.fence.replacing("\n", with: "\\n")
      let book = """
        [{"renderer":"\(renderer)","config":{}},{"sections":[{"Chapter":{"name":"A","content":"\(text)","path":"a.md","sub_items":[]}}]}]
        """
      return try MDBook(book).rendered(by: DirectRendering(by: RowLayout())) { _ in .none }.json
    }
    #expect(try book("html").matches(of: /<script>/).count == 1)
    #expect(try !book("epub").contains("<script>"))
  }

  @Test func `groups fold and unfold in a widget that has some`() throws {
    let text = "g(x) = x*x + 1\nf(x, y) = g(x)*g(y)\nat x = 1, y = 2"
    let figure = try #require(render("```wengert {kind=live}\n\(text)\n```\n").figures.first)
    #expect(figure.matches(of: /<svg xmlns/).count > 1)
    #expect(figure.contains("Unfold all"))
    #expect(try #require(render(Self.fence).figures.first).contains("Unfold all") == false)
  }
}
