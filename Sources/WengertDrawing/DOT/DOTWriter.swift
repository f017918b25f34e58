import Wengert

extension Figure {
  /// The figure in Graphviz' language, annotated like the drawing; any `dot` from version 2.42 on draws it.
  ///
  /// Every name is made here, and text from outside stands in labels alone.
  public var dot: String { DOTWriter(figure: self).document() }
}

/// Writes a figure as DOT with HTML-like labels.
private struct DOTWriter {
  let figure: Figure
  private let theme = Theme.light

  func document() -> String {
    var lines = [
      "digraph g {",
      "  graph [rankdir=\(rankDirection), nodesep=0.25, ranksep=0.4, \(note)tooltip=\(quoted(figure.title))];",
      "  node [shape=plain, fontname=\"monospace\", fontsize=12, fontcolor=\(color(.text))];",
      "  edge [fontname=\"monospace\", fontsize=10, color=\(color(.line)), arrowsize=0.7];",
    ]
    for (index, card) in figure.cards.enumerated() {
      lines.append("  n\(index) [label=<\(label(card))>, tooltip=\(quoted(card.label))];")
    }
    for link in figure.links {
      lines.append("  n\(link.parent) -> n\(link.child) [\(attributes(of: link))];")
    }
    lines.append("}")
    return lines.joined(separator: "\n") + "\n"
  }

  /// What is folded and left out, under the drawing.
  private var note: String {
    guard let note = figure.note else { return "" }
    return "label=\(quoted(note)), labelloc=b, fontname=\"monospace\", fontsize=10, "
  }

  private var rankDirection: String {
    switch figure.direction {
    case .leftToRight: "LR"
    case .bottomToTop: "BT"
    case .topToBottom: "TB"
    }
  }

  private func attributes(of link: Figure.Link) -> String {
    var attributes: [String] = []
    if !link.rows.isEmpty || link.branch != nil || link.count > 1 {
      attributes.append("label=<\(label(link))>")
    }
    if let operand = link.operand {
      attributes.append("headlabel=\"\(operand)\", labelfontsize=8")
    }
    if link.branch == .notTaken { attributes.append("style=dashed") }
    if link.isOpen, let weight = link.weight, let quantity = figure.weight.quantity {
      attributes.append("penwidth=\(weight.width.hundredths), color=\(color(Ink.of(quantity)))")
      switch weight {
      case .zero: attributes.append("style=dotted")
      case .notFinite: attributes.append("style=dashed")
      case .step: break
      }
    }
    attributes.append("tooltip=\(quoted(link.label))")
    return attributes.joined(separator: ", ")
  }

  // MARK: Labels

  private func label(_ card: Figure.Card) -> String {
    guard let fold = card.fold else { return table(card) }
    if fold.isOutside {
      return
        "<TABLE BORDER=\"1\" STYLE=\"ROUNDED,DOTTED\" COLOR=\(color(.frame)) CELLBORDER=\"0\">"
        + "<TR><TD><FONT COLOR=\(color(.faint))>\(text(card.title))</FONT></TD></TR></TABLE>"
    }
    // A second frame around the first one, as behind a card on others.
    return
      "<TABLE BORDER=\"1\" COLOR=\(color(.frame)) CELLBORDER=\"0\" CELLSPACING=\"3\" CELLPADDING=\"0\">"
      + "<TR><TD>\(table(card))</TD></TR></TABLE>"
  }

