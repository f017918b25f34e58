/// Paints a placed figure, the same in every format: lines below, then chips and cards in evaluation order, then
/// the legend.
struct FigurePainter<Surface: Canvas> {
  let placed: PlacedFigure
  var canvas: Surface

  var figure: Figure { placed.figure }

  init(_ placed: PlacedFigure, on canvas: Surface) {
    self.placed = placed
    self.canvas = canvas
  }

  mutating func paint() {
    let bounds = placed.bounds
    let margin = Surface.margin
    canvas.openPage(
      placed.pageSize(margin: margin),
      figure: Point(x: margin - bounds.origin.x, y: margin - bounds.origin.y))
    groupFrames()
    lines()
    let incoming = Dictionary(grouping: figure.links.indices, by: { figure.links[$0].child })
    for index in figure.cards.indices {
      for link in incoming[index] ?? [] { chip(link) }
      card(index)
    }
    operands()
    canvas.closeFigure()
    let legend = LegendLayout(figure, width: bounds.size.width)
    let bottom = margin + bounds.size.height
    self.legend(legend, left: margin, top: bottom)
    if let note = figure.note { self.note(note, left: margin, top: bottom + legend.size.height) }
    canvas.closePage()
  }

  // MARK: Shapes

  mutating func rect(
    x: Double, y: Double, _ size: Size, radius: Double, fill: Ink?, stroke: Ink? = nil,
    width: Double = 1, dashes: [Double] = []
  ) {
    canvas.rectangle(
      Rectangle(origin: Point(x: x, y: y), size: size), radius: radius, fill: fill,
      stroke: stroke.map { Stroke(ink: $0, width: width, dashes: dashes) })
  }

  /// A line of text; without other room it has that of the text as measured.
  mutating func line(
    _ text: RichText, x: Double, y: Double, size: Double, anchor: TextAnchor, ink: Ink,
    room: Double? = nil, live: LiveText? = nil
  ) {
    canvas.text(
      text, at: Point(x: x, y: y), size: size, anchor: anchor, ink: ink,
      room: room ?? Metrics.width(text, size: size), live: live)
  }
}

extension PlacedFigure {
  /// The rectangle that holds every box and every control point: a curve may leave the layout's own.
  var bounds: Rectangle {
    var low = Point(x: 0, y: 0)
    var high = Point(x: layout.size.width, y: layout.size.height)
    for point in layout.routes.lazy.flatMap({ $0.curves.joined() }) {
      low = Point(x: min(low.x, point.x), y: min(low.y, point.y))
      high = Point(x: max(high.x, point.x), y: max(high.y, point.y))
    }
    return Rectangle(origin: low, size: Size(width: high.x - low.x, height: high.y - low.y))
  }

  /// The size of the figure with its legend.
  func pageSize(margin: Double) -> Size {
    let bounds = bounds
    let legend = LegendLayout(figure, width: bounds.size.width)
    let note = FoldMetrics.noteSize(figure)
    return Size(
      width: max(bounds.size.width, legend.size.width, note.width) + 2 * margin,
      height: bounds.size.height + legend.size.height + note.height + 2 * margin)
  }
}
