public import ArgumentParser
public import WengertDrawing
import WengertGraphviz

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
        wengert render -e 'f(x) = x*x' --at x=3 --format dot -o - | dot -Tpng > f.png
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case svg, dot, json
  }

  @OptionGroup var graph: GraphOptions

  @OptionGroup(title: "Folding") var folding: FoldingArguments

  @Option(
    help: ArgumentHelp(
      "Show the graph that computes the derivative, by the forward or the reverse sweep from the seeds.",
      valueName: "mode"))
  var derivative: DerivativeGraph?

  @Option(help: "The form of the figure; by default the suffix of the output decides, or else svg.")
  var format: Format?

  @Option(help: "Which sweeps have numbers.")
  var mode = Mode.both

  @Option(
    help: ArgumentHelp(
      "Which rows there are, separated by commas: primal, tangent, adjoint, partial, contributions, sums.",
      valueName: "rows"))
  var show: String?

  @Option(
    help:
      "Make lines as wide as what flows along them in a sweep, and mark the strongest path: none, tangent, adjoint."
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

  @Option(help: "Light, dark, or as the reader prefers.")
  var theme = Theme.auto

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; - for standard output.", valueName: "file"))
  var output: String?

  mutating func validate() throws {
    _ = try parts()
    _ = try chosenFormat()
    if let quantity = weight.quantity, !mode.shows(quantity) {
      throw ValidationError(
        "--weight \(weight.rawValue) needs the sweep that --mode \(mode.rawValue) does not show.")
    }
  }

  func run() throws {
    try reportingErrors {
      let subject = try Subject(
        graph, derivative: derivative, checkingDomains: !beyondDomains)
      let format = try chosenFormat()
      let view = try folding.view(of: subject.equations)
      if format != .dot { try GraphvizLayout().check(view) }
      let figure = Figure(
        subject.equations, subject.evaluation, title: subject.title(display: true),
        options: try figureOptions(), view: view)
      let path = output ?? Files.defaultPath(subject.name, suffix: format.rawValue)
      try Files.write(try text(of: figure, as: format), to: path, reading: graph.file)
      if path != "-" { try Files.write(path + "\n", to: "-") }
    }
  }

  private func text(of figure: Figure, as format: Format) throws -> String {
    switch format {
    case .dot: return figure.dot
    case .json: return try PlacedFigure(figure, by: GraphvizLayout()).json
    case .svg:
      var options = SVGOptions()
      options.theme = theme
      return try PlacedFigure(figure, by: GraphvizLayout()).svg(options)
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

  private func chosenFormat() throws -> Format {
    if let format { return format }
    guard let output, output != "-", let suffix = output.split(separator: ".").last,
      output.split(separator: "/").last?.contains(".") == true
    else { return .svg }
    guard let format = Format(rawValue: suffix.lowercased()) else {
      let known = Format.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
      throw ValidationError(
        "A figure cannot be written as .\(suffix); known are \(known). Or give --format.")
    }
    return format
  }
}

extension Mode: ExpressibleByArgument {}
extension Direction: ExpressibleByArgument {}
extension Theme: ExpressibleByArgument {}
extension Weighting: ExpressibleByArgument {}
extension ConstantStyle: ExpressibleByArgument {}
