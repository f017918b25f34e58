import WengertDrawing
import WengertNotation
import WengertReport

/// Formulas in a page, written in the notation.
struct FormulaWriter {
  private let math = MathML(format: NumberFormat(digits: 15))

  /// A formula as MathML.
  ///
  /// - Parameter source: where it stands in the document.
  func markup(
    _ text: String, isDisplay: Bool, at source: SourceText
  ) throws(SiteError) -> String {
    // In a line, the end of a line is a blank; the bytes keep their places.
    let line = isDisplay ? text : text.replacing("\n", with: " ")
    do {
      let statements = try WrittenStatement.read(SourceText(line, name: source.name))
      let content = math.markup(statements)
      return isDisplay ? math.block(content) : math.inline(content)
    } catch {
      let isThere = source.bytes.count == line.utf8.count
      throw .at(
        isThere ? error.range ?? source.whole : source.whole, of: source, error.problem.message,
        hint: error.problem.hint ?? "a dollar sign that begins no formula is written \\$")
    }
  }
}
