import Foundation
import TestSupport
import Testing
import WengertDrawing
import WengertWorker

@Suite struct `Layout in a child process` {
  private static let request = randomRequest(seed: 1, boxes: 12, edges: 16)

  /// The tool as the worker.
  private func worker(_ limits: WorkerLimits = WorkerLimits(time: .seconds(60))) -> WorkerLayout {
    WorkerLayout(
      program: Tool.wengert.path,
      arguments: [
        "layout-worker", "--time-limit", "\(limits.time / .seconds(1))", "--memory-limit",
        "\(limits.memory)",
      ], limits: limits)
  }

  /// A shell script as the worker; what it runs last takes its place, so that nothing outlives it.
  private func script(
    _ text: String, time: Duration = .seconds(60)
  ) -> WorkerLayout {
    WorkerLayout(
      program: "/bin/sh", arguments: ["-c", text], limits: WorkerLimits(time: time))
  }

  @Test func `a kept child answers one request after the other, always alike`() throws {
    let engine = worker()
    let first = try engine.layout(Self.request)
    #expect(first.centers.count == 12 && first.routes.count == 16)
    for seed in 2..<30 as Range<UInt64> {
      let request = randomRequest(seed: seed, boxes: Int(seed), edges: Int(seed))
      #expect(try engine.layout(request).centers.count == Int(seed), "seed \(seed)")
    }
    #expect(try engine.layout(Self.request) == first)
    #expect(try worker().layout(Self.request) == first)
  }

  @Test func `many threads share one child`() async throws {
    let engine = worker()
    let expected = try (0..<8 as Range<UInt64>).map {
      try engine.layout(randomRequest(seed: $0, boxes: 10, edges: 12))
    }
    let isRight = await withTaskGroup(of: Bool.self) { group in
      for round in 0..<64 {
        group.addTask {
          let seed = round % 8
          let request = randomRequest(seed: UInt64(seed), boxes: 10, edges: 12)
          return (try? engine.layout(request)) == expected[seed]
        }
      }
      return await group.reduce(true) { $0 && $1 }
    }
    #expect(isRight)
  }

  @Test func `errors of the engine arrive, and the child lives on`() throws {
    let engine = worker()
    // Graphviz refuses nothing that comes from a figure, so the request is one that cannot be read.
    let broken = LayoutRequest(
      direction: .leftToRight, boxes: [Size(width: -1, height: 1)], edges: [], nodeGap: 1,
      rankGap: 1)
    let error = LayoutError.engine(
      step: "reading the request", messages: ["a number is no length on a page"])
    #expect(throws: error) { try engine.layout(broken) }
    #expect(throws: Never.self) { try engine.layout(Self.request) }
  }

