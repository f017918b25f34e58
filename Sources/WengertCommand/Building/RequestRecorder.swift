import Synchronization
import WengertDocuments
import WengertDrawing

/// Notes what documents ask for instead of making it: the results are empty, so what is made of them is not for use.
///
/// What is wrong with a request is found all the same, but for the layout itself, which alone takes time.
final class RequestRecorder: FenceRendering, Sendable {
  private let layout: LayoutChoice
  private let cache: FigureCache
  private let recorded = Mutex<[KeyedRequest]>([])

  /// - Parameter cache: what is kept there needs no check.
  init(layout: LayoutChoice, cache: FigureCache) {
    self.layout = layout
    self.cache = cache
  }

  /// The different requests so far that have nothing wrong, by the names of their results.
  var requests: [KeyedRequest] {
    let all = recorded.withLock { $0 }
    return Dictionary(all.map { ($0.key.digits, $0) }) { first, _ in first }
      .sorted { $0.key < $1.key }.map(\.value)
  }

  func results(of requests: [FenceRequest]) -> [Result<FenceResult, FenceError>] {
    let batch = DistinctRequests(requests, identity: layout.identity)
    let results = batch.requests.map(result)
    return batch.positions.map { results[$0] }
  }

  private func result(of request: KeyedRequest) -> Result<FenceResult, FenceError> {
    if FileStatus(cache.path(of: request.key)) == nil {
      let check = DirectRendering(by: NoLayout()).results(of: [request.request])[0]
      if case .failure(let error) = check, error.problem != .layout(NoLayout.error) {
        return .failure(error)
      }
    }
    recorded.withLock { $0.append(request) }
    return .success(FenceResult(text: ""))
  }
}

/// Places nothing, so that everything before the layout is tried.
private struct NoLayout: LayoutEngine {
  static let error = LayoutError.engine(step: "checking", messages: [])

  func layout(_ request: LayoutRequest) throws(LayoutError) -> LayoutResult {
    throw NoLayout.error
  }
}
