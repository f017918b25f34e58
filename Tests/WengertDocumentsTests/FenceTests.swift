import Testing
import WengertDocuments
import WengertNotation

/// A document, and what it becomes with ▢ for each figure.
struct Shape: CustomTestStringConvertible {
  let name: String
  let document: String
  let outline: String

  var testDescription: String { name }

  init(_ name: String, _ document: String, _ outline: String) {
    (self.name, self.document, self.outline) = (name, document, outline)
  }

  static let fences: [Shape] = [
    .init("three backticks", "a\n\n```wengert\nf(x) = x\n```\n\nb\n", "a\n\n▢\n\nb\n"),
    .init("tildes", "~~~wengert\nx\n~~~\n", "▢\n"),
    .init("tildes hold backticks", "~~~wengert {alt=`a`}\nx # ```\n~~~\n", "▢\n"),
    .init("longer", "`````wengert\nx\n`````\n", "▢\n"),
    .init("closed by more", "```wengert\nx\n``````  \n", "▢\n"),
    .init("indented", "   ```wengert\n   x\n ```\n", "   ▢\n"),
    .init("blanks before the word", "``` \t wengert\nx\n```\n", "▢\n"),
    .init("braces without a blank", "```wengert{alt=a}\nx\n```\n", "▢\n"),
    .init("class", "```{.wengert}\nx\n```\n", "▢\n"),
    .init("class with blanks", "``` { .wengert alt=a }\nx\n```\n", "▢\n"),
    .init("identifier before the class", "```{#a .wengert}\nx\n```\n", "▢\n"),
    .init("at the end without a newline", "a\n```wengert\nx\n```", "a\n▢"),
    .init("CRLF", "a\r\n```wengert\r\nf(x)\r\n = x\r\n```\r\n\r\nb\r\n", "a\r\n✗\r\n\r\nb\r\n"),
    .init("CRLF, text after", "```wengert\r\nx\r\n```\r\nb\r\n", "▢\r\n\r\nb\r\n"),
    .init("CR", "a\r```wengert\rx\r```\rb", "a\r▢\r\rb"),
    .init("mixed line ends", "a\r\n```wengert\nx\r\n```\r\n\nb\r", "a\r\n▢\r\n\nb\r"),
    .init("byte order mark", "\u{FEFF}```wengert\nx\n```\n", "\u{FEFF}▢\n"),
    .init("interrupting a paragraph", "a\n```wengert\nx\n```\n", "a\n▢\n"),
    .init("blank lines inside", "```wengert\n\nx\n\n\n```\n", "▢\n"),
    .init("two in a row", "```wengert\nx\n```\n```wengert\nx\n```\n", "▢\n\n▢\n"),
    .init("code after it", "```wengert\nx\n```\n```c\n```\n", "▢\n\n```c\n```\n"),
    .init("shorter marker inside", "````wengert\nx #\n```\n````\n", "✗\n"),
  ]

  static let containers: [Shape] = [
    .init("bullet", "- a\n\n  ```wengert\n  x\n  ```\n- b\n", "- a\n\n  ▢\n- b\n"),
    .init("text after it in a bullet", "- ```wengert\n  x\n  ```\n  b\n", "- ▢\n\n  b\n"),
    .init("number", "12. a\n    ```wengert\n    x\n    ```\n", "12. a\n    ▢\n"),
    .init("on the line of the marker", "* ```wengert\n  x\n  ```\n", "* ▢\n"),
    .init("nested items", "- - 1) ```wengert\n       x\n       ```\n", "- - 1) ▢\n"),
    .init("item with a tab", "-\t```wengert\n\tx\n\t```\n", "-\t▢\n"),
    .init("item that begins blank", "-\n  ```wengert\n  x\n  ```\n", "-\n  ▢\n"),
    .init("blank line without blanks", "- ```wengert\n  x\n\n  ```\n", "- ▢\n"),
    .init("quote", "> ```wengert\n> f(x) =\n> ```\n> b\n", "> ✗\n>\n> b\n"),
    .init("quote without blanks", ">```wengert\n>x\n>```\nb\n", ">▢\nb\n"),
    .init("quote with a tab", ">\t~~~wengert\n>\tx\n>\t~~~\n", ">\t▢\n"),
    .init("deep quote", "> > ```wengert\n> > x\n> > ```\n> a\n", "> > ▢\n> a\n"),
    .init("quote in an item", "- > ```wengert\n  > x\n  > ```\n  > a\n", "- > ▢\n  >\n  > a\n"),
    .init("item in a quote", "> 1. ```wengert\n>    x\n>    ```\n", "> 1. ▢\n"),
    .init("after a lazy line", "> a\nb\n```wengert\nx\n```\n", "> a\nb\n▢\n"),
    .init("after a comment", "<!-- a -->\n```wengert\nx\n```\n", "<!-- a -->\n▢\n"),
    .init("after HTML", "<div>\n\n```wengert\nx\n```\n</div>\n", "<div>\n\n▢\n\n</div>\n"),
  ]

