import Wengert

/// The measures of cards and chips, in points.
///
/// All text is monospaced, and every common monospaced face is at most 0.602 em wide, so a box that is
/// measured by counting characters holds its text in any of them.
enum Metrics {
  static let advance = 0.602
  static let titleSize = 13.0
  static let rowSize = 12.0
  static let chipSize = 10.5
  static let tagSize = 9.0
  static let legendSize = 11.0

  static let cardPadding = 10.0
  static let titleHeight = 24.0
  static let tagHeight = 13.0
  static let rowHeight = 17.0
  static let rowsPadding = 5.0
  static let columnGap = 10.0
  /// The distance between the two lines around an output.
  static let doubleLine = 3.0

  static let chipPadding = 6.0
  static let chipRowHeight = 13.5
  static let chipMark = 14.0

  static let margin = 16.0
  static let legendLine = 18.0

  /// The width of a line of text.
  static func width(_ text: RichText, size: Double) -> Double {
    text.runs.reduce(0) { $0 + width($1.text, size: size * $1.scale) }
  }

  /// The width of characters in one style.
  static func width(_ text: String, size: Double) -> Double {
    Double(text.reduce(0) { $0 + $1.columns }) * advance * size
  }

  static func size(of card: Figure.Card) -> Size {
    if card.fold?.isOutside == true { return FoldMetrics.outside(card) }
    let numbers = card.rows.map { Double($0.columns) * advance * rowSize }.max() ?? 0
    let symbols = card.rows.map { width($0.symbol, size: rowSize) }.max() ?? 0
    let rowsWidth = card.rows.isEmpty ? 0 : symbols + columnGap + numbers
    let titleWidth = width(card.title, size: titleSize)
    let tagWidth = card.tag.map { width($0, size: tagSize) } ?? 0
    let height =
      titleHeight + (card.tag == nil ? 0 : tagHeight)
      + (card.rows.isEmpty ? 0 : Double(card.rows.count) * rowHeight + 2 * rowsPadding)
    let outline = (card.role == .output ? 2 * doubleLine : 0) + FoldMetrics.sheetRoom(card)
    return Size(
      width: max(rowsWidth, titleWidth, tagWidth) + 2 * cardPadding + outline,
      height: height + outline)
  }

  /// The size of the chip of a link; nil where there is nothing to show.
  static func size(of link: Figure.Link) -> Size? {
    guard !link.rows.isEmpty || link.count > 1 else { return nil }
    let numbers = link.rows.map { Double($0.columns) * advance * chipSize }.max() ?? 0
    let rows = link.rows.count + (link.count > 1 ? 1 : 0)
    return Size(
      width: max(chipMark + numbers, width(link.countText, size: tagSize)) + 2 * chipPadding,
      height: Double(rows) * chipRowHeight + chipPadding)
  }
}

extension Figure.Card {
  /// The small line above the title that says what the node is.
  var tag: RichText? {
    var parts: [RichText] = []
    if let fold, !fold.isOutside { parts.append(fold.caption) }
    if isInput { parts.append(RichText("input")) }
    switch role {
    case .input, .constant, .intermediate: break
    case .output where outputs.isEmpty: break
    case .output:
      var text = RichText("output ")
      for (index, output) in outputs.enumerated() {
        if index > 0 { text.append(RichText(", ")) }
        text.append(RichText(output))
      }
      parts.append(text)
    }
    if isAtKink { parts.append(RichText("kink")) }
    guard let first = parts.first else { return nil }
    return parts.dropFirst().reduce(first) { $0 + RichText(" · ") + $1 }
  }
}
