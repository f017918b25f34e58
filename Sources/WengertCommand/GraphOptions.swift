import ArgumentParser
import Wengert
import WengertDrawing
import WengertNotation

/// Where the function comes from and where it is evaluated: the same for every subcommand.
struct GraphOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The file that holds the function; - for standard input.", valueName: "file"),
    completion: .file(extensions: ["expr"]))
  var file: String?

  @Option(
    name: [.customShort("e"), .customLong("expression")], parsing: .unconditional,
    help: ArgumentHelp("The function itself instead of a file.", valueName: "text"))
  var expression: String?

  @Option(
    help: ArgumentHelp(
      "Values of inputs, as in x1=1,x2=pi/2; they win over those in the text.", valueName: "values")
  )
  var at: [String] = []

  @Option(
    help: ArgumentHelp(
      "The tangents that the forward sweep starts from, as in x1=1,x2=0.5; a bare name means 1. Default: the first input.",
      valueName: "seeds"))
  var tangent: [String] = []

  @Option(
    help: ArgumentHelp(
      "The adjoints that the reverse sweep starts from, as in f1=1; a bare name means 1. Default: the first output.",
      valueName: "seeds"))
  var adjoint: [String] = []

  @Option(help: ArgumentHelp("The only function of the text to keep.", valueName: "name"))
  var function: String?

  @Flag(help: "Draw every subexpression where it is written, also where an equal one exists.")
  var noSharing = false

  @Option(
    help: ArgumentHelp(
      "The most operations that sums, products and calls may unroll to.", valueName: "count"))
  var maxOperations = Program.Options().operationLimit

  @Option(
    help: ArgumentHelp("The most members that families may have in all.", valueName: "count"))
  var maxMembers = Program.Options().memberLimit

  @Option(help: ArgumentHelp("Significant digits of numbers, 1 to 17.", valueName: "count"))
  var digits: Int?

  mutating func validate() throws {
    if file != nil && expression != nil {
      throw ValidationError("Give either a file or -e, not both.")
    }
    if file == nil && expression == nil {
      throw ValidationError("Give a file, - for standard input, or -e with the function itself.")
    }
    if let digits, !(1...17).contains(digits) {
      throw ValidationError("--digits is between 1 and 17.")
    }
    guard (1...GraphOptions.countLimit).contains(maxOperations) else {
      throw ValidationError("--max-operations is between 1 and \(GraphOptions.countLimit).")
    }
    guard (1...GraphOptions.countLimit).contains(maxMembers) else {
      throw ValidationError("--max-members is between 1 and \(GraphOptions.countLimit).")
    }
  }

  /// Nodes and instructions are counted in 32 bits.
  private static let countLimit = 1_000_000_000

  /// The options of the notation.
  var programOptions: Program.Options {
    var options = Program.Options()
    options.sharing = !noSharing
    options.function = function
    options.operationLimit = maxOperations
    options.memberLimit = maxMembers
    options.point = joined(at, "--at")
    options.tangent = joined(tangent, "--tangent")
    options.adjoint = joined(adjoint, "--adjoint")
    return options
  }

  private func joined(_ parts: [String], _ option: String) -> SourceText? {
    parts.isEmpty ? nil : SourceText(parts.joined(separator: ","), name: option)
  }
}

/// A function with its numbers, read from where the options say.
struct Subject {
  let program: Program
  /// The graph of the text, or of its derivative.
  let graph: Graph
  let equations: Equations
  let evaluation: Evaluation?
  /// The file's name without its suffix, or the name of the first output.
  let name: String

  /// Reads the function.
  ///
  /// - Parameters:
  ///   - evaluating: whether the numbers are needed; without them a point may lie outside a domain.
  ///   - checkingDomains: whether a value that is not defined at the point is an error.
  init(
    _ options: GraphOptions, derivative: DerivativeGraph? = nil, evaluating: Bool = true,
    checkingDomains: Bool = true
  ) throws {
    let source: SourceText
    if let expression = options.expression {
      source = SourceText(expression, name: "-e")
    } else {
      source = try Files.read(options.file ?? "-")
    }
    program = try Program(source, options: options.programOptions)
    let linearization =
      evaluating ? try program.linearized(checkingDomains: checkingDomains) : nil
    switch derivative {
    case nil:
      graph = program.graph
      evaluation = linearization.map { [program] in
        Evaluation($0, tangentSeed: program.tangentSeed, adjointSeed: program.adjointSeed)
      }
    case .forward?:
      graph = program.graph.tangentGraph(seed: program.tangentSeed)
      evaluation = try linearization.map { [graph] in
        try Evaluation(ofDerivative: graph, at: $0.point)
      }
    case .reverse?:
      graph = program.graph.adjointGraph(seed: program.adjointSeed)
      evaluation = try linearization.map { [graph] in
        try Evaluation(ofDerivative: graph, at: $0.point)
      }
    }
    equations = Equations(graph)
    let stem = options.file.flatMap { $0 == "-" ? nil : Files.stem($0) }
    name = stem ?? program.graph.outputs.first?.name ?? "graph"
  }

  /// The graph in the notation with its point and seeds.
  var notation: String {
    graph.notation(
      point: evaluation?.linearization.point, tangentSeed: evaluation?.tangents.seed,
      adjointSeed: evaluation?.adjoints.seed)
  }

  /// `f(x₁, x₂)`, or `(f₁, f₂)(x)` for several outputs; `display` sets indices as such.
  func title(display: Bool) -> String { graph.title(display: display) }
}

/// A derivative written out as a graph of its own.
enum DerivativeGraph: String, ExpressibleByArgument, CaseIterable {
  case forward, reverse
}

extension Evaluation {
  /// The numbers of a derivative's graph, with the usual seeds.
  ///
  /// Partials may leave their domain where the function itself does not, such as 1/(2√x) at 0; infinities are
  /// shown as they are.
  fileprivate init(ofDerivative graph: Graph, at point: [Double]) throws {
    self.init(
      try graph.linearized(at: point, checkingDomains: false),
      tangentSeed: .unit(0, of: graph.inputs.count), adjointSeed: .unit(0, of: graph.outputs.count))
  }
}
