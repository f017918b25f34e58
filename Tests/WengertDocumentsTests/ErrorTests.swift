import Testing
import WengertDocuments
import WengertDrawing

/// A document and its messages.
struct Mistake: CustomTestStringConvertible {
  let name: String
  let document: String
  let message: String

  var testDescription: String { name }

  init(_ name: String, _ document: String, _ message: String) {
    (self.name, self.document, self.message) = (name, document, message)
  }

  private static func head(_ text: String, _ message: String, name: String) -> Mistake {
    Mistake(name, "\(text)\nx\n```\n", message)
  }

  static let attributes: [Mistake] = [
    .head(
      "```wengert {titel=a}",
      """
      page.md:1:13: error: unknown attribute 'titel'
      1 | ```wengert {titel=a}
        |             ^~~~~
        = help: known are kind, file, alt, caption, id, mode, show, direction, weight, constants, at, tangent, adjoint, max-nodes, depth, fold, unfold, focus, radius, between, language, derivative
      """, name: "unknown"),
    .head(
      "``` {.wengert captoin=a}",
      """
      page.md:1:15: error: unknown attribute 'captoin'
      1 | ``` {.wengert captoin=a}
        |               ^~~~~~~
        = help: did you mean 'caption'?
      """, name: "misspelt"),
    .head(
      "```wengert {mode=backward}",
      """
      page.md:1:18: error: 'backward' is not a value of 'mode'
      1 | ```wengert {mode=backward}
        |                  ^~~~~~~~
        = help: known are primal, forward, reverse, both
      """, name: "bad mode"),
    .head(
      "```wengert {max-nodes=many}",
      """
      page.md:1:23: error: expected a number of cards, or 'all'
      1 | ```wengert {max-nodes=many}
        |                       ^~~~
        = help: attributes are written name=value or name="value", with blanks between them
      """, name: "bad limit"),
    .head(
      "```wengert {depth=-1}",
      """
      page.md:1:19: error: expected a whole number from 0 on
      1 | ```wengert {depth=-1}
        |                   ^~
        = help: attributes are written name=value or name="value", with blanks between them
      """, name: "bad depth"),
    .head(
      "```wengert {radius=2}",
      """
      page.md:1:13: error: expected 'focus' beside 'radius'
      1 | ```wengert {radius=2}
        |             ^~~~~~
        = help: attributes are written name=value or name="value", with blanks between them
      """, name: "radius without focus"),
    .head(
      "```wengert {focus=y}",
      """
      page.md:1:19: error: there is no node named 'y'
      1 | ```wengert {focus=y}
        |                   ^
        = help: nodes have the names that figures show, such as v3; 'wengert trace' lists them
      """, name: "focus on nothing"),
    .head(
      "```wengert {fold=g}",
      """
      page.md:1:18: error: there is no group named 'g'
      1 | ```wengert {fold=g}
        |                  ^
        = help: groups are calls of functions, and there are none here
      """, name: "fold of nothing"),
    .head(
      "```wengert {direction=\"rl\"}",
      """
      page.md:1:24: error: 'rl' is not a value of 'direction'
      1 | ```wengert {direction="rl"}
        |                        ^~
        = help: known are lr, bt, tb
      """, name: "bad direction"),
    .head(
      "```wengert {show=primal,,adjoint}",
      """
      page.md:1:18: error: '' is not a value of 'show'
      1 | ```wengert {show=primal,,adjoint}
        |                  ^~~~~~~~~~~~~~~
        = help: known are primal, tangent, adjoint, partial, contributions, sums
      """, name: "empty part"),
    .head(
      "```wengert {alt=a alt=b}",
      """
      page.md:1:19: error: 'alt' is given twice
      1 | ```wengert {alt=a alt=b}
        |                   ^~~
      """, name: "twice"),
    .head(
      "```{#a .wengert id=b}",
      """
      page.md:1:17: error: 'id' is given twice
      1 | ```{#a .wengert id=b}
        |                 ^~
      """, name: "two ids"),
    .head(
      "```wengert {alt=\"a \\\"b}",
      """
      page.md:1:17: error: this quote is never closed
      1 | ```wengert {alt="a \\"b}
        |                 ^
        = help: a quote inside the value is written with a backslash before it
      """, name: "unclosed quote"),
    .head(
      "```wengert {alt=a",
      """
      page.md:1:12: error: this brace is never closed
      1 | ```wengert {alt=a
        |            ^
        = help: add '}' on the same line
      """, name: "unclosed brace"),
    .head(
      "```wengert mode=both",
      """
      page.md:1:12: error: attributes stand in braces
      1 | ```wengert mode=both
        |            ^~~~~~~~~
        = help: write {name=value …}
      """, name: "no braces"),
    .head(
      "```wengert {id=1a}",
      """
      page.md:1:16: error: '1a' is not an id
      1 | ```wengert {id=1a}
        |                ^~
        = help: an id is a letter, then letters, digits and any of - _ . :
      """, name: "bad id"),
    .head(
      "```wengert {id=wg-a}",
      """
      page.md:1:16: error: ids that begin with 'wg-' are reserved
      1 | ```wengert {id=wg-a}
        |                ^~~~
        = help: give it another id
      """, name: "reserved id"),
  ]

