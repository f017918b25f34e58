import Foundation
import RealModule
import TestSupport
import Testing
import Wengert
import WengertDrawing
import WengertGraphviz
import WengertReport

func f<T: ElementaryFunctions & AlgebraicField>(_ x1: T, _ x2: T) -> T {
  x1 * x2 + .exp(x1 * x2) - .sin(x2)
}

/// The Swift code in the README and in the page about the library, line by line.
@Test(arguments: ["README.md", "docs/library.md"])
func `the library works as documents show`(_ document: String) throws {
  let function = Recording.of(["x1": 1, "x2": 2]) { x in f(x[0], x[1]) }
  let gradient = try function.gradient()
  let figure = try function.svg(by: GraphvizLayout())
  let trace = try function.trace().json
  let page = try function.report(by: GraphvizLayout())
  #expect(gradient == [16.7781121978613, 8.805202935477793])
  #expect(figure.hasPrefix("<?xml") && trace.hasPrefix("{") && page.hasPrefix("<!DOCTYPE"))

  let here = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
  let text = try String(contentsOf: Tool.root.appending(path: document), encoding: .utf8)
  let block = try #require(text.firstMatch(of: /```swift\n(?s:(.*?))```/)).1
  for line in block.split(separator: "\n") {
    let code = line.split(separator: "//")[0].trimmingCharacters(in: .whitespaces)
    #expect(here.contains(code), "\(code)")
  }
}
