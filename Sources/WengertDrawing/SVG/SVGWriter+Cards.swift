import Wengert

/// Cards and chips.
extension SVGWriter {
  mutating func card(_ index: Int) {
    let card = figure.cards[index]
    var size = placed.cardSizes[index]
    let center = placed.layout.centers[index]
    var left = center.x - size.width / 2
    var top = center.y - size.height / 2
    openGroup(card.id, label: card.label, takesFocus: true)
    ring(x: left, y: top, size, radius: CardStyle(card).radius)
    if card.role == .output {
      rect(x: left, y: top, size, radius: 7, fill: .card, stroke: .outputFrame)
      left += Metrics.doubleLine
      top += Metrics.doubleLine
      size.width -= 2 * Metrics.doubleLine
      size.height -= 2 * Metrics.doubleLine
    }
    frame(card, left: left, top: top, size)
    header(card, center: center.x, top: top)
    var y = top + Metrics.headerHeight(of: card)
    rows(card, left: left, right: left + size.width, y: &y)
    badges(card, left: left, width: size.width, top: y)
    out.raw("</g>\n")
  }

  private mutating func header(_ card: Figure.Card, center: Double, top: Double) {
    if let tag = card.tag {
      line(
        tag, x: center, y: top + Metrics.tagHeight - 2, size: Metrics.tagSize, anchor: .middle,
        ink: .text)
    }
    let baseline = top + Metrics.headerHeight(of: card) - (card.tag == nil ? 7.5 : 9)
    line(card.title, x: center, y: baseline, size: Metrics.titleSize, anchor: .middle, ink: .text)
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
        row, column, right: edge, y: y + 12.5, ink, id: "\(card.id)-\(row.quantity)",
        size: Metrics.rowSize)
      y += Metrics.rowHeight
      let room = Int((edge - left - Metrics.cardPadding) / (Metrics.advance * Metrics.sumSize))
      let lines = row.sum?.isShown == true ? row.sum?.lines ?? [] : []
      for position in 0..<row.sumLines {
        if options.isLive || position < lines.count {
          line(
            RichText(position < lines.count ? lines[position] : ""), x: edge, y: y + 7.5,
            size: Metrics.sumSize, anchor: .end, ink: ink,
            id: "\(card.id)-\(row.quantity)-sum\(position)", room: room)
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
    openLiveGroup("\(card.id)-badges", kind: "badges")
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
    closeLiveGroup()
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
    let (right, bottom, r) = (left + size.width, top + Metrics.headerHeight(of: card), style.radius)
    out.raw("<path d=\"M\(left.hundredths) \(bottom.hundredths)V\((top + r).hundredths)")
    out.raw("A\(r.hundredths) \(r.hundredths) 0 0 1 \((left + r).hundredths) \(top.hundredths)")
    out.raw("H\((right - r).hundredths)")
    out.raw("A\(r.hundredths) \(r.hundredths) 0 0 1 \(right.hundredths) \((top + r).hundredths)")
    out.raw("V\(bottom.hundredths)Z\"")
    paint(fill: style.header, stroke: style.frame)
    if let dashes = style.dashes { out.raw(" stroke-dasharray=\"\(dashes)\"") }
    out.attribute("stroke-width", width)
    out.raw("/>\n")
  }

  mutating func chip(_ index: Int) {
    let link = figure.links[index]
    guard let size = placed.chipSizes[index], let center = placed.layout.routes[index].chip else {
      return
    }
    let left = center.x - size.width / 2
    let top = center.y - size.height / 2
    openGroup(link.id, label: link.label)
    rect(x: left, y: top, size, radius: 4, fill: .chip, stroke: .chipFrame)
    var y = top + Metrics.chipPadding / 2
    if let branch = link.branch {
      line(
        RichText(branch.words), x: center.x, y: y + 8, size: Metrics.branchSize, anchor: .middle,
        ink: branch == .taken ? .text : .faint, id: "\(link.id)-branch")
      y += Metrics.branchHeight
    }
    let column = NumberColumn(link.rows)
    for row in link.rows {
      let ink = Ink.of(row.quantity)
      let baseline = y + 10.2
      mark(row.quantity, x: left + Metrics.chipPadding, baseline: baseline, ink)
      number(
        row, column, right: left + size.width - Metrics.chipPadding, y: baseline, ink,
        id: "\(link.id)-\(row.quantity)", size: Metrics.chipSize)
      y += Metrics.chipRowHeight
    }
    out.raw("</g>\n")
  }

  /// What stands before a number on a chip: ∂, or an arrow along or against the evaluation.
  mutating func mark(_ quantity: Quantity, x: Double, baseline: Double, _ ink: Ink) {
    switch quantity {
    case .primal: break
    case .partial:
      line(RichText("∂"), x: x, y: baseline, size: Metrics.chipSize, anchor: .start, ink: ink)
    case .tangent, .adjoint:
      let isForward = quantity == .tangent
      let angle =
        switch figure.direction {
        case .leftToRight: isForward ? 0 : 180
        case .bottomToTop: isForward ? -90 : 90
        case .topToBottom: isForward ? 90 : -90
        }
      out.raw("<path d=\"M-4 0H4M1 -3L4 0L1 3\"")
      let (cx, cy) = (x + 4, baseline - 3.6)
      out.raw(" transform=\"translate(\(cx.hundredths) \(cy.hundredths)) rotate(\(angle))\"")
      paint(stroke: ink)
      out.raw(" stroke-width=\"1.2\"/>\n")
    }
  }

  /// A number with its decimal point in line with the others; a seed on a filled ground, what is not finite in
  /// a frame.
  private mutating func number(
    _ row: Figure.Row, _ column: NumberColumn, right: Double, y: Double, _ ink: Ink, id: String,
    size: Double
  ) {
    let padding = column.padding(after: row.text)
    let isFinite = row.value?.isFinite ?? true
    if row.isSeed || !isFinite {
      let end = right - Double(padding) * Metrics.advance * size
      box(
        of: row.text, end: end, baseline: y, size: size, fill: row.isSeed ? ink : nil, stroke: ink,
        id: "\(id)-box")
    }
    out.raw("<text")
    out.attribute("id", "\(options.idPrefix)-\(id)")
    out.attribute("x", right)
    out.attribute("y", y)
    out.attribute("font-size", size)
    if options.isLive { out.raw(" data-room=\"\(column.columns)\"") }
    out.raw(" text-anchor=\"end\" xml:space=\"preserve\"")
    paint(fill: row.isSeed ? .onSeed : (row.value == nil ? .faint : ink))
    out.raw(">")
    out.text(row.text + String(repeating: "\u{A0}", count: padding))
    out.raw("</text>\n")
  }

  /// A box around a text that ends at `end`.
  mutating func box(
    of text: String, end: Double, baseline: Double, size: Double, fill: Ink?, stroke: Ink,
    id: String? = nil
  ) {
    let box = Metrics.box
    let width = Metrics.width(text, size: size) + box.across
    rect(
      x: end - width + box.across / 2, y: baseline - size * box.above,
      Size(width: width, height: size * box.height),
      radius: 3, fill: fill, stroke: stroke, id: id)
  }
}

/// The look of a card by its role.
struct CardStyle {
  let radius: Double
  let frame, header: Ink
  var dashes: String?

  init(_ card: Figure.Card) {
    switch card.role {
    case .input: (radius, frame, header) = (12, .inputFrame, .inputHeader)
    case .intermediate: (radius, frame, header) = (4, .frame, .header)
    case .output: (radius, frame, header) = (4, .outputFrame, .outputHeader)
    case .constant: (radius, frame, header, dashes) = (4, .frame, .card, "3 2")
    }
    if !card.isUsed, card.role == .intermediate { dashes = "7 3" }
  }
}
