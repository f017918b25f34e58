import Foundation
import FuzzTargets
import TestSupport
import Testing
import Wengert
import WengertDocuments
import WengertDrawing
import WengertGraphviz
import WengertNotation
import WengertWorker

/// One process that goes on for long, and many threads in it.
@Suite(.serialized) struct `Long use` {
  /// How many figures; `make soak` asks for 10,000.
  private static let count =
    ProcessInfo.processInfo.environment["WENGERT_SOAK_FIGURES"].flatMap { Int($0) } ?? 400

  /// A document whose figures differ from each other.
  private static func document(_ number: Int) -> MarkdownDocument {
    let text = """
      ```wengert
      f(x, y) = x*y + sin(x*\(number)) + exp(y)/(1 + x^2)
      at x = 0.5, y = \(number % 7)
      ```
      """
    return MarkdownDocument(text, name: "soak.md")
  }

  #if os(Linux)
    /// The memory that the process has taken, in bytes.
    private static func residentBytes() throws -> Int {
      let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        .split(separator: " ")
      return (Int(fields[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE))
    }

    @Test(arguments: ["graphviz", "layered"])
    func `figure after figure in one process takes no more memory`(_ engine: String) throws {
      func draw(_ numbers: Range<Int>) {
        for number in numbers {
          let document = Self.document(number)
          let rendered =
            engine == "layered"
            ? document.rendered(by: DirectRendering(by: LayeredLayout()))
            : document.rendered(by: DirectRendering(by: GraphvizLayout()))
          #expect(rendered.errors.isEmpty)
        }
      }
      // What is made once and kept is made by the first figures.
      let first = Self.count / 10
      draw(0..<first)
      let before = try Self.residentBytes()
      draw(first..<Self.count)
      let after = try Self.residentBytes()
      let words =
        "\(engine): \(before >> 10) KiB after \(first) figures, \(after >> 10) KiB after \(Self.count)"
      print(words)
      // Alone, as `make soak` runs it, nothing else takes memory: 1 KiB a figure would be seen. Otherwise other tests
      // of the process take some.
      let isAlone = Self.count >= 10_000
      #expect(after - before < (isAlone ? 8 << 20 : 64 << 20), "\(words)")
    }
  #endif

  /// What one thread does to the library: a figure by each engine, numbers, a text, and inputs of every fuzz target.
  private struct Work: Sendable {
    let worker: WorkerLayout
    let inputs: [(target: FuzzTarget, bytes: [[UInt8]])]
    let graph: Graph

    func figures(_ round: Int) -> [String] {
      let document = `Long use`.document(round % 8)
      return [
        document.rendered(by: DirectRendering(by: GraphvizLayout())).text,
        document.rendered(by: DirectRendering(by: LayeredLayout())).text,
        document.rendered(by: DirectRendering(by: worker)).text,
      ]
    }

    func numbers(_ round: Int) -> [Double] {
      // Where nothing is undefined: a NaN is not equal to itself.
      let point = [0.5, Double(1 + round % 8), 2]
      var (gradient, hessian): ([Double], [Double]) = ([], [])
      var evaluator = Evaluator(graph)
      let value = evaluator.valueAndGradient(at: point, into: &gradient)
      evaluator.hessian(at: point, into: &hessian)
      let sweeps = try? graph.linearized(at: point)
      return [value] + gradient + hessian + (sweeps?.outputs ?? [])
    }

    func attack(_ round: Int) throws {
      let (target, bytes) = inputs[round % inputs.count]
      try target.check(bytes[round % bytes.count])
    }
  }

  private static func work() throws -> Work {
    let text = "f(x, y, z) = sum(i in 1..9, sin(x*i)*exp(-y/i)) + if(x < y, x*z, y^z)"
    return Work(
      // A sanitizer takes addresses by the terabyte.
      worker: WorkerLayout(
        program: Tool.wengert.path,
        arguments: ["layout-worker", "--time-limit", "60", "--memory-limit", "\(1 << 50)"],
        limits: WorkerLimits(time: .seconds(60), memory: 1 << 50)),
      inputs: try FuzzTarget.allCases.map { ($0, try Corpus.inputs(of: $0).map(\.bytes)) },
      graph: try Program(SourceText(text, name: "text")).graph)
  }

  @Test func `many threads use the library at once and get what one gets`() throws {
    let work = try Self.work()
    let (figures, numbers) = ((0..<8).map(work.figures), (0..<8).map(work.numbers))
    #expect(figures.allSatisfy { $0[0] == $0[2] && $0.allSatisfy { $0.contains("<svg") } })
    let failures = Guarded<[String]>([])
    let threads = DispatchGroup()
    for number in 0..<8 {
      threads.enter()
      let thread = Thread {
        defer { threads.leave() }
        for round in stride(from: number, to: 64, by: 8) {
          let other = (round + round / 8) % 8
          if work.figures(other) != figures[other] || work.numbers(other) != numbers[other] {
            failures.withLock { $0.append("round \(round) differs") }
          }
          do {
            try work.attack(round)
          } catch {
            failures.withLock { $0.append("round \(round): \(error)") }
          }
        }
      }
      // Frames are larger under a sanitizer.
      thread.stackSize = 16 << 20
      thread.start()
    }
    threads.wait()
    #expect(failures.withLock { $0 } == [])
  }
}