  @Test func `a child that hangs is ended on time`() {
    let limit = Duration.milliseconds(200)
    for text in ["exec sleep 1000", "printf WGL1; exec sleep 1000", "exec cat > /dev/null"] {
      #expect(throws: LayoutError.timedOut(limit: limit), "\(text)") {
        try script(text, time: limit).layout(Self.request)
      }
    }
  }

  @Test func `a child that reads nothing does not hold up a large request`() {
    let limit = Duration.milliseconds(200)
    let large = randomRequest(seed: 3, boxes: 100_000, edges: 10)
    #expect(throws: LayoutError.timedOut(limit: limit)) {
      try script("exec sleep 1000", time: limit).layout(large)
    }
  }

  @Test(
    arguments: [
      ("exit 3", "ended with status 3"), ("kill -SEGV $$", "was ended by signal 11 (SIGSEGV)"),
      ("head -c 20 >/dev/null; kill -KILL $$", "was ended by signal 9 (SIGKILL)"),
      ("echo this is no layout; exec sleep 1000", "answered with something else than a layout"),
      (
        "printf 'WGL1\\377\\377\\377\\377'; exec sleep 1000",
        "answered with something else than a layout"
      ),
      ("printf 'WGL1\\377\\377\\0\\0'; exit 0", "ended with status 0"),
      (
        "printf 'WGL1\\1\\0\\0\\0\\11'; exec sleep 1000",
        "gave an answer that cannot be read: the code 9 means nothing"
      ),
      ("exec cat", "answered with the layout of something else"),
      ("exec < /dev/null > /dev/null; exec sleep 1000", "stopped answering"),
    ])
  func `a child that dies or answers nonsense is an error that says so`(
    _ text: String, _ reason: String
  ) {
    #expect(throws: LayoutError.workerFailed(reason: reason)) {
      try script(text).layout(Self.request)
    }
  }

  @Test func `a program that cannot be started is an error that says so`() {
    let engine = WorkerLayout(program: "/nowhere/wengert", arguments: [])
    #expect(throws: LayoutError.workerUnavailable(reason: "No such file or directory")) {
      try engine.layout(Self.request)
    }
  }

  @Test func `a child that died is replaced`() throws {
    let folder = try TemporaryFolder()
    let script = """
      echo $$ >> pids
      exec '\(Tool.wengert.path)' layout-worker --time-limit 60 --memory-limit 2000000000
      """.replacing("pids", with: folder.file("pids").path)
    let engine = self.script(script)
    let first = try engine.layout(Self.request)
    func pids() throws -> [Int32] {
      try String(contentsOf: folder.file("pids"), encoding: .utf8).split(separator: "\n")
        .compactMap { Int32($0) }
    }
    kill(try #require(try pids().last), SIGKILL)
    #expect(try engine.layout(Self.request) == first)
    #expect(try engine.layout(Self.request) == first)
    #expect(try Set(pids()).count == 2)
  }

  @Test func `a child that answered with another layout is not asked again`() throws {
    let folder = try TemporaryFolder()
    // The first child gives back what it is sent, which is no layout; the others are the tool.
    let engine = script(
      """
      cd '\(folder.url.path)'; echo $$ >> pids
      [ -e first ] || { echo > first; exec cat; }
      exec '\(Tool.wengert.path)' layout-worker --time-limit 60 --memory-limit 2000000000
      """)
    let lie = LayoutError.workerFailed(reason: "answered with the layout of something else")
    #expect(throws: lie) { try engine.layout(Self.request) }
    #expect(throws: Never.self) { try engine.layout(Self.request) }
    let pids = try String(contentsOf: folder.file("pids"), encoding: .utf8)
      .split(separator: "\n").compactMap { Int32($0) }
    #expect(pids.count == 2)
    #expect(kill(try #require(pids.first), 0) == -1 && errno == ESRCH)
  }

  @Test func `a child ends with its engine`() throws {
    let folder = try TemporaryFolder()
    let pid = folder.file("pid").path
    _ = try? script("echo $$ > '\(pid)'; printf 'WGL1\\2\\0\\0\\0\\3\\9'; exec sleep 1000")
      .layout(Self.request)
    let child = try #require(
      Int32(try String(contentsOfFile: pid, encoding: .utf8).dropLast()))
    #expect(kill(child, 0) == -1 && errno == ESRCH)
  }

  @Test func `a worker ends when its input ends, and refuses what is no frame`() throws {
    let arguments = ["layout-worker", "--time-limit", "5", "--memory-limit", "2000000000"]
    let end = try Tool.run(Tool.wengert, arguments)
    #expect(end.status == 0 && end.output.isEmpty && end.errors.isEmpty)
    for text in ["f(x) = x", "WGL1", "WGL1\u{1}\u{0}"] {
      let outcome = try Tool.run(Tool.wengert, arguments, input: text)
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      #expect(outcome.errors == "<stdin>: error: this is no request for a layout\n")
    }
    #expect(try Tool.run(Tool.wengert, ["layout-worker", "--time-limit", "0"]).status == 64)
  }

  @Test func `nobody is shown the worker's command`() throws {
    #expect(try !Tool.run(Tool.wengert, ["--help"]).output.contains("layout-worker"))
  }

  #if os(Linux)
    @Test func `a worker that wants too much memory dies, and the next request has a new one`()
      throws
    {
      // Enough to start Graphviz, too little for a large graph.
      let engine = worker(WorkerLimits(time: .seconds(60), memory: 200_000_000))
      let small = try engine.layout(Self.request)
      let large = randomRequest(seed: 4, boxes: 60_000, edges: 90_000)
      let error = #expect(throws: LayoutError.self) { try engine.layout(large) }
      if case .workerFailed(let reason) = error {
        #expect(reason.contains("ended"))
      } else {
        Issue.record("\(String(describing: error))")
      }
      #expect(try engine.layout(Self.request) == small)
    }
  #endif
}
