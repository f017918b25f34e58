import Wengert
import WengertDrawing

extension TraceTable {
  /// The trace as CSV by RFC 4180, in UTF-8: a head and a record for each line, with the fields `id`, `symbol`,
  /// `equation`, `outputs` (between them `; `), `primal`, `tangent` and `adjoint`.
  ///
  /// Numbers are in shortest round-trip form, or `NaN`, `Infinity`, `-Infinity`; what was not computed is empty. A text that a
  /// spreadsheet would take for a formula has an apostrophe before it.
  public var csv: String {
    var text = ""
    writeCSV { text += String(decoding: $0, as: UTF8.self) }
    return text
  }

  /// Hands the trace as CSV to a sink, record by record.
  ///
  /// - Complexity: O(nodes + edges) time; the memory of the lines.
  public func writeCSV<Failure>(
    to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try sink(Array("id,symbol,equation,outputs,primal,tangent,adjoint\r\n".utf8))
    for line in lines {
      let texts = [line.id, line.symbol.name, line.source, line.outputs.joined(separator: "; ")]
      let numbers = [line.primal, line.tangent, line.adjoint]
      let fields = texts.map(CSVField.text) + numbers.map(CSVField.number)
      try sink(Array((fields.joined(separator: ",") + "\r\n").utf8))
    }
  }
}

/// Fields of a record.
private enum CSVField {
  static func number(_ value: Double?) -> String {
    guard let value else { return "" }
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value > 0 ? "Infinity" : "-Infinity" }
    // Zero has no sign here, as in the other forms.
    return value == 0 ? "0.0" : "\(value)"
  }

  static func text(_ text: String) -> String {
    let text = harmless(text.shown)
    let isPlain = !text.unicodeScalars.contains { ",;\"".unicodeScalars.contains($0) }
    return isPlain ? text : "\"\(text.replacingScalars { $0 == "\"" ? "\"\"" : nil })\""
  }

  /// The text with an apostrophe before what begins a formula, at its start or behind a semicolon.
  ///
  /// At a semicolon the spreadsheets of many countries begin another cell. Tabulators and line ends have
  /// become U+FFFD before.
  private static func harmless(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isStart = true
    for scalar in text.unicodeScalars {
      if isStart, startsFormula(scalar) { result.append("'") }
      isStart = scalar == ";" || isStart && (scalar == "\"" || scalar.properties.isWhitespace)
      result.append(scalar)
    }
    return String(result)
  }

  /// Signs that begin a formula, also in the width of East Asian letters.
  private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "＝", "＋", "－", "＠": true
    default: false
    }
  }
}
