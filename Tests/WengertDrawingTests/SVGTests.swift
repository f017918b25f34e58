import Foundation
import TestSupport
import Testing
import Wengert
import WengertDrawing
import WengertGraphviz
import WengertNotation

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct `SVG` {
  private func placed(_ text: String) throws -> PlacedFigure {
    try PlacedFigure(try figure(text), by: ColumnLayout())
  }

  @Test(arguments: Theme.allCases)
  func `is well-formed, without scripts and outside references`(_ theme: Theme) throws {
    var options = SVGOptions()
    options.theme = theme
    let svg = try placed(`Figures`.bishop).svg(options)
    #expect(XMLParser(data: Data(svg.utf8)).parse())
    #expect(!svg.contains("<script") && !svg.contains("href") && !svg.contains("url("))
    #expect(svg.contains("prefers-color-scheme") == (theme == .auto))
    #expect(!svg.contains(#/[" (](?:-0|-?nan|-?inf)[" )]/#))
  }

  @Test(arguments: `Figures`.everything, Weighting.allCases)
  func `whatever a figure shows is well-formed and has every id once`(
    _ text: String, _ weight: Weighting
  ) throws {
    for direction in Direction.allCases {
      var options = FigureOptions()
      (options.weight, options.direction) = (weight, direction)
      let svg = try PlacedFigure(try figure(text, options), by: GraphvizLayout()).svg()
      #expect(XMLParser(data: Data(svg.utf8)).parse())
      #expect(!svg.contains(#/[" (](?:-0|-?nan|-?inf)[" )]/#))
      let ids = svg.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
      #expect(Set(ids).count == ids.count)
    }
  }

  @Test func `numbers of operands stand on their lines, before the arrow`() throws {
    let placed = try PlacedFigure(
      try figure("f(x, y) = x - y/x\nat x = 1, y = 2"), by: GraphvizLayout())
    let beads = placed.svg().matches(of: /<circle cx="([0-9.]+)" cy="([0-9.]+)" r="5\.2"/)
      .compactMap { match -> Point? in
        guard let x = Double(match.1), let y = Double(match.2) else { return nil }
        return Point(x: x, y: y)
      }
    let routes = zip(placed.figure.links, placed.layout.routes).filter { $0.0.operand != nil }
    #expect(beads.count == 6 && routes.count == 4, "and two in the legend")
    for (bead, (_, route)) in zip(beads, routes) {
      let (dx, dy) = (bead.x - route.end.x, bead.y - route.end.y)
      #expect((10...20).contains((dx * dx + dy * dy).squareRoot()))
    }
  }

  @Test func `same figure, same bytes`() throws {
    #expect(try placed(`Figures`.bishop).svg() == placed(`Figures`.bishop).svg())
  }

  @Test func `every id begins with the prefix and is unique`() throws {
    var options = SVGOptions()
    options.idPrefix = "left"
    let svg = try placed("f(x) = x*x + sin(x)\nat x = 2").svg(options)
    let ids = svg.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
    #expect(ids.allSatisfy { $0.hasPrefix("left-") })
    #expect(Set(ids).count == ids.count && ids.count > 10)
    let references = svg.matches(of: /aria-(?:labelledby|describedby)="([^"]+)"/).map {
      String($0.1)
    }
    #expect(references.count == 2 && references.allSatisfy(ids.contains))
  }

  @Test func `nodes and edges have labels, in evaluation order`() throws {
    let svg = try placed("f(x) = sin(x*x)\nat x = 2").svg()
    let groups = svg.matches(of: /<g id="wg-([^"]+)" role="graphics-symbol" aria-label="([^"]+)"/)
    #expect(
      groups.map { String($0.1) } == ["v1", "e-v1-v2-0", "e-v1-v2-1", "v2", "e-v2-v3-0", "v3"])
    #expect(groups.map(\.2).allSatisfy { $0.contains("adjoint") })
  }

  @Test func `colours are attributes first, so that programs without style sheets see them`() throws
  {
    let svg = try placed(`Figures`.bishop).svg()
    let shapes = svg.matches(of: /<(?:text|rect|path|circle)\s[^>]*>/).map { String($0.0) }
    #expect(!shapes.isEmpty)
    #expect(shapes.allSatisfy { $0.contains(" fill=\"") })
  }

  @Test(
    arguments: [
      "</text><script>alert(1)</script>", "\"onload=\"alert(1)", "a&b", "]]>", "\u{0}\u{1B}[31m",
      "'", "\u{FFFE}", "\"\u{307} onload=\"\u{307}x", "\u{202E}x", "\u{2066}", "\u{2028}",
    ])
  func `names from outside are text and nothing else`(_ name: String) throws {
    var builder = GraphBuilder()
    let x = builder.input(name)
    let node = builder.apply(.sin, x)
    builder.name(node, name + "1")
    builder.output(name, node)
    let linearization = try builder.graph.linearized(at: [1])
    let evaluation = Evaluation(linearization, tangentSeed: [1], adjointSeed: [1])
    let figure = Figure(Equations(builder.graph), evaluation, title: name)
    var options = SVGOptions()
    options.idPrefix = name
    let svg = try PlacedFigure(figure, by: ColumnLayout()).svg(options)
    #expect(XMLParser(data: Data(svg.utf8)).parse(), "\(svg.prefix(600))")
    #expect(
      !svg.contains("<script") && svg.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isActive })
  }

  @Test(arguments: ["価格", "ب", "שלום", "नाम"])
  func `a seed stands on its ground, however wide the letters before it are`(_ name: String) throws
  {
    let svg = try placed("f(\(name)) = \(name)^2\nat \(name) = 1").svg()
    let seeds = svg.matches(of: /<tspan x="([0-9.]+)" fill="#ffffff"[^>]*>/)
    #expect(seeds.count == 1, "the tangent's in the legend; the adjoint's name is plain")
    let grounds = svg.matches(of: /<rect x="([0-9.]+)" [^>]*? width="([0-9.]+)"/).map {
      (Double($0.1) ?? 0)...((Double($0.1) ?? 0) + (Double($0.2) ?? 0))
    }
    for seed in seeds {
      let x = try #require(Double(seed.1))
      #expect(grounds.contains { $0.contains(x) })
    }
    let plain = try placed("f(x) = x^2\nat x = 1").svg()
    #expect(!plain.contains("<tspan x="), "where all letters are as wide, no place is needed")
  }

  @Test func `words about names from right to left keep their parts in order`() throws {
    let mark = "\u{200E}"
    let svg = try placed("א3 = א1 - א2\nat א1 = 1, א2 = 2").svg()
    let title = try Program(SourceText("א3 = א1 - א2", name: "t")).graph.title(display: true)
    #expect(title == "\(mark)א\(mark)₃(\(mark)א\(mark)₁, \(mark)א\(mark)₂)")
    #expect(svg.contains("\(mark)א\(mark)₃ = \(mark)א\(mark)₁ − \(mark)א\(mark)₂"))
    #expect(try !placed("f(é) = é*価格\nat é = 1, 価格 = 2").svg().contains(mark))
  }

  @Test func `a page from right to left turns no figure in it around`() throws {
    for theme in Theme.allCases {
      var options = SVGOptions()
      options.theme = theme
      #expect(try !placed(`Figures`.bishop).svg(options).contains("direction:"))
      options.isStandalone = false
      #expect(try placed(`Figures`.bishop).svg(options).contains("<style>.wg{direction:ltr}"))
    }
  }

  @Test func `cards take the keyboard's focus in evaluation order, and show it`() throws {
    for theme in Theme.allCases {
      var options = SVGOptions()
      options.theme = theme
      let svg = try placed(`Figures`.bishop).svg(options)
      let focused = svg.matches(of: /<g id="wg-([^"]+)"[^>]* tabindex="0" class="wg-card">/)
      #expect(focused.map { String($0.1) } == (1...7).map { "v\($0)" })
      #expect(svg.matches(of: /class="wg-ring"/).count == 7)
      #expect(svg.contains(".wg-card:focus-visible>.wg-ring{stroke:"))
    }
  }

  @Test func `print is light, and forced colours know every ink`() throws {
    let svg = try placed(`Figures`.bishop).svg()
    let print = try #require(svg.firstMatch(of: /@media print\{\.wg\{([^}]*)\}/))
    let light = try #require(svg.firstMatch(of: /<style>\.wg\{([^}]*)\}/))
    #expect(print.1 == light.1)
    let forced = try #require(svg.firstMatch(of: /forced-colors:active\)\{\.wg\{([^}]*)\}/))
    #expect(forced.1.split(separator: ";").count == Ink.allCases.count)
    #expect(forced.1.contains("--wg-text:CanvasText") && forced.1.contains("--wg-paper:Canvas;"))
  }

  @Test func `two figures share a page without an id in common`() throws {
    func ids(_ prefix: String) throws -> Set<String> {
      var options = SVGOptions()
      (options.idPrefix, options.isStandalone) = (prefix, false)
      let svg = try placed(`Figures`.bishop).svg(options)
      return Set(svg.matches(of: /\sid="([^"]+)"/).map { String($0.1) })
    }
    let (left, right) = (try ids("a"), try ids("b"))
    #expect(left.count > 30 && left.isDisjoint(with: right))
  }

  @Test func `every state has a mark that is no colour`() throws {
    func svg(_ text: String) throws -> String {
      var options = SVGOptions()
      options.theme = .light
      return try placed(text).svg(options)
    }
    /// The attributes of the rectangles in a card.
    func boxes(_ svg: String, _ id: String) throws -> [Substring] {
      let group = try #require(
        svg.firstRange(of: "<g id=\"wg-\(id)\"").map { svg[$0.upperBound...] })
      let end = try #require(group.firstRange(of: "</g>")?.lowerBound)
      return group[..<end].matches(of: /<rect [^>]*>/).map(\.0)
        .filter { !$0.contains("wg-ring") }
    }
    let plain = try svg("f(x) = sin(x)*2\nat x = 1")
    #expect(try boxes(plain, "v1")[0].contains("rx=\"12\""))
    #expect(try boxes(plain, "v2")[0].contains("rx=\"4\""))
    #expect(try boxes(plain, "v3").count == 3, "two outlines and the ground of a seed")
    #expect(try boxes(plain, "c1")[0].contains("stroke-dasharray"))
    let kink = try svg("f(x) = abs(x)\nat x = 0")
    #expect(kink.contains(">kink: v or ∂ jumps here<"))
    let choice = try svg("f(x) = if(x > 0, log(x), x^2)\nat x = -1")
    #expect(try boxes(choice, "v3")[0].contains("stroke-dasharray"))
    #expect(choice.contains(">not taken<") && choice.contains("stroke-dasharray=\"3 3\""))
    let overflow = try svg("f(x) = exp(x)\nat x = 1000")
    #expect(overflow.contains(">overflows here<"))
    #expect(try boxes(overflow, "v2").count == 6, "two outlines, two frames, a seed, a badge")
  }

  @Test func `operands are numbered where their order matters, and only there`() throws {
    func beads(_ text: String) throws -> [String] {
      let svg = try placed(text).svg()
      return svg.matches(of: /<circle[^>]*r="5\.2"[^>]*>\n<text[^>]*>(\d)</).map { String($0.1) }
    }
    #expect(try beads("f(x, y) = x*y + max(x, y)\nat x = 1, y = 2") == [])
    #expect(try beads("f(x, y) = x - y\nat x = 1, y = 2") == ["1", "2", "1", "2"])
    #expect(try beads("f(x) = 2/x") == ["1", "2", "1", "2"], "without a chip as well")
  }

  @Test(.enabled(if: Tool.find("xmllint") != nil, "needs xmllint"))
  func `xmllint accepts it`() throws {
    let svg = try PlacedFigure(try figure(`Figures`.bishop), by: GraphvizLayout()).svg()
    let lint = try #require(Tool.find("xmllint"))
    let outcome = try Tool.run(lint, ["--noout", "-"], input: svg)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
  }

  @Test(.enabled(if: Tool.find("rsvg-convert") != nil, "needs rsvg-convert"))
  func `librsvg draws it in the light colours`() throws {
    let svg = try PlacedFigure(try figure(`Figures`.bishop), by: GraphvizLayout()).svg()
    let folder = try TemporaryFolder()
    let convert = try #require(Tool.find("rsvg-convert"))
    let outcome = try Tool.run(
      convert, ["-o", folder.file("f.png").path], input: svg, in: folder.url)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(try Data(contentsOf: folder.file("f.png")).count > 10_000)
  }

  @Test func `coordinates in JSON are those of the layout`() throws {
    let placed = try placed("f(x) = sin(x)\nat x = 1")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(placed.json.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "wengert-figure/1")
    let nodes = try #require(object["nodes"] as? [[String: Any]])
    #expect(nodes.map { $0["id"] as? String } == ["v1", "v2"])
    let center = try #require(nodes[0]["center"] as? [Double])
    #expect(center[0] == placed.layout.centers[0].x)
    let edges = try #require(object["edges"] as? [[String: Any]])
    #expect((edges[0]["curves"] as? [[[Double]]])?.count == 2)
  }
}
