/// Where the entries of the legend stand: in lines as wide as the drawing.
struct LegendLayout {
  struct Entry {
    let quantity: Quantity
    let symbol: RichText
    let text: RichText
    let x: Double
    let line: Int
  }

  let entries: [Entry]
  let size: Size

  /// The room for the symbol and the arrow before a text.
  static func lead(_ quantity: Quantity) -> Double {
    switch quantity {
    case .primal, .partial: 13
    case .tangent, .adjoint: 26
    }
  }

  init(_ figure: Figure, width: Double) {
    let limit = max(width, 330)
    let gap = 24.0
    var x = 0.0
    var line = 0
    var widest = 0.0
    var entries: [Entry] = []
    for entry in figure.legend {
      let room =
        LegendLayout.lead(entry.quantity) + Metrics.width(entry.text, size: Metrics.legendSize)
      if x > 0, x + room > limit {
        x = 0
        line += 1
      }
      entries.append(
        Entry(quantity: entry.quantity, symbol: entry.symbol, text: entry.text, x: x, line: line))
      widest = max(widest, x + room)
      x += room + gap
    }
    self.entries = entries
    let lines = entries.isEmpty ? 0 : line + 1
    size = Size(
      width: widest, height: lines == 0 ? 0 : Double(lines) * Metrics.legendLine + 14)
  }
}

extension SVGWriter {
  mutating func legend(_ layout: LegendLayout, top: Double) {
    guard !layout.entries.isEmpty else { return }
    out.raw("<g aria-hidden=\"true\">\n")
    for entry in layout.entries {
      let x = Metrics.margin + entry.x
      let y = top + 26 + Double(entry.line) * Metrics.legendLine
      let ink = Ink.of(entry.quantity)
      line(entry.symbol, x: x, y: y, size: Metrics.legendSize, anchor: .start, ink: ink)
      if entry.quantity == .tangent || entry.quantity == .adjoint {
        mark(entry.quantity, x: x + 11, baseline: y, ink)
      }
      line(
        entry.text, x: x + LegendLayout.lead(entry.quantity), y: y, size: Metrics.legendSize,
        anchor: .start, ink: ink)
    }
    out.raw("</g>\n")
  }
}
