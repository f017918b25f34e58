import Wengert

/// What an SVG file looks like from outside.
public struct SVGOptions: Sendable, Equatable {
  /// How it is coloured.
  public var theme = Theme.auto
  /// What every id begins with, so that several figures can share a page.
  public var idPrefix = "wg"
  /// Whether the text begins with an XML declaration and a background, as a file of its own does.
  public var isStandalone = true
  /// Whether a script finds everything in it that a number, a seed or a sweep changes: ids on lines, sums, badges and
  /// grounds, and the room for numbers. Such a figure has no style sheet of its own; the page has
  /// ``Theme/pageStyleSheet``.
  public var isLive = false

  /// A file of its own that follows the reader's preference.
  public init() {}
}

extension PlacedFigure {
  /// The figure as SVG: self-contained, without scripts, the same bytes for the same figure.
  public func svg(_ options: SVGOptions = SVGOptions()) -> String {
    var writer = SVGWriter(placed: self, options: options)
    return writer.document()
  }
}

/// Draws a placed figure: lines below, then chips and cards in evaluation order, then the legend.
struct SVGWriter {
  let placed: PlacedFigure
  let options: SVGOptions
  var out = MarkupWriter()

  static let font =
    "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"

  var figure: Figure { placed.figure }

  /// Where the layout's origin lies in the drawing.
  let origin = Point(x: Metrics.margin, y: Metrics.margin)

  init(placed: PlacedFigure, options: SVGOptions) {
    self.placed = placed
    self.options = options
  }

  mutating func document() -> String {
    let bounds = placed.bounds
    let legend = LegendLayout(figure, width: bounds.width)
    let size = Size(
      width: max(bounds.width, legend.size.width) + 2 * Metrics.margin,
      height: bounds.height + legend.size.height + 2 * Metrics.margin)
    open(size, shift: bounds.origin)
    for (link, route) in zip(figure.links, placed.layout.routes) {
      openLiveGroup("\(link.id)-line", kind: "line")
      line(link, route)
      closeLiveGroup()
    }
    let incoming = Dictionary(grouping: figure.links.indices, by: { figure.links[$0].child })
    for index in figure.cards.indices {
      for link in incoming[index] ?? [] { chip(link) }
      card(index)
    }
    operands()
    out.raw("</g>")
    self.legend(legend, top: Metrics.margin + bounds.height)
    out.raw("</svg>\n")
    return String(decoding: out.bytes, as: UTF8.self)
  }

  // MARK: Frame

  private mutating func open(_ size: Size, shift: Point) {
    let prefix = MarkupWriter.escaped(options.idPrefix)
    if options.isStandalone { out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }
    out.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"wg\"")
    out.attribute("width", size.width)
    out.attribute("height", size.height)
    out.raw(" viewBox=\"0 0 \(size.width.hundredths) \(size.height.hundredths)\"")
    out.raw(" role=\"graphics-document\" aria-labelledby=\"\(prefix)-title\"")
    out.raw(" aria-describedby=\"\(prefix)-desc\" font-family=\"\(SVGWriter.font)\">\n")
    out.raw("<title id=\"\(prefix)-title\">")
    out.text(figure.title)
    out.raw("</title>\n<desc id=\"\(prefix)-desc\">")
    out.text(figure.summary)
    out.raw("</desc>\n")
    let style = options.isLive ? "" : options.theme.styleSheet
    if !style.isEmpty { out.raw("<style>\(style)</style>\n") }
    if options.isStandalone {
      out.raw("<rect width=\"100%\" height=\"100%\"")
      paint(fill: .paper)
      out.raw("/>\n")
    }
    let move = Point(x: origin.x - shift.x, y: origin.y - shift.y)
    out.raw("<g transform=\"translate(\(move.x.hundredths) \(move.y.hundredths))\">\n")
  }

  /// Fill and stroke as attributes, and as classes where the theme follows the reader.
  mutating func paint(fill: Ink? = nil, stroke: Ink? = nil) {
    out.raw(" fill=\"\(fill.map(options.theme.base) ?? "none")\"")
    if let stroke { out.raw(" stroke=\"\(options.theme.base(stroke))\"") }
    guard options.theme == .auto else { return }
    let classes = [fill.map { "wg-f-\($0.rawValue)" }, stroke.map { "wg-s-\($0.rawValue)" }]
    out.raw(" class=\"\(classes.compactMap { $0 }.joined(separator: " "))\"")
  }

  // MARK: Groups

  mutating func openGroup(_ id: String, label: String, takesFocus: Bool = false) {
    out.raw("<g")
    out.attribute("id", "\(options.idPrefix)-\(id)")
    out.raw(" role=\"graphics-symbol\"")
    out.attribute("aria-label", label)
    if takesFocus {
      out.raw(" tabindex=\"0\" class=\"wg-card\"")
    } else if options.isLive {
      out.raw(" tabindex=\"0\" class=\"wg-chip\"")
    }
    out.raw(">\n")
  }

  /// The ring around a card that has the keyboard's focus; the style sheet makes it visible.
  mutating func ring(x: Double, y: Double, _ size: Size, radius: Double) {
    out.raw("<rect")
    out.attribute("x", x - 3.5)
    out.attribute("y", y - 3.5)
    out.attribute("width", size.width + 7)
    out.attribute("height", size.height + 7)
    out.attribute("rx", radius + 3.5)
    out.raw(" fill=\"none\" stroke-width=\"2.5\" class=\"wg-ring\"/>\n")
  }

  /// Opens a group that only a script needs, in a live figure.
  mutating func openLiveGroup(_ id: String, kind: String) {
    guard options.isLive else { return }
    out.raw("<g class=\"wg-\(kind)\"")
    out.attribute("id", "\(options.idPrefix)-\(id)")
    out.raw(">\n")
  }

  mutating func closeLiveGroup() {
    if options.isLive { out.raw("</g>\n") }
  }

  /// An id that only a script needs, in a live figure.
  mutating func liveID(_ id: String?) {
    if options.isLive, let id { out.attribute("id", "\(options.idPrefix)-\(id)") }
  }

  mutating func rect(
    x: Double, y: Double, _ size: Size, radius: Double, fill: Ink?, stroke: Ink? = nil,
    width: Double = 1, dashes: String? = nil, id: String? = nil
  ) {
    out.raw("<rect")
    liveID(id)
    out.attribute("x", x)
    out.attribute("y", y)
    out.attribute("width", size.width)
    out.attribute("height", size.height)
    out.attribute("rx", radius)
    paint(fill: fill, stroke: stroke)
    if stroke != nil { out.attribute("stroke-width", width) }
    if let dashes { out.raw(" stroke-dasharray=\"\(dashes)\"") }
    out.raw("/>\n")
  }
}

extension PlacedFigure {
  /// The rectangle that holds every box and every control point: a curve may leave the layout's own.
  var bounds: (origin: Point, width: Double, height: Double) {
    var low = Point(x: 0, y: 0)
    var high = Point(x: layout.size.width, y: layout.size.height)
    for point in layout.routes.lazy.flatMap({ $0.curves.joined() }) {
      low = Point(x: min(low.x, point.x), y: min(low.y, point.y))
      high = Point(x: max(high.x, point.x), y: max(high.y, point.y))
    }
    return (low, high.x - low.x, high.y - low.y)
  }
}