  private static let form =
    "attributes are written name=value or name=\"value\", with blanks between them"

  static let forms: [(head: String, place: String)] = [
    ("```wengert {alt}", "1:13: error: expected '=' and a value after 'alt'"),
    ("```wengert {alt=}", "1:13: error: expected a value after 'alt='"),
    ("```wengert {=a}", "1:13: error: expected the name of an attribute"),
    ("```wengert {alt=a\"b\"}", "1:17: error: expected quotes around the whole value"),
    ("```wengert {alt=\"a\"id=b}", "1:20: error: expected a blank before the next attribute"),
    ("```wengert {alt=a} b", "1:20: error: expected nothing after the attributes"),
    ("```wengert {.wide}", "1:13: error: expected '=' and a value after '.wide'"),
    ("```{.wengert .wide}", "1:14: error: expected '=' and a value after '.wide'"),
  ]

  static let bodies: [Mistake] = [
    .init(
      "in a list and a quote", "- a\n  > ```wengert\n  > f(x) = x +\n  > at x = 1\n  > ```\n",
      """
      page.md:3:15: error: expected an expression, found the end of the line
      3 |   > f(x) = x +
        |               ^
        = help: a statement ends with its line; put it in parentheses to go on in the next one
      """),
    .init(
      "after letters of several bytes", "é\r\n\r\n>\t~~~wengert\r\n>\tü = ß + sin\r\n>\t~~~\r\n",
      """
      page.md:4:11: error: the function 'sin' stands without arguments
      4 | >\tü = ß + sin
        |  \t        ^~~
        = help: write sin(…)
      """),
    .init(
      "a second definition names the first one's line", "\n\n```wengert\nu = x\nu = 2*x\n```\n",
      """
      page.md:5:1: error: 'u' is already defined on line 4
      5 | u = 2*x
        | ^
        = help: give it another name
      """),
    .init(
      "outside a domain", "> ```wengert\n> f(x) = 2*log(x)\n>\n> at x = -1\n> ```\n",
      """
      page.md:2:12: error: log is not defined at x = -1
      2 | > f(x) = 2*log(x)
        |            ^~~
        = help: its argument must be greater than 0
      """),
    .init(
      "in an attribute", "* ~~~{.wengert at=\"x1=1, x2=2\"}\n  f(x1) = x1\n  ~~~\n",
      """
      page.md:1:26: error: 'x2' is not an input
      1 | * ~~~{.wengert at="x1=1, x2=2"}
        |                          ^~
        = help: did you mean 'x1'?
      """),
    .init(
      "in a seed", "```wengert {adjoint=f2}\nf1(x) = x\nat x = 1\n```\n",
      """
      page.md:1:21: error: 'f2' is not an output
      1 | ```wengert {adjoint=f2}
        |                     ^~
        = help: did you mean 'f1'?
      """),
    .init(
      "nothing to compute", "a\n\n ```wengert\n ```\n",
      """
      page.md:3:2: error: there is nothing to compute
      3 |  ```wengert
        |  ^~~~~~~~~~
        = help: write a function, such as f(x) = x^2
      """),
    .init(
      "a value is missing", "```wengert\nf(x, y) = x*y\nat x = 1\n```\n",
      """
      page.md:1:1: error: no value for 'y' at the point
      1 | ```wengert
        | ^~~~~~~~~~
        = help: add y = … to the 'at' line or attribute
      """),
    .init(
      "a seed without a point", "```wengert {tangent=x}\nf(x) = x\n```\n",
      """
      page.md:1:1: error: a seed needs a point
      1 | ```wengert {tangent=x}
        | ^~~~~~~~~~~~~~~~~~~~~~
        = help: add a line 'at x = …', or the attribute at="x=…"
      """),
    .init(
      "an unclosed fence", "a\n\n  ~~~~ wengert\nf(x) = x\n~~~\n",
      """
      page.md:3:3: error: this fence is never closed
      3 |   ~~~~ wengert
        |   ^~~~
        = help: close it with a line of ~~~~, in the same list item or quote
      """),
    .init(
      "a fence that its quote ends", "> ```wengert\n> x\n\n```\n",
      """
      page.md:1:3: error: this fence is never closed
      1 | > ```wengert
        |   ^~~
        = help: close it with a line of ```, in the same list item or quote
      """),
  ]
}

