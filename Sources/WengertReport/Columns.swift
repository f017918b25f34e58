import Wengert

/// Lines whose columns stand under each other: text to the left, numbers to the right.
struct Columns {
  let rows: [[String]]
  let textColumns: Int

  init(_ rows: [[String]], textColumns: Int) {
    self.rows = rows.map { $0.map(\.shown) }
    self.textColumns = textColumns
  }

  /// The lines; columns that are empty throughout are left out.
  var text: String {
    let widths = (rows.first ?? []).indices.map { column in
      rows.reduce(0) { max($0, width($1[column])) }
    }
    var text = ""
    for row in rows { write(row, widths, to: &text) }
    return text
  }

  private func write(_ row: [String], _ widths: [Int], to text: inout String) {
    var line = ""
    for (column, cell) in row.enumerated() where widths[column] > 0 {
      if !line.isEmpty { line += "  " }
      let padding = widths[column] - width(cell)
      if column >= textColumns { line += String(repeating: " ", count: padding) }
      line += cell
      if column < textColumns { line += String(repeating: " ", count: padding) }
    }
    while line.utf8.last == UInt8(ascii: " "), line.last == " " { line.removeLast() }
    text += line
    text += "\n"
  }

  private func width(_ text: String) -> Int {
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "\r") }
    return isASCII ? text.utf8.count : text.reduce(0) { $0 + $1.columns }
  }
}
