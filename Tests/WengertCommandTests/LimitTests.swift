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

  @Test func `an index or a bound has 32 bits`() throws {
    for text in [
      "input w[2147483648]; f = 1", "f(w[1..2]) = w[2147483648]", "f(x) = sum(i in 1..1e10, x)",
    ] {
      let outcome = try run(["trace", "-e", text])
      #expect(outcome.status == 1 && outcome.output.isEmpty, "\(text)")
      #expect(outcome.errors.hasPrefix("-e:1:"), "\(outcome.errors)")
    }
  }

  /// A chain of some operations.
  private func chain(_ count: Int) -> String {
    (1...count).map { "a\($0) = sin(\($0 == 1 ? "x" : "a\($0 - 1)"))" }.joined(separator: ";")
      + "; at x = 1"
  }

  @Test func `a figure of many nodes is folded unless an option says otherwise`() throws {
    func render(_ options: [String]) throws -> String {
      let outcome = try run(["render", "-e", chain(70), "-o", "-"] + options)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.output
    }
    let folded = try render([])
    #expect(folded.contains("In this picture: 71 nodes: "))
    for option in ["71", "all", "0"] {
      #expect(try !render(["--max-nodes", option]).contains("In this picture"), "\(option)")
    }
  }

  @Test func `a report leaves out what would fill it, and says so`() throws {
    func report(_ text: String) throws -> String {
      let outcome = try run(["report", "-e", text, "-o", "-"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.output
    }
    let note = "The code of 301 nodes is not printed here; `wengert generate` writes it."
    #expect(try report(chain(300)).contains(note))
    #expect(try !report(chain(299)).contains("is not printed here"))
    func sum(of count: Int) -> String {
      "f(x[1..\(count)]) = sum(i in 1..\(count), x[i]^2)\nat x[1..\(count)] = 1"
    }
    #expect(try report(sum(of: 40)).contains("id=\"jacobian\""))
    #expect(try !report(sum(of: 41)).contains("id=\"jacobian\""))
  }

  @Test func `a message repeats no more than the beginning of a long name`() throws {
    let name = String(repeating: "n", count: 100_000)
    for text in ["f(x) = \(name)(x)", "f(x) = x; at \(name) = 1"] {
      let outcome = try run(["trace", "-e", text])
      #expect(outcome.status == 1 && outcome.errors.contains("… (cut)"), "\(text.prefix(20))")
      #expect(outcome.errors.utf8.count < 2_000)
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
