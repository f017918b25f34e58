import Testing
import WengertDocuments
import WengertDrawing
import WengertNotation

@Suite struct `Kinds of fences` {
  private static let function = "f(x1, x2) = x1*x2 + exp(x1*x2) - sin(x2)\nat x1 = 1, x2 = 2"

  private func fence(
    _ attributes: String, _ function: String = Self.function, files: FenceFiles = .none
  ) -> RenderedDocument {
    MarkdownDocument("~~~wengert {\(attributes)}\n\(function)\n~~~\n", name: "page.md")
      .rendered(by: DirectRendering(by: RowLayout()), files: files)
  }

  /// Which forms there are of a kind.
  private static let forms: [(kind: FenceKind, form: FenceForm)] = FenceKind.allCases.flatMap {
    kind in FenceRequest.forms.map { (kind, $0) }
  }

  @Test(arguments: forms)
  func `every kind has the forms that a front end asks for, and no others`(
    _ pair: (kind: FenceKind, form: FenceForm)
  ) {
    let answer = DirectRendering(by: RowLayout()).results(of: [.sample(pair.kind, as: pair.form)])
    let isPicture = if case .svg = pair.form { true } else { false }
    let exists =
      switch pair.kind {
      case .figure, .live: isPicture || pair.form == .html || pair.form == .latex
      case .trace, .equations, .jacobian, .code: !isPicture
      }
    switch answer[0] {
    case .success(let result):
      #expect(exists && !result.text.isEmpty && !result.text.hasSuffix("\n") || isPicture)
    case .failure(let error):
      // A live figure that is not live is a figure.
      let kind = pair.kind == .live ? .figure : pair.kind
      #expect(!exists && error.problem == .notAvailable(kind))
    }
  }

