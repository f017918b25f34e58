import Synchronization
import TestSupport
import Testing
import WengertDrawing

@Suite struct `Choice of the engine` {
  /// Fails, or places everything at a place that tells who did it.
  private struct Stub: LayoutEngine {
    var x = 0.0
    var error: LayoutError?
    var boxLimit = Int.max

    func layout(_ request: LayoutRequest) throws(LayoutError) -> LayoutResult {
      if let error { throw error }
      let place = Point(x: x, y: 0)
      return LayoutResult(
        size: Size(width: 1, height: 1), centers: request.boxes.map { _ in place }, routes: [])
    }
  }

  private final class Log: Sendable {
    let errors = Mutex<[LayoutError]>([])
  }

  private func request(boxes: Int, chips: Int = 0, groups: [LayoutRequest.Group] = [])
    -> LayoutRequest
  {
    let size = Size(width: 10, height: 10)
    return LayoutRequest(
      direction: .leftToRight, boxes: Array(repeating: size, count: boxes),
      edges: (0..<chips).map { _ in LayoutRequest.Edge(tail: 0, head: 1, chip: size) },
      groups: groups, nodeGap: 1, rankGap: 1)
  }

  @Test(
    arguments: [
      (10, 0, false, 1), (6, 4, false, 1), (11, 0, false, 2), (6, 5, false, 2), (2, 0, true, 2),
    ])
  func `size and groups decide, chips counted`(
    _ boxes: Int, _ chips: Int, _ hasGroup: Bool, _ expected: Double
  ) throws {
    let log = Log()
    let engine = AutomaticLayout(careful: Stub(x: 1), fast: Stub(x: 2), limit: 10) { error in
      log.errors.withLock { $0.append(error) }
    }
    let groups = hasGroup ? [LayoutRequest.Group(members: [0])] : []
    let result = try engine.layout(request(boxes: boxes, chips: chips, groups: groups))
    #expect(result.centers[0].x == expected)
    #expect(log.errors.withLock { $0.isEmpty })
  }

  @Test(
    arguments: [
      .engine(step: "placing", messages: []), .timedOut(limit: .seconds(2)),
      .workerFailed(reason: "died"), .workerUnavailable(reason: "none"),
    ] as [LayoutError])
  func `where the careful engine fails, the fast one takes over and the error is told`(
    _ error: LayoutError
  ) throws {
    let log = Log()
    let engine = AutomaticLayout(careful: Stub(error: error), fast: Stub(x: 2)) { error in
      log.errors.withLock { $0.append(error) }
    }
    #expect(try engine.layout(request(boxes: 1)).centers[0].x == 2)
    #expect(log.errors.withLock { $0 } == [error])
  }

  @Test func `the error of the fast engine is the error`() {
    let last = LayoutError.engine(step: "last", messages: [])
    let engine = AutomaticLayout(
      careful: Stub(error: .timedOut(limit: .seconds(1))), fast: Stub(error: last)
    ) { _ in }
    #expect(throws: last) { try engine.layout(request(boxes: 1)) }
  }

  @Test func `a limit of the careful engine's own is kept`() throws {
    let engine = AutomaticLayout(careful: Stub(x: 1, boxLimit: 3), fast: Stub(x: 2)) { _ in }
    #expect(try engine.layout(request(boxes: 3)).centers[0].x == 1)
    #expect(try engine.layout(request(boxes: 4)).centers[0].x == 2)
  }

  @Test(
    arguments: [
      (
        .timedOut(limit: .seconds(5)),
        "the layout took longer than 5 seconds and was stopped; --layout-timeout gives it more time, --layout layered needs no Graphviz"
      ),
      (
        .timedOut(limit: .seconds(1)),
        "the layout took longer than 1 second and was stopped; --layout-timeout gives it more time, --layout layered needs no Graphviz"
      ),
      (
        .timedOut(limit: .milliseconds(250)),
        "the layout took longer than 0.25 seconds and was stopped; --layout-timeout gives it more time, --layout layered needs no Graphviz"
      ),
      (
        .workerFailed(reason: "ended with status 3"),
        "the layout process ended with status 3; --layout-memory gives it more memory, --layout layered needs no process"
      ),
      (
        .workerUnavailable(reason: "No such file or directory"),
        "the layout process could not be started: No such file or directory; --layout layered needs no process"
      ),
      (
        .engine(step: "placing", messages: ["a", "b"]),
        "the layout failed at placing: a; b; --layout layered needs no Graphviz"
      ),
    ] as [(LayoutError, String)])
  func `errors say what to do`(_ error: LayoutError, _ text: String) {
    #expect(error.description == text)
  }
}
