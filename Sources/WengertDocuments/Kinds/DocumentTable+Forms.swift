import WengertDrawing

/// A table in each form.
extension DocumentTable {
  /// The table as text of a form; nil where that form is for pictures.
  func text(_ form: FenceForm) -> String? {
    switch form {
    case .html: html
    case .markdown, .plain: markdown
    case .latex: latex
    case .pandoc: JSONValue.array(pandoc).json
    case .svg: nil
    }
  }

  // MARK: HTML

  private var html: String {
    let head = columns.map { column in
      htmlCell(column.head, column, element: "th", scope: "col")
    }
    let body = rows.map { row in
      let cells = zip(row, columns).enumerated().map { position, pair in
        position == 0
          ? htmlCell(pair.0, pair.1, element: "th", scope: "row")
          : htmlCell(pair.0, pair.1, element: "td")
      }
      return "<tr>\(cells.joined())</tr>"
    }
    let note = note.map { "<p class=\"wengert-note\">\(MarkupWriter.escaped($0))</p>" } ?? ""
    return
      "<div class=\"wengert-scroll\" tabindex=\"0\" role=\"group\"><table class=\"wengert-\(name)\">"
      + "<thead><tr>\(head.joined())</tr></thead><tbody>\(body.joined())</tbody></table></div>\(note)"
  }

  private func htmlCell(
    _ cell: Cell, _ column: Column, element: String, scope: String? = nil
  ) -> String {
    var text = htmlText(cell.content)
    if text.isEmpty, scope == "col" { return "<td></td>" }
    if cell.isSeed { text = "<span class=\"wengert-seed\">\(text)</span>" }
    if let remark = cell.remark {
      let sweep = column.sweep.map { " class=\"wengert-\($0.rawValue)\"" } ?? ""
      text += "<small\(sweep)>\(MarkupWriter.escaped(remark))</small>"
    }
    var classes = column.isNumeric ? ["wengert-number"] : []
    if let sweep = column.sweep, cell.remark == nil, name == "trace" {
      classes.append("wengert-\(sweep.rawValue)")
    }
    let attribute = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
    let scope = scope.map { " scope=\"\($0)\"" } ?? ""
    return "<\(element)\(scope)\(attribute)>\(text)</\(element)>"
  }

  private func htmlText(_ content: Content) -> String {
    switch content {
    case .empty: ""
    case .words(let words): MarkupWriter.escaped(words)
    case .math(let math): "<math displaystyle=\"true\">\(math)</math>"
    case .number(let number): MarkupWriter.escaped(number)
    }
  }

  // MARK: Markdown

  private var markdown: String {
    func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
    var lines = [
      line(columns.map { markdownText($0.head) }),
      line(columns.map { $0.isNumeric ? "---:" : ":---" }),
    ]
    lines += rows.map { line($0.map(markdownText)) }
    if let note { lines += ["", MarkdownText.escaped(note)] }
    return lines.joined(separator: "\n")
  }

  private func markdownText(_ cell: Cell) -> String {
    let text =
      switch cell.content {
      case .empty: ""
      case .words(let text), .math(let text), .number(let text): MarkdownText.escaped(text)
      }
    let marked = cell.isSeed ? "**\(text)**" : text
    return cell.remark.map { "\(marked) (\(MarkdownText.escaped($0)))" } ?? marked
  }

  // MARK: LaTeX

  private var latex: String {
    func line(_ cells: [String]) -> String { cells.joined(separator: " & ") + " \\\\" }
    let alignment = columns.map { $0.isNumeric ? "r" : "l" }.joined()
    var lines = ["\\begin{tabular}{\(alignment)}", "\\hline"]
    lines += [line(columns.map { latexText($0.head) }), "\\hline"]
    lines += rows.map { line($0.map(latexText)) }
    lines += ["\\hline", "\\end{tabular}"]
    if let note { lines.append("\n\(note)") }
    return lines.joined(separator: "\n")
  }

  private func latexText(_ cell: Cell) -> String {
    switch cell.content {
    case .empty: ""
    case .words(let words): words
    case .math(let math): "$\(math)$"
    case .number(let number):
      number == "–" ? "--" : cell.isSeed ? "$\\mathbf{\(number)}$" : "$\(number)$"
    }
  }

  // MARK: Pandoc

  private var pandoc: [JSONValue] {
    let table = Pandoc.table(
      columns.map { pandocInlines($0.head) }, rows.map { $0.map(pandocInlines) },
      isNumeric: columns.map(\.isNumeric))
    return [table] + (note.map { [Pandoc.paragraph(Pandoc.inlines($0))] } ?? [])
  }

  private func pandocInlines(_ cell: Cell) -> [JSONValue] {
    switch cell.content {
    case .empty: []
    case .words(let words): Pandoc.inlines(words)
    case .math(let math): [Pandoc.math(math)]
    case .number("–"): Pandoc.inlines("–")
    case .number(let number):
      [Pandoc.math(cell.isSeed ? "\\mathbf{\(number)}" : number)]
    }
  }
}
