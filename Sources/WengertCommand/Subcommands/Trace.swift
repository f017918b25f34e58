import ArgumentParser
import WengertDrawing
import WengertReport

/// `wengert trace`: the evaluation trace as text.
struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Print the evaluation trace with primals, tangents and adjoints.",
    discussion: """
      One line for each intermediate variable in evaluation order. JSON follows the schema wengert-trace/1: \
      nodes and edges with every number in full precision, null for what is not computed. CSV has the numbers of \
      nodes likewise, and an apostrophe before what a spreadsheet would take for a formula. LaTeX is a tabular \
      for a document that uses amsmath. The form 'notation' is a text that this tool reads again, also for the \
      graph of a derivative.

      EXAMPLES
        wengert trace -e 'f(x) = x*sin(x)' --at x=2
        wengert trace lecture.expr --adjoint f2 --format json
        wengert trace lecture.expr --format csv -o trace.csv
        wengert trace lecture.expr --derivative reverse --format notation
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown, latex, csv, notation
  }

  @OptionGroup var graph: GraphOptions

  @Option(
    help: ArgumentHelp(
      "Show the graph that computes the derivative, by the forward or the reverse sweep from the seeds.",
      valueName: "mode"))
  var derivative: DerivativeGraph?

  @Option(help: "The form of the trace.")
  var format = Format.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write instead of standard output.", valueName: "file"),
    completion: .file())
  var output = "-"

  func run() throws {
    try reportingErrors {
      let subject = try Subject(graph, derivative: derivative)
      let table = TraceTable(
        subject.equations, subject.evaluation, title: subject.title(display: format == .markdown))
      let numbers = NumberFormat(digits: graph.digits ?? 7)
      try Files.write(to: output, reading: self.graph.file) { sink in
        switch format {
        case .text: try sink(Array(table.text(numbers).utf8))
        case .json: try table.writeJSON(to: sink)
        case .markdown: try sink(Array(table.markdown(numbers).utf8))
        case .latex: try sink(Array(table.latex(numbers).utf8))
        case .csv: try table.writeCSV(to: sink)
        case .notation: try sink(Array(subject.notation.utf8))
        }
      }
    }
  }
}
