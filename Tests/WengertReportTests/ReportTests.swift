import Foundation
import Testing
import Wengert
import WengertDrawing
import WengertReport
import WengertTemplates

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
    #expect(!page.contains("<script"))
  }

  @Test func `the page is well-formed and the same every time`() throws {
    let page = try model(`Traces`.bishop).html()
    // The void elements of HTML are the only ones that XML would have closed.
    let xml = page.replacing("<!DOCTYPE html>", with: "").replacing(#/<meta [^>]*>/#, with: "")
    #expect(XMLParser(data: Data(xml.utf8)).parse())
    #expect(try model(`Traces`.bishop).html() == page)
  }

  @Test func `without a point there are equations, and nothing that claims to be a number`() throws
  {
    let page = try model("f(x, y) = sin(x*y)").html()
    #expect(page.contains("Without a point there are equations and no numbers."))
    #expect(!page.contains("With numbers") && !page.contains("forward pass"))
  }

  @Test func `a missing figure is explained`() throws {
    #expect(try model("f(x) = x", figure: nil).html().contains("no figure"))
  }

  @Test func `a long trace is cut, and says so`() throws {
    let lines = (1...1_200).map { "a\($0) = \($0 == 1 ? "x" : "a\($0 - 1)") + 1" }
    let page = try model((lines + ["at x = 1"]).joined(separator: "\n"), figure: nil).html()
    #expect(page.contains("201 more lines are left out here"))
    #expect(page.matches(of: /<tr id="row-/).count == 1_000)
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
    #expect(!page.contains("<script"))
    #expect(page.contains("&lt;script&gt;"))
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
    #expect(html.contains("<mn>8001</mn></mrow></mrow>"))
  }

  @Test(
    arguments: [
      ("{{titel}} {{#nothing}}x{{/nothing}}", ReportError.unknownNames(["titel", "nothing"])),
      ("{{>header}}", .unknownPartial("header", file: "mine/function.mustache")),
      (
        "<h1>\n{{#function}}",
        .malformedTemplate(
          file: "mine/function.mustache", line: 2, column: 14, what: "expectedSectionEnd")
      ),
    ])
  func `what is wrong in a template is said, with its place`(
    _ text: String, _ expected: ReportError
  ) throws {
    let templates = Templates.embedded.replacing(
      "function.mustache", with: text, origin: "mine/function.mustache")
    let model = try model("f(x) = x")
    #expect(throws: expected) { try model.html(templates) }
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
