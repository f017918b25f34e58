/// A text in the notation and the name under which messages refer to it.
public struct SourceText: Sendable, Equatable {
  /// The file's path, `<stdin>`, or the option that the text came from.
  public let name: String
  /// The text as UTF-8.
  public let bytes: [UInt8]
  /// Where the text stands, if it is cut out of a document.
  let excerpt: Excerpt?

  /// A text with a name for messages.
  ///
  /// A byte order mark at the start is dropped.
  public init(_ text: String, name: String) {
    self.init(utf8: Array(text.utf8), name: name)
  }

  /// A text that is taken as it is, a byte order mark at the start included.
  package init(exactly text: String, name: String) {
    self.name = name
    bytes = Array(text.utf8)
    excerpt = nil
  }

  init(utf8 bytes: [UInt8], name: String) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self.name = name
    self.bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
    excerpt = nil
  }

  /// The same text with a new line where a carriage return alone ends one; an excerpt has its lines already.
  var withPlainLineEnds: SourceText {
    let (carriageReturn, newLine) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
    guard excerpt == nil, bytes.contains(carriageReturn) else { return self }
    var result = bytes
    for index in result.indices where result[index] == carriageReturn {
      if index + 1 == result.count || result[index + 1] != newLine { result[index] = newLine }
    }
    return SourceText(utf8: result, name: name)
  }

  init(excerpt: Excerpt, name: String) {
    self.name = name
    bytes = excerpt.bytes
    self.excerpt = excerpt
  }

  /// The text of a range.
  func text(_ range: SourceRange) -> String {
    String(decoding: bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
  }

  /// Line and column of a byte, both from 1; columns count characters.
  public func position(of offset: Int32) -> (line: Int, column: Int) {
    let place = place(of: offset)
    return (place.line, place.column)
  }
}

/// A stretch of a text, in bytes.
public struct SourceRange: Sendable, Hashable {
  /// The first byte.
  public let start: Int32
  /// The byte after the last.
  public let end: Int32

  package init(_ start: Int, _ end: Int) {
    self.start = Int32(start)
    self.end = Int32(end)
  }

  /// From the start of one range to the end of another.
  func through(_ other: SourceRange) -> SourceRange {
    SourceRange(Int(start), Int(other.end))
  }
}
