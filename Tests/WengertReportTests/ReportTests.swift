import Foundation
import Testing
import Wengert
import WengertDrawing
import WengertTemplates

@testable import WengertReport

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct `Reports` {
  private func model(_ text: String, title: String = "f(x)", figure: String? = "<svg></svg>") throws
    -> ReportModel
  {
    ReportModel(
      ReportSource(
        table: try trace(text, title: title), figure: figure,
        figureNote: figure == nil ? "no figure" : nil,
        format: NumberFormat(digits: 6)))
  }

  @Test func `a page holds the function, the figure, the trace, both sweeps and the Jacobian`()
    throws
  {
    let page = try model(`Traces`.bishop).html()
    for part in [
      "<h1>f(x)</h1>", "<svg></svg>", "Evaluation trace", "Forward mode", "Reverse mode",
      "Jacobian",
      "16.7781", "8.8052", "2 forward passes or\n1 reverse pass", "zero by structure",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(page.contains("Both ways give the same numbers to the last digit."))
    #expect(
      page.firstRange(of: "http") == nil || !page.contains("src=\"http"),
      "nothing comes from outside")
    #expect(page.matches(of: /<script/).count == 1)
  }

  @Test func `the policy allows the script and the style sheet of the page, by their digests`()
    throws
  {
    let page = try model(`Traces`.bishop).html()
    let policy = try #require(page.firstMatch(of: /Content-Security-Policy" content="([^"]+)"/)).1
    for element in ["script", "style"] {
      let start = try #require(page.firstRange(of: "<\(element)>")).upperBound
      let end = try #require(page.firstRange(of: "</\(element)>")).lowerBound
      let digest = SHA256(page[start..<end].utf8).base64
      let allowed = policy.replacing("&#43;", with: "+").replacing("&#61;", with: "=")
      #expect(allowed.contains("\(element)-src &#39;sha256-\(digest)&#39;"), "\(policy)")
    }
    #expect(!policy.contains("unsafe") && policy.hasPrefix("default-src &#39;none&#39;"))
    #expect(
      page.firstMatch(of: /\sstyle=|\son[a-z]+=/) == nil, "nothing inline that it would refuse")
  }

  @Test func `the report of the textbook's function stays small`() throws {
    #expect(try model(`Traces`.bishop).html().utf8.count < 140_000)
  }

  @Test func `sections are picked and ordered`() throws {
    let page = try model(`Traces`.bishop).html(sections: [.cost, .trace])
    let headings = page.matches(of: /<h2 id="([a-z]+)"/).map { String($0.1) }
    #expect(headings == ["cost", "trace"])
    let all = try model(`Traces`.bishop).html().matches(of: /<h2 id="([a-z]+)"/).map {
      String($0.1)
    }
    #expect(all == ReportSection.allCases.map(\.rawValue).filter { $0 != "function" })
  }

  @Test func `costs are those of the textbook's equations`() throws {
    let equations = try trace(`Traces`.bishop).equations
    #expect(equations.evaluationCost().operations == 5 && equations.evaluationCost().live == 4)
    // v̇₃ takes 3 operations, v̇₄ 2, v̇₅ 1, v̇₆ 1, v̇₇ 1; the bars 0, 0, 0, 1, 2, 1 and 4, of which −v̄₆ is one.
    #expect(equations.forwardCost().operations == 13)
    #expect(equations.reverseCost().operations == 13)
    #expect(equations.reverseCost().live >= 7, "the reverse sweep needs the values again")
  }

  @Test func `a number that is not finite is found and explained`() throws {
    var builder = GraphBuilder()
    let x = builder.input("x")
    builder.output("f", builder.apply(.mul, builder.apply(.log, x), x))
    let graph = builder.graph
    let evaluation = Evaluation(
      try graph.linearized(at: [0], checkingDomains: false), tangentSeed: [1], adjointSeed: [1])
    let source = ReportSource(
      table: TraceTable(Equations(graph), evaluation, title: "f"), figure: nil, figureNote: "none",
      format: NumberFormat())
    let page = try ReportModel(source).html()
    #expect(
      page.contains("The first number that is not finite is v₂ = −∞, computed from v₁ = 0."))
  }

  @Test func `the page is well-formed and the same every time`() throws {
    let page = try model(`Traces`.bishop).html()
    // The void elements of HTML are the only ones that XML would have closed.
    let xml = page.replacing("<!DOCTYPE html>", with: "").replacing(#/<meta [^>]*>/#, with: "")
      .replacing(#/<script>[^\0]*?<\/script>/#, with: "")
    #expect(XMLParser(data: Data(xml.utf8)).parse())
    #expect(try model(`Traces`.bishop).html() == page)
  }

  @Test func `without a point there are equations, and nothing that claims to be a number`() throws
  {
    let page = try model("f(x, y) = sin(x*y)").html()
    #expect(page.contains("Without a point there are equations and no numbers."))
    #expect(!page.contains("With numbers") && !page.contains("forward pass 1"))
  }

  @Test func `a missing figure is explained`() throws {
    #expect(try model("f(x) = x", figure: nil).html().contains("no figure"))
  }

  @Test func `a long trace is cut, and says so`() throws {
    let lines = (1...2_700).map { "a\($0) = \($0 == 1 ? "x" : "a\($0 - 1)") + 1" }
    let page = try model((lines + ["at x = 1"]).joined(separator: "\n"), figure: nil).html()
    #expect(page.contains("201 more lines are left out here"))
    #expect(page.matches(of: /<tr id="row-/).count == 2_500)
  }

  @Test func `names from outside are text and nothing else`() throws {
    let name = "<script>alert(1)</script>{{x}}"
    var builder = GraphBuilder()
    let node = builder.apply(.sin, builder.input(name))
    builder.name(node, name + "'\"&")
    builder.output(name, node)
    let evaluation = Evaluation(
      try builder.graph.linearized(at: [1]), tangentSeed: [1], adjointSeed: [1])
    let table = TraceTable(Equations(builder.graph), evaluation, title: name)
    let page = try ReportModel(
      ReportSource(table: table, figure: nil, figureNote: name, format: NumberFormat())
    ).html()
    #expect(page.matches(of: /<script/).count == 1)
    #expect(page.matches(of: /<\/script/).count == 1)
    #expect(page.contains("&lt;script&gt;"))
  }

  @Test func `an accent on a quotation mark does not hide it from the escapes`() throws {
    let name = "x\"\u{307} autofocus=\"\u{301}"
    var builder = GraphBuilder()
    builder.output("f", builder.apply(.sin, builder.input(name)))
    let evaluation = Evaluation(
      try builder.graph.linearized(at: [1]), tangentSeed: [1], adjointSeed: [1])
    let table = TraceTable(Equations(builder.graph), evaluation, title: "f")
    let page = try ReportModel(
      ReportSource(table: table, figure: "<svg></svg>", figureNote: nil, format: NumberFormat())
    ).html()
    // Byte by byte, as a browser reads it.
    let markup = page.replacing(#/<script>[^\0]*?<\/script>/#, with: "")
    #expect(
      !String(decoding: markup.utf8.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).contains("x\"?"))
  }

  @Test(arguments: ["\"\u{301} onload=\"\u{301}x", "<\u{301}b>", "\u{202E}x\u{1B}[31m", "\u{2028}"])
  func `names from outside are text in a live figure`(_ name: String) throws {
    var builder = GraphBuilder()
    builder.output(name, builder.apply(.sin, builder.input(name)))
    let evaluation = Evaluation(
      try builder.graph.linearized(at: [1]), tangentSeed: [1], adjointSeed: [1])
    let equations = Equations(builder.graph)
    let figure = try #require(
      try LiveFigure(
        table: TraceTable(equations, evaluation, title: name), by: LayeredLayout(),
        options: FigureOptions(), views: FoldableViews(equations), id: "a"))
    #expect(XMLParser(data: Data(figure.markup.utf8)).parse())
    #expect(
      (figure.markup + figure.script).unicodeScalars.allSatisfy { $0 == "\n" || !$0.isActive })
  }

  @Test func `a file of one's own replaces a template`() throws {
    let templates = Templates.embedded.replacing(
      "function.mustache", with: "<h1>House style: {{title}}</h1>", origin: "mine/function.mustache"
    )
    #expect(try model("f(x) = x").html(templates).contains("<h1>House style: f(x)</h1>"))
  }

  @Test func `an input that everything reads has an equation of as many terms`() throws {
    let lines = (0..<8000).map { "y\($0) = x*\($0 + 2)" }.joined(separator: "\n")
    let html = try model("\(lines)\noutput y0, y1, y2").html(.embedded)
    #expect(html.contains("·8001</span>"))
  }

  @Test(
    arguments: [
      (
        "<h1>\n {{titel}}", "mine/function.mustache:2:2: error: there is no 'titel' here",
        "did you mean 'title'?"
      ),
      (
        "{{^hasPoint}}{{#nothingAtAll}}x{{/nothingAtAll}}{{/hasPoint}}",
        "mine/function.mustache:1:14: error: there is no 'nothingAtAll' here", nil
      ),
      (
        "{{title}} {{equation}}",
        "mine/function.mustache:1:11: error: there is no 'equation' here",
        "it stands only within the list that it belongs to"
      ),
      (
        "{{>traces}}",
        "mine/function.mustache:1:1: error: there is no template 'traces' to include",
        "did you mean 'trace'?"
      ),
      (
        "<h1>\n{{#function}}",
        "mine/function.mustache:2:14: error: a section is not closed: its {{/name}} is missing", nil
      ),
      (
        "{{#function}}{{/title}}",
        "mine/function.mustache:1:17: error: this {{/name}} closes no section, or not the innermost one",
        nil
      ),
      (
        "{{title", "mine/function.mustache:1:8: error: the tag is not closed: its }} is missing",
        nil
      ),
    ])
  func `what is wrong in a template is said, with its place`(
    _ text: String, _ message: String, _ hint: String?
  ) throws {
    let templates = Templates.embedded.replacing(
      "function.mustache", with: text, origin: "mine/function.mustache")
    let model = try model("f(x) = x")
    let error = #expect(throws: ReportError.self) { try model.html(templates) }
    #expect(error?.description == message + (hint.map { "\n  = help: \($0)" } ?? ""))
  }

  @Test func `a file that no template includes is an error, one that is included is not`() throws {
    let model = try model("f(x) = x")
    let stray = Templates.embedded.replacing(
      "jacobain.mustache", with: "", origin: "mine/jacobain.mustache")
    let error = #expect(throws: ReportError.self) { try model.html(stray) }
    #expect(
      error?.description == "mine/jacobain.mustache: error: no template includes this file"
        + "\n  = help: did you mean 'jacobian.mustache'?")
    let added = Templates.embedded
      .replacing("motto.mustache", with: "Draw it.", origin: "mine/motto.mustache")
      .replacing("function.mustache", with: "{{>motto}}", origin: "mine/function.mustache")
    #expect(try model.html(added).contains("Draw it."))
  }

  @Test func `every name that a report has can be used, and no other`() throws {
    func names(_ value: Any) -> Set<String> {
      if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(names($1)) } }
      guard let object = value as? [String: Any] else { return [] }
      return object.reduce(into: Set(object.keys)) { $0.formUnion(names($1.value)) }
    }
    let text = "f(x, y) = x*x + y\nat x = 1, y = 2"
    let page: Set<String> = ["contents", "css", "style", "script", "policy", "sections", "widget"]
    #expect(names(try model(text).context).union(page) == TemplateNames.report)
  }
}

