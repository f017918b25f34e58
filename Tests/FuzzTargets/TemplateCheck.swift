import Wengert
import WengertDrawing
import WengertNotation
import WengertReport
import WengertTemplates

/// A template in the place of one of the package's: a page, or an error with its place.
enum TemplateCheck {
  private static let model: ReportModel? = {
    let text = "f(x1, x2) = x1*x2 + sin(x2)\nat x1 = 1, x2 = 2"
    guard let program = try? Program(SourceText(text, name: "t")),
      let linearization = try? program.requiredLinearization()
    else { return nil }
    let evaluation = Evaluation(
      linearization, tangentSeed: program.tangentSeed, adjointSeed: program.adjointSeed)
    return ReportModel(
      ReportSource(
        table: TraceTable(Equations(program.graph), evaluation, title: "f"), figure: "<svg></svg>",
        figureNote: nil, format: NumberFormat()))
  }()

  private static let files = Templates.embedded.files.keys.sorted()

  static func check(_ bytes: [UInt8]) throws(Finding) {
    guard let model else { throw Finding("the model of the templates is wrong") }
    let file = files[Int(bytes.first ?? 0) % files.count]
    let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
    let templates = Templates.embedded.replacing(file, with: text, origin: "own/\(file)")
    let page: String
    do throws(ReportError) {
      page = try model.html(templates)
    } catch {
      return try promise(
        error.description.contains(": error: "), "an error has no place: \(error)")
    }
    try promise(
      page.utf8.count < 4_000_000 + 100 * text.utf8.count, "a page has \(page.utf8.count) bytes")
  }
}