  @Test(arguments: [
    "kind=trace", "kind=equations", "kind=jacobian", "kind=live", "kind=figure",
  ])
  func `HTML is one line of well-formed markup, and the style sheet comes once`(
    _ attributes: String
  ) throws {
    let document = "```wengert {\(attributes)}\n\(Self.function)\n```\n\n"
    let rendered = render(document + document)
    #expect(rendered.errors.isEmpty && rendered.figures.count == 2)
    let pages = try rendered.figures.map { try #require(Markup($0)) }
    let styles = pages.map { $0.elements.count { $0.name == "style" } }
    #expect(styles == (attributes == "kind=figure" ? [1, 1] : [1, 0]))
  }

  @Test func `a trace has the columns of its mode, or those that are named`() throws {
    func heads(_ attributes: String, _ function: String = Self.function) throws -> [String] {
      let rendered = fence("kind=trace \(attributes)", function)
      #expect(rendered.errors.isEmpty)
      let figure = try #require(rendered.figures.first)
      return figure.matches(of: /<th scope="col"[^>]*>([^<]*)</).map { String($0.output.1) }
    }
    #expect(try heads("") == ["Equation", "With numbers", "Primal", "Tangent", "Adjoint"])
    #expect(try heads("mode=reverse") == ["Equation", "With numbers", "Primal", "Adjoint"])
    #expect(try heads("mode=primal") == ["Equation", "With numbers", "Primal"])
    #expect(try heads("show=\"adjoint, equation\"") == ["Equation", "Adjoint"])
    #expect(try heads("", "f(x) = x*x") == ["Equation"])
  }

  @Test func `a trace has the textbook's numbers, the same in every form`() throws {
    let adjoints = ["16.778", "8.8052", "8.3891", "7.3891"]
    for form in [FenceForm.html, .markdown, .latex, .pandoc] {
      let results = DirectRendering(by: RowLayout()).results(of: [.sample(.trace, as: form)])
      let text = try results[0].get().text
      for number in adjoints { #expect(text.contains(number), "\(form)") }
    }
  }

  @Test func `equations are numbered through, and what is not known is left out`() throws {
    func tags(_ attributes: String, _ function: String) throws -> [String] {
      let figure = try #require(fence("kind=equations \(attributes)", function).figures.first)
      return figure.matches(of: /<td class="wengert-tag">\((\d+)\)/).map { String($0.output.1) }
    }
    #expect(try tags("", Self.function) == (1...21).map(String.init))
    #expect(try tags("mode=forward", Self.function) == (1...14).map(String.init))
    #expect(try tags("show=adjoint", Self.function) == (1...7).map(String.init))
    // Without a point, inputs and seeds under their own names are given.
    #expect(try tags("", "y = x*x").count == 3)
  }

  @Test func `a sum of very many terms is written`() throws {
    let terms = (1...30_000).map { _ in "x*y" }.joined(separator: " + ")
    for form in [FenceForm.html, .latex, .markdown, .pandoc] {
      var request = FenceRequest.sample(.equations, as: form)
      request.text = "f(x, y) = \((1...3_000).map { "sin(\($0)*x)" }.joined(separator: " + "))\n"
      let results = DirectRendering(by: RowLayout()).results(of: [request])
      #expect(try results[0].get().text.contains("left"))
    }
    #expect(fence("kind=equations", "f(x, y) = \(terms)").errors.isEmpty)
  }

  @Test func `a Jacobian needs a point, and a row for each output`() throws {
    let rendered = fence("kind=jacobian", "f(x, y) = x*y\ng(x, y) = x/y\nat x = 3, y = 2")
    let figure = try #require(rendered.figures.first)
    #expect(figure.matches(of: /<th scope="row"/).count == 2)
    for number in ["2", "3", "0.5", "−0.75"] { #expect(figure.contains(">\(number)</td>")) }
    #expect(
      fence("kind=jacobian", "f(x) = x").errors.map(\.description) == [
        """
        page.md:1:1: error: there is no point to differentiate at
        1 | ~~~wengert {kind=jacobian}
          | ^~~~~~~~~~~~~~~~~~~~~~~~~~
          = help: add a line 'at x = …', or the attribute at="x=…"
        """
      ])
    let wide = "f = \((1...41).map { "x\($0)" }.joined(separator: " + "))"
    let point = "at \((1...41).map { "x\($0) = 1" }.joined(separator: ", "))"
    #expect(
      fence("kind=jacobian", "\(wide)\n\(point)").errors.map(\.problem) == [
        .jacobianTooLarge(limit: 40)
      ])
  }

  @Test(arguments: ["c", "swift", "javascript", "python"])
  func `code is a fence of its language`(_ language: String) {
    let rendered = fence("kind=code language=\(language) derivative=forward caption='a *b*' id=c")
    #expect(rendered.errors.isEmpty)
    #expect(rendered.text.hasPrefix("<a id=\"c\"></a>\n\n```\(language)\n"))
    #expect(rendered.text.contains("f_forward") || rendered.text.contains("fForward"))
    #expect(rendered.text.hasSuffix("\n```\n\n*a \\*b\\**\n"))
  }

  private static let mistakes: [(attributes: String, message: String)] = [
    ("kind=graph", "'graph' is not a value of 'kind'"),
    ("kind=trace fold=g", "'fold' means nothing for 'trace'"),
    ("show=numbers", "'numbers' is not a value of 'show'"),
    ("kind=equations show=numbers", "'numbers' is not a value of 'show'"),
    ("kind=code", "the attribute 'language' is missing"),
    ("kind=code language=latin", "'latin' is not a value of 'language'"),
    ("language=c", "'language' means nothing for 'figure'"),
  ]

  @Test(arguments: mistakes)
  func `what a kind does not have is an error`(_ mistake: (attributes: String, message: String)) {
    let errors = fence(mistake.attributes).errors
    #expect(errors.map(\.problem.message) == [mistake.message])
  }

  // MARK: Files

  private static let files = FenceFiles { (path: String) throws(FenceFileError) in
    guard path == "graphs/a.expr" else { throw .missing }
    return SourceText("f(x) = x*x\r\n\r\ng(x) = log(x)\rat x = 1\n", name: "lectures/graphs/a.expr")
  }

  @Test func `a fence can take its function from a file, with numbers of its own`() throws {
    let rendered = fence("file=graphs/a.expr at=x=3", "", files: Self.files)
    #expect(rendered.errors.isEmpty)
    #expect(try #require(rendered.figures.first).contains("Evaluated at x = 3."))
    let inline = fence("at=x=3", "f(x) = x*x\n\ng(x) = log(x)\nat x = 1\n")
    func plain(_ document: RenderedDocument) -> String {
      document.text.replacing(/wg-[0-9a-z]+-/, with: "")
    }
    #expect(plain(inline) == plain(rendered))
  }

  @Test func `errors in a file are at its lines, errors in attributes at the document's`() {
    let messages = [
      fence("file=graphs/a.expr at=x=-1", "", files: Self.files),
      fence("file=graphs/a.expr at=y=1", "", files: Self.files),
      fence("file=graphs/b.expr", "", files: Self.files),
      fence("file=graphs/a.expr", "f(x) = x", files: Self.files),
      fence("file=graphs/a.expr", ""),
    ].flatMap(\.errors).map { $0.description.split(separator: "\n")[0] }
    #expect(
      messages == [
        "lectures/graphs/a.expr:3:8: error: log is not defined at x = -1",
        "page.md:1:35: error: 'y' is not an input",
        "page.md:1:18: error: there is no such file",
        "page.md:1:18: error: this fence names a file and holds a function as well",
        "page.md:1:18: error: this document has no folder that a file could be in",
      ])
  }

  @Test(arguments: [
    "../a.expr", "/etc/passwd", "/a.expr", "a/../b.expr", "./a.expr", "a//b.expr", "a\\b.expr",
    "C:a.expr", "a.txt", "", "a/..expr/../x.expr", "a\u{0}.expr", "~/../a.expr",
  ])
  func `a path that could lead out of the folder is never read`(_ path: String) {
    let files = FenceFiles { (path: String) throws(FenceFileError) in
      Issue.record("\(path) is read")
      throw .missing
    }
    let errors = fence("file=\"\(path.replacing("\\", with: "\\\\"))\"", "", files: files).errors
    #expect(errors.map(\.problem) == [.malformedPath(path)])
  }
}
