import Wengert

/// Lines of text with indices and marks.
extension SVGWriter {
  /// A line of text whose indices are shifted with `dy`, and whose dots and bars are drawn.
  ///
  /// `baseline-shift` and combining marks are not set alike by browsers and converters.
  mutating func text(
    _ text: RichText, at place: Point, size: Double, anchor: TextAnchor, ink: Ink, room: Double,
    live: LiveText?
  ) {
    let (x, y) = (place.x, place.y)
    seeds(in: text, x: x, y: y, size: size, anchor: anchor, ink: ink)
    out.raw("<text")
    liveID(live?.id)
    if options.isLive, let room = live?.columns { out.raw(" data-room=\"\(room)\"") }
    out.attribute("x", x)
    out.attribute("y", y)
    out.attribute("font-size", size)
    if anchor != .start { out.raw(" text-anchor=\"\(anchor)\"") }
    out.raw(" xml:space=\"preserve\"")
    paint(fill: ink)
    out.raw(">")
    var rise = 0.0
    // Where measures may fail, a seed is put onto its ground.
    var position = anchor == .start && text.runs.contains(where: \.isOfAnyWidth) ? x : nil
    for run in text.runs {
      let isPlain =
        run.scale == 1 && run.rise == rise && !run.isVariable && !run.isSeed && !run.isRightToLeft
      if !isPlain {
        openSpan(run, x: run.isSeed ? position : nil, dy: (rise - run.rise) * size, size: size)
      }
      out.text(run.text)
      if !isPlain { out.raw("</tspan>") }
      rise = run.rise
      position = position.map { $0 + Metrics.width(run.text, size: size * run.scale) }
    }
    out.raw("</text>\n")
    accents(text, x: x, y: y, size: size, anchor: anchor, ink: ink)
  }

  private mutating func openSpan(_ run: RichText.Run, x: Double?, dy: Double, size: Double) {
    out.raw("<tspan")
    if let x { out.attribute("x", x) }
    if dy != 0 { out.attribute("dy", dy) }
    if run.scale != 1 { out.attribute("font-size", size * run.scale) }
    if run.isVariable { out.raw(" font-style=\"italic\"") }
    // A name in Hebrew or Arabic would draw the signs and numbers after it to its left.
    if run.isRightToLeft { out.raw(" unicode-bidi=\"isolate\"") }
    if run.isSeed { paint(fill: .onSeed) }
    out.raw(">")
  }

  /// The filled grounds of the seeds in a text.
  private mutating func seeds(
    in text: RichText, x: Double, y: Double, size: Double, anchor: TextAnchor, ink: Ink
  ) {
    guard text.runs.contains(where: \.isSeed) else { return }
    var position = start(of: text, x: x, size: size, anchor: anchor)
    for run in text.runs {
      position += Metrics.width(run.text, size: size * run.scale)
      if run.isSeed {
        ground(
          ColumnNumber.Ground(fill: ink, stroke: ink), of: run.text, end: Point(x: position, y: y),
          size: size, id: nil)
      }
    }
  }

  mutating func number(_ number: ColumnNumber, size: Double) {
    if let ground = number.ground {
      let padding = Double(number.padding) * Metrics.advance * size
      self.ground(
        ground, of: number.text, end: Point(x: number.end.x - padding, y: number.end.y), size: size,
        id: number.id.map { "\($0)-box" })
    }
    out.raw("<text")
    if let id = number.id { out.attribute("id", "\(options.idPrefix)-\(id)") }
    out.attribute("x", number.end.x)
    out.attribute("y", number.end.y)
    out.attribute("font-size", size)
    if options.isLive {
      out.raw(" data-room=\"\(Int((number.room / (Metrics.advance * size)).rounded()))\"")
    }
    out.raw(" text-anchor=\"end\" xml:space=\"preserve\"")
    paint(fill: number.ink)
    out.raw(">")
    out.text(number.text + String(repeating: "\u{A0}", count: number.padding))
    out.raw("</text>\n")
  }

  private mutating func ground(
    _ ground: ColumnNumber.Ground, of text: String, end: Point, size: Double, id: String?
  ) {
    rectangle(
      ColumnNumber.Ground.frame(of: text, end: end, size: size),
      radius: ColumnNumber.Ground.radius, fill: ground.fill, stroke: Stroke(ink: ground.stroke),
      id: id)
  }

  /// Where a text begins.
  private func start(of text: RichText, x: Double, size: Double, anchor: TextAnchor) -> Double {
    let width = Metrics.width(text, size: size)
    return switch anchor {
    case .start: x
    case .middle: x - width / 2
    case .end: x - width
    }
  }

  private mutating func accents(
    _ text: RichText, x: Double, y: Double, size: Double, anchor: TextAnchor, ink: Ink
  ) {
    var position = start(of: text, x: x, size: size, anchor: anchor)
    for run in text.runs {
      let em = size * run.scale
      let width = Metrics.width(run.text, size: em)
      let lowest = y - run.rise * size - em * (run.isLow ? 0.7 : 0.92)
      for (level, mark) in run.marks.enumerated() {
        let center = Point(
          x: position + width / 2 + em * 0.05, y: lowest - Double(level) * em * 0.2)
        self.mark(mark, over: center, width: width, em: em, ink)
      }
      position += width
    }
  }

  private mutating func mark(
    _ mark: Symbol.Accent, over center: Point, width: Double, em: Double, _ ink: Ink
  ) {
    switch mark {
    case .none: break
    case .dot:
      out.raw("<circle")
      out.attribute("cx", center.x)
      out.attribute("cy", center.y)
      out.attribute("r", em * 0.085)
      paint(fill: ink)
      out.raw("/>\n")
    case .bar:
      let half = max(width / 2 - em * 0.06, em * 0.2)
      out.raw("<path d=\"M\((center.x - half).hundredths) \(center.y.hundredths)")
      out.raw("H\((center.x + half).hundredths)\"")
      paint(stroke: ink)
      out.attribute("stroke-width", em * 0.09)
      out.raw("/>\n")
    }
  }
}

extension RichText.Run {
  /// Whether no letter rises above the height of an x.
  fileprivate var isLow: Bool { text.allSatisfy { "acegmnopqrsuvwxyzαεηικμνπρστυχω".contains($0) } }
}
