import WengertNotation

/// The lines of a document, as cmark counts them, and where in them a text stands.
struct SourceLines {
  let source: SourceText
  /// The bytes of each line without its end.
  private let extents: [Range<Int>]
  /// Up to where the lines of a block have been searched, by the block's lines: parts of a line come in their order.
  private var searched: [ClosedRange<Int>: Int] = [:]

  init(_ source: SourceText) {
    self.source = source
    let bytes = source.bytes
    let (newline, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    var extents: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex { $0 == newline || $0 == carriageReturn } ?? bytes.count
      extents.append(start..<end)
      let isPair =
        end + 1 < bytes.count && bytes[end] == carriageReturn && bytes[end + 1] == newline
      start = end + (isPair ? 2 : 1)
    }
    self.extents = extents
  }

  /// A text that cmark found in some lines, as an excerpt of the document.
  ///
  /// cmark has taken indentation and the signs of quotes out of the text, and its columns do not count them, so the text is
  /// looked for. Where it is not found, because it was written with escapes, the excerpt is the first line.
  mutating func excerpt(of text: String, in lines: ClosedRange<Int>) -> SourceText {
    excerpt(exactly: text, in: lines) ?? line(lines.lowerBound)
  }

  /// Such an excerpt, byte by byte the same text; nil where it is not found.
  mutating func excerpt(exactly text: String, in lines: ClosedRange<Int>) -> SourceText? {
    let pieces = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var position = searched[lines] ?? 0
    var found: [DocumentLine] = []
    for piece in pieces {
      guard let part = place(of: Array(piece), in: lines, from: position) else { return nil }
      found.append(part)
      position = part.part.upperBound
    }
    searched[lines] = position
    return SourceText(found, of: source)
  }

  /// A line without the blanks around it.
  func line(_ number: Int) -> SourceText {
    guard extents.indices.contains(number - 1) else { return source }
    let extent = extents[number - 1]
    let bytes = source.bytes[extent]
    let start = bytes.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? extent.lowerBound
    return SourceText(
      [DocumentLine(number: number, extent: extent, part: start..<extent.upperBound)], of: source)
  }

  private func place(
    of piece: [UInt8], in lines: ClosedRange<Int>, from position: Int
  ) -> DocumentLine? {
    for number in lines where extents.indices.contains(number - 1) {
      let extent = extents[number - 1]
      guard extent.upperBound >= position else { continue }
      let start = max(extent.lowerBound, position)
      guard let offset = offset(of: piece, in: start..<extent.upperBound) else { continue }
      return DocumentLine(number: number, extent: extent, part: offset..<offset + piece.count)
    }
    return nil
  }

  private func offset(of piece: [UInt8], in range: Range<Int>) -> Int? {
    guard let first = piece.first else { return range.lowerBound }
    var start = range.lowerBound
    while start + piece.count <= range.upperBound {
      guard let candidate = source.bytes[start..<range.upperBound].firstIndex(of: first),
        candidate + piece.count <= range.upperBound
      else { return nil }
      if source.bytes[candidate..<candidate + piece.count].elementsEqual(piece) { return candidate }
      start = candidate + 1
    }
    return nil
  }
}

extension SourceText {
  /// All of the text.
  var whole: SourceRange { SourceRange(0, bytes.count) }
}
