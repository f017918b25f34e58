import Foundation
import FuzzTargets
import TestSupport
import Testing
import WengertDocuments
import WengertDrawing
import WengertGraphviz
import WengertNotation

/// One process that goes on for long, and many threads in it.
@Suite struct `Long use` {
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
      draw(0..<Self.count / 2)
      let before = try Self.residentBytes()
      draw(Self.count / 2..<Self.count)
      let growth = try Self.residentBytes() - before
      // A leak of one node's name for each figure would be seen in 10,000; other tests of the process take some.
      #expect(growth < 64 << 20, "\(engine): \(growth >> 10) KiB more after \(Self.count) figures")
    }
  #endif

  @Test func `many threads use the library at once and get what one gets`() async throws {
    let inputs = try FuzzTarget.allCases.map { ($0, try Corpus.inputs(of: $0).map(\.bytes)) }
    let alone = (0..<8).map {
      Self.document($0).rendered(by: DirectRendering(by: GraphvizLayout()))
    }
    await withTaskGroup(of: Void.self) { group in
      for round in 0..<64 {
        group.addTask {
          #expect(
            Self.document(round % 8).rendered(by: DirectRendering(by: GraphvizLayout()))
              == alone[round % 8])
          let (target, bytes) = inputs[round % inputs.count]
          #expect(throws: Never.self) { try target.check(bytes[round % bytes.count]) }
        }
      }
    }
  }
}