@Suite struct `Digests` {
  /// The examples of FIPS 180-4 and of RFC 6234.
  @Test(
    arguments: [
      ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
      ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="
      ),
    ])
  func `are those of the standard's examples`(_ text: String, _ expected: String) {
    #expect(SHA256(text.utf8).base64 == expected)
  }

  @Test func `are that of a million letters`() {
    let letters = repeatElement(UInt8(ascii: "a"), count: 1_000_000)
    #expect(SHA256(letters).base64 == "zcduXJkU+5KBocfihNc+Z/GAmkiklyAOBG05zMcRLNA=")
  }

  @Test func `are those of every length around a block`() {
    // Digests of runs of x, all digested again: one wrong padding changes it.
    let all = (0...130).map { SHA256(String(repeating: "x", count: $0).utf8).base64 }.joined()
    #expect(SHA256(all.utf8).base64 == "KdNpgNLziuQ/WqRdzSWOI9YkmZosLyFXIm+z6dA4SQE=")
  }
}

@Suite struct `MathML` {
  private func markup(_ text: String) throws -> String {
    let graph = try trace("f(x1, y) = \(text)").graph
    let formula = try #require(Equations(graph).expanded(graph.outputs[0].node, limit: 50))
    return WengertReport.MathML(format: NumberFormat()).markup(formula)
  }

