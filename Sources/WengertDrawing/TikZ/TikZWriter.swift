import Wengert

/// What a figure for LaTeX looks like from outside.
public struct TikZOptions: Sendable, Equatable {
  /// How it is coloured; ``Theme/auto`` is light, because paper does not change.
  public var theme = Theme.light
  /// Whether the text is a document of its own instead of a picture for one.
  public var isStandalone = false

  /// A picture in light colours.
  public init() {}
}

/// Why a figure cannot be written for LaTeX.
public enum TikZError: Error, Equatable, CustomStringConvertible {
  /// TeX knows no lengths beyond 16,383 points.
  case tooLarge(width: Int, height: Int)

  public var description: String {
    switch self {
    case .tooLarge(let width, let height):
      "the figure is \(width) by \(height) points large, and TeX can place nothing beyond \(TikZWriter.limit);"
        + " draw a smaller graph, or write pdf"
    }
  }
}

extension PlacedFigure {
  /// The figure as a `tikzpicture`, at the places of the layout, for any LaTeX with TikZ and no other package.
  ///
  /// Symbols are mathematics, and text from outside is never a command. What is set wider than in the other formats is
  /// shrunk to its box.
  ///
  /// - Throws: ``TikZError/tooLarge(width:height:)``.
  public func tikz(_ options: TikZOptions = TikZOptions()) throws(TikZError) -> String {
    let size = pageSize(margin: TikZWriter.margin)
    guard max(size.width, size.height) <= Double(TikZWriter.limit) else {
      throw .tooLarge(width: Int(size.width), height: Int(size.height))
    }
    var painter = FigurePainter(self, on: TikZWriter(options))
    painter.paint()
    return painter.canvas.document
  }
}

/// TikZ as a canvas.
///
/// A unit is a big point, of which an inch has 72, and y runs downwards as in the layout.
struct TikZWriter {
  static let limit = 16_000

  let options: TikZOptions
  var lines: [String] = []

  init(_ options: TikZOptions) { self.options = options }

  var document: String { lines.joined(separator: "\n") + "\n" }

  // MARK: Frame

  /// A page as large as the picture with a margin.
  private mutating func openDocument(_ size: Size) {
    let width = size.width + 2 * Metrics.margin
    let height = size.height + 2 * Metrics.margin
    lines += [
      "\\RequirePackage{fix-cm}",
      "\\documentclass{article}",
      "\\usepackage[paperwidth=\(width.hundredths)bp,paperheight=\(height.hundredths)bp,"
        + "margin=\(Metrics.margin.hundredths)bp,noheadfoot]{geometry}",
      "\\usepackage{tikz}",
      "\\pagestyle{empty}",
      "\\setlength{\\parindent}{0pt}",
      "\\setlength{\\topskip}{0pt}",
      "\\setlength{\\maxdepth}{0pt}",
      "\\begin{document}",
    ]
    if options.theme == .dark { lines.append("\\pagecolor[HTML]{\(hex(.paper))}") }
  }

  private mutating func openPicture(_ size: Size) {
    lines.append("\\begin{tikzpicture}[x=1bp,y=-1bp,line width=1bp]")
    for ink in Ink.allCases { lines.append("\\definecolor{\(name(ink))}{HTML}{\(hex(ink))}") }
    let corner = text(Point(x: size.width, y: size.height))
    lines += [MathCharacters.definition] + TikZWriter.definitions
    lines.append("\\useasboundingbox (0,0) rectangle \(corner);")
    if options.theme == .dark { lines.append("\\fill[\(name(.paper))] (0,0) rectangle \(corner);") }
  }

  // MARK: Parts of commands

  func text(_ point: Point) -> String { "(\(point.x.hundredths),\(point.y.hundredths))" }

  func name(_ ink: Ink) -> String { "wg\(ink.rawValue)" }

  private func hex(_ ink: Ink) -> String { options.theme.base(ink).dropFirst().uppercased() }

  private mutating func path(
    _ shape: String, fill: Ink?, stroke: Stroke?, with others: [String] = []
  ) {
    var choices: [String] = []
    if let stroke {
      choices.append("draw=\(name(stroke.ink))")
      if stroke.width != 1 { choices.append("line width=\(stroke.width.hundredths)bp") }
      if !stroke.dashes.isEmpty { choices.append(pattern(stroke.dashes)) }
    }
    if let fill { choices.append("fill=\(name(fill))") }
    lines.append("\\path[\((choices + others).joined(separator: ","))] \(shape);")
  }

  /// Dashes as TikZ has them: `dash pattern=on 9bp off 4bp`.
  private func pattern(_ dashes: [Double]) -> String {
    let parts = dashes.enumerated().map { index, length in
      "\(index % 2 == 0 ? "on" : "off") \(length.hundredths)bp"
    }
    return "dash pattern=\(parts.joined(separator: " "))"
  }
}

extension TikZWriter: Canvas {
  static var margin: Double { 0 }

  mutating func openPage(_ size: Size, figure: Point) {
    if options.isStandalone {
      openDocument(size)
    } else {
      lines.append("% needs \\usepackage{tikz}")
    }
    openPicture(size)
    lines.append("\\begin{scope}[shift={\(text(figure))}]")
  }

  mutating func closeFigure() { lines.append("\\end{scope}") }

  mutating func closePage() {
    lines.append("\\end{tikzpicture}%")
    if options.isStandalone { lines.append("\\end{document}") }
  }

  // Paper has neither labels nor a keyboard.
  mutating func openGroup(_ group: CanvasGroup) {}
  mutating func closeGroup() {}
  mutating func ring(_ frame: Rectangle, radius: Double) {}

  mutating func rectangle(_ frame: Rectangle, radius: Double, fill: Ink?, stroke: Stroke?) {
    let corner = Point(
      x: frame.origin.x + frame.size.width, y: frame.origin.y + frame.size.height)
    path(
      "\(text(frame.origin)) rectangle \(text(corner))", fill: fill, stroke: stroke,
      with: ["rounded corners=\(radius.hundredths)bp"])
  }

  mutating func circle(_ center: Point, radius: Double, fill: Ink?, stroke: Stroke?) {
    path("\(text(center)) circle[radius=\(radius.hundredths)]", fill: fill, stroke: stroke)
  }

  mutating func path(_ contour: Contour, fill: Ink?, stroke: Stroke?) {
    let steps = contour.steps.map { step in
      switch step {
      case .move(let point): text(point)
      case .line(let point): "-- \(text(point))"
      case .curve(let first, let second, let end):
        ".. controls \(text(first)) and \(text(second)) .. \(text(end))"
      case .close: "-- cycle"
      }
    }
    path(steps.joined(separator: " "), fill: fill, stroke: stroke)
  }
}
