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
  /// grounds, and the room for numbers.
  public var isLive = false
  /// Whether the figure has a style sheet of its own; otherwise its page brings one for all figures.
  public var hasStyleSheet = true

  /// A file of its own that follows the reader's preference.
  public init() {}
}

extension PlacedFigure {
  /// The figure as SVG: self-contained, without scripts, the same bytes for the same figure.
  public func svg(_ options: SVGOptions = SVGOptions()) -> String {
    var painter = FigurePainter(self, on: SVGWriter(figure, options))
    painter.paint()
    return painter.canvas.document
  }
}

/// SVG as a canvas.
struct SVGWriter {
  let title: String
  let summary: String
  let options: SVGOptions
  var out = MarkupWriter()

  static let font =
    "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"

  init(_ figure: Figure, _ options: SVGOptions) {
    title = figure.title
    summary = figure.summary
    self.options = options
  }

  var document: String { String(decoding: out.bytes, as: UTF8.self) }

  /// Fill and stroke as attributes, and as classes where the theme follows the reader.
  mutating func paint(fill: Ink? = nil, stroke: Ink? = nil) {
    out.raw(" fill=\"\(fill.map(options.theme.base) ?? "none")\"")
    if let stroke { out.raw(" stroke=\"\(options.theme.base(stroke))\"") }
    guard options.theme == .auto else { return }
    let classes = [fill.map { "wg-f-\($0.rawValue)" }, stroke.map { "wg-s-\($0.rawValue)" }]
    out.raw(" class=\"\(classes.compactMap { $0 }.joined(separator: " "))\"")
  }

  /// Fill, stroke and the end of an element.
  private mutating func close(fill: Ink?, _ stroke: Stroke?) {
    paint(fill: fill, stroke: stroke?.ink)
    if let stroke {
      out.attribute("stroke-width", stroke.width)
      if !stroke.dashes.isEmpty {
        let dashes = stroke.dashes.map(\.hundredths).joined(separator: " ")
        out.raw(" stroke-dasharray=\"\(dashes)\"")
      }
    }
    out.raw("/>\n")
  }

  private mutating func open(_ frame: Rectangle, radius: Double, id: String? = nil) {
    out.raw("<rect")
    liveID(id)
    out.attribute("x", frame.origin.x)
    out.attribute("y", frame.origin.y)
    out.attribute("width", frame.size.width)
    out.attribute("height", frame.size.height)
    out.attribute("rx", radius)
  }
}

extension SVGWriter: Canvas {
  static var margin: Double { Metrics.margin }

  // MARK: Frame

  mutating func openPage(_ size: Size, figure: Point) {
    let prefix = MarkupWriter.escaped(options.idPrefix)
    if options.isStandalone { out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }
    out.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"wg\"")
    out.attribute("width", size.width)
    out.attribute("height", size.height)
    out.raw(" viewBox=\"0 0 \(size.width.hundredths) \(size.height.hundredths)\"")
    out.raw(" role=\"graphics-document\" aria-labelledby=\"\(prefix)-title\"")
    out.raw(" aria-describedby=\"\(prefix)-desc\" font-family=\"\(SVGWriter.font)\">\n")
    out.raw("<title id=\"\(prefix)-title\">")
    out.text(title)
    out.raw("</title>\n<desc id=\"\(prefix)-desc\">")
    out.text(summary)
    out.raw("</desc>\n")
    let style =
      options.hasStyleSheet ? options.theme.styleSheet(isInPage: !options.isStandalone) : ""
    if !style.isEmpty { out.raw("<style>\(style)</style>\n") }
    if options.isStandalone {
      out.raw("<rect width=\"100%\" height=\"100%\"")
      paint(fill: .paper)
      out.raw("/>\n")
    }
    out.raw("<g transform=\"translate(\(figure.x.hundredths) \(figure.y.hundredths))\">\n")
  }

  mutating func closeFigure() { out.raw("</g>\n") }

  mutating func closePage() { out.raw("</svg>\n") }

  // MARK: Groups

  mutating func openGroup(_ group: CanvasGroup) {
    out.raw("<g")
    switch group {
    case .card(let id, let label):
      symbol(id, label)
      out.raw(" tabindex=\"0\" class=\"wg-card\"")
    case .chip(let id, let label):
      symbol(id, label)
      if options.isLive { out.raw(" tabindex=\"0\" class=\"wg-chip\"") }
    case .frame(let id, let label): symbol(id, label)
    case .decoration: out.raw(" aria-hidden=\"true\"")
    }
    out.raw(">\n")
  }

  private mutating func symbol(_ id: String, _ label: String) {
    out.attribute("id", "\(options.idPrefix)-\(id)")
    out.raw(" role=\"graphics-symbol\"")
    out.attribute("aria-label", label)
  }

  mutating func closeGroup() { out.raw("</g>\n") }

  // MARK: Shapes

  /// The style sheet makes the ring visible.
  mutating func ring(_ frame: Rectangle, radius: Double) {
    let gap = 3.5
    let origin = Point(x: frame.origin.x - gap, y: frame.origin.y - gap)
    let size = Size(width: frame.size.width + 2 * gap, height: frame.size.height + 2 * gap)
    open(Rectangle(origin: origin, size: size), radius: radius + gap)
    out.raw(" fill=\"none\" stroke-width=\"2.5\" class=\"wg-ring\"/>\n")
  }

  var isLive: Bool { options.isLive }

  mutating func openPart(_ part: CanvasPart, id: String) {
    guard options.isLive else { return }
    out.raw("<g class=\"wg-\(part.rawValue)\"")
    out.attribute("id", "\(options.idPrefix)-\(id)")
    out.raw(">\n")
  }

  mutating func closePart() {
    if options.isLive { out.raw("</g>\n") }
  }

  /// An id that only a script needs, in a live figure.
  mutating func liveID(_ id: String?) {
    if options.isLive, let id { out.attribute("id", "\(options.idPrefix)-\(id)") }
  }

  mutating func rectangle(_ frame: Rectangle, radius: Double, fill: Ink?, stroke: Stroke?) {
    rectangle(frame, radius: radius, fill: fill, stroke: stroke, id: nil)
  }

  /// The same with an id that only a script needs.
  mutating func rectangle(
    _ frame: Rectangle, radius: Double, fill: Ink?, stroke: Stroke?, id: String?
  ) {
    open(frame, radius: radius, id: id)
    close(fill: fill, stroke)
  }

  mutating func circle(_ center: Point, radius: Double, fill: Ink?, stroke: Stroke?) {
    out.raw("<circle")
    out.attribute("cx", center.x)
    out.attribute("cy", center.y)
    out.attribute("r", radius)
    close(fill: fill, stroke)
  }

  mutating func path(_ contour: Contour, fill: Ink?, stroke: Stroke?) {
    out.raw("<path d=\"")
    for step in contour.steps {
      switch step {
      case .move(let point): out.raw("M\(text(point))")
      case .line(let point): out.raw("L\(text(point))")
      case .curve(let first, let second, let end):
        out.raw("C\(text(first)) \(text(second)) \(text(end))")
      case .close: out.raw("Z")
      }
    }
    out.raw("\"")
    close(fill: fill, stroke)
  }

  private func text(_ point: Point) -> String { "\(point.x.hundredths) \(point.y.hundredths)" }
}
