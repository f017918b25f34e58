import Wengert

/// Cards and chips.
extension SVGWriter {
  mutating func card(_ index: Int) {
    let card = figure.cards[index]
    var size = placed.cardSizes[index]
    var center = placed.layout.centers[index]
    var left = center.x - size.width / 2
    var top = center.y - size.height / 2
    openGroup(card.id, label: card.label)
    if card.fold?.isOutside == true {
      outside(card, left: left, top: top, size)
      out.raw("</g>\n")
      return
    }
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
    var y = top
    if let tag = card.tag {
      y += Metrics.tagHeight
      let ink: Ink = card.role == .input || card.role == .output ? .text : .faint
      line(tag, x: center.x, y: y - 2, size: Metrics.tagSize, anchor: .middle, ink: ink)
    }
    let baseline = y + (card.tag == nil ? 16.5 : 15)
    line(card.title, x: center.x, y: baseline, size: Metrics.titleSize, anchor: .middle, ink: .text)
    y += Metrics.titleHeight + Metrics.rowsPadding
    for row in card.rows {
      let ink = Ink.of(row.quantity)
      let baseline = y + 12.5
      line(
        row.symbol, x: left + Metrics.cardPadding, y: baseline, size: Metrics.rowSize,
        anchor: .start,
        ink: ink)
      number(
        row, right: left + size.width - Metrics.cardPadding, y: baseline, ink,
        id: "\(card.id)-\(row.quantity)")
      y += Metrics.rowHeight
    }
    out.raw("</g>\n")
  }

  /// The outline tells the kinds apart without colour: inputs are round, outputs have a double line,
  /// constants a dashed one.
  private mutating func frame(_ card: Figure.Card, left: Double, top: Double, _ size: Size) {
    let style = CardStyle(card.role)
    let header = Metrics.titleHeight + (card.tag == nil ? 0 : Metrics.tagHeight)
    rect(
      x: left, y: top, size, radius: style.radius, fill: card.rows.isEmpty ? style.header : .card,
      stroke: style.frame, dashes: style.dashes)
    guard !card.rows.isEmpty else { return }
    let (right, bottom, r) = (left + size.width, top + header, style.radius)
    out.raw("<path d=\"M\(left.hundredths) \(bottom.hundredths)V\((top + r).hundredths)")
    out.raw("A\(r.hundredths) \(r.hundredths) 0 0 1 \((left + r).hundredths) \(top.hundredths)")
    out.raw("H\((right - r).hundredths)")
    out.raw("A\(r.hundredths) \(r.hundredths) 0 0 1 \(right.hundredths) \((top + r).hundredths)")
    out.raw("V\(bottom.hundredths)Z\"")
    paint(fill: style.header, stroke: style.frame)
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
    if link.count > 1 {
      edgeCount(link, x: center.x, top: y)
      y += Metrics.chipRowHeight
    }
    for row in link.rows {
      let ink = Ink.of(row.quantity)
      let baseline = y + 10.2
      mark(row.quantity, x: left + Metrics.chipPadding, baseline: baseline, ink)
      number(
        row, right: left + size.width - Metrics.chipPadding, y: baseline, ink,
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

  /// A number, right-aligned; a seed on a filled ground.
  private mutating func number(
    _ row: Figure.Row, right: Double, y: Double, _ ink: Ink, id: String,
    size: Double = Metrics.rowSize
  ) {
    if row.isSeed {
      let width = Metrics.width(row.text, size: size) + 8
      rect(
        x: right - width + 4, y: y - 11.5, Size(width: width, height: 15), radius: 3, fill: ink)
    }
    out.raw("<text")
    out.attribute("id", "\(options.idPrefix)-\(id)")
    out.attribute("x", right)
    out.attribute("y", y)
    out.attribute("font-size", size)
    out.raw(" text-anchor=\"end\"")
    paint(fill: row.isSeed ? .onSeed : (row.isBlank ? .faint : ink))
    out.raw(">")
    out.text(row.text)
    out.raw("</text>\n")
  }
}

/// The look of a card by its role.
private struct CardStyle {
  let radius: Double
  let frame, header: Ink
  var dashes: String?

  init(_ role: Figure.Role) {
    switch role {
    case .input: (radius, frame, header) = (12, .inputFrame, .inputHeader)
    case .intermediate: (radius, frame, header) = (4, .frame, .header)
    case .output: (radius, frame, header) = (4, .outputFrame, .outputHeader)
    case .constant: (radius, frame, header, dashes) = (4, .frame, .card, "3 2")
    }
  }
}