  private func table(_ card: Figure.Card) -> String {
    let (frame, header): (Ink, Ink) =
      switch card.role {
      case .input: (.inputFrame, .inputHeader)
      case .output: (.outputFrame, .outputHeader)
      case .intermediate: (.frame, .header)
      case .constant: (.frame, .card)
      }
    let style = card.role == .input ? " STYLE=\"ROUNDED\"" : ""
    let border = card.role == .output ? 2 : 1
    var html =
      "<TABLE BORDER=\"\(border)\"\(style) COLOR=\(color(frame)) BGCOLOR=\(color(.card)) CELLBORDER=\"0\""
      + " CELLSPACING=\"0\" CELLPADDING=\"3\">"
    if let tag = card.tag {
      html +=
        "<TR><TD COLSPAN=\"2\" BGCOLOR=\(color(header))><FONT POINT-SIZE=\"9\">\(text(tag))</FONT></TD></TR>"
    }
    html += "<TR><TD COLSPAN=\"2\" BGCOLOR=\(color(header))>\(text(card.title))</TD></TR>"
    for row in card.rows {
      html += "<TR>\(cell(text(row.symbol), "LEFT", row))\(cell(number(row), "RIGHT", row))</TR>"
    }
    for badge in card.badges where badge.isShown { html += self.badge(badge) }
    return html + "</TABLE>"
  }

  private func badge(_ badge: Figure.Badge) -> String {
    let (ground, ink): (Ink, Ink) = badge.kind.isAlert ? (.text, .onSeed) : (.card, .text)
    return "<TR><TD COLSPAN=\"2\" BORDER=\"1\" COLOR=\(color(.faint)) BGCOLOR=\(color(ground))>"
      + "<FONT POINT-SIZE=\"9\" COLOR=\(color(ink))>\(text(badge.text))</FONT></TD></TR>"
  }

  private func label(_ link: Figure.Link) -> String {
    var html =
      "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">"
    if link.count > 1 {
      html +=
        "<TR><TD COLSPAN=\"2\"><FONT COLOR=\(color(.faint))>\(link.countText)</FONT></TD></TR>"
    }
    if let branch = link.branch {
      html += "<TR><TD COLSPAN=\"2\"><FONT POINT-SIZE=\"8\">\(branch.words)</FONT></TD></TR>"
    }
    for row in link.rows {
      html += "<TR>\(cell(mark(row.quantity), "LEFT", row))\(cell(number(row), "RIGHT", row))</TR>"
    }
    return html + "</TABLE>"
  }

  private func cell(_ content: String, _ alignment: String, _ row: Figure.Row) -> String {
    "<TD ALIGN=\"\(alignment)\"><FONT COLOR=\(color(Ink.of(row.quantity)))>\(content)</FONT></TD>"
  }

  private func number(_ row: Figure.Row) -> String {
    if row.isSeed { return "<B>[\(escaped(row.text))]</B>" }
    return row.value?.isFinite == false ? "<B>\(escaped(row.text))</B>" : escaped(row.text)
  }

  private func mark(_ quantity: Quantity) -> String {
    let isForward = quantity == .tangent
    switch quantity {
    case .primal: return ""
    case .partial: return "∂"
    case .tangent, .adjoint:
      return switch figure.direction {
      case .leftToRight: isForward ? "→" : "←"
      case .bottomToTop: isForward ? "↑" : "↓"
      case .topToBottom: isForward ? "↓" : "↑"
      }
    }
  }

  private func text(_ text: RichText) -> String {
    text.runs.map { run in
      var content = escaped(run.marked)
      if run.isVariable { content = "<I>\(content)</I>" }
      if run.rise < 0 { content = "<SUB>\(content)</SUB>" }
      if run.rise > 0 { content = "<SUP>\(content)</SUP>" }
      return content
    }.joined()
  }

  // MARK: Quoting

  private func color(_ ink: Ink) -> String { "\"\(theme.base(ink))\"" }

  /// Text inside an HTML-like label.
  ///
  /// Graphviz expands `\N` there too, so a backslash is doubled.
  private func escaped(_ text: String) -> String {
    MarkupWriter.escaped(String(text.prefix(DOTWriter.limit)))
      .replacingScalars { $0 == "\\" ? "\\\\" : nil }
  }

  /// A quoted string.
  private func quoted(_ text: String) -> String {
    let clean = String(String.UnicodeScalarView(text.unicodeScalars.prefix(DOTWriter.limit))).shown
    return "\"\(clean.replacingScalars { $0 == "\\" || $0 == "\"" ? "\\\($0)" : nil })\""
  }

  /// The most characters of a text; versions of Graphviz differ in what they do with very long ones.
  private static let limit = 400
}
