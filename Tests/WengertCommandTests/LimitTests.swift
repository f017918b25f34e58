import Foundation
import TestSupport
import Testing

/// Each row of docs/limits.md: what is too much is a message that says what to do, and where an option raises the limit,
/// it does.
@Suite struct `Limits` {
  private func run(_ arguments: [String], in folder: URL? = nil) throws -> Tool.Outcome {
    try Tool.run(`Command line`.tool, arguments, in: folder)
  }

  /// Limits of the notation: a text, the message, the option that raises the limit, and one that is no number.
  @Test(
    arguments: [
      (
        "f(x) = sum(i in 1..100, x^i)", "--max-operations", "200", "5000",
        "more than 200 operations"
      ),
      (
        "input w[1..100]; f = sum(i in 1..100, w[i])", "--max-members", "50", "200",
        "at most 50 members"
      ),
      (
        "input w[1..30], v[1..30]; f = w[1]*v[1]", "--max-members", "50", "62", "at most 50 members"
      ),
    ])
  func `what a text unrolls to has a limit that an option raises`(
    _ text: String, _ option: String, _ low: String, _ high: String, _ words: String
  ) throws {
    let refused = try run(["trace", "-e", text, option, low])
    #expect(refused.status == 1 && refused.output.isEmpty)
    #expect(refused.errors.contains(words) && refused.errors.contains("\(option) raises the limit"))
    #expect(try run(["trace", "-e", text, option, high]).status == 0)
    for value in ["0", "-1", "x", "1000000001", "99999999999999999999"] {
      #expect(try run(["trace", "-e", text, option, value]).status == 64, "\(value)")
    }
  }

  @Test func `the usual limits are said where they are passed`() throws {
    for (text, words) in [
      ("f(x) = sum(i in 1..100000000, x*i)", "more than 16000000 operations"),
      ("input w[1..2000000]; f = w[1]", "at most 1000000 members"),
      (
        "input w[1..99999, 1..99999, 1..99999, 1..99999]; f = w[1,1,1,1]", "at most 1000000 members"
      ),
      ("f(x) = " + String(repeating: "(", count: 500) + "x", "nested more than 400 deep"),
    ] {
      let outcome = try run(["trace", "-e", text])
      #expect(outcome.status == 1 && outcome.errors.contains(words), "\(outcome.errors)")
    }
  }

  #if os(Linux)
    @Test func `an input without an end is read no further than a text can be long`() throws {
      let outcome = try run(["trace", "/dev/zero"])
      #expect(outcome.status == 1)
      #expect(outcome.errors.hasPrefix("/dev/zero: error: the text is larger than 1024 MiB\n"))
    }
  #endif

  @Test func `a layout has a limit of time that an option raises`() throws {
    let folder = try TemporaryFolder()
    try Data("#!/bin/sh\nexec sleep 1000\n".utf8).write(to: folder.file("worker"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.file("worker").path)
    let text = (1...40).map { "a\($0) = sin(\($0 == 1 ? "x" : "a\($0 - 1)"))" }.joined(
      separator: ";")
    let outcome = try run([
      "render", "-e", text, "--at", "x=1", "--layout", "graphviz", "--layout-worker",
      folder.file("worker").path,
      "--layout-timeout", "0.1", "-o", "-",
    ])
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(
      outcome.errors == """
        error: the layout took longer than 0.1 seconds and was stopped; --layout-timeout gives it more time, \
        --layout layered needs no Graphviz

        """)
  }

  @Test(
    arguments: [
      ["--layout-memory", "15"], ["--layout-memory", "x"], ["--layout-timeout", "0"],
      ["--convert-timeout", "0"], ["--convert-timeout", "nan"], ["--convert-timeout", "100000"],
    ])
  func `limits that are none are status 64`(_ options: [String]) throws {
    #expect(try run(["render", "-e", "f(x) = x"] + options).status == 64)
  }

  @Test func `templates that include themselves or nest without an end are refused`() throws {
    let folder = try TemporaryFolder()
    for (text, words) in [
      ("{{>function}}", "the template 'function' includes itself"),
      (
        String(repeating: "{{#trace}}", count: 101) + String(repeating: "{{/trace}}", count: 101),
        "more than 100 deep"
      ),
      ("{{=<% %>=}}<%>function%>", "have no tags such as '{{='"),
      ("{{>*title}}", "have no tags such as '*title'"),
    ] {
      try Data(text.utf8).write(to: folder.file("function.mustache"))
      let outcome = try run([
        "report", "-e", "f(x) = x", "--templates", folder.url.path, "-o", "-",
      ])
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
      #expect(outcome.errors.hasPrefix(folder.url.path))
    }
  }
}
