import Foundation
import TestSupport
import Testing

@testable import WengertCommand

@Suite struct `Files for build systems` {
  /// Names that are hard to write.
  private static let names = [
    "plain", "with blank", "two  blanks", "dollar$", "$(shell)", "number#sign", "back\\slash",
    "back\\ slash blank", "quote'", "double\"", "é", "semi;colon", "per%cent", "amp&",
    "accents '\u{301} \u{301}$\u{301}x",
  ]

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func rule(_ names: [String]) throws -> String {
    try Depfile(target: "out put", dependencies: names).text()
  }

  @Test func `a file of dependencies lists each file`() throws {
    #expect(
      try Depfile(target: "site/index.html", dependencies: ["a.md", "b c.md", "$d#"]).text()
        == "site/index.html: \\\n  a.md \\\n  b\\ c.md \\\n  $$d\\#\n")
    #expect(throws: Failure.self) { try rule(["line\nbreak"]) }
  }

  @Test(.enabled(if: Tool.find("make") != nil))
  func `make reads the names that are written for it`() throws {
    // make has its own ideas about semicolons, parentheses, and backslashes before a blank.
    let names = Self.names.filter {
      !$0.contains("\\ ") && $0.rangeOfCharacter(from: CharacterSet(charactersIn: ";(")) == nil
    }
    for name in names { try write("", to: folder.file(name)) }
    let makefile = "all: out\\ put\n" + (try rule(names)) + "\t@echo made; touch 'out put'\n"
    try write(makefile, to: folder.file("Makefile"))
    let make = try #require(Tool.find("make"))
    func run() throws -> Tool.Outcome { try Tool.run(make, ["-s"], in: folder.url) }
    let first = try run()
    try #require(first.output == "made\n", "\(first.errors)")
    let second = try run()
    #expect(second.output.isEmpty)
    for name in names {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -100)],
        ofItemAtPath: folder.file("out put").path)
      for other in names where other != name {
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSinceNow: -200)],
          ofItemAtPath: folder.file(other).path)
      }
      try FileManager.default.setAttributes(
        [.modificationDate: Date()], ofItemAtPath: folder.file(name).path)
      #expect(try run().output == "made\n", "\(name)")
    }
  }

  @Test(.enabled(if: Tool.find("ninja") != nil))
  func `Ninja reads the names and the words that are written for it`() throws {
    var ninja = NinjaFile()
    for (number, name) in Self.names.enumerated() {
      try write(name, to: folder.file(name))
      let words = ["sh", "-c", "cat \"$1\" > \"$2\"", "x", name, "out/\(name)"]
      ninja.add(
        NinjaFile.Rule(
          name: "copy\(number)", command: try NinjaFile.command(words), description: "COPY"))
      try ninja.add(
        NinjaFile.Edge(rule: "copy\(number)", outputs: ["out/\(name)"], implicit: [name]))
    }
    try write(ninja.text, to: folder.file("build.ninja"))
    let program = try #require(Tool.find("ninja"))
    let outcome = try Tool.run(program, [], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.output)")
    for name in Self.names {
      #expect(try String(contentsOf: folder.file("out/\(name)"), encoding: .utf8) == name)
    }
    #expect(try Tool.run(program, [], in: folder.url).output.contains("no work to do"))
    #expect(throws: Failure.self) { try NinjaFile.path("line\nbreak") }
    #expect(throws: Failure.self) { try NinjaFile.command(["line\nbreak"]) }
  }
}
