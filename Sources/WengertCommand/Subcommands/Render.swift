public import ArgumentParser
public import WengertDrawing

/// `wengert render`: the figure.
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Draw the expression graph.",
    discussion: """
      Writes output/NAME.svg unless -o says otherwise, and prints the path. Every card shows a node with its \
      primal, tangent and adjoint; every chip shows the partial on an edge and what flows along it in each \
      sweep. All modes of one function have the same layout. Graphs of more than \(Folding.defaultLimit) nodes are folded, and \
      the picture says how.

      EXAMPLES
        wengert render lecture.expr
        wengert render lecture.expr --mode reverse --adjoint f2 -o reverse.svg
        wengert render network.expr --max-nodes 30 --focus loss --radius 3
        wengert render lecture.expr -o lecture.pdf
        wengert render lecture.expr --standalone -o l.tex && pdflatex l.tex
        wengert render -e 'f(x) = x*x' --at x=3 --inline --id-prefix square -o -

      \(ConverterOptions.environment)

      FILES
        output/NAME.svg  the figure, unless -o says otherwise
      """)

  @OptionGroup var graph: GraphOptions

  @OptionGroup(title: "Folding") var folding: FoldingArguments

  @Option(
    help: ArgumentHelp(
      "Show the graph that computes the derivative, by the forward or the reverse sweep from the seeds.",
      valueName: "mode"))
  var derivative: DerivativeGraph?

  @Option(help: "Which sweeps have numbers.")
  var mode = Mode.both

  @Option(
    help: ArgumentHelp(
      "Which rows there are, separated by commas: primal, tangent, adjoint, partial, contributions, sums.",
      valueName: "rows"),
    completion: .list(FigureOptions.Part.allCases.map(\.rawValue)))
  var show: String?

  @Option(
    help:
      "Make lines as wide as what flows along them in a sweep, and mark the strongest path."
  )
  var weight = Weighting.none

  @Option(
    help: "Constants as cards, or in the equations alone; by default the size decides.")
  var constants = ConstantStyle.automatic

  @Flag(
    help:
      "Draw also where a value is not defined; infinities and NaN are shown, and where they start.")
  var beyondDomains = false

  @Option(
    help:
      "Where evaluation runs: left to right, bottom to top, top to bottom; by default the size decides."
  )
  var direction: Direction?

  @OptionGroup var layout: LayoutOptions

  @OptionGroup var output: OutputOptions

  mutating func validate() throws {
    _ = try parts()
    if let quantity = weight.quantity, !mode.shows(quantity) {
      throw ValidationError(
        "--weight \(weight.rawValue) needs the sweep that --mode \(mode.rawValue) does not show.")
    }
  }

  func run() throws {
    try reportingErrors {
      let writer = try output.writer()
      let subject = try Subject(
        graph, derivative: derivative, checkingDomains: !beyondDomains)
      let view = try folding.view(of: subject.equations)
      let figure = Figure(
        subject.equations, subject.evaluation, title: subject.title(display: true),
        options: try figureOptions(), view: view)
      let bytes = try writer.bytes(of: figure, by: layout.engine(for: .figure))
      let path = try output.path(for: subject.name)
      try Files.write(to: path, reading: graph.file) { try $0(bytes) }
      try Files.report(path)
    }
  }

  private func figureOptions() throws -> FigureOptions {
    var options = FigureOptions()
    options.mode = mode
    options.parts = try parts()
    options.direction = direction
    options.format = NumberFormat(digits: graph.digits ?? 5)
    options.weight = weight
    options.constants = constants
    return options
  }

  private func parts() throws -> Set<FigureOptions.Part> {
    guard let show else { return Set(FigureOptions.Part.allCases) }
    let names = show.split(separator: ",").map { $0.trimmingPrefix(" ") }.map(String.init)
    guard !names.isEmpty else { throw ValidationError("--show names at least one row.") }
    return Set(
      try names.map { name in
        guard let part = FigureOptions.Part(rawValue: name) else {
          let known = FigureOptions.Part.allCases.map(\.rawValue).joined(separator: ", ")
          throw ValidationError("--show does not know '\(name)'; it knows \(known).")
        }
        return part
      })
  }
}

extension Mode: ExpressibleByArgument {}
extension Direction: ExpressibleByArgument {}
extension Theme: ExpressibleByArgument {}
extension Weighting: ExpressibleByArgument {}
extension ConstantStyle: ExpressibleByArgument {}
