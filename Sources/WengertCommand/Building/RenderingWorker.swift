import Synchronization
import WengertDocuments
import WengertDrawing

/// Renders one request after the other with an engine of its own.
struct RenderingWorker {
  private final class Failures: Sendable {
    let errors = Mutex<[LayoutError]>([])
  }

  private let failures = Failures()
  private let rendering: any FenceRendering

  init(_ layout: LayoutChoice, for work: LayoutOptions.Work) {
    let failures = failures
    rendering = RenderingWorker.direct(
      layout.engine(for: work) { error in failures.errors.withLock { $0.append(error) } })
  }

  private static func direct(_ engine: some LayoutEngine) -> any FenceRendering {
    DirectRendering(by: engine)
  }

  /// The result, and the failures after which another engine placed the figure.
  func render(
    _ request: FenceRequest
  ) -> (result: Result<FenceResult, FenceError>, failures: [LayoutError]) {
    failures.errors.withLock { $0 = [] }
    let results = rendering.results(of: [request])
    return (results[0], failures.errors.withLock { $0 })
  }
}
