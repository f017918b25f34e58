public import WengertNotation

/// A fenced code block of a Markdown document that asks for a figure.
public struct Fence: Sendable, Equatable {
  /// The lines that it takes, counted from 1, those of its markers included.
  public let lines: ClosedRange<Int>
  /// What stands between the markers, without what the list items and quotes around it put before each line.
  public let body: SourceText

  /// The first line from the marker on.
  let head: SourceText
  /// The number of characters of the marker.
  let markerLength: Int
  /// Whether there is a marker at its end.
  let isClosed: Bool
  /// The bytes that a figure replaces: from the marker to the end of the last line.
  let range: Range<Int>
  /// Where the first line ends.
  let headEnd: Int
  /// What a blank line has to begin with that stays in the same quotes.
  let margin: Range<Int>
  /// What any line has to begin with that stays in the same list items and quotes.
  let indent: Range<Int>
  /// Whether a directive of DocC can stand in its place: nowhere in lists and quotes.
  let allowsDirectives: Bool
  /// Whether the next line goes on with text in the same list items and quotes.
  var isFollowedByText = false
}
