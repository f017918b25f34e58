import Wengert

/// Cards, chips and the legend.
extension TikZWriter {
  mutating func card(_ index: Int) {
    let card = figure.cards[index]
    var size = placed.cardSizes[index]
    let center = placed.layout.centers[index]
    var left = center.x - size.width / 2
    var top = center.y - size.height / 2
    if card.role == .output {
      box(left: left, top: top, size, radius: 7, fill: .card, stroke: .outputFrame)
      left += Metrics.doubleLine
      top += Metrics.doubleLine
      size.width -= 2 * Metrics.doubleLine
      size.height -= 2 * Metrics.doubleLine
    }
    frame(card, left: left, top: top, size)
    let room = size.width - Metrics.cardPadding
    var y = top
    if let tag = card.tag {
      y += Metrics.tagHeight
      let ink: Ink = card.role == .input || card.role == .output ? .text : .faint
      words(tag, Point(x: center.x, y: y - 2), Metrics.tagSize, "base", ink, room: room)
    }
    let baseline = y + (card.tag == nil ? 16.5 : 15)
    words(
      card.title, Point(x: center.x, y: baseline), Metrics.titleSize, "base", .text, room: room)
    y += Metrics.titleHeight + Metrics.rowsPadding
    for row in card.rows {
      let baseline = y + 12.5
      words(
        row.symbol, Point(x: left + Metrics.cardPadding, y: baseline), Metrics.rowSize,
        "base west", Ink.of(row.quantity), room: Metrics.width(row.symbol, size: Metrics.rowSize))
      number(row, Point(x: left + size.width - Metrics.cardPadding, y: baseline), Metrics.rowSize)
      y += Metrics.rowHeight
    }
  }

  /// The outline with a header of its own colour, whose upper corners are round.
  private mutating func frame(_ card: Figure.Card, left: Double, top: Double, _ size: Size) {
    let style = CardStyle(card)
    let ground = card.rows.isEmpty ? style.header : .card
    box(
      left: left, top: top, size, radius: style.radius, fill: ground, stroke: style.frame,
      dashes: style.dashes)
    guard !card.rows.isEmpty else { return }
    let bottom = top + Metrics.titleHeight + (card.tag == nil ? 0 : Metrics.tagHeight)
    let (right, r) = (left + size.width, style.radius)
    // Where the control points of a quarter of a circle lie.
    let k = r * (1 - 0.5523)
    func at(_ x: Double, _ y: Double) -> String { text(Point(x: x, y: y)) }
    lines.append(
      "\\filldraw[draw=\(name(style.frame)),fill=\(name(style.header))] \(at(left, bottom))"
        + " -- \(at(left, top + r)) .. controls \(at(left, top + k)) and \(at(left + k, top))"
        + " .. \(at(left + r, top)) -- \(at(right - r, top))"
        + " .. controls \(at(right - k, top)) and \(at(right, top + k)) .. \(at(right, top + r))"
        + " -- \(at(right, bottom)) -- cycle;")
  }

  mutating func chip(_ index: Int) {
    let link = figure.links[index]
    guard let size = placed.chipSizes[index], let center = placed.layout.routes[index].chip else {
      return
    }
    let left = center.x - size.width / 2
    let top = center.y - size.height / 2
    box(left: left, top: top, size, radius: 4, fill: .chip, stroke: .chipFrame)
    var y = top + Metrics.chipPadding / 2
    for row in link.rows {
      let baseline = y + 10.2
      mark(row.quantity, Point(x: left + Metrics.chipPadding, y: baseline))
      number(
        row, Point(x: left + size.width - Metrics.chipPadding, y: baseline), Metrics.chipSize)
      y += Metrics.chipRowHeight
    }
  }

  /// What stands before a number on a chip: ∂, or an arrow along or against the evaluation.
  private mutating func mark(_ quantity: Quantity, _ place: Point) {
    switch quantity {
    case .primal: break
    case .partial:
      words(RichText("∂"), place, Metrics.chipSize, "base west", .faint, room: Metrics.chipMark)
    case .tangent, .adjoint:
      let sign: Double = quantity == .tangent ? 1 : -1
      // Along the evaluation, and a quarter turn to its side.
      let (along, aside) =
        switch figure.direction {
        case .leftToRight: (Point(x: sign, y: 0), Point(x: 0, y: 1))
        case .bottomToTop: (Point(x: 0, y: -sign), Point(x: 1, y: 0))
        case .topToBottom: (Point(x: 0, y: sign), Point(x: 1, y: 0))
        }
      func at(_ forward: Double, _ side: Double) -> String {
        text(
          Point(
            x: place.x + 4 + forward * along.x + side * aside.x,
            y: place.y - 3.6 + forward * along.y + side * aside.y))
      }
      lines.append(
        "\\draw[\(name(Ink.of(quantity))),line width=1.2bp] \(at(-4, 0)) -- \(at(4, 0))"
          + " \(at(1, -3)) -- \(at(4, 0)) -- \(at(1, 3));")
    }
  }

  /// A number that ends at a place; a seed on a filled ground.
  private mutating func number(_ row: Figure.Row, _ end: Point, _ size: Double) {
    let ink = Ink.of(row.quantity)
    let width = Metrics.width(row.text, size: size)
    if row.isSeed {
      box(
        left: end.x - width - 4, top: end.y - 11.5, Size(width: width + 8, height: 15), radius: 3,
        fill: ink, stroke: nil)
    }
    words(
      RichText(row.text), end, size, "base east",
      row.isSeed ? .onSeed : (row.value == nil ? .faint : ink), room: width)
  }

  mutating func legend(_ layout: LegendLayout, top: Double) {
    for place in layout.places {
      let start = Point(x: place.x, y: top + 26 + Double(place.line) * Metrics.legendLine)
      let sample = place.entry.sample
      if case .quantity(let quantity, let symbol) = sample {
        words(symbol, start, Metrics.legendSize, "base west", sample.ink, room: sample.width)
        if quantity == .tangent || quantity == .adjoint {
          mark(quantity, Point(x: start.x + 11, y: start.y))
        }
      }
      words(
        place.entry.text, Point(x: start.x + sample.width, y: start.y), Metrics.legendSize,
        "base west", sample.ink, room: Metrics.width(place.entry.text, size: Metrics.legendSize))
    }
  }

  // MARK: Shapes

  /// A line of text at a place, as an anchor of TikZ says, shrunk where the room is too small for it.
  private mutating func words(
    _ text: RichText, _ place: Point, _ size: Double, _ anchor: String, _ ink: Ink, room: Double
  ) {
    lines.append(
      "\\node[wg=\(size.hundredths),anchor=\(anchor),text=\(name(ink))] at \(self.text(place))"
        + " {\\wgfit{\(room.hundredths)}{\(MathText.formula(text))}};")
  }

  private mutating func box(
    left: Double, top: Double, _ size: Size, radius: Double, fill: Ink, stroke: Ink?,
    dashes: String? = nil
  ) {
    let draw = stroke.map { "draw=\(name($0))," } ?? ""
    let dash = dashes.map { ",\(pattern($0))" } ?? ""
    let corner = Point(x: left + size.width, y: top + size.height)
    lines.append(
      "\\path[\(draw)fill=\(name(fill)),rounded corners=\(radius.hundredths)bp\(dash)]"
        + " \(text(Point(x: left, y: top))) rectangle \(text(corner));")
  }
}
