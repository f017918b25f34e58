import Foundation
import FuzzTargets
import TestSupport
import Testing

@Suite struct `Bytes from outside` {
  /// How many changed inputs every target gets; a part of 400 where `WENGERT_FUZZ_INPUTS` does not say.
  private static let wish =
    ProcessInfo.processInfo.environment["WENGERT_FUZZ_INPUTS"].flatMap { Int($0) }

  @Test(.timeLimit(.minutes(20)), arguments: FuzzTarget.allCases)
  func `no committed input breaks a promise`(_ target: FuzzTarget) throws {
    let inputs = try Corpus.inputs(of: target)
    #expect(!inputs.isEmpty)
    for input in inputs {
      #expect(throws: Never.self, "\(target)/\(input.name)") { try target.check(input.bytes) }
    }
  }

  @Test(.timeLimit(.minutes(60)), arguments: FuzzTarget.allCases)
  func `no changed input breaks a promise`(_ target: FuzzTarget) throws {
    let seed: UInt64 = 1
    let inputs = try Corpus.inputs(of: target).map(\.bytes)
    var mutator = Mutator(seed: seed, inputs: inputs, words: target.words)
    for number in 0..<(Self.wish ?? Int(400 * target.share)) {
      let bytes = mutator.next()
      #expect(
        throws: Never.self,
        "\(target), seed \(seed), input \(number): \(Data(bytes).base64EncodedString())"
      ) { try target.check(bytes) }
    }
  }

  @Test(.enabled(if: Tool.find("node") != nil, "needs node"))
  func `the scripts of live figures are JavaScript`() throws {
    let node = try #require(Tool.find("node"))
    let folder = try TemporaryFolder()
    var count = 0
    for input in try Corpus.inputs(of: .live) {
      guard let script = try FuzzTarget.liveScript(of: input.bytes) else { continue }
      try Data(script.utf8).write(to: folder.file("script.js"))
      let outcome = try Tool.run(node, ["--check", "script.js"], in: folder.url)
      #expect(outcome.status == 0, "\(input.name): \(outcome.errors)")
      count += 1
    }
    #expect(count > 3)
  }
}
