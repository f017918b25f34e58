import Foundation
import TestSupport
import Testing
import Wengert

/// The Swift code in the README, line by line.
@Test func `the library works as the README shows`() throws {
  var builder = GraphBuilder()
  let x = builder.input("x")
  builder.output("f", builder.apply(.mul, x, builder.apply(.sin, x)))

  let linearization = try builder.graph.linearized(at: [2])
  let tangents = linearization.tangents(seed: [1]).outputs
  let adjoints = linearization.adjoints(seed: [1]).inputs
  let expected = sin(2.0) + 2 * cos(2.0)
  #expect(agree(tangents[0], expected) && agree(adjoints[0], expected))

  let here = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
  let readme = try String(contentsOf: Tool.root.appending(path: "README.md"), encoding: .utf8)
  let block = try #require(readme.firstMatch(of: /```swift\n(?s:(.*?))```/)).1
  for line in block.split(separator: "\n") {
    let code = line.split(separator: "//")[0].trimmingCharacters(in: .whitespaces)
    #expect(here.contains(code), "\(code)")
  }
}