  @Test(
    arguments: [
      ("x1", "<msub><mi>x</mi><mn>1</mn></msub>"),
      ("y/2", "<mfrac><mi>y</mi><mn>2</mn></mfrac>"),
      ("sqrt(y)", "<msqrt><mi>y</mi></msqrt>"),
      ("x1^2", "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>"),
      ("y^-1", "<msup><mi>y</mi><mrow><mo form=\"prefix\">&#x2212;</mo><mn>1</mn></mrow></msup>"),
      ("2*y", "<mrow><mn>2</mn><mo>&#x2062;</mo><mi>y</mi></mrow>"),
      ("y*2", "<mrow><mi>y</mi><mo>&#x22C5;</mo><mn>2</mn></mrow>"),
      (
        "abs(y)",
        "<mrow><mo stretchy=\"false\">|</mo><mi>y</mi><mo stretchy=\"false\">|</mo></mrow>"
      ),
      ("-y", "<mrow><mo form=\"prefix\">&#x2212;</mo><mi>y</mi></mrow>"),
      (
        "1e-9",
        "<mrow><mn>1</mn><mo>&#xD7;</mo><msup><mn>10</mn><mrow><mo form=\"prefix\">&#x2212;</mo><mn>9</mn></mrow></msup></mrow>"
      ),
    ])
  func `shapes follow the notation of the elementals`(_ text: String, _ expected: String) throws {
    #expect(try markup(text) == expected)
  }

