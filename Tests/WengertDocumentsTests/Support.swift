import Foundation
import WengertDocuments
import WengertDrawing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Puts all boxes side by side: enough where the places do not matter.
struct RowLayout: LayoutEngine {
  func layout(_ request: LayoutRequest) throws(LayoutError) -> LayoutResult {
    var right = 0.0
    let centers = request.boxes.map { box in
      defer { right += box.width + 20 }
      return Point(x: right + box.width / 2, y: box.height / 2)
    }
    let routes = request.edges.map { edge in
      let (start, end) = (centers[edge.tail], centers[edge.head])
      return LayoutResult.Route(
        curves: [[start, start, end, end]], start: start, end: end, chip: edge.chip.map { _ in end }
      )
    }
    return LayoutResult(
      size: Size(width: right, height: 100), centers: centers, routes: routes)
  }
}

/// Fails for one of the dark pictures.
struct DarkFailure: FenceRendering {
  let number: Int

  func results(of requests: [FenceRequest]) -> [Result<FenceResult, FenceError>] {
    var dark = 0
    return zip(requests, DirectRendering(by: RowLayout()).results(of: requests)).map {
      guard $0.form == .svg(.dark) else { return $1 }
      dark += 1
      return dark - 1 == number ? DirectRendering(by: BrokenLayout()).results(of: [$0])[0] : $1
    }
  }
}

/// Places nothing.
struct BrokenLayout: LayoutEngine {
  func layout(_ request: LayoutRequest) throws(LayoutError) -> LayoutResult {
    throw .tooLarge(boxes: request.boxes.count, limit: 1)
  }
}

func render(_ text: String, by engine: some LayoutEngine = RowLayout()) -> RenderedDocument {
  MarkdownDocument(text, name: "page.md").rendered(by: DirectRendering(by: engine))
}

extension RenderedDocument {
  private static var figure: Regex<Substring> { /<figure class="wengert"[^\n\r]*?<\/figure>/ }
  private static var message: Regex<Substring> {
    /<pre class="wengert-error">[^\n\r]*?<\/pre>/
  }

  /// The markup of each figure.
  var figures: [String] { text.matches(of: Self.figure).map { String($0.output) } }

  /// The text with ▢ for each figure and ✗ for each message.
  var outline: String { text.replacing(Self.figure, with: "▢").replacing(Self.message, with: "✗") }
}

/// The elements and attributes of a piece of markup, if it is well-formed XML.
final class Markup: NSObject, XMLParserDelegate {
  private(set) var elements: [(name: String, attributes: [String: String])] = []
  private(set) var text = ""

  init?(_ markup: String) {
    super.init()
    let parser = XMLParser(data: Data(markup.utf8))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  var ids: [String] { elements.compactMap { $0.attributes["id"] } }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append((name, attributes))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
