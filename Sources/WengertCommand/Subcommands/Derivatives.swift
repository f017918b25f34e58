public import ArgumentParser
public import Wengert
import WengertDrawing
import WengertNotation
import WengertReport

/// How the commands that print derivatives are called.
struct DerivativeOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @OptionGroup var graph: GraphOptions

  @Option(help: "The form of the numbers.")
  var format = Format.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write instead of standard output.", valueName: "file"),
    completion: .file())
  var output = "-"

  /// Prints derivatives of a kind.
  func run(_ kind: DerivativeTable.Kind, by method: Jacobian.Method? = nil) throws {
    try reportingErrors {
      let subject = try Subject(graph, evaluating: false)
      let program = subject.program
      let evaluation = Evaluation(
        try program.requiredLinearization(), tangentSeed: program.tangentSeed,
        adjointSeed: program.adjointSeed)
      let table = DerivativeTable(kind, evaluation, by: method)
      let numbers = NumberFormat(digits: graph.digits ?? 7)
      try Files.write(
        format == .json ? table.json : table.text(numbers), to: output, reading: graph.file)
    }
  }
}

/// `wengert gradient`: the derivatives of one output.
struct Gradient: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradient",
    abstract: "Print the gradient of an output, by one reverse pass.",
    discussion: """
      The gradient of the first output, or of what --adjoint weighs.

      EXAMPLES
        wengert gradient -e 'f(x, y) = x*sin(y)' --at x=1,y=2
        wengert gradient lecture.expr --adjoint f2 --format json
      """)

  @OptionGroup var options: DerivativeOptions

  func run() throws { try options.run(.gradient) }
}

/// `wengert jacobian`: the derivatives of every output.
struct JacobianCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jacobian",
    abstract: "Print the Jacobian: a row for each output, a column for each input.",
    discussion: """
      A forward pass gives a column, a reverse pass a row; a compressed pass gives several columns that share no \
      row. JSON says which way was taken.

      EXAMPLES
        wengert jacobian lecture.expr
        wengert jacobian lecture.expr --by forward --format json
      """)

  @OptionGroup var options: DerivativeOptions

  @Option(
    help: ArgumentHelp(
      "How it is computed; by default the way with the fewest passes.", valueName: "way"))
  var by: Jacobian.Method?

  func run() throws { try options.run(.jacobian, by: by) }
}

extension Jacobian.Method: ExpressibleByArgument {}

/// `wengert hessian`: the second derivatives of one output.
struct Hessian: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hessian",
    abstract: "Print the Hessian of an output, by a forward and a reverse pass for each input.",
    discussion: """
      The Hessian of the first output, or of what --adjoint weighs.

      EXAMPLES
        wengert hessian -e 'f(x, y) = (1 - x)^2 + 100*(y - x^2)^2' --at x=1,y=1
      """)

  @OptionGroup var options: DerivativeOptions

  func run() throws { try options.run(.hessian) }
}

/// `wengert jvp`: the Jacobian times a vector.
struct JVP: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jvp",
    abstract: "Print the Jacobian times the vector that --tangent gives, by one forward pass.",
    discussion: """
      A component for each output.

      EXAMPLES
        wengert jvp -e 'f(x, y) = x*y; g(x, y) = x/y' --at x=1,y=2 --tangent x=3,y=4
      """)

  @OptionGroup var options: DerivativeOptions

  func run() throws { try options.run(.jvp) }
}

/// `wengert vjp`: the transposed Jacobian times a vector.
struct VJP: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vjp",
    abstract: "Print the vector that --adjoint gives times the Jacobian, by one reverse pass.",
    discussion: """
      A component for each input.

      EXAMPLES
        wengert vjp -e 'f(x, y) = x*y; g(x, y) = x/y' --at x=1,y=2 --adjoint f=3,g=4
      """)

  @OptionGroup var options: DerivativeOptions

  func run() throws { try options.run(.vjp) }
}

/// `wengert hvp`: the Hessian times a vector.
struct HVP: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hvp",
    abstract: "Print the Hessian of an output times the vector that --tangent gives.",
    discussion: """
      One forward and one reverse pass, without the Hessian; a component for each input. The output is the first, \
      or what --adjoint weighs.

      EXAMPLES
        wengert hvp -e 'f(x, y) = x^2*y' --at x=1,y=2 --tangent x=1,y=1
      """)

  @OptionGroup var options: DerivativeOptions

  func run() throws { try options.run(.hvp) }
}
