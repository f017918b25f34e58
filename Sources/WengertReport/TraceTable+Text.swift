import Wengert
public import WengertDrawing

extension TraceTable {
  /// The trace as aligned columns in plain ASCII but for the author's names, for a terminal or a pipe.
  public func text(_ format: NumberFormat) -> String {
    let hasNumbers = evaluation != nil
    var rows = hasNumbers ? [["", "", "primal", "tangent", "adjoint"]] : []
    for line in lines {
      let outputs = line.outputs.filter { $0 != line.symbol.name }
      let values = hasNumbers ? [line.primal, line.tangent, line.adjoint] : []
      rows.append(
        [line.source, outputs.map { "= \($0)" }.joined(separator: " ")]
          + values.map { format.ascii($0) })
    }
    return heading(format).shownLines + "\n\n" + Columns(rows, textColumns: 2).text
  }

  /// The trace as a Markdown table.
  public func markdown(_ format: NumberFormat) -> String {
    var text = "| equation | with numbers | primal | tangent | adjoint |\n"
    text += "| :--- | :--- | ---: | ---: | ---: |\n"
    for line in lines {
      var equation = RichText(line.symbol).inOrder
      if let definition = line.definition {
        equation += " = \(RichText(definition, format).inOrder)"
      }
      for output in line.otherOutputs { equation += " = \(RichText(output).inOrder)" }
      let numbers = line.substituted.map { RichText($0, format).plain } ?? format.string(nil)
      let values = [line.primal, line.tangent, line.adjoint].map(format.string)
      text += "| \(([equation, numbers] + values).map(cell).joined(separator: " | ")) |\n"
    }
    return text
  }

  private func heading(_ format: NumberFormat) -> String {
    guard let evaluation else { return title }
    func list(_ ends: [NamedNode], _ values: [Double], all: Bool) -> String {
      zip(ends, values).filter { all || $1 != 0 }
        .map { "\($0.name) = \(format.ascii($1))" }.joined(separator: ", ")
    }
    let point = list(graph.inputs, evaluation.linearization.point, all: true)
    let tangent = list(graph.inputs, evaluation.tangents.seed, all: false)
    let adjoint = list(graph.outputs, evaluation.adjoints.seed, all: false)
    let lines = [
      point.isEmpty ? title : "\(title) at \(point)",
      "tangent seed \(tangent.isEmpty ? "none" : tangent); adjoint seed \(adjoint.isEmpty ? "none" : adjoint)",
    ]
    return lines.joined(separator: "\n")
  }

  /// Text in a cell of a Markdown table: what Markdown or HTML would interpret is escaped.
  private func cell(_ text: String) -> String {
    text.shown.replacingScalars { scalar in
      switch scalar {
      case "|", "*", "_", "`", "\\", "[", "]", "#": "\\\(scalar)"
      case "<": "&lt;"
      case ">": "&gt;"
      case "&": "&amp;"
      default: nil
      }
    }
  }
}
