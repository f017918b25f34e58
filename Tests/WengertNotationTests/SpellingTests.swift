import Testing
import Wengert
import WengertNotation

@Suite struct `Spelling` {
  private static func constant(_ text: String) throws -> Double? {
    let graph = try Program(SourceText("f = \(text)", name: "test")).graph
    guard case .constant(let value) = graph[graph.outputs[0].node] else { return nil }
    return value
  }

  @Test(arguments: [
    "0", "1", "007", "1.", ".5", "0.1", "0.3", "123456.789012345", "999999999999999",
    "0.000000000001",
    "9007199254740993", "1234567890123456", "0.30000000000000004", "1e22", "1e23", "2.5e-3",
  ])
  func `a number is the one that is nearest to its digits`(_ text: String) throws {
    let full = (text.hasPrefix(".") ? "0" : "") + text + (text.hasSuffix(".") ? "0" : "")
    #expect(try Self.constant(text) == Double(full))
  }

  @Test func `a name is the same however its letters are composed and its digits are set`() throws {
    let text = "input \u{E9}1\nf = e\u{301}\u{2081} + \u{E9}1\nat \u{E9}1 = 2"
    let program = try Program(SourceText(text, name: "test"))
    #expect(program.graph.inputs.count == 1)
    #expect(try program.requiredLinearization().outputs == [4])
  }

  @Test func `names that begin alike are different names`() throws {
    let names = (0..<3000).map { "a_long_name_\($0 % 7)_\($0)" }
    var text = "input x\n"
    for (name, last) in zip(names, ["x"] + names) { text += "\(name) = \(last) + x\n" }
    let program = try Program(SourceText(text + "at x = 1", name: "test"))
    #expect(try program.requiredLinearization().outputs == [3001])
    #expect(program.graph.name(of: program.graph.outputs[0].node) == names.last)
  }
}
