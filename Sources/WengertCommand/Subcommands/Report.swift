import ArgumentParser
import Foundation
import WengertDrawing
import WengertReport
import WengertTemplates

/// `wengert report`: the page.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a page that explains both modes.",
    discussion: """
      One self-contained HTML file: the function, the figure, the evaluation trace, the equations of both sweeps \
      with their numbers, and the Jacobian. Writes output/NAME.html unless -o says otherwise, and prints the path.

      EXAMPLES
        wengert report lecture.expr
        wengert report -e 'f(x, y) = sin(x*y)' --at x=1,y=2 -o page.html
      """)

  @OptionGroup var graph: GraphOptions

  @OptionGroup(title: "Folding of the figure") var folding: FoldingArguments

  @Option(
    help: ArgumentHelp(
      "Show the graph that computes the derivative, by the forward or the reverse sweep from the seeds.",
      valueName: "mode"))
  var derivative: DerivativeGraph?

  @Option(help: "Where evaluation runs in the figure; by default the size decides.")
  var direction: Direction?

  @OptionGroup var layout: LayoutOptions

  @Option(
    help: ArgumentHelp(
      "A folder whose files replace templates of the same name.", valueName: "folder"),
    completion: .directory)
  var templates: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; - for standard output.", valueName: "file"))
  var output: String?

  func run() throws {
    try reportingErrors {
      let templates = try chosenTemplates()
      let subject = try Subject(graph, derivative: derivative)
      let format = NumberFormat(digits: graph.digits ?? 6)
      let table = TraceTable(
        subject.equations, subject.evaluation, title: subject.title(display: true))
      var options = FigureOptions()
      options.direction = direction
      options.format = NumberFormat(digits: graph.digits ?? 5)
      let source = try ReportSource(
        table: table, by: layout.engine(for: .figure), options: options,
        view: try folding.view(of: subject.equations), format: format)
      let path = output ?? Files.defaultPath(subject.name, suffix: "html")
      try Files.write(try ReportModel(source).html(templates), to: path, reading: graph.file)
      if path != "-" { try Files.write(path + "\n", to: "-") }
    }
  }

  private func chosenTemplates() throws -> Templates {
    guard let folder = templates else { return .embedded }
    guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw Failure(description: "\(folder): error: there is no such folder")
    }
    var result = Templates.embedded
    for file in files.sorted() where file.hasSuffix(".mustache") || file.hasSuffix(".css") {
      let path = "\(folder)/\(file)"
      guard let text = String(data: try Files.contents(path), encoding: .utf8) else {
        throw Failure(description: "\(path): error: the file is not UTF-8 text")
      }
      result = result.replacing(file, with: text, origin: path)
    }
    return result
  }
}
