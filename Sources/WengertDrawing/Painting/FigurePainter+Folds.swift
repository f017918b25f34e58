import Wengert

/// Folds: cards on a stack of paper, and what goes on outside of the picture.
extension FigurePainter {
  /// Two sheets behind a card; the card itself stands in front of them, at the lower left.
  ///
  /// - Returns: the place of the card.
  mutating func stack(_ card: Figure.Card, left: Double, top: Double, _ size: Size) -> (
    top: Double, size: Size
  ) {
    let (count, step) = (FoldMetrics.sheets, FoldMetrics.sheetStep)
    let sheet = Size(
      width: size.width - Double(count) * step, height: size.height - Double(count) * step)
    for level in stride(from: count, to: 0, by: -1) {
      rect(
        x: left + Double(level) * step, y: top + Double(count - level) * step, sheet, radius: 4,
        fill: .header, stroke: .frame)
    }
    return (top + Double(count) * step, sheet)
  }

  /// A card for what is outside of the picture: a dotted outline and one line of text.
  mutating func outside(_ card: Figure.Card, left: Double, top: Double, _ size: Size) {
    rect(
      x: left, y: top, size, radius: size.height / 2, fill: .card, stroke: .frame, dashes: [1, 3])
    line(
      card.title, x: left + size.width / 2, y: top + size.height / 2 + 3.6,
      size: FoldMetrics.outsideSize, anchor: .middle, ink: .faint)
  }

  /// The frames of open groups with their names, outer ones first, where the layout made room for them.
  mutating func groupFrames() {
    for (group, frame) in zip(figure.groups, placed.layout.groups) {
      guard let frame else { continue }
      canvas.openGroup(.frame(id: group.id, label: "group \(group.name)"))
      rect(
        x: frame.origin.x, y: frame.origin.y, frame.size, radius: 8, fill: nil, stroke: .frame,
        width: 0.8)
      line(
        RichText(group.name), x: frame.origin.x + FoldMetrics.groupPadding,
        y: frame.origin.y + 13, size: FoldMetrics.groupSize, anchor: .start, ink: .faint)
      canvas.closeGroup()
    }
  }

  /// How many edges a chip stands for.
  mutating func edgeCount(_ link: Figure.Link, x: Double, top: Double) {
    line(
      RichText(link.countText), x: x, y: top + 10, size: Metrics.tagSize, anchor: .middle,
      ink: .faint)
  }

  /// What is folded and left out, below the legend.
  mutating func note(_ text: String, left: Double, top: Double) {
    line(
      RichText(text), x: left, y: top + 20, size: Metrics.legendSize, anchor: .start,
      ink: .faint)
  }
}

/// The measures of folds, in points.
enum FoldMetrics {
  /// The sheets behind a card, and how far each stands out.
  static let sheets = 2
  static let sheetStep = 4.0
  static let outsideSize = 10.0
  static let outsideHeight = 20.0
  static let noteHeight = 24.0
  static let groupSize = 10.0
  static let groupPadding = 8.0
  static let groupTitleHeight = 18.0

  /// The room for the name of an open group.
  static func groupTitle(_ group: Figure.Group) -> Size {
    Size(
      width: Metrics.width(group.name, size: groupSize) + 2 * groupPadding,
      height: groupTitleHeight)
  }

  /// The room that the sheets behind a card take.
  static func sheetRoom(_ card: Figure.Card) -> Double {
    card.fold == nil ? 0 : Double(sheets) * sheetStep
  }

  static func outside(_ card: Figure.Card) -> Size {
    Size(
      width: Metrics.width(card.title, size: outsideSize) + outsideHeight, height: outsideHeight)
  }

  static func noteSize(_ figure: Figure) -> Size {
    guard let note = figure.note else { return Size(width: 0, height: 0) }
    return Size(width: Metrics.width(note, size: Metrics.legendSize), height: noteHeight)
  }
}

extension Figure.Link {
  /// How many edges the link stands for, in words; empty for one.
  var countText: String { count > 1 ? "\(count.grouped) edges" : "" }
}

extension Figure.Row {
  /// Whether there is neither a number nor several.
  var isBlank: Bool { value == nil && range == nil }
}
