import Foundation
import TestSupport
import Testing

/// `wengert catalog`, which the package plugins run.
@Suite struct `Copies of catalogs` {
  private let folder: TemporaryFolder
  private let files = FileManager.default

  init() throws {
    folder = try TemporaryFolder()
    try write("X.docc/X.md", "# X\n\n```wengert {alt=A}\nf(x) = x^2\nat x = 3\n```\n")
    try write("X.docc/Graphs/g.expr", "g(x) = sin(x)\nat x = 1\n")
    try write("X.docc/Resources/photo.png", "PNG")
  }

  private func write(_ path: String, _ text: String) throws {
    let url = folder.file(path)
    try files.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func link(_ path: String, to target: String) throws {
    try files.createSymbolicLink(atPath: folder.file(path).path, withDestinationPath: target)
  }

  private func run(_ arguments: String...) throws -> Tool.Outcome {
    try Tool.run(`Command line`.tool, ["catalog"] + arguments, in: folder.url)
  }

  /// The files in a folder by their paths, the hidden ones too; names of pictures made from fences are ▢.
  private func list(_ path: String) -> [String] {
    (files.enumerator(atPath: folder.file(path).path)?.allObjects as? [String] ?? [])
      .filter { !folder.file("\(path)/\($0)").hasDirectoryPath }
      .map { $0.replacing(/wengert-[0-9a-f]{16}[^.~]*/, with: "▢") }
      .filter {
        (try? files.attributesOfItem(atPath: folder.file("\(path)/\($0)").path)[.type]
          as? FileAttributeType) != .typeDirectory
      }
      .sorted()
  }

  @Test func `a catalog is copied with its pictures, and without functions and what is hidden`()
    throws
  {
    try write("X.docc/.DS_Store", "")
    let outcome = try run("X.docc", "out/X.docc")
    #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
    #expect(
      list("out/X.docc") == [
        ".wengert-catalog", "Graphs/g.svg", "Graphs/g~dark.svg", "Resources/photo.png", "X.md",
        "▢.svg", "▢~dark.svg",
      ])
    #expect(list("X.docc") == [".DS_Store", "Graphs/g.expr", "Resources/photo.png", "X.md"])
  }

