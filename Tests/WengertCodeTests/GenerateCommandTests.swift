import ArgumentParser
import Foundation
import Testing
import WengertCommand

@Suite struct GenerateCommandTests {
  /// What `wengert generate` writes to a file of that name.
  private func generated(_ file: String, _ arguments: [String]) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: file).path
    var command = try WengertCommand.parseAsRoot(["generate", "-o", path] + arguments)
    try command.run()
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test(arguments: [
    ("f.c", "void f_reverse("), ("f.py", "def f_reverse("), ("f.JS", "function f_reverse("),
    ("f.swift", "func f_reverse("),
  ])
  func `the suffix of the output names the language, and reverse is the default`(
    file: String, header: String
  ) throws {
    #expect(try generated(file, ["-e", "f(x) = x*sin(x)"]).contains(header))
  }

  @Test func `--language wins over the suffix`() throws {
    let arguments = ["-e", "f(x) = x*sin(x)", "--language", "python", "--derivative", "primal"]
    #expect(try generated("f.txt", arguments).contains("def f(x):"))
  }

  @Test(arguments: [
    (["--language", "latex"], false), (["--standalone"], true),
  ])
  func `a derivation in LaTeX has the numbers of the point`(
    arguments: [String], isStandalone: Bool
  ) throws {
    let text = try generated("f.tex", ["-e", "f(x) = x*sin(x)", "--at", "x=pi/2"] + arguments)
    #expect(
      text.contains(
        #"\bar{v}_{1} &= \bar{v}_{2} \, \cos(v_{1}) + \bar{v}_{3} \, v_{2} = \bar{x} && = 1"#))
    #expect(text.contains(#"\documentclass"#) == isStandalone)
  }

  @Test func `a function without a point has a derivation without numbers`() throws {
    #expect(!(try generated("f.tex", ["-e", "f(x) = x*sin(x)"]).contains("&&")))
  }

  @Test func `--standalone is for LaTeX`() {
    let error = #expect(throws: (any Error).self) {
      try WengertCommand.parseAsRoot(["generate", "-e", "f(x) = x", "-o", "f.c", "--standalone"])
    }
    let text = error.map { WengertCommand.message(for: $0) } ?? ""
    #expect(text.hasPrefix("--standalone belongs to --language latex."))
  }

  @Test func `a point outside a domain does not matter`() throws {
    #expect(try generated("f.c", ["-e", "f(x) = log(x)", "--at", "x=-1"]).contains("log(v1)"))
  }

  @Test func `a file of several functions gives its own name`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appending(path: "two-functions.expr")
    try Data("f(x) = x*x\ng(x) = sin(x)\n".utf8).write(to: source)
    #expect(try generated("f.py", [source.path]).contains("def two_functions_reverse("))
    #expect(
      try generated("f.py", [source.path, "--function", "g"]).contains("def g_reverse("))
  }

  @Test(arguments: [
    ([], "Give --language, or -o with a suffix: .swift, .c, .js, .py, .tex."),
    (["-o", "f"], "Give --language, or -o with a suffix: .swift, .c, .js, .py, .tex."),
    (
      ["-o", "f.rs"],
      "Code cannot be written as .rs; known are .swift, .c, .js, .py, .tex. Or give --language."
    ),
    (["--language", "rust"], "The value 'rust' is invalid for '--language <language>'."),
  ])
  func `an unknown language is a usage error`(arguments: [String], message: String) {
    let error = #expect(throws: (any Error).self) {
      try WengertCommand.parseAsRoot(["generate", "-e", "f(x) = x"] + arguments)
    }
    let text = error.map { WengertCommand.message(for: $0) } ?? ""
    #expect(text.hasPrefix(message), "\(text)")
    #expect(error.map { WengertCommand.exitCode(for: $0) } == .validationFailure)
  }
}
