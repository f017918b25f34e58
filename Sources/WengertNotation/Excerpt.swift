/// Where a text stands that is cut out of a document.
///
/// The readers of the notation see the parts alone; messages show the document, its lines and its columns.
struct Excerpt: Sendable, Equatable {
  /// The document's bytes.
  let document: [UInt8]
  /// The lines that the text is taken from; never empty.
  let lines: [DocumentLine]
  /// Where the part of each line begins in the text.
  private let starts: [Int]

  init(_ lines: [DocumentLine], of document: [UInt8]) {
    self.document = document
    self.lines = lines
    var starts: [Int] = []
    var next = 0
    for line in lines {
      starts.append(next)
      next += line.part.count + 1
    }
    self.starts = starts
  }

  /// The parts, a newline between them.
  var bytes: [UInt8] {
    Array(lines.map { document[$0.part] }.joined(separator: [UInt8(ascii: "\n")]))
  }

  /// The place in the document of a byte of the text.
  func place(of offset: Int) -> Place {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    let line = lines[low]
    return Place(
      bytes: document, offset: line.part.lowerBound + offset - starts[low], extent: line.extent,
      line: line.number)
  }
}

/// A line of a document, and the part of it that belongs to an excerpt.
package struct DocumentLine: Sendable, Equatable {
  /// The line's number, from 1.
  package let number: Int
  /// The line's bytes without its end.
  package let extent: Range<Int>
  /// The bytes that belong to the excerpt.
  package let part: Range<Int>

  /// A line and its part.
  package init(number: Int, extent: Range<Int>, part: Range<Int>) {
    self.number = number
    self.extent = extent
    self.part = part
  }
}

/// Where a byte stands in the file that the reader sees.
struct Place {
  /// The file's bytes.
  let bytes: [UInt8]
  /// The byte's position among them.
  let offset: Int
  /// The line around it without its end.
  let extent: Range<Int>
  /// The number of that line, from 1.
  let line: Int

  /// The column, from 1, in characters.
  var column: Int {
    String(decoding: bytes[extent.lowerBound..<offset], as: UTF8.self).count + 1
  }
}

extension SourceText {
  /// Parts of a document's lines, read as a text of their own.
  ///
  /// - Precondition: there is at least one line.
  package init(_ lines: [DocumentLine], of document: SourceText) {
    self.init(excerpt: Excerpt(lines, of: document.bytes), name: document.name)
  }

  /// A stretch of one line, read as a text of its own.
  package func excerpt(_ range: SourceRange) -> SourceText {
    let place = place(of: range.start)
    let part = place.offset..<place.offset + Int(range.end - range.start)
    let line = DocumentLine(number: place.line, extent: place.extent, part: part)
    return SourceText(excerpt: Excerpt([line], of: place.bytes), name: name)
  }

  /// The place in the file of a byte of the text.
  func place(of offset: Int32) -> Place {
    let offset = Int(offset)
    if let excerpt { return excerpt.place(of: offset) }
    let newline = UInt8(ascii: "\n")
    var (start, end) = (offset, offset)
    while start > 0, bytes[start - 1] != newline { start -= 1 }
    while end < bytes.count, bytes[end] != newline { end += 1 }
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return Place(
      bytes: bytes, offset: offset, extent: start..<end,
      line: bytes[..<start].count { $0 == newline } + 1)
  }
}
