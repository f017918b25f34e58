/// Where the entries of the legend stand: in lines as wide as the drawing.
struct LegendLayout {
  struct Place {
    let entry: LegendEntry
    let x: Double
    let line: Int
  }

  let places: [Place]
  let size: Size

  private static let gap = 24.0
  private static let narrowest = 330.0

  init(_ figure: Figure, width: Double) {
    let limit = max(width, LegendLayout.narrowest)
    var x = 0.0
    var line = 0
    var widest = 0.0
    var places: [Place] = []
    for entry in figure.legend {
      let room = entry.sample.width + Metrics.width(entry.text, size: Metrics.legendSize)
      if x > 0, x + room > limit {
        x = 0
        line += 1
      }
      places.append(Place(entry: entry, x: x, line: line))
      widest = max(widest, x + room)
      x += room + LegendLayout.gap
    }
    self.places = places
    let lines = places.isEmpty ? 0 : line + 1
    size = Size(
      width: widest, height: lines == 0 ? 0 : Double(lines) * Metrics.legendLine + 14)
  }
}

extension LegendEntry.Sample {
  /// The room for the sign before its meaning.
  var width: Double {
    switch self {
    case .none: 0
    case .quantity(.primal, _), .quantity(.partial, _), .notComputed: 13
    case .quantity(.tangent, _), .quantity(.adjoint, _): 26
    case .sum: 47
    case .notFinite: 18
    case .constant: 26
    case .operand: 34
    case .notTaken, .zeroWeight, .notFiniteWeight, .strongestPath: 34
    case .weights: 56
    }
  }

  var ink: Ink {
    switch self {
    case .quantity(let quantity, _): Ink.of(quantity)
    default: .text
    }
  }
}

extension FigurePainter {
  mutating func legend(_ layout: LegendLayout, left: Double, top: Double) {
    guard !layout.places.isEmpty else { return }
    canvas.openGroup(.decoration)
    for place in layout.places {
      let x = left + place.x
      let y = top + 26 + Double(place.line) * Metrics.legendLine
      sample(place.entry.sample, x: x, y: y)
      line(
        place.entry.text, x: x + place.entry.sample.width, y: y, size: Metrics.legendSize,
        anchor: .start, ink: place.entry.sample.ink)
    }
    canvas.closeGroup()
  }

  private mutating func sample(_ sample: LegendEntry.Sample, x: Double, y: Double) {
    let middle = y - 3.8
    switch sample {
    case .none: break
    case .quantity(let quantity, let symbol):
      line(symbol, x: x, y: y, size: Metrics.legendSize, anchor: .start, ink: sample.ink)
      if quantity == .tangent || quantity == .adjoint {
        mark(quantity, x: x + 11, baseline: y, sample.ink)
      }
    case .sum:
      line(RichText("= a + b"), x: x, y: y, size: Metrics.sumSize, anchor: .start, ink: .text)
    case .notComputed:
      line(RichText("–"), x: x, y: y, size: Metrics.legendSize, anchor: .start, ink: .faint)
    case .notFinite:
      canvas.number(
        ColumnNumber(
          text: "∞", id: nil, end: Point(x: x + 10, y: y), room: 10, ink: .text,
          ground: ColumnNumber.Ground(fill: nil, stroke: .text), padding: 0, fractions: []),
        size: Metrics.legendSize)
    case .constant:
      rect(
        x: x, y: middle - 5.5, Size(width: 19, height: 11), radius: 3, fill: .card, stroke: .frame,
        dashes: [3, 2])
    case .operand:
      for operand in 1...2 {
        bead(operand, at: Point(x: x + 14 * Double(operand) - 8.5, y: middle))
      }
    case .notTaken: stroke(.line, 0.9, [3, 3], from: x, y: middle)
    case .zeroWeight(let quantity):
      stroke(Ink.of(quantity), Weight.zero.width, Weight.zero.dashes, from: x, y: middle)
    case .notFiniteWeight(let quantity):
      stroke(Ink.of(quantity), Weight.notFinite.width, Weight.notFinite.dashes, from: x, y: middle)
    case .weights(let quantity):
      for step in 0..<WeightScale.steps {
        stroke(
          Ink.of(quantity), Weight.step(step).width, [], from: x + 10 * Double(step), y: middle,
          length: 9)
      }
    case .strongestPath(let quantity):
      let width = Weight.step(WeightScale.steps / 2).width
      rails(
        along: .lines(Point(x: x, y: middle), Point(x: x + 27, y: middle)), around: width)
      stroke(Ink.of(quantity), width, [], from: x, y: middle)
    }
  }

  private mutating func stroke(
    _ ink: Ink, _ width: Double, _ dashes: [Double], from x: Double, y: Double,
    length: Double = 27
  ) {
    canvas.path(
      .lines(Point(x: x, y: y), Point(x: x + length, y: y)), fill: nil,
      stroke: Stroke(ink: ink, width: width, dashes: dashes))
  }
}
