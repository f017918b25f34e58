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
      One self-contained HTML file that needs no network: the function, the figure with both sweeps step by step, \
      inputs and seeds to move, the evaluation trace, the equations of both sweeps with their numbers, the Jacobian, \
      checks, costs and code. Without scripts, and on paper, it is a handout. Writes output/NAME.html \
      unless -o says otherwise, and prints the path.

      EXAMPLES
        wengert report lecture.expr
        wengert report -e 'f(x, y) = sin(x*y)' --at x=1,y=2 -o page.html
        wengert report lecture.expr --sections function,figure,trace

      FILES
        output/NAME.html  the page, unless -o says otherwise
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
      "The sections in their order, of: \(Report.sectionNames). Default: all of them.",
      valueName: "names"),
    completion: .list(ReportSection.allCases.map(\.rawValue)))
  var sections: [String] = []

  @Option(
    help: ArgumentHelp(
      "A folder whose files replace templates of the same name.", valueName: "folder"),
    completion: .directory)
  var templates: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; - for standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  mutating func validate() throws { try FolderName.check(["--templates": templates]) }

  func run() throws {
    try reportingErrors {
      let templates = try Templates.chosen(from: templates)
      let parts = sections.isEmpty ? ReportSection.allCases : try chosenSections()
      let subject = try Subject(graph, derivative: derivative)
      let format = NumberFormat(digits: graph.digits ?? 6)
      let table = TraceTable(
        subject.equations, subject.evaluation, title: subject.title(display: true))
      var options = FigureOptions()
      options.direction = direction
      options.format = NumberFormat(digits: graph.digits ?? 5)
      let source = try ReportSource(
        table: table, by: layout.engine(for: .figure), options: options,
        views: try folding.views(of: subject.equations), format: format, name: subject.name)
      let path = output ?? Files.defaultPath(subject.name, suffix: "html")
      try Files.write(
        try ReportModel(source).html(templates, sections: parts), to: path, reading: graph.file)
      try Files.report(path)
    }
  }

  private static var sectionNames: String {
    ReportSection.allCases.map(\.rawValue).joined(separator: ", ")
  }

  private func chosenSections() throws -> [ReportSection] {
    var result: [ReportSection] = []
    for name in sections.joined(separator: ",").split(separator: ",") {
      let name = name.trimmingCharacters(in: .whitespaces)
      guard let section = ReportSection(rawValue: name) else {
        throw Failure(
          description: "--sections: error: there is no section '\(name)'\n"
            + "  = help: the sections are \(Report.sectionNames)")
      }
      guard !result.contains(section) else {
        throw Failure(description: "--sections: error: the section '\(name)' is named twice")
      }
      result.append(section)
    }
    return result
  }
}