  @Test(
    arguments: [
      ("y - (y - y)", 1), ("y + (y - y)", 0), ("(y + y)*y", 1), ("y/(y + y)", 0), ("(y + y)^2", 1),
      ("y*-y", 1), ("-y*y", 0), ("(-y)^2", 1), ("sin(y)^2", 2), ("y - y*y", 0),
    ])
  func `parentheses stand where the meaning needs them`(_ text: String, _ pairs: Int) throws {
    #expect(try markup(text).matches(of: />\(</).count == pairs)
  }

  @Test func `a sum of many operands is the row of each in that of the next`() {
    let math = WengertReport.MathML(format: NumberFormat())
    var (sum, expected) = (Formula.symbol("y"), "<mi>y</mi>")
    for number in 2..<200 {
      sum = .binary(number % 2 == 0 ? .add : .sub, sum, .number(Double(number)))
      let sign = number % 2 == 0 ? "+" : "−"
      expected = "<mrow>\(expected)<mo>\(sign)</mo><mn>\(number)</mn></mrow>"
    }
    #expect(math.markup(sum) == expected)
  }

  @Test func `dots and bars stand over the letter, not over the index`() {
    let math = WengertReport.MathML(format: NumberFormat())
    #expect(
      math.markup(Symbol("v3", accent: .dot))
        == "<msub><mover><mi>v</mi><mo stretchy=\"false\">&#x2D9;</mo></mover><mn>3</mn></msub>")
    #expect(math.markup(Symbol("x_max", accent: .bar)).hasSuffix("<mi>max</mi></msub>"))
  }
}
