public import ArgumentParser
import Wengert
public import WengertCode

/// `wengert generate`: the function and its derivatives as source text.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write the function and its derivatives as source code.",
    discussion: """
      Straight-line code with a line for each node: NAME(x) computes the outputs, NAME_forward(x, x_tangent) \
      also their tangents, NAME_reverse(x, y_adjoint) the adjoints of the inputs. Arrays are in the order of \
      the inputs and outputs; NAME is the output's name or, where there are several, the file's. No point is \
      needed; seeds are arguments.

      EXAMPLES
        wengert generate lecture.expr --language python
        wengert generate lecture.expr --derivative forward -o lecture.js
        wengert generate -e 'f(x) = x*sin(x)' --language c > f.c
      """)

  @OptionGroup var graph: GraphOptions

  @Option(help: "The programming language; by default the suffix of the output decides.")
  var language: Language?

  @Option(help: "What is computed beside the value of the function.")
  var derivative = Derivative.reverse

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write instead of standard output.", valueName: "file"))
  var output = "-"

  mutating func validate() throws {
    _ = try chosenLanguage()
  }

  func run() throws {
    try reportingErrors {
      let subject = try Subject(graph, evaluating: false)
      let outputs = subject.equations.graph.outputs
      let code = try SourceCode(
        subject.equations, name: outputs.count == 1 ? outputs[0].name : subject.name,
        language: try chosenLanguage(), derivatives: [derivative])
      try Files.write(code.text, to: output, reading: graph.file)
    }
  }

  private func chosenLanguage() throws -> Language {
    if let language { return language }
    let known = Language.all.map { ".\($0.suffix)" }.joined(separator: ", ")
    guard let suffix = Files.suffix(output) else {
      throw ValidationError("Give --language, or -o with a suffix: \(known).")
    }
    guard let language = Language(suffix: suffix) else {
      throw ValidationError(
        "Code cannot be written as .\(suffix); known are \(known). Or give --language.")
    }
    return language
  }
}

extension Derivative: ExpressibleByArgument {}

extension Language: ExpressibleByArgument {
  /// The language of that name.
  public init?(argument: String) { self.init(named: argument) }

  public static var allValueStrings: [String] { all.map(\.name) }

  public var defaultValueDescription: String { name }
}