  static let examples: [(name: String, document: String)] = [
    ("another language", "```swift\nlet x = 1\n```\n"),
    ("a longer word", "```wengerts\nx\n```\n"),
    ("capital letters", "```Wengert\nx\n```\n"),
    ("a second word", "```text wengert\nx\n```\n"),
    ("a second class", "```{.text .wengert}\nx\n```\n"),
    ("no class", "```{wengert}\nx\n```\n"),
    ("two backticks", "``wengert\nx\n``\n"),
    ("a backtick after backticks", "```wengert `\nx\n"),
    ("inside a longer fence", "````markdown\n```wengert\nx\n```\n````\n"),
    ("inside a fence of the other kind", "~~~\n```wengert\n~~~\n"),
    ("inside an unclosed fence", "```text\n~~~wengert\nx\n~~~\n"),
    ("inside a fence in a quote", "> ~~~~\n> ~~~wengert\n> ~~~\n> ~~~~\n"),
    ("indented code", "a\n\n    ```wengert\n    x\n    ```\n"),
    ("indented by a tab", "\t```wengert\n\tx\n\t```\n"),
    ("indented code in an item", "- a\n\n      ```wengert\n      x\n      ```\n"),
    ("a line of a paragraph", "a\n    ```wengert\n"),
    ("a comment", "<!--\n```wengert\nx\n```\n-->\n"),
    ("preformatted HTML", "<pre>\n\n```wengert\nx\n```\n</pre>\n"),
    ("HTML without a blank line", "<details>\n```wengert\nx\n```\n"),
    ("a tag on a line", "<my-tag a='b' c>\n```wengert\nx\n```\n"),
    ("CDATA", "<![CDATA[\n```wengert\nx\n```\n]]>\n"),
  ]
}

/// A long document: a line many times over, between two others.
struct Bulk: CustomTestStringConvertible {
  let first: String
  let line: String
  let count: Int
  let last: String

  var text: String { first + String(repeating: line, count: count) + last }
  var testDescription: String { "\(count) × \(line.debugDescription)" }

  static let all: [Bulk] = [
    .init(first: "", line: "- ", count: 40_000, last: "x\n"),
    .init(first: String(repeating: "- ", count: 500) + "x", line: "\n", count: 20_000, last: "x"),
    .init(first: "", line: "> ", count: 60_000, last: "\n"),
    .init(first: "", line: "-\t", count: 40_000, last: ""),
    .init(first: "", line: "`", count: 80_000, last: ""),
    .init(first: "", line: "<pre>\n", count: 12_000, last: ""),
    .init(first: "", line: "<a b='c' ", count: 9_000, last: ""),
    .init(first: "", line: "```wengert\n", count: 8_000, last: ""),
    .init(first: "", line: "- ```wengert\n", count: 2_000, last: ""),
    .init(first: "```wengert {alt=\"", line: "\\\"", count: 40_000, last: "\n```\n"),
  ]
}

@Suite struct `Fences in Markdown` {
  @Test(arguments: Shape.fences)
  func `a fence of any shape becomes a figure on its line`(_ shape: Shape) {
    #expect(render(shape.document).outline == shape.outline)
  }

  @Test(arguments: Shape.containers)
  func `a fence in a list or a quote becomes a figure that stays in it`(_ shape: Shape) {
    #expect(render(shape.document).outline == shape.outline)
  }

  @Test(arguments: Shape.examples)
  func `what only looks like a fence is left alone`(_ example: (name: String, document: String)) {
    let rendered = render(example.document)
    #expect(rendered.text == example.document, "\(example.name)")
    #expect(rendered.errors.isEmpty)
  }

  @Test(arguments: ["", "\n", "a", "\r", "\u{FEFF}"])
  func `a document without fences is the same document`(_ text: String) {
    #expect(Array(render(text).text.utf8) == Array(text.utf8))
  }

  @Test func `a fence knows its lines and its text without list and quote`() throws {
    let document = MarkdownDocument(
      "a\n- > ```wengert\n  > f(x) =\n  >   x\n  > ```\n", name: "page.md")
    let fence = try #require(document.fences.first)
    #expect(document.fences.count == 1)
    #expect(fence.lines == 2...5)
    #expect(String(decoding: fence.body.bytes, as: UTF8.self) == "f(x) =\n  x")
  }

  @Test(arguments: [
    ("```wengert\nx\n```\nb", "1\n\n2\n\nb"),
    ("- a\r\n\r\n  ```wengert\r\n  x\r\n  ```\r\n- b", "- a\r\n\r\n  1\r\n\r\n  2\r\n- b"),
    ("- > ```wengert\n  > x\n  > ```\n  > a\n", "- > 1\n  >\n  > 2\n  >\n  > a\n"),
    (">\t~~~wengert\n>\tx\n>\t~~~\n", ">\t1\n>\n>\t2\n"),
  ])
  func `a text of several lines stays in its list and quote`(_ text: String, _ result: String) {
    let document = MarkdownDocument(text, name: "page.md")
    #expect(document.replacingFences(with: ["1\n\n2"]) == result)
  }

  // Tests wait for each other, and that counts; the limit is for what never ends.
  @Test(.timeLimit(.minutes(20)), arguments: Bulk.all)
  func `hostile documents are read in time`(_ bulk: Bulk) {
    #expect(!render(bulk.text).text.isEmpty)
  }

  @Test
  func `documents put together at random are read, and reading the result changes nothing more`() {
    let pieces = [
      "```wengert", "~~~wengert", "````", "```", "~~~", "- ", "1. ", "> ", ">", "  ", "    ", "\t",
      "\n", "\n", "\n", "\r\n", "x", "# h", "---", "<!--", "-->", "<pre>", "</pre>", "<div>", "f(x",
      " {alt=a}", " {.wengert", "{", "\"", "\\", "é", "\u{0}", "\u{301}",
    ]
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    for _ in 0..<3_000 {
      let text = (0..<next(20) + 1).map { _ in pieces[next(pieces.count)] }.joined()
      let rendered = render(text)
      let again = render(rendered.text)
      #expect(again.text == rendered.text, "\(text.debugDescription)")
      #expect(again.errors.isEmpty, "\(text.debugDescription)")
    }
  }
}
