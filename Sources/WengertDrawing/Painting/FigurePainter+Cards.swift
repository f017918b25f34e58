import Wengert

/// Cards and chips.
extension FigurePainter {
  mutating func card(_ index: Int) {
    let card = figure.cards[index]
    var size = placed.cardSizes[index]
    var center = placed.layout.centers[index]
    var left = center.x - size.width / 2
    var top = center.y - size.height / 2
    canvas.openGroup(.card(id: card.id, label: card.label))
    canvas.ring(
      Rectangle(origin: Point(x: left, y: top), size: size), radius: CardStyle(card).radius)
    if card.fold?.isOutside == true {
      outside(card, left: left, top: top, size)
      canvas.closeGroup()
      return
    }
    let placedTop = top
    if card.fold != nil { (top, size) = stack(card, left: left, top: top, size) }
    center.x = left + size.width / 2
    if card.role == .output {
      rect(x: left, y: top, size, radius: 7, fill: .card, stroke: .outputFrame)
      left += Metrics.doubleLine
      top += Metrics.doubleLine
      size.width -= 2 * Metrics.doubleLine
      size.height -= 2 * Metrics.doubleLine
    }
    frame(card, left: left, top: top, size)
    header(card, center: center.x, top: top, room: size.width - Metrics.cardPadding)
    var y = top + Metrics.headerHeight(of: card)
    rows(card, left: left, right: left + size.width, y: &y)
    if card.hasBadgesAbove {
      badgesAbove(card, right: left + size.width, top: placedTop)
    } else {
      badges(card, left: left, width: size.width, top: y)
    }
    canvas.closeGroup()
  }

  private mutating func header(
    _ card: Figure.Card, center: Double, top: Double, room: Double
  ) {
    if let tag = card.tag {
      line(
        tag, x: center, y: top + Metrics.tagHeight - 2, size: Metrics.tagSize, anchor: .middle,
        ink: .text, room: room)
    }
    let baseline = top + Metrics.headerHeight(of: card) - (card.tag == nil ? 7.5 : 9)
    line(
      card.title, x: center, y: baseline, size: Metrics.titleSize, anchor: .middle, ink: .text,
      room: room)
  }

  private mutating func rows(
    _ card: Figure.Card, left: Double, right: Double, y: inout Double
  ) {
    guard !card.rows.isEmpty else { return }
    let column = NumberColumn(card.rows)
    let edge = right - Metrics.cardPadding
    y += Metrics.rowsPadding
    for row in card.rows {
      let ink = Ink.of(row.quantity)
      line(
        row.symbol, x: left + Metrics.cardPadding, y: y + 12.5, size: Metrics.rowSize,
        anchor: .start, ink: ink)
      number(
        row, column, end: Point(x: edge, y: y + 12.5), ink, id: "\(card.id)-\(row.quantity)",
        size: Metrics.rowSize)
      y += Metrics.rowHeight
      let room = Int((edge - left - Metrics.cardPadding) / (Metrics.advance * Metrics.sumSize))
      let lines = row.sum?.isShown == true ? row.sum?.lines ?? [] : []
      for position in 0..<row.sumLines {
        if canvas.isLive || position < lines.count {
          line(
            RichText(position < lines.count ? lines[position] : ""), x: edge, y: y + 7.5,
            size: Metrics.sumSize, anchor: .end, ink: ink,
            live: LiveText(id: "\(card.id)-\(row.quantity)-sum\(position)", columns: room))
        }
        y += Metrics.sumHeight
      }
    }
    y += Metrics.rowsPadding
  }

  /// What is remarkable, in words: on a filled ground where something has gone wrong, in a frame otherwise.
  private mutating func badges(_ card: Figure.Card, left: Double, width: Double, top: Double) {
    guard !card.badges.isEmpty else { return }
    var y = top + (card.rows.isEmpty ? Metrics.badgeGap : 0)
    canvas.openPart(.badges, id: "\(card.id)-badges")
    for badge in card.badges {
      if badge.isShown {
        let isAlert = badge.kind.isAlert
        rect(
          x: left + Metrics.badgeGap, y: y,
          Size(width: width - 2 * Metrics.badgeGap, height: Metrics.badgeHeight), radius: 3,
          fill: isAlert ? .text : .card, stroke: isAlert ? nil : .faint, width: 0.8)
        line(
          badge.text, x: left + width / 2, y: y + 10, size: Metrics.badgeSize, anchor: .middle,
          ink: isAlert ? .onSeed : .text)
      }
      y += Metrics.badgeHeight + Metrics.badgeGap
    }
    canvas.closePart()
  }

  /// What is remarkable in one line above a card: it may come and go, and the card stays as it is.
  private mutating func badgesAbove(_ card: Figure.Card, right: Double, top: Double) {
    canvas.openPart(.badges, id: "\(card.id)-badges")
    let shown = card.badges.filter(\.isShown)
    if !shown.isEmpty {
      let text = RichText(shown.map(\.text.plain).joined(separator: " · "))
      let isAlert = shown.contains { $0.kind.isAlert }
      let size = Size(
        width: Metrics.width(text, size: Metrics.badgeSize) + 2 * Metrics.badgeGap + 2,
        height: Metrics.badgeHeight)
      let y = top - Metrics.badgeRise - size.height
      rect(
        x: right - size.width, y: y, size, radius: 3, fill: isAlert ? .text : .card,
        stroke: isAlert ? nil : .faint, width: 0.8)
      line(
        text, x: right - size.width / 2, y: y + 10, size: Metrics.badgeSize, anchor: .middle,
        ink: isAlert ? .onSeed : .text)
    }
    canvas.closePart()
  }

