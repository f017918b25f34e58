import Foundation
import TestSupport
import Testing

/// Folding, focus and limits on the command line.
@Suite struct `Folding on the command line` {
  private static let calls = """
    sq(x) = x*x
    norm(x, y) = sqrt(sq(x) + sq(y))
    f(x, y) = norm(x, y)*sin(x) + norm(y, x + 1)
    at x = 3, y = 4

    """

  private func run(_ arguments: [String], _ text: String = calls) throws -> Tool.Outcome {
    try Tool.run(`Command line`.tool, arguments, input: text)
  }

  private func figure(_ arguments: [String], _ text: String = calls) throws -> [String: Any] {
    let outcome = try run(["render", "-", "--format", "json", "-o", "-"] + arguments, text)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(object as? [String: Any])
  }

  private func titles(_ figure: [String: Any]) throws -> [String] {
    try #require(figure["nodes"] as? [[String: Any]]).compactMap { $0["title"] as? String }
  }

  @Test(
    arguments: [
      (["--depth", "0"], ["v₁ = x", "v₂ = y", "v₄, v₆ = norm(v₁, v₂)", "v₇ = sin(v₁)"]),
      (["--fold", "norm"], ["v₁ = x", "v₂ = y", "v₄, v₆ = norm(v₁, v₂)", "v₇ = sin(v₁)"]),
      (
        ["--depth", "1"],
        ["v₁ = x", "v₂ = y", "v₃ = sq(v₁)", "v₄ = sq(v₂)", "v₅ = v₃ + v₄", "v₆ = sqrt(v₅)"]
      ),
      (["--max-nodes", "1"], ["everything"]),
      (["--between", "x,v6"], ["v₁ = x", "v₃ = v₁·v₁", "1 more parent", "2 more children"]),
      (["--focus", "f", "--radius", "0"], ["2 more parents", "v₁₃ = v₈ + v₁₂"]),
      (["--focus", "sin", "--radius", "0"], []),
    ])
  func `options choose what has a card`(_ arguments: [String], _ cards: [String]) throws {
    guard !cards.isEmpty else {
      #expect(try run(["render", "-", "-o", "-"] + arguments).status == 1)
      return
    }
    let shown = try titles(try figure(arguments))
    #expect(cards.allSatisfy(shown.contains), "\(shown)")
  }

  @Test func `what is folded and left out is said in the picture, in its description and in JSON`()
    throws
  {
    let note = "13 nodes: 6 shown, 7 in 2 folds (with 5 groups)"
    #expect(try figure(["--depth", "0"])["note"] as? String == note)
    let svg = try run(["render", "-", "--depth", "0", "-o", "-"]).output
    #expect(svg.contains("In this picture: \(note).") && svg.contains(">\(note)</text>"))
    let dot = try run(["render", "-", "--depth", "0", "--format", "dot", "-o", "-"]).output
    #expect(dot.contains("label=\"\(note)\""))
    #expect(try figure([])["note"] == nil)
  }

  @Test func `folds in JSON say what they stand for`() throws {
    let text =
      "input x[1..40], w[1..40]\nf = sum(i in 1..40, w[i]*x[i])\nat x[1..40] = 2, w[1..40] = 3"
    let nodes = try #require(try figure([], text)["nodes"] as? [[String: Any]])
    let folds = nodes.compactMap { $0["fold"] as? [String: Any] }
    #expect(folds.map { $0["kind"] as? String } == ["inputs", "inputs", "run", "sum"])
    #expect(folds.map { $0["nodes"] as? Int } == [40, 40, 40, 39])
    #expect(folds.map { $0["count"] as? Int } == [nil, nil, 40, 40])
    let edges = try #require(try figure([], text)["edges"] as? [[String: Any]])
    #expect(edges.map { $0["edges"] as? Int } == [40, 40, 40])
  }

  @Test func `a report draws the folded figure and lists every node`() throws {
    let text = "input x[1..100]\nf = sum(i in 1..100, x[i]^2)\nat x[1..100] = 1"
    let report = try run(["report", "-", "-o", "-"], text)
    #expect(report.status == 0)
    #expect(report.output.contains("299 nodes: 0 shown, 299 in 3 folds"))
    #expect((1...299).allSatisfy { report.output.contains("<tr id=\"row-v\($0)\">") })
    #expect(try run(["trace", "-"], text).output.split(separator: "\n").count >= 299)
  }

  @Test func `a fence takes the same attributes`() throws {
    let document = "```wengert {depth=0 max-nodes=20}\n\(Self.calls)```\n"
    let outcome = try Tool.run(`Command line`.tool, ["markdown", "-"], input: document)
    #expect(outcome.status == 0 && outcome.output.contains("13 nodes: 6 shown"))
  }

  @Test(
    arguments: [
      (["--focus", "q"], "--focus: error: there is no node named 'q'\n"),
      (["--focus", "v77"], "--focus: error: there is no node named 'v77'\n  = help: did you mean"),
      (["--between", "x,q"], "--between: error: there is no node named 'q'\n"),
      (
        ["--between", "x,y"],
        "--between: error: no path leads from 'x' to 'y', nor back\n  = help: a path follows"
      ),
      (
        ["--fold", "nrom"],
        "--fold: error: there is no group named 'nrom'\n  = help: did you mean 'norm'?"
      ),
      (
        ["--unfold", "g"],
        "--unfold: error: there is no group named 'g'\n  = help: known are sq, norm"
      ),
    ])
  func `a name that means nothing is one message and status 1`(
    _ arguments: [String], _ message: String
  ) throws {
    for command in ["render", "report"] {
      let outcome = try run([command, "-", "-o", "-"] + arguments)
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
    }
  }

  @Test(
    arguments: [
      ["--max-nodes", "many"], ["--max-nodes", "1.5"], ["--max-nodes=-1"], ["--depth=-1"],
      ["--radius", "2"], ["--focus", "x", "--radius=-1"], ["--between", "x"],
      ["--between", "x,y,f"], ["--between", "x,f", "--focus", "x"],
      ["--fold", "sq", "--unfold", "sq"],
    ])
  func `a wrong option is status 64`(_ arguments: [String]) throws {
    let outcome = try run(["render", "-", "-o", "-"] + arguments)
    #expect(outcome.status == 64 && outcome.output.isEmpty, "\(outcome.errors)")
  }
}
