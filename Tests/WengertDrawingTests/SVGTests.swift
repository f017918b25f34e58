import Foundation
import TestSupport
import Testing
import Wengert
import WengertDrawing
import WengertGraphviz

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
      "'", "\u{FFFE}",
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
    #expect(!svg.contains("<script"))
  }

  @Test func `text has a contrast of at least 4.5 to 1 on its ground in both themes`() throws {
    for theme in [Theme.light, .dark] {
      var options = SVGOptions()
      options.theme = theme
      let svg = try placed(`Figures`.bishop + "\nf2(x1) = abs(x1)").svg(options)
      let inks = Set(svg.matches(of: /<text[^>]*fill="(#[0-9a-f]{6})"/).map { String($0.1) })
      let grounds = Set(svg.matches(of: /<rect[^>]*fill="(#[0-9a-f]{6})"/).map { String($0.1) })
      let seeds: Set<String> = theme == .light ? ["#005f9e", "#a63c00"] : ["#6cbcf0", "#ff9b66"]
      let onSeed = theme == .light ? "#ffffff" : "#14181f"
      for ground in grounds.subtracting(seeds) {
        for ink in inks.subtracting([onSeed]) {
          #expect(contrast(ink, ground) >= 4.5, "\(ink) on \(ground) in \(theme)")
        }
      }
      for ground in seeds { #expect(contrast(onSeed, ground) >= 4.5, "\(onSeed) on \(ground)") }
    }
  }

  /// The contrast of two colours by WCAG 2.
  private func contrast(_ a: String, _ b: String) -> Double {
    func luminance(_ hex: String) -> Double {
      let value = Int(hex.dropFirst(), radix: 16) ?? 0
      let parts = [16, 8, 0].map { shift -> Double in
        let channel = Double((value >> shift) & 255) / 255
        return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    let (x, y) = (luminance(a), luminance(b))
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
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
