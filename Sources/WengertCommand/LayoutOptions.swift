import ArgumentParser
import Foundation
import WengertDrawing
import WengertGraphviz
import WengertWorker

/// What places the cards: the same choice for every subcommand that draws.
struct LayoutOptions: ParsableArguments {
  enum Engine: String, ExpressibleByArgument, CaseIterable {
    case graphviz, layered
  }

  @Option(
    help:
      "What places the cards; by default Graphviz for small graphs and the layered engine for large ones and where Graphviz fails."
  )
  var layout: Engine?

  @Option(
    help: ArgumentHelp("The longest time for one layout by Graphviz.", valueName: "seconds"))
  var layoutTimeout = 5.0

  @Option(
    help: ArgumentHelp("The most memory for the process that runs Graphviz.", valueName: "MiB"))
  var layoutMemory = WorkerLimits().memory >> 20

  @Option(help: ArgumentHelp("The program to start as the layout process.", visibility: .hidden))
  var layoutWorker: String?

  mutating func validate() throws {
    guard layoutTimeout >= 0.01, layoutTimeout <= 86_400 else {
      throw ValidationError("--layout-timeout is between 0.01 and 86400 seconds.")
    }
    guard (16...1 << 30).contains(layoutMemory) else {
      throw ValidationError("--layout-memory is between 16 and \(1 << 30) MiB.")
    }
  }

  /// What there is to draw.
  enum Work {
    /// The figure of a function, on its own.
    case figure
    /// Figures of a document, one after the other.
    case document
  }

  /// The engine; a warning goes to standard error when another one has to take over.
  func engine(for work: Work) -> any LayoutEngine {
    choice.engine(for: work) { Files.message(LayoutChoice.warning($0)) }
  }

  /// The choice as a value.
  var choice: LayoutChoice {
    LayoutChoice(
      engine: layout, timeout: layoutTimeout, memory: layoutMemory << 20, worker: layoutWorker)
  }
}

/// What places the cards, and within which limits.
struct LayoutChoice: Sendable {
  /// The engine; nil lets the size of a graph decide.
  var engine: LayoutOptions.Engine?
  /// The longest time for one layout by Graphviz, in seconds.
  var timeout: Double
  /// The most memory for the process that runs Graphviz, in bytes.
  var memory = WorkerLimits().memory
  /// The program to start as the layout process instead of this one.
  var worker: String?

  /// The engine.
  ///
  /// - Parameter onFailure: called when another engine has to take over.
  func engine(
    for work: LayoutOptions.Work, onFailure: @escaping @Sendable (LayoutError) -> Void
  ) -> any LayoutEngine {
    switch engine {
    case .layered?: LayeredLayout()
    case .graphviz?: graphviz(for: work)
    case nil: AutomaticLayout(careful: graphviz(for: work), onFailure: onFailure)
    }
  }

  /// The options that make this choice.
  var arguments: [String] {
    (engine.map { ["--layout", $0.rawValue] } ?? [])
      + ["--layout-timeout", "\(timeout)", "--layout-memory", "\(memory >> 20)"]
      + (worker.map { ["--layout-worker", $0] } ?? [])
  }

  /// What a reader is told when another engine takes over.
  static func warning(_ error: LayoutError) -> String {
    "warning: \(error.reason); the layered engine placed the figure instead"
  }

  /// Everything besides a request that decides a figure: the engine, the version of Graphviz, whose coordinates change
  /// with it, and the machine, whose elementary functions differ from others' in the last place.
  var identity: String {
    let graphviz = engine == .layered ? "" : " graphviz-\(GraphvizLayout.version)"
    let worker = worker.map { " worker-\($0)" } ?? ""
    return "\(engine?.rawValue ?? "automatic")\(graphviz) \(LayoutChoice.machine)\(worker)"
  }

  private static var machine: String {
    #if os(macOS)
      let system = "macos"
    #elseif canImport(Musl)
      let system = "linux-musl"
    #else
      let system = "linux"
    #endif
    #if arch(arm64)
      return "\(system)-arm64"
    #else
      return "\(system)-x86_64"
    #endif
  }

  private func graphviz(for work: LayoutOptions.Work) -> any LayoutEngine {
    let limits = WorkerLimits(time: .seconds(timeout), memory: memory)
    let child = WorkerLayout(
      program: worker ?? LayoutChoice.ownProgram, arguments: LayoutWorker.arguments(limits),
      limits: limits)
    return switch work {
    case .figure: ProtectedGraphviz(child: child)
    case .document: child
    }
  }

  private static var ownProgram: String {
    #if os(Linux)
      "/proc/self/exe"
    #else
      Bundle.main.executablePath ?? CommandLine.arguments[0]
    #endif
  }
}

/// Graphviz in this process for what takes it milliseconds, and in a child process for everything else.
///
/// Starting a child takes longer than the layout of a small graph.
struct ProtectedGraphviz: LayoutEngine {
  /// The most boxes, chips included, that are placed in this process.
  static let limit = 60

  let child: WorkerLayout

  func layout(_ request: LayoutRequest) throws(LayoutError) -> LayoutResult {
    request.placeCount <= ProtectedGraphviz.limit
      ? try GraphvizLayout().layout(request) : try child.layout(request)
  }
}
