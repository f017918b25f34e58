/// The lines of a Markdown text; LF, CRLF and CR end a line.
struct MarkdownLines: Sequence, IteratorProtocol {
  /// A line without its end.
  struct Line {
    /// The line's number, from 1.
    let number: Int
    /// Its bytes.
    let extent: Range<Int>
  }

  private let bytes: [UInt8]
  private var offset = 0
  private var number = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Line? {
    guard offset < bytes.count else { return nil }
    let start = offset
    while offset < bytes.count, !bytes[offset].endsLine { offset += 1 }
    let extent = start..<offset
    offset += MarkdownLines.end(at: offset, of: bytes).count
    number += 1
    return Line(number: number, extent: extent)
  }

  /// The end of the line whose text ends there: one byte, two, or none at the end of the text.
  static func end(at offset: Int, of bytes: [UInt8]) -> ArraySlice<UInt8> {
    guard offset < bytes.count else { return [] }
    let isPair =
      bytes[offset] == UInt8(ascii: "\r") && offset + 1 < bytes.count
      && bytes[offset + 1] == UInt8(ascii: "\n")
    return bytes[offset..<offset + (isPair ? 2 : 1)]
  }
}

extension UInt8 {
  /// Whether the byte ends a line or begins its end.
  var endsLine: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }

  /// Whether the byte is a space or a tab.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }

  /// Whether the byte is a letter of ASCII.
  var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercased) }

  /// Whether the byte is a digit.
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// The small letter of a capital one of ASCII; other bytes are themselves.
  var lowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }
}
