import CGraphvizParser
import Foundation
import WengertDrawing
import WengertGraphviz

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Figures of any graph: each form is what its readers take, and says nothing but what it should.
enum DrawingCheck {
  static func check(_ bytes: [UInt8]) throws(Finding) {
    var subject = try ByteGraph(bytes)
    var options = FigureOptions()
    options.mode = subject.rest.pick(Mode.allCases)
    options.constants = subject.rest.pick(ConstantStyle.allCases)
    options.weight = subject.rest.pick(Weighting.allCases)
    options.format = NumberFormat(digits: 1 + subject.rest.choice(of: 17))
    options.isLive = subject.rest.choice(of: 4) == 0
    var folding = Folding()
    folding.limit = 1 + subject.rest.choice(of: 40)
    let view = try? GraphView(subject.equations, folding)
    let figure = Figure(
      subject.equations, subject.evaluation, title: subject.title, options: options, view: view)
    let placed = try succeed("the layout") { try PlacedFigure(figure, by: LayeredLayout()) }
    for theme in Theme.allCases {
      var svg = SVGOptions()
      svg.theme = theme
      svg.isLive = options.isLive
      let text = placed.svg(svg)
      try checkMarkup(text)
      try promise(text == placed.svg(svg), "a figure is not the same twice")
    }
    try checkDOT(figure.dot)
    let tikz = try succeed("TikZ") { try placed.tikz() }
    try promiseHarmless(tikz, "the TikZ")
    try TeXCheck.check(tikz, "the TikZ")
    let json = placed.json
    _ = try succeed("reading JSON") { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
    try promiseHarmless(json, "JSON")
  }

  /// SVG that a parser of XML takes, without a script.
  static func checkMarkup(_ svg: String) throws(Finding) {
    let parser = XMLParser(data: Data(svg.utf8))
    let elements = Elements()
    parser.delegate = elements
    let isWellFormed = parser.parse()
    try promise(isWellFormed, "the SVG is not well-formed: \(parser.parserError as Any)")
    if let stranger = elements.stranger { throw Finding("the SVG has \(stranger)") }
    try promiseHarmless(svg, "the SVG")
  }

  private static func checkDOT(_ dot: String) throws(Finding) {
    try promiseHarmless(dot, "the DOT")
    // The library that parses is the one that places, and has one user at a time.
    let isGraph = GraphvizLayout.withoutLayouts { unsafe wgp_is_graph(dot) }
    try promise(isGraph, "Graphviz does not read \(dot)")
  }
}

/// Looks for elements and attributes that no figure has.
private final class Elements: NSObject, XMLParserDelegate {
  private(set) var stranger: String?

  private static let known: Set<String> = [
    "svg", "title", "desc", "style", "rect", "g", "path", "text", "tspan", "circle", "line", "defs",
    "marker", "polygon", "use", "ellipse", "polyline", "clipPath",
  ]

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if !Elements.known.contains(name) { stranger = "an element \(name)" }
    for attribute in attributes.keys where attribute.hasPrefix("on") || attribute == "href" {
      stranger = "an attribute \(attribute)"
    }
  }
}
