import Wengert

/// Lines whose columns stand under each other: text to the left, numbers to the right.
struct Columns {
  let rows: [[String]]
  let textColumns: Int

  init(_ rows: [[String]], textColumns: Int) {
    self.rows = rows
    self.textColumns = textColumns
  }

  /// The lines; columns that are empty throughout are left out.
  var text: String {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { width($0[column]) }.max() ?? 0
    }
    var text = ""
    for row in rows {
      let cells = zip(row, widths).enumerated().filter { $1.1 > 0 }.map { column, cell in
        let padding = String(repeating: " ", count: cell.1 - width(cell.0))
        return column < textColumns ? cell.0 + padding : padding + cell.0
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  private func width(_ text: String) -> Int { text.reduce(0) { $0 + $1.columns } }
}
