import ArgumentParser
import Foundation
import WengertDocuments
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

  @Option(help: ArgumentHelp("The program to start as the layout process.", visibility: .hidden))
  var layoutWorker: String?

  mutating func validate() throws {
    guard layoutTimeout >= 0.01, layoutTimeout <= 86_400 else {
      throw ValidationError("--layout-timeout is between 0.01 and 86400 seconds.")
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
    switch layout {
    case .layered?: LayeredLayout()
    case .graphviz?: graphviz(for: work)
    case nil:
      AutomaticLayout(careful: graphviz(for: work)) {
        Files.message("warning: \($0.reason); the layered engine placed the figure instead")
      }
    }
  }

  /// What answers the fences of documents with this engine.
  func rendering() -> any FenceRendering { direct(engine(for: .document)) }

  private func direct(_ engine: some LayoutEngine) -> any FenceRendering {
    DirectRendering(by: engine)
  }

  private func graphviz(for work: Work) -> any LayoutEngine {
    let limits = WorkerLimits(time: .seconds(layoutTimeout))
    let child = WorkerLayout(
      program: layoutWorker ?? LayoutOptions.ownProgram, arguments: LayoutWorker.arguments(limits),
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
