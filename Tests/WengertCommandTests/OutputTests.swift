import Foundation
import TestSupport
import Testing

@Suite struct `Forms of the figure` {
  private static let tool = `Command line`.tool
  private static let square = ["render", "-e", "f(x) = x*x", "--at", "x=3"]
  private static let hasConverter = Tool.find("rsvg-convert") != nil

  static let examples: [String] = {
    let folder = Tool.root.appending(path: "examples")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".expr") }.sorted().map { folder.appending(path: $0).path }
  }()

  private func run(_ arguments: [String], in folder: URL? = nil) throws -> Tool.Outcome {
    try Tool.run(Self.tool, arguments, in: folder)
  }

  @Test(
    arguments: [("a.svg", "<?xml"), ("a.dot", "digraph"), ("a.tex", "% needs"), ("a.json", "{")])
  func `the suffix of the output decides`(_ name: String, _ start: String) throws {
    let folder = try TemporaryFolder()
    #expect(try run(Self.square + ["-o", name], in: folder.url).output == "\(name)\n")
    let text = try String(contentsOf: folder.file(name), encoding: .utf8)
    #expect(text.hasPrefix(start))
  }

  @Test func `TikZ goes to a file of TeX`() throws {
    let folder = try TemporaryFolder()
    let outcome = try run(Self.square + ["--format", "tikz"], in: folder.url)
    #expect(outcome.output == "output/f.tex\n")
    let page = try run(Self.square + ["--format", "tikz", "--standalone", "-o", "-"]).output
    #expect(page.contains("\\documentclass"))
  }

  @Test(
    .enabled(if: hasConverter, "needs rsvg-convert"),
    arguments: [("a.png", "\u{89}PNG\r\n"), ("a.pdf", "%PDF-1.")])
  func `pictures and pages begin as they should, twice the same`(
    _ name: String, _ start: String
  ) throws {
    let folder = try TemporaryFolder()
    var bytes: [Data] = []
    for _ in 0..<2 {
      let outcome = try run(Self.square + ["-o", name], in: folder.url)
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      bytes.append(try Data(contentsOf: folder.file(name)))
      try FileManager.default.removeItem(at: folder.file(name))
    }
    #expect(bytes[0].starts(with: start.unicodeScalars.map { UInt8($0.value) }))
    #expect(bytes[0].count > 2_000 && bytes[0] == bytes[1])
  }

  @Test(.enabled(if: hasConverter, "needs rsvg-convert"))
  func `the scale sets the pixels of a picture`() throws {
    let folder = try TemporaryFolder()
    func width(_ options: [String]) throws -> Int {
      #expect(try run(Self.square + ["-o", "a.png"] + options, in: folder.url).status == 0)
      // The width stands after the mark, and the length and the name of the first chunk.
      return try Data(contentsOf: folder.file("a.png"))[16..<20].reduce(0) { $0 << 8 | Int($1) }
    }
    let usual = try width([])
    #expect(try abs(width(["--scale", "1"]) * 2 - usual) <= 1)
    #expect(try abs(width(["--scale", "4"]) - usual * 2) <= 2)
  }

  @Test(arguments: ["a.png", "a.pdf"])
  func `without the converter a message says what to install, and no file is written`(
    _ name: String
  ) throws {
    let folder = try TemporaryFolder()
    let outcome = try Tool.run(
      URL(filePath: "/usr/bin/env"),
      ["PATH=/nowhere", Self.tool.path] + Self.square + ["-o", name],
      in: folder.url)
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("rsvg-convert, which is not installed"))
    #expect(outcome.errors.contains("librsvg2-bin"))
    #expect(!FileManager.default.fileExists(atPath: folder.file(name).path))
  }

  @Test(.enabled(if: hasConverter, "needs rsvg-convert"))
  func `what the converter says is passed on, and no file is written`() throws {
    let folder = try TemporaryFolder()
    let bin = folder.file("bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    let fake = bin.appending(path: "rsvg-convert")
    try Data("#!/bin/sh\necho it is too large >&2\nexit 7\n".utf8).write(to: fake)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: fake.path)
    try Data("old".utf8).write(to: folder.file("a.png"))
    let outcome = try Tool.run(
      URL(filePath: "/usr/bin/env"),
      ["PATH=\(bin.path):/bin:/usr/bin", Self.tool.path] + Self.square + ["-o", "a.png"],
      in: folder.url)
    #expect(outcome.status == 1)
    #expect(outcome.errors == "rsvg-convert: error: it is too large\n")
    #expect(try Data(contentsOf: folder.file("a.png")) == Data("old".utf8))
  }

  @Test func `SVG for a page has no declaration, no background, and ids of its own`() throws {
    let svg = try run(Self.square + ["--inline", "--id-prefix", "left", "-o", "-"]).output
    #expect(svg.hasPrefix("<svg ") && !svg.contains("width=\"100%\""))
    let ids = svg.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
    #expect(ids.count > 5 && ids.allSatisfy { $0.hasPrefix("left-") })
  }

  @Test(
    arguments: [
      ["--id-prefix", "1a"], ["--id-prefix", "a b"], ["--id-prefix", ""],
      ["--id-prefix", "\"><script>"], ["--id-prefix", String(repeating: "a", count: 65)],
      ["--inline", "--format", "png"], ["--standalone"], ["--scale", "2"],
      ["--scale", "0", "--format", "png"], ["--scale", "nan", "--format", "png"],
      ["--layout", "neato"], ["--layout-timeout", "0"], ["--layout-timeout", "nan"],
      ["-o", "a.bmp"],
    ])
  func `options that do not fit are status 64`(_ options: [String]) throws {
    let outcome = try run(Self.square + options)
    #expect(outcome.status == 64 && outcome.output.isEmpty, "\(options)")
  }

  @Test(
    .enabled(if: Tool.find("xmllint") != nil && Tool.find("dot") != nil, "needs xmllint and dot"),
    arguments: examples, ["graphviz", "layered"])
  func `every form of every example is well-formed`(_ example: String, _ layout: String) throws {
    func render(_ options: String...) throws -> String {
      let outcome = try run(["render", example, "--layout", layout, "-o", "-"] + options)
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      return outcome.output
    }
    for options in [["--theme", "light"], ["--theme", "dark"], ["--inline"]] {
      let svg = try run(["render", example, "--layout", layout, "-o", "-"] + options).output
      let lint = try Tool.run(try #require(Tool.find("xmllint")), ["--noout", "-"], input: svg)
      #expect(lint.status == 0 && lint.errors.isEmpty, "\(lint.errors)")
    }
    let drawn = try Tool.run(
      try #require(Tool.find("dot")), ["-Tsvg"], input: try render("--format", "dot"))
    #expect(drawn.status == 0 && drawn.errors.isEmpty, "\(drawn.errors)")
    let json = try render("--format", "json")
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
    let tikz = try render("--format", "tikz")
    #expect(tikz.hasSuffix("\\end{tikzpicture}%\n"))
  }
}
