import Wengert

/// Lines of text with indices and marks.
extension SVGWriter {
  enum Anchor: String {
    case start, middle, end
  }

  /// A line of text whose indices are shifted with `dy`, and whose dots and bars are drawn.
  ///
  /// `baseline-shift` and combining marks are not set alike by browsers and converters.
  mutating func line(
    _ text: RichText, x: Double, y: Double, size: Double, anchor: Anchor, ink: Ink,
    id: String? = nil, room: Int? = nil
  ) {
    seeds(in: text, x: x, y: y, size: size, anchor: anchor, ink: ink)
    out.raw("<text")
    liveID(id)
    if options.isLive, let room { out.raw(" data-room=\"\(room)\"") }
    out.attribute("x", x)
    out.attribute("y", y)
    out.attribute("font-size", size)
    if anchor != .start { out.raw(" text-anchor=\"\(anchor.rawValue)\"") }
    out.raw(" xml:space=\"preserve\"")
    paint(fill: ink)
    out.raw(">")
    var rise = 0.0
    for run in text.runs {
      let isPlain = run.scale == 1 && run.rise == rise && !run.isVariable && !run.isSeed
      if !isPlain { openSpan(run, dy: (rise - run.rise) * size, size: size) }
      out.text(run.text)
      if !isPlain { out.raw("</tspan>") }
      rise = run.rise
    }
    out.raw("</text>\n")
    accents(text, x: x, y: y, size: size, anchor: anchor, ink: ink)
  }

  private mutating func openSpan(_ run: RichText.Run, dy: Double, size: Double) {
    out.raw("<tspan")
    if dy != 0 { out.attribute("dy", dy) }
    if run.scale != 1 { out.attribute("font-size", size * run.scale) }
    if run.isVariable { out.raw(" font-style=\"italic\"") }
    if run.isSeed { paint(fill: .onSeed) }
    out.raw(">")
  }

  /// The filled grounds of the seeds in a text.
  private mutating func seeds(
    in text: RichText, x: Double, y: Double, size: Double, anchor: Anchor, ink: Ink
  ) {
    guard text.runs.contains(where: \.isSeed) else { return }
    var position = start(of: text, x: x, size: size, anchor: anchor)
    for run in text.runs {
      position += Metrics.width(run.text, size: size * run.scale)
      if run.isSeed {
        box(of: run.text, end: position, baseline: y, size: size, fill: ink, stroke: ink)
      }
    }
  }

  /// Where a text begins.
  private func start(of text: RichText, x: Double, size: Double, anchor: Anchor) -> Double {
    let width = Metrics.width(text, size: size)
    return switch anchor {
    case .start: x
    case .middle: x - width / 2
    case .end: x - width
    }
  }

  private mutating func accents(
    _ text: RichText, x: Double, y: Double, size: Double, anchor: Anchor, ink: Ink
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
