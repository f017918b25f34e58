import WengertDrawing

/// Numbered equations in each form.
extension NumberedEquations {
  /// The equations as text of a form; nil where that form is for pictures.
  func text(_ form: FenceForm) -> String? {
    switch form {
    case .html: html
    case .markdown: markdown
    case .plain: plain
    case .latex: latex
    case .pandoc: JSONValue.array(pandoc).json
    case .svg: nil
    }
  }

  /// The lists, each with the number of its first equation.
  private var numbered: [(list: List, first: Int)] {
    var next = 1
    return lists.map { list in
      defer { next += list.lines.count }
      return (list, next)
    }
  }

  // MARK: HTML

  private var html: String {
    let bodies = numbered.map { list, first in
      let rows = list.lines.enumerated().map { position, line in
        let right = line.right.isEmpty ? line.value : line.right
        let value = line.right.isEmpty ? nil : line.value
        return "<tr><td class=\"wengert-left\"><math displaystyle=\"true\">\(line.left)</math></td>"
          + "<td>\(NumberedEquations.htmlSide(right))</td>"
          + "<td>\(NumberedEquations.htmlSide(value))</td>"
          + "<td class=\"wengert-tag\">(\(first + position))</td></tr>"
      }
      let color = list.kind == .primal ? "" : " class=\"wengert-\(list.kind.rawValue)\""
      return "<tbody><tr><th scope=\"rowgroup\" colspan=\"4\"\(color)>\(list.title)</th></tr>"
        + "\(rows.joined())</tbody>"
    }
    let note = note.map { "<p class=\"wengert-note\">\($0)</p>" } ?? ""
    return
      "<div class=\"wengert-scroll\" tabindex=\"0\" role=\"group\"><table class=\"wengert-equations\">"
      + "\(bodies.joined())</table></div>\(note)"
  }

  private static func htmlSide(_ side: String?) -> String {
    side.map { "<math displaystyle=\"true\"><mrow><mo>=</mo>\($0)</mrow></math>" } ?? ""
  }

  // MARK: LaTeX

  /// `left &= right = value`.
  private static func aligned(_ line: Line) -> String {
    let sides = [line.right, line.value ?? ""].filter { !$0.isEmpty }
    return "\(line.left) &\(sides.map { "= \($0)" }.joined(separator: " "))"
  }

  private var latex: String {
    var parts = lists.map { list in
      let lines = list.lines.map(NumberedEquations.aligned).joined(separator: " \\\\\n")
      return "\\paragraph{\(list.title)}\n\\begin{align}\n\(lines)\n\\end{align}"
    }
    if let note { parts.append(note) }
    return parts.joined(separator: "\n")
  }

  /// A list for readers of LaTeX's mathematics alone, who do not count equations.
  private static func display(_ list: List, from first: Int) -> String {
    let lines = list.lines.enumerated().map { position, line in
      "\(aligned(line)) && \\text{(\(first + position))}"
    }
    return "\\begin{aligned}\n\(lines.joined(separator: " \\\\\n"))\n\\end{aligned}"
  }

  // MARK: Markdown and pandoc

  private var markdown: String {
    var parts = numbered.flatMap { list, first in
      ["**\(list.title)**", "$$\n\(NumberedEquations.display(list, from: first))\n$$"]
    }
    if let note { parts.append(note) }
    return parts.joined(separator: "\n\n")
  }

  /// Tables, because nothing else keeps equations and their values apart.
  private var plain: String {
    var parts = numbered.flatMap { list, first in
      let rows = list.lines.enumerated().map { position, line in
        let equation = [line.left, line.right].filter { !$0.isEmpty }.joined(separator: " = ")
        let value = MarkdownText.escaped(line.value ?? "")
        return "| \(MarkdownText.escaped(equation)) | \(value) | (\(first + position)) |"
      }
      return [
        "**\(list.title)**",
        (["| Equation | Value | |", "| :--- | ---: | ---: |"] + rows).joined(separator: "\n"),
      ]
    }
    if let note { parts.append(note) }
    return parts.joined(separator: "\n\n")
  }

  private var pandoc: [JSONValue] {
    var blocks = numbered.flatMap { list, first in
      [
        Pandoc.paragraph([Pandoc.node("Strong", .array(Pandoc.inlines(list.title)))]),
        Pandoc.paragraph([
          Pandoc.math(NumberedEquations.display(list, from: first), isDisplay: true)
        ]),
      ]
    }
    if let note { blocks.append(Pandoc.paragraph(Pandoc.inlines(note))) }
    return blocks
  }
}