@Suite struct `Errors in documents` {
  @Test(arguments: Mistake.attributes)
  func `a wrong attribute is an error at its place`(_ mistake: Mistake) {
    #expect(render(mistake.document).errors.map(\.description) == [mistake.message])
  }

  @Test(arguments: Mistake.forms)
  func `attributes that are not well formed are an error at their place`(
    _ form: (head: String, place: String)
  ) throws {
    let errors = render("\(form.head)\nx\n```\n").errors
    let lines = try #require(errors.first).description.split(separator: "\n")
    #expect(errors.count == 1)
    #expect(lines.first.map(String.init) == "page.md:\(form.place)")
    #expect(lines[1] == "1 | \(form.head)")
  }

  @Test(arguments: Mistake.bodies)
  func `an error in the function is reported at the document's line and column`(_ mistake: Mistake)
  {
    #expect(render(mistake.document).errors.map(\.description) == [mistake.message])
  }

  @Test func `every fence that is wrong is reported, in order, and the others are drawn`() {
    let rendered = render(
      "```wengert\n(\n```\n\n~~~wengert\nx\n~~~\n\n```wengert {a=b}\n(\n```\n- ```wengert\n  x\n")
    #expect(rendered.errors.map(\.problem).count == 3)
    #expect(
      rendered.errors.map { $0.description.prefix { $0 != " " } } == [
        "page.md:2:1:", "page.md:9:13:", "page.md:12:3:",
      ])
    #expect(rendered.outline == "✗\n\n▢\n\n✗\n\n- ✗\n")
  }

  @Test func `two figures cannot have one id`() {
    let fence = "```wengert {id=a}\nx\n```\n"
    let rendered = render(fence + "\n" + fence)
    #expect(rendered.errors.map(\.problem) == [.repeatedIdentifier("a", line: 1)])
    #expect(rendered.errors.first?.description.hasPrefix("page.md:5:16: error: ") == true)
  }

  @Test func `a figure that cannot be laid out is an error at its fence`() {
    let rendered = render("a\n\n```wengert\nf(x) = x*x\n```\n", by: BrokenLayout())
    #expect(rendered.errors.map(\.problem) == [.layout(.tooLarge(boxes: 2, limit: 1))])
    #expect(rendered.errors.first?.description.hasPrefix("page.md:3:1: error: ") == true)
  }

  @Test func `the message in the page is one escaped line that names no folder`() {
    let text = "- ```wengert\n  f(\"<script>alert(1)</script>) = \u{202E}&\n  ```\n"
    let rendered = MarkdownDocument(text, name: "/home/anna/secret/page.md")
      .rendered(by: DirectRendering(by: RowLayout()))
    #expect(
      rendered.text == """
        - <pre class="wengert-error">page.md:2:5: error: unexpected character &#39;&quot;&#39;&#10;2 \
        |   f(&quot;&lt;script&gt;alert(1)&lt;/script&gt;) = \u{FFFD}&amp;&#10;  |     ^</pre>

        """)
    #expect(rendered.errors.first?.description.hasPrefix("/home/anna/secret/page.md:2:5:") == true)
  }
}
