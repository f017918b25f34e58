import Foundation
import TestSupport
import Testing
import Wengert
import WengertDocuments
import WengertDrawing
import WengertGraphviz
import WengertNotation
import WengertSite

/// Live figures in pages of others and in sites.
@Suite(.serialized, .enabled(if: Browser.isAvailable, "needs chromium, chromedriver and setsid"))
struct `Widgets in a browser` {
  /// A page in a file, and the ids of its widgets.
  private struct Document {
    let widgets: [String]
    let html: String
    private let folder: TemporaryFolder

    var file: URL { folder.file("page.html") }

    init(html: String) throws {
      self.html = html
      widgets = html.matches(of: /<div class="wg wg-live wg-widget" id="([^"]*)"/).map {
        String($0.output.1)
      }
      folder = try TemporaryFolder()
      try Data(html.utf8).write(to: file)
    }

    /// What `wengert markdown` makes, in a page that has nothing else.
    init(markdown: String) throws {
      let rendered = MarkdownDocument(markdown, name: "page.md").rendered(by: Document.rendering)
      try #require(rendered.errors.isEmpty, "\(rendered.errors)")
      try self.init(
        html: """
          <!DOCTYPE html>
          <html lang="en"><head><meta charset="utf-8"><title>Page</title>
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark"></head>
          <body><main><h1>Page</h1>
          \(rendered.text)
          </main></body></html>
          """)
    }

    /// A page of the lecture in a site.
    init(lecture page: String) throws {
      let folder = Tool.root.appending(path: "examples/lecture")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      }
      let pages = try names.filter { $0.hasSuffix(".md") }.map { ($0, try text($0)) }
      let functions = try names.filter { $0.hasSuffix(".expr") }.map { ($0, try text($0)) }
      let files = Dictionary(uniqueKeysWithValues: functions)
      var source = SiteSource(pages: Dictionary(uniqueKeysWithValues: pages))
      source.fenceFiles = { _ in
        FenceFiles { (path) throws(FenceFileError) in
          guard let text = files[path] else { throw .missing }
          return SourceText(text, name: path)
        }
      }
      let site = try Site(source).built(by: Document.rendering)
      try #require(site.errors.isEmpty, "\(site.errors)")
      try self.init(html: try #require(site.outputs[page]))
    }

    private static var rendering: DirectRendering<AutomaticLayout> {
      DirectRendering(by: AutomaticLayout(careful: GraphvizLayout()) { _ in })
    }
  }

  private static let first = "f(x1, x2) = x1*x2 + sin(x2)\nat x1 = 1, x2 = 2"
  private static let second = "g(x) = x*x + 1; h(x) = g(x)*exp(x)\nat x = 0.5"

  /// Two widgets of one function, and one of another one.
  private static let page = """
    ```wengert {kind=live id=one}
    \(first)
    ```

    ```wengert {kind=live}
    \(first)
    ```

    ```wengert {kind=live id=ü:2 caption="Two functions"}
    \(second)
    ```

    ```wengert
    \(first)
    ```
    """

  private func element(_ id: String) -> String { "document.getElementById('\(id)')" }

  private func write(_ browser: Browser, _ id: String, _ text: String) throws {
    try browser.run(
      "const e = \(element(id)); e.value = arguments[0]; e.dispatchEvent(new Event('input', {bubbles: true}))",
      [text])
  }

  private func settle(_ browser: Browser, _ widget: String) throws {
    _ = try browser.runToEnd(
      """
      const done = arguments[0], e = \(element(widget));
      const look = () => e.wengert.isPainted ? done(0) : setTimeout(look, 10);
      requestAnimationFrame(() => requestAnimationFrame(look));
      """)
  }

  /// Everything that a reader can see or has set in a widget.
  private func state(_ browser: Browser, _ widget: String) throws -> String {
    try browser.run(
      """
      const e = \(element(widget));
      return [e.textContent, ...[...e.querySelectorAll("input")].map((i) => i.value + i.checked),
        ...[...e.querySelectorAll("[class]")].map((i) => i.getAttribute("class"))].join("|");
      """) as? String ?? ""
  }

  private func status(_ browser: Browser, _ widget: String) throws -> String {
    try browser.run("return \(element("\(widget)-status")).textContent") as? String ?? ""
  }

  private func check(_ browser: Browser, _ widget: String, _ function: String) throws {
    let graph = try Program(SourceText(function, name: "f")).graph
    let numbers = try Numbers(browser, of: element(widget))
    let evaluation = try numbers.evaluation(graph)
    let expected: [String: [Double?]] = [
      "primals": graph.nodes.map { evaluation.linearization.primals[$0] },
      "tangents": graph.nodes.map { evaluation.tangents[$0] },
      "adjoints": graph.nodes.map { evaluation.adjoints[$0] },
      "forward": graph.edges.map { evaluation.tangents.contribution(along: $0) },
      "back": graph.edges.map { evaluation.adjoints.contribution(along: $0) },
    ]
    for (kind, values) in expected {
      let shown = numbers.values[kind] ?? []
      #expect(shown.count == values.count)
      for (left, right) in zip(shown, values) {
        let areAlike =
          left == nil ? right == nil : right.map { agree(left ?? 0, $0, relative: 1e-9) } == true
        #expect(areAlike, "\(kind): \(String(describing: left)), not \(String(describing: right))")
      }
    }
    // What is drawn is what was computed.
    let format = NumberFormat(digits: 5)
    for node in graph.nodes {
      let id = "\(widget)-figure-\(Equations(graph).naming.ids[node])-adjoint"
      let text =
        try browser.run("const e = \(element(id)); return e && e.textContent") as? String
      guard let text, let value = numbers.values["adjoints"]?[node.index] else { continue }
      #expect(text.replacing("\u{A0}", with: "") == format.string(value), "\(id)")
    }
  }

  @Test func `steps, inputs and seeds of one widget are no other's`() throws {
    let page = try Document(markdown: Self.page)
    try #require(page.widgets.count == 3)
    let functions = [Self.first, Self.first, Self.second]
    try Browser.with { browser in
      try browser.open(page.file)
      for widget in page.widgets { try settle(browser, widget) }
      for (moved, widget) in page.widgets.enumerated() {
        let others = page.widgets.filter { $0 != widget }
        let before = try others.map { try state(browser, $0) }
        let own = try state(browser, widget)
        try write(browser, "\(widget)-value-0", "1.25")
        try write(browser, "\(widget)-tangent-0", "-2")
        try write(browser, "\(widget)-adjoint-0", "3")
        try settle(browser, widget)
        try check(browser, widget, functions[moved])
        try browser.click("[id='\(widget)-pass-reverse']")
        try browser.click("[id='\(widget)-next']")
        #expect(try status(browser, widget).hasPrefix("Reverse pass: step "))
        try browser.press("\u{E014}")
        #expect(try state(browser, widget) != own)
        #expect(try others.map { try state(browser, $0) } == before, "moved: \(moved)")
        #expect(try browser.run("return location.hash") as? String == "")
      }
      for (widget, function) in zip(page.widgets, functions) {
        let numbers = try Numbers(browser, of: element(widget)).values
        #expect(numbers["adjointSeed"]?.first == 3 && numbers["tangentSeed"]?.first == -2)
        try browser.run("\(element("\(widget)-reset")).click()")
        try browser.run("\(element("\(widget)-pass-all")).click()")
        try settle(browser, widget)
        try check(browser, widget, function)
      }
      #expect(try browser.log() == [])
    }
  }

  @Test func `keys step inside a widget and mean nothing to it elsewhere`() throws {
    let page = try Document(markdown: Self.page)
    let widget = try #require(page.widgets.first)
    try Browser.with { browser in
      try browser.open(page.file)
      try browser.run("window.heard = []; addEventListener('keydown', (e) => heard.push(e.key))")
      let start = try status(browser, widget)
      try browser.press("\u{E014}")
      #expect(try status(browser, widget) == start)
      #expect(try browser.run("return heard") as? [String] == ["ArrowRight"])
      try browser.run("\(element("\(widget)-next")).focus()")
      try browser.press("\u{E014}")
      #expect(try status(browser, widget).hasPrefix("Forward pass: step 1 of "))
      try browser.press("\u{E010}")
      #expect(try status(browser, widget).hasPrefix("Reverse pass: step "))
      #expect(
        try browser.run("return heard") as? [String] == ["ArrowRight"],
        "a book or slides would turn a page")
      try browser.run("\(element("\(widget)-slider-0")).focus()")
      try browser.press("\u{E014}")
      try settle(browser, widget)
      #expect(try status(browser, widget).hasPrefix("Reverse pass: step "))
      #expect(try Numbers(browser, of: element(widget)).values["x"] == [1.02, 2])
      #expect(try browser.run("return heard.length") as? Int == 1)
    }
  }

  @Test func `a link leads to one widget in its state, and to no other`() throws {
    let page = try Document(markdown: Self.page)
    try Browser.with { browser in
      try browser.open(page.file, fragment: "one:at=x1:3&sweep=reverse&step=2")
      try settle(browser, page.widgets[0])
      #expect(try Numbers(browser, of: element(page.widgets[0])).values["x"] == [3, 2])
      #expect(try status(browser, page.widgets[0]).hasPrefix("Reverse pass: step 2 of "))
      for widget in page.widgets.dropFirst() {
        #expect(try status(browser, widget).hasPrefix("Both passes are complete"))
      }
      try write(browser, "\(page.widgets[2])-value-0", "2")
      try settle(browser, page.widgets[2])
      try browser.run("\(element("\(page.widgets[2])-link")).click()")
      let hash = try browser.run("return location.hash") as? String ?? ""
      #expect(hash == "#%C3%BC%3A2:at=x:2")
      try browser.open(page.file, fragment: String(hash.dropFirst()))
      try settle(browser, page.widgets[2])
      #expect(try Numbers(browser, of: element(page.widgets[2])).values["x"] == [2])
      #expect(try Numbers(browser, of: element(page.widgets[0])).values["x"] == [1, 2])
      #expect(
        try browser.run(
          "return Math.abs(\(element(page.widgets[2])).getBoundingClientRect().top) < innerHeight")
          as? Bool == true, "it is in sight")
      for nonsense in ["one:at=q:1&step=-1&sweep=up&%", "one:", "two:at=x1:4", "one"] {
        try browser.open(page.file, fragment: nonsense)
        try settle(browser, page.widgets[0])
        #expect(try Numbers(browser, of: element(page.widgets[0])).values["x"] == [1, 2])
      }
      #expect(try browser.log() == [])
    }
  }

  @Test func `groups fold and unfold in their own widget`() throws {
    let page = try Document(
      markdown: "\(Self.page)\n\n```wengert {kind=live}\n\(Self.second)\n```\n")
    let widgets = page.widgets.suffix(2)
    func shown(_ browser: Browser, _ widget: String) throws -> [String] {
      try browser.run(
        "return [...\(element(widget)).querySelectorAll('.wg-picture svg')].filter((e) => e.checkVisibility()).map((e) => e.getAttribute('aria-labelledby').split('-').at(-2))"
      ) as? [String] ?? []
    }
    try Browser.with { browser in
      try browser.open(page.file)
      let (one, other) = (widgets.first ?? "", widgets.last ?? "")
      #expect(try shown(browser, one) == ["figure"] && shown(browser, other) == ["figure"])
      try browser.click("[id='\(one)-fold-all']")
      #expect(try shown(browser, one) != ["figure"] && shown(browser, one).count == 1)
      #expect(try shown(browser, other) == ["figure"])
      try settle(browser, one)
      try browser.click("[id='\(one)-unfold-all']")
      #expect(try shown(browser, one) == ["figure"])
      #expect(try browser.log() == [])
    }
  }

  @Test func `a page of the lecture has its widget under the policy of the site`() throws {
    let page = try Document(lecture: "04-reverse-mode.html")
    try #require(page.widgets.count == 1)
    let widget = page.widgets[0]
    try Browser.with { browser in
      try browser.open(page.file)
      #expect(try status(browser, widget) == "Both passes are complete: 6 steps forward, 6 back.")
      try write(browser, "\(widget)-tangent-1", "1")
      try settle(browser, widget)
      let output = "[...\(element(widget)).querySelectorAll('output')].at(-1).textContent"
      #expect(try browser.run("return \(output)") as? String == "48")
      #expect(
        try Numbers(browser, of: element(widget)).values["tangents"]?.last == 40,
        "as the text says")
      try browser.click("[id='\(widget)-pass-reverse']")
      let equation =
        try browser.run("return \(element("\(widget)-equation")).textContent") as? String
      #expect(equation?.isEmpty == false)
      try browser.open(page.file, fragment: "live:at=x1:1&sweep=reverse&step=3")
      #expect(try status(browser, widget).hasPrefix("Reverse pass: step 3 of 6"))
      #expect(try browser.log() == [], "no error, and nothing that the policy refuses")
    }
  }

  @Test func `other pages of the site know nothing of widgets`() throws {
    let page = try Document(lecture: "01-evaluation-trace.html")
    #expect(page.widgets.isEmpty)
    #expect(!page.html.contains(".wg-player") && !page.html.contains("linearize"))
  }

  @Test func `without scripts the figure is complete and has no controls`() throws {
    for page in [try Document(markdown: Self.page), try Document(lecture: "04-reverse-mode.html")] {
      try Browser.with { browser in
        try browser.command("Emulation.setScriptExecutionDisabled", ["value": true])
        try browser.open(page.file)
        for widget in page.widgets {
          for part in ["player", "controls", "explanation"] {
            #expect(try !browser.isDisplayed("[id='\(widget)-\(part)']"))
          }
          #expect(try browser.isDisplayed("[id='\(widget)-picture'] svg"))
          #expect(try browser.text("[id='\(widget)-picture'] .wg-card").isEmpty == false)
        }
        #expect(try browser.log() == [])
      }
    }
  }

  @Test func `on paper there is the figure alone, as wide as the page`() throws {
    let page = try Document(lecture: "04-reverse-mode.html")
    let widget = page.widgets[0]
    try Browser.with { browser in
      try browser.open(page.file)
      try browser.emulate([:], media: "print")
      for part in ["player", "controls"] {
        #expect(try !browser.isDisplayed("[id='\(widget)-\(part)']"))
      }
      #expect(try browser.isDisplayed("[id='\(widget)-picture']"))
      #expect(try browser.pdf().starts(with: Array("%PDF".utf8)))
    }
  }

  @Test(arguments: [1280, 390])
  func `nothing is wider than the window`(_ width: Int) throws {
    let pages = [try Document(markdown: Self.page), try Document(lecture: "04-reverse-mode.html")]
    try Browser.with { browser in
      try browser.command(
        "Emulation.setDeviceMetricsOverride",
        ["width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 500])
      for page in pages {
        try browser.open(page.file)
        let excess = try browser.run(
          "return document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
        #expect(excess as? Int == 0)
      }
    }
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: Browser.axe.path), "needs axe-core: make test"))
  func `an audit finds no barrier, in either theme and while stepping`() throws {
    let pages = [try Document(markdown: Self.page), try Document(lecture: "04-reverse-mode.html")]
    try Browser.with { browser in
      for scheme in ["light", "dark"] {
        try browser.emulate(["prefers-color-scheme": scheme])
        for page in pages {
          try browser.open(page.file)
          try browser.run("\(element("\(page.widgets[0])-pass-reverse")).click()")
          #expect(try browser.violations() == [], "\(scheme)")
        }
      }
    }
  }
}
