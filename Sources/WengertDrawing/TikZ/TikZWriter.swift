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
    var writer = TikZWriter(placed: self, theme: options.theme)
    return try writer.document(isStandalone: options.isStandalone)
  }
}

/// Draws a placed figure with TikZ: lines below, then chips and cards in evaluation order, then the legend.
///
/// A unit is a big point, of which an inch has 72, and y runs downwards as in the layout.
struct TikZWriter {
  static let limit = 16_000

  let placed: PlacedFigure
  let theme: Theme
  var lines: [String] = []

  var figure: Figure { placed.figure }

  init(placed: PlacedFigure, theme: Theme) {
    self.placed = placed
    self.theme = theme
  }

  mutating func document(isStandalone: Bool) throws(TikZError) -> String {
    let bounds = placed.bounds
    let legend = LegendLayout(figure, width: bounds.width)
    let size = Size(
      width: max(bounds.width, legend.size.width), height: bounds.height + legend.size.height)
    guard max(size.width, size.height) <= Double(TikZWriter.limit) else {
      throw .tooLarge(width: Int(size.width), height: Int(size.height))
    }
    if isStandalone { openDocument(size) } else { lines.append("% needs \\usepackage{tikz}") }
    open(size, shift: bounds.origin)
    for (link, route) in zip(figure.links, placed.layout.routes) { line(link, route) }
    let incoming = Dictionary(grouping: figure.links.indices, by: { figure.links[$0].child })
    for index in figure.cards.indices {
      for link in incoming[index] ?? [] { chip(link) }
      card(index)
    }
    lines.append("\\end{scope}")
    self.legend(legend, top: bounds.height)
    lines.append("\\end{tikzpicture}%")
    if isStandalone { lines.append("\\end{document}") }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Frame

  /// A page as large as the picture.
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
    if theme == .dark { lines.append("\\pagecolor[HTML]{\(hex(.paper))}") }
  }

  private mutating func open(_ size: Size, shift: Point) {
    lines.append("\\begin{tikzpicture}[x=1bp,y=-1bp,line width=1bp,line cap=round,line join=round]")
    for ink in Ink.allCases { lines.append("\\definecolor{\(name(ink))}{HTML}{\(hex(ink))}") }
    lines += [
      MathCharacters.definition,
      "\\def\\wgfit#1#2{\\sbox0{#2}\\ifdim\\wd0>#1bp\\resizebox{#1bp}{!}{\\usebox0}\\else\\usebox0\\fi}",
      "\\tikzset{wg/.style={inner sep=0pt,outer sep=0pt,font=\\fontsize{#1bp}{#1bp}\\selectfont}}",
      "\\useasboundingbox (0,0) rectangle \(text(Point(x: size.width, y: size.height)));",
    ]
    if theme == .dark {
      lines.append(
        "\\fill[\(name(.paper))] (0,0) rectangle \(text(Point(x: size.width, y: size.height)));")
    }
    let origin = Point(x: -shift.x, y: -shift.y)
    lines.append("\\begin{scope}[shift={\(text(origin))}]")
  }

  // MARK: Lines

  private mutating func line(_ link: Figure.Link, _ route: LayoutResult.Route) {
    let stroke = LineStyle(link, in: figure)
    guard let first = route.curves.first?.first, let last = route.curves.last?.last else { return }
    var path = ""
    for curve in route.curves {
      path += " \(text(curve[0]))"
      for start in stride(from: 1, to: curve.count - 2, by: 3) {
        path += " .. controls \(text(curve[start])) and \(text(curve[start + 1]))"
        path += " .. \(text(curve[start + 2]))"
      }
    }
    if !stroke.hasTail { path = " \(text(route.start)) -- \(text(first))" + path }
    if !stroke.hasHead { path += " -- \(text(route.end))" }
    let dashes = stroke.dashes.map { ",\(pattern($0))" } ?? ""
    let width = "line width=\(stroke.width.hundredths)bp"
    lines.append("\\draw[\(name(stroke.ink)),\(width),line cap=butt\(dashes)]\(path);")
    if stroke.hasHead { arrow(from: last, to: route.end, stroke.ink) }
    if stroke.hasTail { arrow(from: first, to: route.start, stroke.ink) }
  }

  private mutating func arrow(from base: Point, to tip: Point, _ ink: Ink) {
    let (dx, dy) = (tip.x - base.x, tip.y - base.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return }
    let side = Point(x: -dy / length * 3, y: dx / length * 3)
    let left = Point(x: base.x + side.x, y: base.y + side.y)
    let right = Point(x: base.x - side.x, y: base.y - side.y)
    lines.append(
      "\\fill[\(name(ink))] \(text(tip)) -- \(text(left)) -- \(text(right)) -- cycle;")
  }

  // MARK: Parts of commands

  func text(_ point: Point) -> String { "(\(point.x.hundredths),\(point.y.hundredths))" }

  func name(_ ink: Ink) -> String { "wg\(ink.rawValue)" }

  /// `9 4` as TikZ has it: `dash pattern=on 9bp off 4bp`.
  func pattern(_ dashes: String) -> String {
    let parts = dashes.split(separator: " ").enumerated().map { index, length in
      "\(index % 2 == 0 ? "on" : "off") \(length)bp"
    }
    return "dash pattern=\(parts.joined(separator: " "))"
  }

  private func hex(_ ink: Ink) -> String { theme.base(ink).dropFirst().uppercased() }
}