  /// The outline tells the kinds apart without colour: inputs are round, outputs have a double line,
  /// constants a dashed one, what only a branch needs that is not taken one with longer dashes.
  private mutating func frame(_ card: Figure.Card, left: Double, top: Double, _ size: Size) {
    let style = CardStyle(card)
    let width = card.isOnStrongestPath ? 2.4 : 1
    let hasBody = !card.rows.isEmpty || !card.badges.isEmpty
    rect(
      x: left, y: top, size, radius: style.radius, fill: hasBody ? .card : style.header,
      stroke: style.frame, width: width, dashes: style.dashes)
    guard hasBody else { return }
    header(of: card, left: left, top: top, size.width, width: width)
  }

  /// The ground of the title, whose upper corners are round.
  private mutating func header(
    of card: Figure.Card, left: Double, top: Double, _ cardWidth: Double, width: Double
  ) {
    let style = CardStyle(card)
    let (right, bottom, r) = (left + cardWidth, top + Metrics.headerHeight(of: card), style.radius)
    var contour = Contour.lines(Point(x: left, y: bottom), Point(x: left, y: top + r))
    contour.round(
      Point(x: left, y: top), from: Point(x: left, y: top + r), to: Point(x: left + r, y: top))
    contour.line(to: Point(x: right - r, y: top))
    contour.round(
      Point(x: right, y: top), from: Point(x: right - r, y: top), to: Point(x: right, y: top + r))
    contour.line(to: Point(x: right, y: bottom))
    contour.close()
    canvas.path(
      contour, fill: style.header,
      stroke: Stroke(ink: style.frame, width: width, dashes: style.dashes))
  }

  mutating func chip(_ index: Int) {
    let link = figure.links[index]
    guard let size = placed.chipSizes[index], let center = placed.layout.routes[index].chip else {
      return
    }
    let left = center.x - size.width / 2
    let top = center.y - size.height / 2
    canvas.openGroup(.chip(id: link.id, label: link.label))
    rect(x: left, y: top, size, radius: 4, fill: .chip, stroke: .chipFrame)
    var y = top + Metrics.chipPadding / 2
    if link.count > 1 {
      edgeCount(link, x: center.x, top: y)
      y += Metrics.chipRowHeight
    }
    if let branch = link.branch {
      line(
        RichText(branch.words), x: center.x, y: y + 8, size: Metrics.branchSize, anchor: .middle,
        ink: branch == .taken ? .text : .faint, live: LiveText(id: "\(link.id)-branch"))
      y += Metrics.branchHeight
    }
    let column = NumberColumn(link.rows)
    for row in link.rows {
      let ink = Ink.of(row.quantity)
      let baseline = y + 10.2
      mark(row.quantity, x: left + Metrics.chipPadding, baseline: baseline, ink)
      number(
        row, column, end: Point(x: left + size.width - Metrics.chipPadding, y: baseline), ink,
        id: "\(link.id)-\(row.quantity)", size: Metrics.chipSize)
      y += Metrics.chipRowHeight
    }
    canvas.closeGroup()
  }

  /// What stands before a number on a chip: ∂, or an arrow along or against the evaluation.
  mutating func mark(_ quantity: Quantity, x: Double, baseline: Double, _ ink: Ink) {
    switch quantity {
    case .primal: break
    case .partial:
      line(RichText("∂"), x: x, y: baseline, size: Metrics.chipSize, anchor: .start, ink: ink)
    case .tangent, .adjoint:
      // Along what flows, and a quarter turn to its side.
      let sign: Double = quantity == .tangent ? 1 : -1
      let (along, aside) =
        switch figure.direction {
        case .leftToRight: (Point(x: sign, y: 0), Point(x: 0, y: 1))
        case .bottomToTop: (Point(x: 0, y: -sign), Point(x: 1, y: 0))
        case .topToBottom: (Point(x: 0, y: sign), Point(x: 1, y: 0))
        }
      func at(_ forward: Double, _ side: Double) -> Point {
        Point(
          x: x + 4 + forward * along.x + side * aside.x,
          y: baseline - 3.6 + forward * along.y + side * aside.y)
      }
      var contour = Contour.lines(at(-4, 0), at(4, 0))
      contour.move(to: at(1, -3))
      contour.line(to: at(4, 0))
      contour.line(to: at(1, 3))
      canvas.path(contour, fill: nil, stroke: Stroke(ink: ink, width: 1.2))
    }
  }

  /// A number with its decimal point in line with the others; a seed on a filled ground, what is not finite in
  /// a frame.
  private mutating func number(
    _ row: Figure.Row, _ column: NumberColumn, end: Point, _ ink: Ink, id: String, size: Double
  ) {
    let isFinite = row.value?.isFinite ?? true
    canvas.number(
      ColumnNumber(
        text: row.text, id: id, end: end,
        room: Double(column.columns) * Metrics.advance * size,
        ink: row.isSeed ? .onSeed : (row.isBlank ? .faint : ink),
        ground: row.isSeed || !isFinite
          ? ColumnNumber.Ground(fill: row.isSeed ? ink : nil, stroke: ink) : nil,
        padding: column.padding(after: row.text), fractions: column.fractions),
      size: size)
  }
}

/// The look of a card by its role.
struct CardStyle {
  let radius: Double
  let frame, header: Ink
  var dashes: [Double] = []

  init(_ card: Figure.Card) {
    switch card.role {
    case .input: (radius, frame, header) = (12, .inputFrame, .inputHeader)
    case .intermediate: (radius, frame, header) = (4, .frame, .header)
    case .output: (radius, frame, header) = (4, .outputFrame, .outputHeader)
    case .constant: (radius, frame, header, dashes) = (4, .frame, .card, [3, 2])
    }
    if !card.isUsed, card.role == .intermediate { dashes = [7, 3] }
  }
}
