/// A text in the notation and the name under which messages refer to it.
public struct SourceText: Sendable, Equatable {
  /// The file's path, `<stdin>`, or the option that the text came from.
  public let name: String
  /// The text as UTF-8.
  public let bytes: [UInt8]

  /// A text with a name for messages.
  ///
  /// A byte order mark at the start is dropped.
  public init(_ text: String, name: String) {
    self.init(utf8: Array(text.utf8), name: name)
  }

  init(utf8 bytes: [UInt8], name: String) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self.name = name
    self.bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// The text of a range.
  func text(_ range: SourceRange) -> String {
    String(decoding: bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
  }

  /// Line and column of a byte, both from 1; columns count characters.
  public func position(of offset: Int32) -> (line: Int, column: Int) {
    let before = bytes[..<Int(offset)]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = lineStart(of: offset)
    return (line, String(decoding: bytes[start..<Int(offset)], as: UTF8.self).count + 1)
  }

  /// The line that holds a byte, without its end.
  func line(of offset: Int32) -> Range<Int> {
    let start = lineStart(of: offset)
    var end = Int(offset)
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  private func lineStart(of offset: Int32) -> Int {
    var start = Int(offset)
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return start
  }
}

/// A stretch of a text, in bytes.
public struct SourceRange: Sendable, Hashable {
  /// The first byte.
  public let start: Int32
  /// The byte after the last.
  public let end: Int32

  init(_ start: Int, _ end: Int) {
    self.start = Int32(start)
    self.end = Int32(end)
  }

  /// From the start of one range to the end of another.
  func through(_ other: SourceRange) -> SourceRange {
    SourceRange(Int(start), Int(other.end))
  }
}
