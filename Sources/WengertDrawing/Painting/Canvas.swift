/// What a figure is painted on: a format of files.
///
/// Positions are in points, y downwards. A canvas decides how text is set, and nothing else about the look.
protocol Canvas {
  /// The room around the figure that the format needs.
  static var margin: Double { get }

  /// Begins a page; the origin of the layout lies at `figure` until ``closeFigure()``.
  mutating func openPage(_ size: Size, figure: Point)
  mutating func closeFigure()
  mutating func closePage()

  /// Begins shapes that are one thing to the reader, or nothing but decoration.
  mutating func openGroup(_ group: CanvasGroup)
  mutating func closeGroup()

  /// Whether a script changes what is painted here.
  var isLive: Bool { get }

  /// Begins shapes that only a script knows as one thing.
  mutating func openPart(_ part: CanvasPart, id: String)
  mutating func closePart()

  /// The ring around a card that has the keyboard's focus, where there is a keyboard.
  mutating func ring(_ frame: Rectangle, radius: Double)

  mutating func rectangle(_ frame: Rectangle, radius: Double, fill: Ink?, stroke: Stroke?)
  mutating func circle(_ center: Point, radius: Double, fill: Ink?, stroke: Stroke?)
  mutating func path(_ contour: Contour, fill: Ink?, stroke: Stroke?)

  /// A line of text.
  ///
  /// - Parameters:
  ///   - place: the point of the anchor on the base line.
  ///   - room: the width that a text may take which is set wider than it was measured.
  ///   - live: what a script knows the text by.
  mutating func text(
    _ text: RichText, at place: Point, size: Double, anchor: TextAnchor, ink: Ink, room: Double,
    live: LiveText?)

  /// A number in a column.
  mutating func number(_ number: ColumnNumber, size: Double)
}

extension Canvas {
  var isLive: Bool { false }
  mutating func openPart(_: CanvasPart, id _: String) {}
  mutating func closePart() {}
}

/// What a script changes as one thing.
enum CanvasPart: String {
  case line, badges
}

/// A text that a script changes.
struct LiveText {
  let id: String
  /// The characters for which there is room; nil where that does not matter.
  var columns: Int?
}

/// What shapes are together.
enum CanvasGroup {
  case card(id: String, label: String)
  case chip(id: String, label: String)
  /// The frame of an open group.
  case frame(id: String, label: String)
  /// What the labels of cards and chips say already.
  case decoration
}

/// How an outline is drawn.
struct Stroke {
  let ink: Ink
  var width = 1.0
  /// The lengths of dashes and of the gaps after them.
  var dashes: [Double] = []
}

/// Where in a text its place is.
enum TextAnchor {
  case start, middle, end
}

/// A number whose decimal point stands in line with those above and below.
struct ColumnNumber {
  /// The ground or the frame of a number that stands out.
  struct Ground {
    let fill: Ink?
    let stroke: Ink
  }

  let text: String
  /// The identifier; nil in the legend.
  let id: String?
  /// The right end of the column, on the base line.
  let end: Point
  /// The width of the column.
  let room: Double
  let ink: Ink
  let ground: Ground?
  /// The blanks behind the number that bring its decimal point into line, in characters.
  let padding: Int
  /// What stands in the column from the decimal points on.
  let fractions: [Substring]
}

extension ColumnNumber.Ground {
  /// The place of the ground of a text that ends at a point and was measured.
  static func frame(of text: String, end: Point, size: Double) -> Rectangle {
    let width = Metrics.width(text, size: size) + 2 * overhang
    return Rectangle(
      origin: Point(x: end.x - width + overhang, y: end.y - ascent * size),
      size: Size(width: width, height: height * size))
  }

  /// How far a ground reaches beyond its text on either side.
  static let overhang = 3.5
  static let radius = 3.0
  /// How far it reaches above the base line, and how high it is, relative to the size of the text.
  static let ascent = 0.9
  static let height = 1.16
  static let descent = height - ascent
}

/// Lines and curves in a row.
struct Contour {
  enum Step {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case close
  }

  private(set) var steps: [Step] = []

  mutating func move(to point: Point) { steps.append(.move(point)) }
  mutating func line(to point: Point) { steps.append(.line(point)) }
  mutating func close() { steps.append(.close) }

  mutating func curve(_ first: Point, _ second: Point, to end: Point) {
    steps.append(.curve(first, second, end))
  }

  /// A quarter of a circle from a point on the one side of a corner to one on the other.
  mutating func round(_ corner: Point, from start: Point, to end: Point) {
    let share = 0.5523
    curve(start.towards(corner, share), end.towards(corner, share), to: end)
  }

  /// Straight lines from point to point.
  static func lines(_ points: Point...) -> Contour {
    var contour = Contour()
    for (index, point) in points.enumerated() {
      contour.steps.append(index == 0 ? .move(point) : .line(point))
    }
    return contour
  }
}
