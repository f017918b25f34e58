import Testing
import WengertDocuments
import WengertDrawing
import WengertGraphviz

@Suite struct `Figures in documents` {
  private let bishop = "f(x1, x2) = x1*x2 + exp(x1*x2) - sin(x2)\nat x1 = 1, x2 = 2"

  private static let hostile = [
    "</figure><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a & b &lt; c &#60;",
    "--> ]]> <!-- <![CDATA[", "it's", "\u{0}\u{1B}[31m\u{7F}\u{FFFE}", "\u{202E}abc\u{2028}d",
    "{{ page }} {% raw %} ${x} `code` *stars* $x^2$", "x\" onmouseover=\"alert(1)",
    "</title></style></svg>", String(repeating: "é", count: 5_000), "\t\ttabs", "e\u{301}",
  ]

  /// The value in double quotes.
  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  @Test func `a figure is laid out by Graphviz and shows the textbook's numbers`() throws {
    let rendered = render("```wengert\n\(bishop)\n```\n", by: GraphvizLayout())
    let figure = try #require(rendered.figures.first)
    #expect(rendered.outline == "▢\n")
    #expect(figure.contains(">8.4798<"))
    let markup = try #require(Markup(figure))
    #expect(markup.elements.map(\.name).prefix(2) == ["figure", "svg"])
    #expect(markup.text.contains("Expression graph of f(x₁, x₂)"))
  }

  @Test func `attributes choose what a figure shows`() throws {
    func figure(_ attributes: String) throws -> String {
      let rendered = render("```wengert {\(attributes)}\n\(bishop)\n```\n")
      #expect(rendered.errors.isEmpty)
      return try #require(rendered.figures.first)
    }
    #expect(try figure("mode=reverse").contains("Reverse sweep"))
    #expect(try !figure("mode=reverse").contains("Forward sweep"))
    #expect(try figure("at=\"x1=0, x2=0\"").contains("Evaluated at x₁ = 0, x₂ = 0."))
    #expect(try figure("at=x2=0").contains("Evaluated at x₁ = 1, x₂ = 0."))
    #expect(try figure("tangent=x2").contains("Forward sweep from ẋ₂ = 1"))
    #expect(try figure("adjoint='f = 2'").contains("Reverse sweep from f̄ = 2"))
    #expect(try figure("show=\"primal, partial\"") != figure("show=primal"))
    #expect(try figure("show=primal,partial").contains("partial"))
    #expect(try !figure("show=primal").contains("-partial\""))
  }

  @Test func `the direction of a figure is the author's, or else the size decides`() {
    struct Asking: LayoutEngine {
      let wanted: Direction
      func layout(_ request: LayoutRequest) throws(LayoutError) -> LayoutResult {
        #expect(request.direction == wanted)
        return try RowLayout().layout(request)
      }
    }
    let fence = "\nf(x) = x*x\n```\n"
    #expect(render("```wengert" + fence, by: Asking(wanted: .leftToRight)).errors.isEmpty)
    let chosen = render("```wengert {direction=tb}" + fence, by: Asking(wanted: .topToBottom))
    #expect(chosen.errors.isEmpty)
  }

  @Test func `caption, words and id stand in the figure`() throws {
    let rendered = render(
      #"""
      ```wengert {alt='The square of x' caption="A \"simple\" one: \(x^2\)" id=fig:a}
      f(x) = x*x
      ```
      """#)
    let markup = try #require(rendered.figures.first.flatMap(Markup.init))
    #expect(markup.elements.first?.attributes["id"] == "fig:a")
    #expect(markup.elements.first?.attributes["aria-label"] == "The square of x")
    #expect(markup.elements.last?.name == "figcaption")
    #expect(markup.text.hasSuffix("A \"simple\" one: \\(x^2\\)"))
  }

  @Test func `an empty caption is none, and an empty alternative text neither`() throws {
    let rendered = render("```wengert {alt='' caption=\"\"}\nx\n```\n")
    let markup = try #require(rendered.figures.first.flatMap(Markup.init))
    #expect(markup.elements.first?.attributes == ["class": "wengert"])
    #expect(!markup.elements.contains { $0.name == "figcaption" })
  }

  @Test(arguments: hostile)
  func `no text of an author becomes markup`(_ text: String) throws {
    let safe = String(text.filter { !$0.isNewline || $0 == "\u{2028}" })
    let rendered = render(
      "~~~wengert {alt=\(quoted(safe)) caption=\(quoted(safe))}\nα' = β_1*γ\n~~~\n\nafter\n")
    #expect(rendered.outline == "▢\n\nafter\n")
    let markup = try #require(rendered.figures.first.flatMap(Markup.init))
    let known: Set = [
      "figure", "svg", "title", "desc", "style", "g", "path", "rect", "circle", "text", "tspan",
      "figcaption",
    ]
    #expect(Set(markup.elements.map(\.name)).isSubset(of: known))
    for element in markup.elements {
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") || $0.hasSuffix("href") })
    }
  }

  @Test func `everything a figure refers to is in it, and no two ids in a page are equal`() throws {
    let fence = "```wengert\n\(bishop)\n```\n\n"
    let other = "```wengert {mode=primal id=figure}\n\(bishop)\n```\n\n"
    let rendered = render(fence + fence + other + fence)
    let figures = try rendered.figures.map { try #require(Markup($0)) }
    #expect(figures.count == 4)
    let ids = figures.flatMap(\.ids)
    #expect(Set(ids).count == ids.count)
    for figure in figures {
      for name in ["aria-labelledby", "aria-describedby"] {
        let references = figure.elements.compactMap { $0.attributes[name] }
        #expect(!references.isEmpty)
        #expect(Set(references).isSubset(of: figure.ids))
      }
    }
  }

  @Test
  func `ids follow from what the author wrote, not from the place, the line ends or the process`()
    throws
  {
    let fence = "```wengert {mode=reverse}\n\(bishop)\n```\n"
    let alone = try #require(render(fence).figures.first)
    #expect(alone.contains(" id=\"wg-31czksnk2s2os-1-title\""))
    #expect(render("```wengert\nx\n```\n\n> a\n\n" + fence).figures.last == alone)
    #expect(render(fence.replacing("\n", with: "\r\n")).figures.first == alone)
    let quote = fence.split(separator: "\n").map { "> \($0)\n" }.joined()
    #expect(render(quote).figures.first == alone)
  }

  @Test func `the same document gives the same bytes`() {
    let text = "```wengert {caption=a}\n\(bishop)\n```\n- ```wengert\n  y = x^3\n  ```\n  b\n"
    let first = render(text, by: GraphvizLayout())
    for _ in 0..<3 { #expect(render(text, by: GraphvizLayout()) == first) }
  }

  @Test func `a figure is one line without a blank line, whatever the line ends of the document`() {
    let rendered = render("a\r\n\r\n```wengert\r\n\(bishop)\r\n```\r\n")
    #expect(rendered.text.split(separator: "\r\n", omittingEmptySubsequences: false).count == 4)
    #expect(rendered.figures.count == 1)
  }
}