  @Test func `a second copy has the same bytes, and nothing of what was removed`() throws {
    #expect(try run("X.docc", "out/X.docc").status == 0)
    let page = try Data(contentsOf: folder.file("out/X.docc/X.md"))
    try files.removeItem(at: folder.file("X.docc/Graphs"))
    #expect(try run("X.docc", "out/X.docc").status == 0)
    #expect(try Data(contentsOf: folder.file("out/X.docc/X.md")) == page)
    #expect(
      list("out/X.docc") == [
        ".wengert-catalog", "Resources/photo.png", "X.md", "▢.svg", "▢~dark.svg",
      ])
    #expect(list("out").allSatisfy { $0.hasPrefix("X.docc/") }, "no rest of a copy is left")
  }

  @Test func `a wrong fence names its place, and the old copy stays`() throws {
    #expect(try run("X.docc", "out/X.docc").status == 0)
    let page = try Data(contentsOf: folder.file("out/X.docc/X.md"))
    try write("X.docc/X.md", "# X\n\n```wengert\nf(x) = (\n```\n")
    try write("X.docc/Graphs/g.expr", "g(x) = sin(\n")
    let outcome = try run("X.docc", "out/X.docc")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("X.docc/X.md:4:8: error: "))
    #expect(outcome.errors.contains("X.docc/Graphs/g.expr:1:11: error: "))
    #expect(outcome.errors.hasSuffix("2 errors\n"))
    #expect(try Data(contentsOf: folder.file("out/X.docc/X.md")) == page)
  }

  @Test(arguments: ["out/.X.docc.part", "out/.X.docc.old"])
  func `a folder that only looks like the rest of a copy is not removed`(_ path: String) throws {
    try write("\(path)/mine", "precious")
    _ = try run("X.docc", "out/X.docc")
    #expect(try String(contentsOf: folder.file("\(path)/mine"), encoding: .utf8) == "precious")
  }

  @Test func `a folder that is no copy is never replaced`() throws {
    try write("Y.docc/Y.md", "precious")
    try link("Z.docc", to: "Y.docc")
    for target in ["Y.docc", "Z.docc", "X.docc", "X.docc/Y.docc", "out"] {
      let outcome = try run("X.docc", target)
      #expect(outcome.status == 1 && outcome.errors.hasPrefix("\(target): error: "), "\(target)")
    }
    #expect(try String(contentsOf: folder.file("Y.docc/Y.md"), encoding: .utf8) == "precious")
    #expect(list("X.docc").count == 3)
  }

  @Test(arguments: [
    ("../secret", "this link leads out of the catalog"),
    ("/etc/hosts", "this link leads out of the catalog"),
    ("Resources", "this is a link to a folder"),
    ("nowhere", "this link leads nowhere"),
  ])
  func `links that lead out of a catalog are errors`(_ target: String, _ message: String) throws {
    try write("secret", "secret")
    try link("X.docc/link.md", to: target)
    for arguments in [["X.docc", "out/X.docc"], ["X.docc", "--in-place"]] {
      let outcome = try Tool.run(`Command line`.tool, ["catalog"] + arguments, in: folder.url)
      #expect(outcome.status == 1)
      #expect(outcome.errors.hasPrefix("X.docc/link.md: error: \(message)"), "\(outcome.errors)")
    }
    #expect(list("out").isEmpty)
  }

  @Test func `a link to a file in the catalog is copied as that file`() throws {
    try link("X.docc/other.png", to: "Resources/photo.png")
    #expect(try run("X.docc", "out/X.docc").status == 0)
    let copy = folder.file("out/X.docc/other.png")
    #expect(
      try files.attributesOfItem(atPath: copy.path)[.type] as? FileAttributeType == .typeRegular)
    #expect(try String(contentsOf: copy, encoding: .utf8) == "PNG")
  }

  @Test func `a fence reads functions beside its page and nothing outside of that folder`() throws {
    try write("X.docc/X.md", "```wengert {file=Graphs/g.expr}\n```\n")
    #expect(try run("X.docc", "out/X.docc").status == 0)
    try write("secret.expr", "f(x) = x")
    try write("X.docc/X.md", "```wengert {file=../secret.expr}\n```\n")
    let outcome = try run("X.docc", "out/X.docc")
    #expect(outcome.status == 1 && outcome.errors.hasPrefix("X.docc/X.md:1:18: error: "))
  }

  @Test(arguments: ["Resources/g.png", "Other/g.svg", "Other/g~dark.jpeg", "Other/g.expr"])
  func `two pictures of one name are an error, because DocC would take either`(_ path: String)
    throws
  {
    try write("X.docc/\(path)", "f(x) = x")
    let outcome = try run("X.docc", "out/X.docc")
    #expect(outcome.status == 1 && outcome.errors.contains("another picture of this name"))
  }

  @Test func `in place, pictures are written beside functions when their bytes differ`() throws {
    let first = try run("X.docc", "--in-place")
    #expect(first.output == "X.docc/Graphs/g.svg\nX.docc/Graphs/g~dark.svg\n")
    #expect(
      list("X.docc") == [
        "Graphs/g.expr", "Graphs/g.svg", "Graphs/g~dark.svg", "Resources/photo.png", "X.md",
      ])
    let second = try run("X.docc", "--in-place")
    #expect(second.status == 0 && second.output.isEmpty)
    try write("X.docc/Graphs/g.svg", "old")
    #expect(try run("X.docc", "--in-place").output == "X.docc/Graphs/g.svg\n")
    #expect(try run("X.docc", "out/X.docc").status == 0, "its own pictures are no strangers")
  }

  @Test func `the command line says one of two things`() throws {
    #expect(try run("X.docc").status == 64)
    #expect(try run("X.docc", "out/X.docc", "--in-place").status == 64)
    #expect(
      try run("none.docc", "out/X.docc").errors == "none.docc: error: there is no such folder\n")
  }
}
