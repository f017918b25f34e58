import Foundation
import TestSupport
import Wengert
import WengertCode
import WengertDrawing
import WengertNotation
import WengertReport

/// Tables, source text and reports of any graph.
enum TextCheck {
  static func check(_ bytes: [UInt8]) throws(Finding) {
    var subject = try ByteGraph(bytes)
    let table = TraceTable(subject.equations, subject.evaluation, title: subject.title)
    try promiseHarmless(table.text(NumberFormat()), "the trace")
    try promiseHarmless(table.markdown(NumberFormat()), "the trace in Markdown")
    _ = try succeed("reading the trace") {
      try JSONSerialization.jsonObject(with: Data(table.json.utf8))
    }
    try checkCSV(table)
    let latex = table.latex(NumberFormat())
    try promiseHarmless(latex, "the trace in LaTeX")
    try TeXCheck.check(latex, "the trace in LaTeX")
    try checkNotation(subject)
    switch subject.rest.choice(of: 4) {
    case 0: try checkReport(table)
    case 1: try checkDerivation(subject)
    default: try checkCode(subject)
    }
  }

  /// Records of seven fields, of which only numbers begin with a sign of formulas.
  private static func checkCSV(_ table: TraceTable) throws(Finding) {
    let text = table.csv
    let records = CSVRecords(text).records
    try promise(records.count == table.lines.count + 1, "CSV has other records: \(text)")
    for (number, record) in records.enumerated() {
      try promise(record.count == 7, "record \(number) has \(record.count) fields: \(text)")
      for field in record.prefix(4) {
        let first = field.unicodeScalars.first
        let isFormula = first.map { "=+-@".unicodeScalars.contains($0) } ?? false
        try promise(!isFormula, "a field is a formula: \(field.debugDescription)")
        try promiseHarmless(field, "a field")
      }
      for field in record.suffix(3) where number > 0 && !field.isEmpty {
        try promise(
          Double(field) != nil || field == "NaN", "no number: \(field.debugDescription)")
      }
    }
  }

  /// Whatever the names are, the graph is printed as a text of the same outputs.
  private static func checkNotation(_ subject: ByteGraph) throws(Finding) {
    let text = subject.graph.notation()
    var options = Program.Options()
    options.sharing = false
    let program: Program
    do throws(NotationError) {
      program = try Program(SourceText(text, name: "printed"), options: options)
    } catch {
      // What is computed from constants alone is computed while reading, and may be undefined.
      if case .undefined = error.problem { return }
      throw Finding("reading \(text) fails: \(error)")
    }
    try promise(
      program.graph.inputs.count == subject.graph.inputs.count
        && program.graph.outputs.count == subject.graph.outputs.count,
      "inputs or outputs are lost: \(text)")
  }

  private static func checkReport(_ table: TraceTable) throws(Finding) {
    let page = try succeed("the report") {
      let source = try ReportSource(
        table: table, by: LayeredLayout(), options: FigureOptions(), format: NumberFormat(),
        name: table.title)
      return try ReportModel(source).html()
    }
    let lower = page.lowercased()
    try promise(
      lower.ranges(of: "<script").count == 1 && lower.ranges(of: "</script").count == 1,
      "the report has another number of scripts than one")
    try promise(
      lower.ranges(of: "<style").count == 1 && lower.ranges(of: "</style").count == 1,
      "the report has another number of style sheets than one")
    try promiseHarmless(page, "the report")
  }

  private static func checkDerivation(_ subject: ByteGraph) throws(Finding) {
    let numbers = subject.evaluation.map { Derivation.Numbers($0.tangents, $0.adjoints) }
    let text = Derivation(
      subject.equations, numbers, derivative: nil, isStandalone: true,
      format: NumberFormat().string
    ).text
    try promiseHarmless(text, "the derivation")
    try promise(text.ranges(of: "\\end{document}").count == 1, "the document ends more than once")
    for command in TeXCheck.commands {
      try promise(!text.contains("\\\(command){"), "there is \\\(command) in the derivation")
    }
  }

  /// No name is anything but a comment or an identifier.
  private static func checkCode(_ subject: ByteGraph) throws(Finding) {
    for language in Language.all {
      let text: String
      do {
        text = try SourceCode(
          subject.equations, name: subject.title, language: language, derivatives: [.reverse]
        ).text
      } catch {
        throw Finding("there is no code in \(language.name): \(error)")
      }
      try promiseHarmless(text, "the code in \(language.name)")
      // In a comment a name may say what it likes, as long as it stays there.
      let mark = language.name == "python" ? "#" : "//"
      let code = text.split(separator: "\n").map { line in
        line.firstRange(of: mark).map { line[..<$0.lowerBound] } ?? line
      }
      try promise(!code.contains { $0.contains("exit(1") }, "a name is code: \(text)")
    }
  }
}
