import Foundation
import TestSupport
import Testing

/// Names that are made to do something, as they come to the tool: the second table in docs/faults.md.
///
/// What the library
/// makes of names that no text can have, the fuzz targets 'drawings' and 'texts' hold.
@Suite struct `Hostile names` {
  private func run(_ arguments: [String], in folder: URL? = nil) throws -> Tool.Outcome {
    try Tool.run(`Command line`.tool, arguments, in: folder)
  }

  /// What drives a terminal or reorders what it shows.
  private func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x0A, 0x09: true
      case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: false
      default: true
      }
    }
  }

  private static let marks = [
    "\u{1B}[31m", "\u{1B}]0;t\u{7}", "\u{9B}31m", "\u{202E}", "\u{2066}", "\r", "\u{8}",
  ]

  @Test(arguments: marks)
  func `no message sends what a file name or an option holds to the terminal`(_ mark: String) throws
  {
    let folder = try TemporaryFolder()
    let name = "a\(mark)b"
    try Data("f(x) = (x".utf8).write(to: folder.file("\(name).expr"))
    for arguments in [
      ["trace", "\(name).expr"], ["trace", "\(name)-missing"],
      ["render", "-e", "f(x) = x", "-o", "/dev/null/\(name)"],
      ["trace", "-e", "f(x) = \(mark)x"], ["trace", "-e", "# \(mark)\nf(x) = ("], ["\(mark)"],
      ["--\(mark)"],
      ["render", "-e", "f(x) = x", "--mode", mark],
      ["trace", "-e", "f(x) = x", "--at", "\(mark)=1"],
      ["trace", "-e", "f(x) = x", "--function", mark],
      ["report", "-e", "f(x) = x", "--sections", mark],
      ["report", "-e", "f(x) = x", "--templates", mark],
      ["render", "-e", "f(x) = x", "--focus", mark],
    ] {
      let outcome = try run(arguments, in: folder.url)
      #expect(outcome.status != 0, "\(arguments)")
      #expect(isHarmless(outcome.errors), "\(outcome.errors.debugDescription)")
      #expect(!outcome.errors.isEmpty)
    }
  }

  @Test(arguments: [
    "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}", "\u{2068}",
    "\u{2069}",
  ])
  func `characters that reorder others are refused, in comments too`(_ control: String) throws {
    for text in [
      "f(x) = x # \(control)", "f(x\(control)) = x", "\(control)f(x) = x",
      "f(x) = x; at x\(control) = 1",
    ] {
      let outcome = try run(["trace", "-e", text])
      #expect(outcome.status == 1 && outcome.output.isEmpty, "\(text.debugDescription)")
      #expect(outcome.errors.contains("unexpected character 'U+"), "\(outcome.errors)")
    }
  }

  @Test(arguments: ["שלום", "مرحبا", "名前", "имя", "όνομα", "नाम", "ชื่อ", "a\u{301}b", "𝒳"])
  func `names of every script pass through every output`(_ name: String) throws {
    let text = "f(\(name), y) = \(name)*y - 2"
    let at = ["--at", "\(name)=1,y=2"]
    let trace = try run(["trace", "-e", text] + at)
    #expect(trace.status == 0 && trace.output.contains(name), "\(trace.errors)")
    let svg = try run(["render", "-e", text, "-o", "-"] + at).output
    #expect(svg.contains(name))
    let isRightToLeft = ["שלום", "مرحبا"].contains(name)
    #expect(svg.contains("unicode-bidi=\"isolate\">\(name)") == isRightToLeft)
    for form in ["dot", "tikz", "json"] {
      #expect(try run(["render", "-e", text, "-o", "-", "--format", form] + at).status == 0)
    }
    for language in ["c", "javascript", "python", "swift", "latex"] {
      #expect(try run(["generate", "-e", text, "--language", language]).status == 0)
    }
    #expect(try run(["report", "-e", text, "-o", "-"] + at).output.contains(name))
  }

  @Test func `a file name is text in a report and in a figure, and a safe name on the disk`() throws
  {
    let folder = try TemporaryFolder()
    let name = "<script>alert(1)<\u{1B}[31m&\"'"
    try Data("g = x*2; h = x*3; at x = 1".utf8).write(to: folder.file("\(name).expr"))
    for command in ["render", "report"] {
      let outcome = try run([command, "\(name).expr"], in: folder.url)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let path = String(outcome.output.dropLast())
      #expect(path.wholeMatch(of: /output\/[A-Za-z0-9_.-]+/) != nil, "\(path)")
      let text = try String(contentsOf: folder.file(path), encoding: .utf8)
      #expect(!text.contains("<script>alert") && isHarmless(text))
    }
    let code = try run(["generate", "\(name).expr", "--language", "c"], in: folder.url)
    #expect(code.status == 0 && !code.output.contains("script>") && isHarmless(code.output))
  }
}
