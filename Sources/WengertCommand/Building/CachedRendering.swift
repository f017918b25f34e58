import Foundation
import Synchronization
import WengertDocuments
import WengertDrawing

/// Answers requests from a store, and renders what the store does not have on several threads, each with a layout
/// process of its own.
///
/// Equal requests of a batch are rendered once. The results do not depend on the number of threads, on what the store
/// holds or on who else uses it.
final class CachedRendering: FenceRendering, Sendable {
  private let layout: LayoutChoice
  private let cache: FigureCache?
  private let jobs: Int
  private let progress: ProgressLine?
  /// The results of the last batch, where they are of use to the next one.
  private let recent: RecentResults?

  /// What happened to the different requests of a batch.
  struct Counts: Equatable {
    /// How many there were.
    var requests = 0
    /// How many the store had.
    var found = 0
    /// How many were rendered.
    var rendered = 0
    /// How many have no result.
    var failed = 0
  }

  private let lastCounts = Mutex(Counts())

  /// A rendering.
  ///
  /// - Parameters:
  ///   - layout: what places the cards.
  ///   - cache: where results are kept; nil renders everything.
  ///   - jobs: the number of threads, and of layout processes.
  ///   - progress: where to show how far the work is.
  ///   - remembers: whether to keep the results of a batch in memory for the next one.
  init(
    layout: LayoutChoice, cache: FigureCache?, jobs: Int, progress: ProgressLine? = nil,
    remembers: Bool = false
  ) {
    self.layout = layout
    self.cache = cache
    self.jobs = jobs
    self.progress = progress
    recent = remembers ? RecentResults() : nil
  }

  /// What happened in the last batch.
  var counts: Counts { lastCounts.withLock { $0 } }

  func results(of requests: [FenceRequest]) -> [Result<FenceResult, FenceError>] {
    // Without a cache nothing has to be known about Graphviz, which then stays out of this process.
    let batch = DistinctRequests(requests, identity: cache == nil ? "" : layout.identity)
    let answers = answers(to: batch.requests)
    if let recent {
      let pairs = zip(batch.requests, answers).compactMap { request, answer in
        answer.isReliable ? (try? answer.result.get()).map { (request.key, $0) } : nil
      }
      recent.results.withLock { $0 = Dictionary(uniqueKeysWithValues: pairs) }
    }
    return batch.positions.map { answers[$0].result }
  }

  /// The answers to different requests, in their order; warnings come in that order too.
  private func answers(to requests: [KeyedRequest]) -> [Answer] {
    let work = SharedWork(requests)
    let known = recent?.results.withLock { $0 } ?? [:]
    Threads.run(min(jobs, requests.count)) { [self] in
      // The layout process starts with the first figure.
      let worker = RenderingWorker(layout, for: .document)
      while let (position, request) = work.next() {
        let done = work.finish(position, answer(to: request, known, by: worker))
        progress?.show(done, of: requests.count, "figures")
      }
    }
    progress?.clear()
    let answers = work.answers
    for warning in answers.flatMap(\.warnings) { Files.message(LayoutChoice.warning(warning)) }
    lastCounts.withLock { $0 = Counts(answers) }
    return answers
  }

  private func answer(
    to request: KeyedRequest, _ known: [CacheKey: FenceResult], by worker: RenderingWorker
  ) -> Answer {
    if let result = known[request.key] { return Answer(found: result) }
    if let bytes = cache?.content(of: request.key), let result = FenceResult(bytes: bytes) {
      return Answer(found: result)
    }
    let (result, failures) = worker.render(request.request)
    let answer = Answer(result, failures)
    if answer.isReliable, case .success(let result) = answer.result {
      cache?.keep(result.bytes, for: request.key)
    }
    return answer
  }
}

/// A request with the name of its result.
struct KeyedRequest: Sendable {
  let request: FenceRequest
  let key: CacheKey

  init(_ request: FenceRequest, _ layout: LayoutChoice) {
    self.init(request, identity: layout.identity)
  }

  /// - Parameter identity: what decides the result besides the request.
  init(_ request: FenceRequest, identity: String) {
    self.request = request
    key = CacheKey(of: "wengert-figure\n\(identity)\n\(request.key)")
  }
}

/// The different requests among some.
struct DistinctRequests {
  /// Each different one, in the order in which they occur first.
  private(set) var requests: [KeyedRequest] = []
  /// For each request, which of them it is.
  private(set) var positions: [Int] = []

  /// - Note: Requests are told apart by their bytes: texts that are equal as Swift's strings may differ in them.
  init(_ all: [FenceRequest], identity: String) {
    var known: [CacheKey: Int] = [:]
    for request in all.map({ KeyedRequest($0, identity: identity) }) {
      let position = known[request.key] ?? requests.count
      if position == requests.count {
        known[request.key] = position
        requests.append(request)
      }
      positions.append(position)
    }
  }
}

/// What came of a request.
private struct Answer: Sendable {
  let result: Result<FenceResult, FenceError>
  /// The failures after which another engine placed the figure.
  var warnings: [LayoutError] = []
  var isFound = false

  init(found result: FenceResult) {
    self.result = .success(result)
    isFound = true
  }

  init(_ result: Result<FenceResult, FenceError>, _ warnings: [LayoutError]) {
    self.result = result
    self.warnings = warnings
  }

  /// Whether every build would get the same: a makeshift after a timeout is not kept.
  var isReliable: Bool { warnings.isEmpty }
}

extension CachedRendering.Counts {
  fileprivate init(_ answers: [Answer]) {
    requests = answers.count
    for answer in answers {
      switch answer.result {
      case .failure: failed += 1
      case .success: if answer.isFound { found += 1 } else { rendered += 1 }
      }
    }
  }
}

/// What the last batch brought.
private final class RecentResults: Sendable {
  let results = Mutex<[CacheKey: FenceResult]>([:])
}

/// What the threads share: which request is next, and the answers.
private final class SharedWork: Sendable {
  private struct State {
    var next = 0
    var done = 0
    var answers: [Answer?]
  }

  private let requests: [KeyedRequest]
  private let state: Mutex<State>

  init(_ requests: [KeyedRequest]) {
    self.requests = requests
    state = Mutex(State(answers: Array(repeating: nil, count: requests.count)))
  }

  func next() -> (Int, KeyedRequest)? {
    state.withLock { state in
      guard state.next < requests.count else { return nil }
      defer { state.next += 1 }
      return (state.next, requests[state.next])
    }
  }

  /// Takes an answer, and says how many there are.
  func finish(_ position: Int, _ answer: Answer) -> Int {
    state.withLock { state in
      state.answers[position] = answer
      state.done += 1
      return state.done
    }
  }

  var answers: [Answer] { state.withLock { $0.answers.compactMap { $0 } } }
}
