public import ArgumentParser
import Wengert
public import WengertCode
import WengertDrawing

/// `wengert generate`: the function and its derivatives as source text.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write the function and its derivatives as source code.",
    discussion: """
      Straight-line code with a line for each node: NAME(x) computes the outputs, NAME_forward(x, x_tangent) \
      also their tangents, NAME_reverse(x, y_adjoint) the adjoints of the inputs, NAME_jacobian(x) all \
      derivatives row by row. Arrays are in the order of the inputs and outputs; NAME is the output's name or, \
      where there are several, the file's. No point is needed; seeds are arguments. LaTeX gives the numbered \
      equations of the evaluation trace, the tangents and the adjoints, with numbers if there is a point.

      EXAMPLES
        wengert generate lecture.expr --language python
        wengert generate lecture.expr --derivative forward -o lecture.js
        wengert generate -e 'f(x) = x*sin(x)' --language c > f.c
        wengert generate lecture.expr --standalone -o lecture.tex
      """)

  @OptionGroup var graph: GraphOptions

  @Option(help: "The language; by default the suffix of the output decides.")
  var language: CodeLanguage?

  @Option(
    help: ArgumentHelp(
      "What is computed beside the value of the function. Default: reverse; in LaTeX both sweeps.")
  )
  var derivative: Derivative?

  @Flag(help: "Write an article in LaTeX and not a piece to be put into one.")
  var standalone = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write instead of standard output.", valueName: "file"),
    completion: .file())
  var output = "-"

  mutating func validate() throws {
    guard case .latex = try chosenLanguage() else {
      if standalone { throw ValidationError("--standalone belongs to --language latex.") }
      return
    }
  }

  func run() throws {
    try reportingErrors {
      let text =
        switch try chosenLanguage() {
        case .programming(let language): try code(language)
        case .latex: try derivation()
        }
      try Files.write(text, to: output, reading: graph.file)
    }
  }

  private func code(_ language: Language) throws -> String {
    let subject = try Subject(graph, evaluating: false)
    let outputs = subject.equations.graph.outputs
    return try SourceCode(
      subject.equations, name: outputs.count == 1 ? outputs[0].name : subject.name,
      language: language, derivatives: [derivative ?? .reverse]
    ).text
  }

  private func derivation() throws -> String {
    let subject = try Subject(graph)
    let numbers = NumberFormat(digits: graph.digits ?? 5)
    return Derivation(
      subject.equations, subject.evaluation.map { .init($0.tangents, $0.adjoints) },
      derivative: derivative, isStandalone: standalone, format: numbers.string
    ).text
  }

  private func chosenLanguage() throws -> CodeLanguage {
    if let language { return language }
    let known = CodeLanguage.all.map { ".\($0.suffix)" }.joined(separator: ", ")
    guard let suffix = Files.suffix(output) else {
      throw ValidationError("Give --language, or -o with a suffix: \(known).")
    }
    guard let language = CodeLanguage.all.first(where: { $0.suffix == suffix.lowercased() }) else {
      throw ValidationError(
        "Code cannot be written as .\(suffix); known are \(known). Or give --language.")
    }
    return language
  }
}

/// What a function can be written in: a programming language, or LaTeX.
enum CodeLanguage: ExpressibleByArgument {
  case programming(Language)
  case latex

  static var all: [CodeLanguage] { Language.all.map { .programming($0) } + [.latex] }

  var name: String {
    switch self {
    case .programming(let language): language.name
    case .latex: "latex"
    }
  }

  /// The suffix of files, without the dot.
  var suffix: String {
    switch self {
    case .programming(let language): language.suffix
    case .latex: "tex"
    }
  }

  init?(argument: String) {
    guard let language = CodeLanguage.all.first(where: { $0.name == argument }) else { return nil }
    self = language
  }

  static var allValueStrings: [String] { all.map(\.name) }

  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }

  var defaultValueDescription: String { name }
}

extension Derivative: ExpressibleByArgument {}
