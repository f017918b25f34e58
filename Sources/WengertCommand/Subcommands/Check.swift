import ArgumentParser
import Wengert
import WengertDrawing
import WengertNotation
import WengertReport

/// `wengert check`: the derivatives against each other and against differences.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the derivatives at the point, and diagnose their numbers.",
    discussion: """
      Compares forward with reverse mode, both with central differences, and the Hessian with its transpose; then \
      tells where a number stops being finite and why, which nodes reach no seeded output, and how much adjoints \
      grow or shrink along the strongest path. Here a primal outside its domain is a finding, not an error.

      EXAMPLES
        wengert check lecture.expr
        wengert check -e 'f(x) = log(x) - log(x)' --at x=0

      EXIT STATUS
        0   every check passed or was skipped
        1   the input is wrong
        2   a check failed, or a number is not finite
        64  the command line is wrong
      """)

  @OptionGroup var graph: GraphOptions

  @Option(help: "The form of the findings.")
  var format = DerivativeOptions.Format.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write instead of standard output.", valueName: "file"),
    completion: .file())
  var output = "-"

  func run() throws {
    var isSound = true
    try reportingErrors {
      let subject = try Subject(graph, evaluating: false)
      let report = CheckReport(
        subject.equations,
        try subject.program.requiredLinearization(checkingDomains: false),
        tangentSeed: subject.program.tangentSeed, adjointSeed: subject.program.adjointSeed)
      isSound = report.isSound
      let numbers = NumberFormat(digits: graph.digits ?? 7)
      try Files.write(
        format == .json ? report.json : report.text(numbers), to: output, reading: graph.file)
    }
    if !isSound { throw ExitCode(2) }
  }
}
