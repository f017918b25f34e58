import WengertDrawing

/// A table with every text final, for whatever form.
struct DocumentTable {
  /// What stands in a cell.
  enum Content {
    /// Nothing.
    case empty
    /// Words of this program.
    case words(String)
    /// An equation in the language of the form.
    case math(String)
    /// A number; absent ones are a dash.
    case number(String)
  }

  /// A cell.
  struct Cell {
    var content: Content
    /// Whether the sweep starts with the number.
    var isSeed = false
    /// Words under the content.
    var remark: String?

    init(_ content: Content, isSeed: Bool = false, remark: String? = nil) {
      self.content = content
      self.isSeed = isSeed
      self.remark = remark
    }
  }

  /// A column.
  struct Column {
    let head: Cell
    /// Whether it holds numbers, which are brought into line at the right.
    let isNumeric: Bool
    /// The sweep whose colour it has.
    var sweep: Quantity?

    init(_ head: Cell, isNumeric: Bool = false, sweep: Quantity? = nil) {
      self.head = head
      self.isNumeric = isNumeric
      self.sweep = sweep
    }
  }

  /// What the table is, for style sheets.
  let name: String
  let columns: [Column]
  /// Rows whose first cell is their head.
  let rows: [[Cell]]
  /// What is left out, in words.
  var note: String?
}
