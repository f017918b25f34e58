import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads a page or a part of one: known elements alone, addresses that lead to something harmless, every id once, and
/// every place that is referred to.
final class PageReader: NSObject, XMLParserDelegate {
  private var stranger: String?
  private var ids: Set<String> = []
  private var places: Set<String> = []
  /// What the page says it may load.
  private(set) var policy = ""

  private static let known = Set(
    """
    html head meta title link style script body header footer main nav article section aside div p span a ul ol li \
    h1 h2 h3 h4 h5 h6 hr br blockquote pre code em strong del b i sup sub small img figure figcaption time table \
    thead tbody tr th td caption form label input select option button output details summary svg desc rect g path \
    text tspan circle line defs marker polygon use ellipse polyline clipPath math semantics mrow mi mn mo mtext \
    mspace mfrac msqrt mroot msub msup msubsup mover munder munderover mtable mtr mtd mpadded mphantom mstyle
    """.split(separator: " ").map(String.init))

  /// Reads markup of one root.
  ///
  /// - Parameter what: what it is called in a finding.
  static func read(_ markup: String, _ what: String) throws(Finding) -> PageReader {
    let parser = XMLParser(data: Data(markup.utf8))
    let reader = PageReader()
    parser.delegate = reader
    let isWellFormed = parser.parse()
    try promise(
      isWellFormed,
      "\(what) is not well-formed: \(parser.parserError as Any), line \(parser.lineNumber): \(markup)"
    )
    if let stranger = reader.stranger { throw Finding("\(what) has \(stranger)") }
    let missing = reader.places.subtracting(reader.ids).sorted()
    try promise(missing.isEmpty, "\(what) refers to \(missing), which it has not")
    return reader
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if !PageReader.known.contains(name) { stranger = "an element \(name)" }
    for (attribute, value) in attributes {
      if attribute.hasPrefix("on") || attribute == "srcdoc" {
        stranger = "an attribute \(attribute)"
      }
      if ["href", "src", "action"].contains(attribute) { read(address: value) }
    }
    if let id = attributes["id"], !ids.insert(id).inserted { stranger = "the id \(id) twice" }
    if attributes["http-equiv"] == "Content-Security-Policy" {
      policy = attributes["content"] ?? ""
    }
  }

  private func read(address: String) {
    if address.hasPrefix("#") {
      let place = String(address.dropFirst())
      places.insert(place.removingPercentEncoding ?? place)
    }
    let scheme = address.unicodeScalars.prefix { !"/?#:".unicodeScalars.contains($0) }
    guard address.unicodeScalars.dropFirst(scheme.count).first == ":" else { return }
    let name = String(String.UnicodeScalarView(scheme)).lowercased()
    if !["http", "https", "mailto"].contains(name) { stranger = "an address \(address)" }
  }
}

/// Markup without the contents of some elements.
struct CutMarkup {
  private(set) var rest: String

  init(_ markup: String) { rest = markup }

  /// Takes the contents of all elements of a kind out.
  mutating func cut(_ name: String) -> [String] {
    var texts: [String] = []
    var kept = ""
    var position = rest.startIndex
    while let start = rest[position...].firstRange(of: "<\(name)>"),
      let end = rest[start.upperBound...].firstRange(of: "</\(name)>")
    {
      kept += rest[position..<start.upperBound]
      texts.append(String(rest[start.upperBound..<end.lowerBound]))
      position = end.lowerBound
    }
    rest = kept + rest[position...]
    return texts
  }
}
