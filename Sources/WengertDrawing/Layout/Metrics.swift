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
  static let sumSize = 9.5
  static let badgeSize = 9.0
  static let branchSize = 8.5
  static let legendSize = 11.0

  static let cardPadding = 10.0
  static let titleHeight = 24.0
  static let tagHeight = 13.0
  static let rowHeight = 17.0
  static let rowsPadding = 5.0
  static let columnGap = 10.0
  /// The height of a line of addends under a total.
  static let sumHeight = 12.0
  static let badgeHeight = 14.0
  static let badgeGap = 3.0
  /// The gap between a card and the badges above it: together they fit between two cards.
  static let badgeRise = 1.0
  /// The distance between the two lines around an output.
  static let doubleLine = 3.0

  static let chipPadding = 6.0
  static let chipRowHeight = 13.5
  static let chipMark = 14.0
  /// The height of the words on a chip that say which branch of a choice its edge is.
  static let branchHeight = 11.0

  static let margin = 16.0
  static let legendLine = 18.0

  /// The width of a line of text.
  static func width(_ text: RichText, size: Double) -> Double {
    text.runs.reduce(0) { $0 + width($1.text, size: size * $1.scale) }
  }

  /// The width of characters in one style.
  static func width(_ text: String, size: Double) -> Double {
    let count = text.count
    let columns = text.reduce(0) { $0 + $1.columns }
    // East Asian characters are as wide as high, whatever face they come from.
    return (Double(2 * count - columns) * advance + Double(columns - count)) * size
  }

  static func size(of card: Figure.Card) -> Size {
    if card.fold?.isOutside == true { return FoldMetrics.outside(card) }
    let numbers = Double(NumberColumn(card.rows).columns) * advance * rowSize
    let symbols = card.rows.map { width($0.symbol, size: rowSize) }.max() ?? 0
    let rowsWidth = card.rows.isEmpty ? 0 : symbols + columnGap + numbers
    let sums = card.rows.compactMap(\.sum).flatMap(\.lines)
    let reserved = card.rows.map {
      $0.sumLines > ($0.sum?.lines.count ?? 0) ? Figure.Sum.reservedColumns($0) : 0
    }
    let widths =
      [rowsWidth, width(card.title, size: titleSize)]
      + sums.map { width($0, size: sumSize) }
      + reserved.map { Double($0) * advance * sumSize }
      + (card.hasBadgesAbove ? [] : card.badges.map { width($0.text, size: badgeSize) + badgeGap })
      + (card.tag.map { [width($0, size: tagSize)] } ?? [])
    let outline = (card.role == .output ? 2 * doubleLine : 0) + FoldMetrics.sheetRoom(card)
    return Size(
      width: (widths.max() ?? 0) + 2 * cardPadding + outline,
      height: headerHeight(of: card) + rowsHeight(of: card) + badgesHeight(of: card) + outline)
  }

  /// The height of what stands above the line under the title.
  static func headerHeight(of card: Figure.Card) -> Double {
    titleHeight + (card.tag == nil ? 0 : tagHeight)
  }

  private static func rowsHeight(of card: Figure.Card) -> Double {
    guard !card.rows.isEmpty else { return 0 }
    let sums = card.rows.reduce(0) { $0 + $1.sumLines }
    return Double(card.rows.count) * rowHeight + Double(sums) * sumHeight + 2 * rowsPadding
  }

  private static func badgesHeight(of card: Figure.Card) -> Double {
    card.badges.isEmpty || card.hasBadgesAbove
      ? 0
      : Double(card.badges.count) * (badgeHeight + badgeGap) + (card.rows.isEmpty ? badgeGap : 0)
  }

  /// The size of the chip of a link; nil where there is nothing to show.
  static func size(of link: Figure.Link) -> Size? {
    guard !link.rows.isEmpty || link.branch != nil || link.count > 1 else { return nil }
    let numbers = Double(NumberColumn(link.rows).columns) * advance * chipSize
    let rowsWidth = link.rows.isEmpty ? 0 : chipMark + numbers
    let branchWidth = link.branch.map { width($0.words, size: branchSize) } ?? 0
    let countWidth = width(link.countText, size: tagSize)
    let rows = link.rows.count + (link.count > 1 ? 1 : 0)
    return Size(
      width: max(rowsWidth, branchWidth, countWidth) + 2 * chipPadding,
      height: Double(rows) * chipRowHeight + (link.branch == nil ? 0 : branchHeight) + chipPadding)
  }
}

/// The measures that the script of a page needs to draw what a figure draws.
package enum SVGMetrics {
  /// What stands above a card: the size of its type, the height of its ground, the gap below it and beside its text.
  package static let badges = [
    Metrics.badgeSize, Metrics.badgeHeight, Metrics.badgeRise, Metrics.badgeGap,
  ]

  /// The advance of a character, and how far the ground of a seed reaches beyond its number: across in points; from the
  /// base line up and altogether relative to the type size.
  package static let advanceAndBox = [
    Metrics.advance, 2 * ColumnNumber.Ground.overhang, ColumnNumber.Ground.ascent,
    ColumnNumber.Ground.height,
  ]
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
    guard let first = parts.first else { return nil }
    return parts.dropFirst().reduce(first) { $0 + RichText(" · ") + $1 }
  }
}
