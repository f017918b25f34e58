import ArgumentParser
import Wengert
import WengertDrawing
import WengertNotation

/// What of a graph a figure shows: the same for every subcommand that draws one.
struct FoldingArguments: ParsableArguments {
  @Option(
    name: .customLong("max-nodes"),
    help: ArgumentHelp(
      "The most cards; what is beyond folds: sums and runs first, then the deepest groups. 'all' or 0 folds nothing.",
      valueName: "count"))
  var limit = String(Folding.defaultLimit)

  @Option(
    help: ArgumentHelp(
      "Fold groups (calls of functions) that are deeper inside each other; 0 folds all.",
      valueName: "count"))
  var depth: Int?

  @Option(help: ArgumentHelp("Fold the groups of a name; may be repeated.", valueName: "name"))
  var fold: [String] = []

  @Option(
    help: ArgumentHelp(
      "Open the groups of a name, however deep they are; may be repeated.", valueName: "name"))
  var unfold: [String] = []

  @Option(
    help: ArgumentHelp(
      "Show the neighbourhood of a node: as figures call it, or an input or output.",
      valueName: "node"))
  var focus: String?

  @Option(
    help: ArgumentHelp(
      "How many edges the neighbourhood reaches. Default: \(Folding.defaultRadius).",
      valueName: "count"))
  var radius: Int?

  @Option(
    help: ArgumentHelp("Show the paths between two nodes, as in x1,f.", valueName: "nodes"))
  var between: String?

  mutating func validate() throws { _ = try folding() }

  /// What the options ask for.
  func folding() throws -> Folding {
    var folding = Folding()
    guard let limit = Folding.limit(limit) else {
      throw ValidationError("--max-nodes is a number of cards, or 'all'.")
    }
    folding.limit = limit
    if let depth, depth < 0 { throw ValidationError("--depth is 0 or more.") }
    folding.depth = depth
    folding.folded = Set(fold)
    folding.unfolded = Set(unfold)
    if let name = folding.folded.intersection(folding.unfolded).min() {
      throw ValidationError("Give either --fold or --unfold for '\(name)', not both.")
    }
    folding.selection = try selection()
    return folding
  }

  private func selection() throws -> Folding.Selection {
    if let radius, radius < 0 { throw ValidationError("--radius is 0 or more.") }
    if radius != nil, focus == nil {
      throw ValidationError("--radius needs --focus: the node that it is counted from.")
    }
    switch (focus, between) {
    case (nil, nil): return .all
    case (let focus?, nil):
      return .neighbourhood(of: focus, radius: radius ?? Folding.defaultRadius)
    case (nil, let between?):
      let names = Folding.names(between)
      guard names.count == 2 else {
        throw ValidationError("--between names two nodes with a comma between them, as in x1,f.")
      }
      return .paths(from: names[0], to: names[1])
    case (.some, .some):
      throw ValidationError("Give either --focus or --between, not both.")
    }
  }

  /// The view of a graph.
  func view(of equations: Equations) throws -> GraphView {
    try namingOptions { try GraphView(equations, folding()) }
  }

  /// The views that a reader can fold and unfold to.
  func views(of equations: Equations) throws -> FoldableViews {
    try namingOptions { try FoldableViews(equations, folding()) }
  }

  private func namingOptions<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as FoldingError {
      let place = SourceText("", name: option(of: error))
      throw Failure(
        description: Diagnostic(
          source: place, range: nil, message: error.message, hint: error.hint
        ).description)
    }
  }

  private func option(of error: FoldingError) -> String {
    switch error {
    case .unknownNode: focus == nil ? "--between" : "--focus"
    case .unknownGroup(let name, _, _): fold.contains(name) ? "--fold" : "--unfold"
    case .noPath: "--between"
    }
  }
}
