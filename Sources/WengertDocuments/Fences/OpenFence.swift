import WengertNotation

/// A fence while its lines are read.
struct OpenFence {
  private let character: UInt8
  private let length: Int
  private let indentation: Int
  private let asksForFigure: Bool
  private let first: MarkdownLines.Line
  private let start: Int
  /// Whether a directive can stand in its place.
  var allowsDirectives = false
  private var last: MarkdownLines.Line
  private var lines: [DocumentLine] = []
  /// Where the marker at the end stands.
  private var end: Int?

  /// What closes it.
  var marker: String {
    String(repeating: Character(Unicode.Scalar(character)), count: length)
  }

  /// The fence that begins where the cursor is, if one does.
  init?(at cursor: LineCursor) {
    guard let marker = cursor.text.fenceMarker else { return nil }
    (character, length) = marker
    indentation = cursor.indentation
    asksForFigure = AttributeReader.namesLanguage(cursor.text.dropFirst(length))
    first = cursor.line
    last = cursor.line
    start = cursor.textStart
  }

  /// Reads the next line; whether it ends the fence.
  mutating func read(_ cursor: inout LineCursor) -> Bool {
    last = cursor.line
    if cursor.indentation < 4, cursor.text.closesFence(character, length) {
      end = cursor.textStart
      return true
    }
    guard asksForFigure else { return false }
    cursor.skip(columns: indentation)
    lines.append(
      DocumentLine(
        number: cursor.line.number, extent: cursor.line.extent,
        part: cursor.offset..<cursor.line.extent.upperBound))
    return false
  }

  /// The fence, if it asks for a figure.
  func fence(of source: SourceText) -> Fence? {
    guard asksForFigure else { return nil }
    let head = line(from: start)
    let indent = last.extent.lowerBound..<(end ?? last.extent.lowerBound)
    let width =
      source.bytes[indent].lastIndex { !$0.isBlank }.map { $0 + 1 } ?? last.extent.lowerBound
    return Fence(
      lines: first.number...last.number,
      body: SourceText(
        lines.isEmpty ? [line(from: first.extent.upperBound)] : lines, of: source),
      head: SourceText([head], of: source),
      markerLength: length, isClosed: end != nil, range: start..<last.extent.upperBound,
      headEnd: first.extent.upperBound,
      margin: last.extent.lowerBound..<width, indent: indent, allowsDirectives: allowsDirectives)
  }

  /// The first line from a byte on.
  private func line(from start: Int) -> DocumentLine {
    DocumentLine(
      number: first.number, extent: first.extent, part: start..<first.extent.upperBound)
  }
}
