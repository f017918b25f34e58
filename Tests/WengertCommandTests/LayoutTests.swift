import Foundation
import TestSupport
import Testing

@Suite struct `Layout by the tool` {
  private static let tool = `Command line`.tool

  /// A function of so many nodes that its layout goes to the child process, and not to the layered engine.
  private static let medium =
    (1...40).map { "a\($0) = sin(\($0 == 1 ? "x" : "a\($0 - 1)"))" }.joined(separator: "\n")
    + "\nat x = 1\n"

  private static let document = "# One\n\n```wengert\nf(x) = x*x\nat x = 3\n```\n"

  /// A program that behaves badly in the place of the worker; what it runs last takes its place, so that nothing
  /// outlives it.
  private func stub(_ text: String, in folder: TemporaryFolder) throws -> String {
    let file = folder.file("worker")
    try Data("#!/bin/sh\n\(text)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    return file.path
  }

  private static let misbehaviour = [
    ("exec sleep 1000", "the layout took longer than 0.3 seconds and was stopped"),
    ("exit 3", "the layout process ended with status 3"),
    ("kill -SEGV $$", "the layout process was ended by signal 11 (SIGSEGV)"),
    (
      "echo nonsense; exec sleep 1000",
      "the layout process answered with something else than a layout"
    ),
  ]

  @Test(arguments: misbehaviour)
  func `where the worker fails, the layered engine draws and a warning says why`(
    _ text: String, _ reason: String
  ) throws {
    let folder = try TemporaryFolder()
    let worker = [
      "--layout-worker", try stub(text, in: folder),
      "--layout-timeout", text.contains("1000") && !text.contains("echo") ? "0.3" : "60",
    ]
    let warning = "warning: \(reason); the layered engine placed the figure instead\n"
    let figure = try Tool.run(Self.tool, ["render", "-", "-o", "-"] + worker, input: Self.medium)
    #expect(figure.status == 0 && figure.errors == warning)
    let expected = try Tool.run(
      Self.tool, ["render", "-", "-o", "-", "--layout", "layered"], input: Self.medium)
    #expect(figure.output == expected.output && !expected.output.isEmpty)
    let page = try Tool.run(Self.tool, ["report", "-", "-o", "-"] + worker, input: Self.medium)
    #expect(page.status == 0 && page.errors == warning && page.output.contains("<svg"))
    let document = try Tool.run(Self.tool, ["markdown", "-"] + worker, input: Self.document)
    #expect(document.status == 0 && document.errors == warning)
    #expect(document.output.contains("<svg"))
  }

  @Test(arguments: misbehaviour)
  func `where Graphviz is asked for, its failure is an error`(
    _ text: String, _ reason: String
  ) throws {
    let folder = try TemporaryFolder()
    let worker = [
      "--layout", "graphviz", "--layout-worker", try stub(text, in: folder),
      "--layout-timeout", text.contains("1000") && !text.contains("echo") ? "0.3" : "60",
    ]
    let figure = try Tool.run(
      Self.tool, ["render", "-", "-o", "a.svg"] + worker, input: Self.medium, in: folder.url)
    #expect(figure.status == 1 && figure.output.isEmpty)
    #expect(figure.errors.hasPrefix("error: \(reason); "), "\(figure.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("a.svg").path))
    let document = try Tool.run(Self.tool, ["markdown", "-"] + worker, input: Self.document)
    #expect(document.status == 1 && document.output.isEmpty)
    #expect(document.errors.hasPrefix("<stdin>:3:1: error: \(reason); "), "\(document.errors)")
  }

  @Test func `a worker that cannot be started is a warning too`() throws {
    let figure = try Tool.run(
      Self.tool, ["render", "-", "-o", "-", "--layout-worker", "/nowhere/worker"],
      input: Self.medium)
    #expect(figure.status == 0 && figure.output.contains("</svg>"))
    #expect(
      figure.errors == """
        warning: the layout process could not be started: No such file or directory; \
        the layered engine placed the figure instead

        """)
  }

  @Test func `the tool itself is the worker, and a document is drawn as a figure is`() throws {
    for text in [Self.medium, "f(x) = x*x\nat x = 3\n"] {
      let automatic = try Tool.run(
        Self.tool, ["render", "-", "-o", "-", "--inline"], input: text)
      let chosen = try Tool.run(
        Self.tool, ["render", "-", "-o", "-", "--inline", "--layout", "graphviz"], input: text)
      #expect(automatic.status == 0 && automatic.errors.isEmpty)
      #expect(automatic.output == chosen.output)
      let layered = try Tool.run(
        Self.tool, ["render", "-", "-o", "-", "--inline", "--layout", "layered"], input: text)
      #expect(layered.status == 0 && layered.output != chosen.output)
      let document = try Tool.run(
        Self.tool, ["markdown", "-"], input: "```wengert\n\(text)```\n")
      #expect(document.status == 0 && document.errors.isEmpty)
      func paths(_ svg: String) -> [String] {
        svg.matches(of: /<path d="[^"]*"/).map { String($0.0) }
      }
      #expect(paths(document.output) == paths(chosen.output))
    }
  }

  @Test func `large graphs are drawn at once`() throws {
    let lines = (1...3_000).map { "a\($0) = \($0 == 1 ? "x" : "a\($0 - 1)") + 1" }
    let text = lines.joined(separator: "\n") + "\nat x = 1\n"
    let figure = try Tool.run(Self.tool, ["render", "-", "-o", "-"], input: text)
    #expect(figure.status == 0 && figure.errors.isEmpty && figure.output.hasSuffix("</svg>\n"))
    let report = try Tool.run(Self.tool, ["report", "-", "-o", "-"], input: text)
    #expect(report.status == 0 && report.output.contains("<svg"))
  }
}
