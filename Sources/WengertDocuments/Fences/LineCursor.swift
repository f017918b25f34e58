/// A line of a document and how far it has been read, in bytes and in columns.
///
/// A tab reaches to the next multiple of four columns. A container may take a part of one; the rest of it then
/// indents what the container holds.
struct LineCursor {
  /// The line.
  let line: MarkdownLines.Line
  private let bytes: [UInt8]
  /// The first byte that is not read, or a tab that is read in part.
  private(set) var offset: Int
  /// The first byte from there on that is not blank.
  private(set) var textStart: Int
  private var column = 0
  private var textColumn = 0

  init(_ line: MarkdownLines.Line, of bytes: [UInt8]) {
    self.line = line
    self.bytes = bytes
    offset = line.extent.lowerBound
    textStart = offset
    findText()
  }

  /// The columns of blanks before the text.
  var indentation: Int { textColumn - column }

  /// Whether only blanks are left.
  var isBlank: Bool { textStart == line.extent.upperBound }

  /// What is left without the blanks before it.
  var text: ArraySlice<UInt8> { bytes[textStart..<line.extent.upperBound] }

  /// Reads so many columns of blanks, or as many as there are.
  mutating func skip(columns: Int) {
    let target = min(column + columns, textColumn)
    while column < target {
      guard bytes[offset] == UInt8(ascii: "\t") else {
        column += 1
        offset += 1
        continue
      }
      let stop = LineCursor.tabStop(after: column)
      column = min(stop, target)
      if column == stop { offset += 1 }
    }
  }

  /// Reads the blanks and so many bytes of the text.
  mutating func take(_ count: Int) {
    offset = textStart + count
    column = textColumn + count
    findText()
  }

  /// Each blank is looked at once: `skip` stops before the text, and `take` begins there.
  private mutating func findText() {
    textStart = offset
    textColumn = column
    while textStart < line.extent.upperBound, bytes[textStart].isBlank {
      let isTab = bytes[textStart] == UInt8(ascii: "\t")
      textColumn = isTab ? LineCursor.tabStop(after: textColumn) : textColumn + 1
      textStart += 1
    }
  }

  private static func tabStop(after column: Int) -> Int { column - column % 4 + 4 }
}
