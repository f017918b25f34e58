import Foundation
import TestSupport
import Testing

/// The package plugins as another package has them: `examples/docc`, copied, depends on this package by its path.
///
/// The build has a folder of its own, which is kept, so that it waits for no lock of the build that runs the tests, and the
/// next run builds what has changed.
@Suite(
  .serialized,
  .enabled(if: Consumer.isAvailable, "swift and docc are needed"),
  .timeLimit(.minutes(20)))
struct `Package plugins` {
  @Test func `generate-graph-docs builds an archive whose pictures have a light and a dark form`()
    throws
  {
    let consumer = try Consumer()
    let built = try consumer.package("generate-graph-docs", "--target", "Descent")
    #expect(built.status == 0, "\(built.output)\(built.errors)")
    let line = try #require(
      built.output.split(separator: "\n").last { $0.hasSuffix(".doccarchive") })
    let archive = URL(filePath: String(line))
    let pictures = try consumer.pictures(
      of: archive.appending(path: "data/documentation/descent.json"))
    #expect(pictures.count == 4)
    for picture in pictures {
      #expect(
        picture.variants.map(\.traits).map { Set($0) } == [["1x", "light"], ["1x", "dark"]])
      for variant in picture.variants {
        let svg = try String(contentsOf: archive.appending(path: variant.url), encoding: .utf8)
        #expect(svg.hasPrefix("<?xml") && svg.contains("Expression graph of "))
      }
    }
    #expect(pictures.contains { $0.identifier == "rosenbrock.svg" })
    #expect(pictures.contains { $0.alt == "Reverse mode from f with adjoint 1" })
    // The catalog itself is as it was.
    #expect(try consumer.files("Sources/Descent/Descent.docc/Graphs") == ["rosenbrock.expr"])
  }

  @Test func `options go on to docc, whose messages name the author's file and line`() throws {
    let consumer = try Consumer()
    let page = try consumer.append("\n![missing](nothing)\n")
    let output = consumer.folder.appending(path: "site")
    let built = try consumer.package(
      "generate-graph-docs", "--target", "Descent", "--output-path", output.path,
      "--hosting-base-path", "base", "--ide-console-output", "--warnings-as-errors")
    #expect(built.status != 0)
    let said = built.output + built.errors
    #expect(said.contains("\(page.path):\(try consumer.lineCount(page)):1: "), "\(said)")
    #expect(said.contains("docc ended with status 1"))
    let again = try consumer.package(
      "generate-graph-docs", "--target", "Descent", "--output-path", output.path,
      "--hosting-base-path", "base")
    #expect(again.status == 0, "\(again.output)\(again.errors)")
    #expect(
      try String(contentsOf: output.appending(path: "index.html"), encoding: .utf8)
        .contains("/base/"))
  }

  @Test func `combined archives have a front page, and replace nothing but an archive`() throws {
    let consumer = try Consumer()
    let output = consumer.folder.appending(path: "site")
    let combined = [
      "generate-graph-docs", "--target", "Descent",
      "--enable-experimental-combined-documentation", "--output-path", output.path,
    ]
    for _ in 1...2 {
      let built = try consumer.package(combined)
      #expect(built.status == 0, "\(built.output)\(built.errors)")
    }
    let front = try String(
      contentsOf: output.appending(path: "data/documentation.json"), encoding: .utf8
    ).replacing("\\/", with: "/")
    #expect(front.contains("doc://Descent/documentation/Descent"))
    #expect(
      try consumer.pictures(of: output.appending(path: "data/documentation/descent.json")).count
        == 4)
    let other = consumer.folder.appending(path: "Sources")
    let refused = try consumer.package(Array(combined.dropLast()) + [other.path])
    #expect(refused.status != 0)
    #expect(try consumer.files("Sources") == ["Descent"])
  }

  @Test func `a wrong fence fails the plugin at its own line and column`() throws {
    let consumer = try Consumer()
    let page = try consumer.append("\n```wengert\nf(x) = sin(\n```\n")
    let built = try consumer.package("generate-graph-docs", "--target", "Descent")
    #expect(built.status != 0)
    let line = try consumer.lineCount(page) - 1
    let said = built.output + built.errors
    #expect(said.contains("\(page.path):\(line):11: error: "), "\(said)")
    let unknown = try consumer.package("generate-graph-docs", "--target", "Ascent")
    #expect(unknown.status != 0)
    #expect((unknown.output + unknown.errors).contains("no target 'Ascent'; known are Descent"))
  }

  @Test func `render-graphs asks to write into the package, and writes what has changed`() throws {
    let consumer = try Consumer()
    let refused = try consumer.package("render-graphs")
    #expect(refused.status != 0 && refused.errors.contains("permission"))
    let graphs = "Sources/Descent/Descent.docc/Graphs"
    #expect(try consumer.files(graphs) == ["rosenbrock.expr"])
    let allowed = "--allow-writing-to-package-directory"
    let first = try consumer.package(allowed, "render-graphs")
    #expect(first.status == 0, "\(first.output)\(first.errors)")
    #expect(first.output.contains("\(graphs)/rosenbrock.svg\n"))
    #expect(
      try consumer.files(graphs) == ["rosenbrock.expr", "rosenbrock.svg", "rosenbrock~dark.svg"])
    let second = try consumer.package(allowed, "render-graphs", "--target", "Descent")
    #expect(second.status == 0 && !second.output.contains(".svg"))
  }

  @Test(arguments: ["FunctionToReport", "BuildingDocumentation"])
  func `a tutorial that builds packages works as it is written`(_ name: String) throws {
    let folder = try Neighbours.emptied()
    let programs = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      at: programs.file("wengert"), withDestinationURL: Tool.built("wengert"))
    // What is built is kept.
    let swift = try #require(Consumer.swift)
    let script =
      "#!/bin/sh\ncommand=$1\nshift\n"
      + "exec '\(swift.path)' \"$command\" --scratch-path '\(Neighbours.scratch.path)' \"$@\"\n"
    try Data(script.utf8).write(to: programs.file("swift"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: programs.file("swift").path)
    let problems = try Tutorial(named: name).follow(in: folder) { command in
      // A server does not end.
      if command.contains("http.server") { return nil }
      return try Tutorial.shell(command, in: folder, programs: programs.url)
    }
    #expect(problems.isEmpty, "\(problems)")
    if name == "FunctionToReport" {
      let page = try String(
        contentsOf: folder.appending(path: "newton/newton.html"), encoding: .utf8)
      #expect(page.hasPrefix("<!DOCTYPE html>"))
    }
  }
}

/// A folder with a link to this package, as its clone has neighbours, and with a folder of its own where they are built.
///
/// Both are kept, with the link always at the same place, because places of files are a part of what is built.
private enum Neighbours {
  private static let root = Tool.root.appending(path: ".build/plugin-tests")
  static let scratch = root.appending(path: "build")
  static let folder = root.appending(path: "packages")
  static let clone = folder.appending(path: "wengert")

  /// The folder with the link alone.
  static func emptied() throws -> URL {
    let files = FileManager.default
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in try files.contentsOfDirectory(atPath: folder.path) where name != "wengert" {
      try files.removeItem(at: folder.appending(path: name))
    }
    if !files.fileExists(atPath: clone.path) {
      try files.createSymbolicLink(at: clone, withDestinationURL: Tool.root)
    }
    return folder
  }
}

/// A package that has this one as a dependency.
private struct Consumer {
  static let swift = Tool.find("swift")

  static var isAvailable: Bool {
    guard let swift else { return false }
    let docc = swift.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "docc")
    return Tool.find("docc") != nil || FileManager.default.isExecutableFile(atPath: docc.path)
  }

  let folder: URL

  init() throws {
    let files = FileManager.default
    folder = try Neighbours.emptied().appending(path: "consumer")
    try files.copyItem(at: Tool.root.appending(path: "examples/docc"), to: folder)
    for rest in [".build", "Package.resolved"] {
      try? files.removeItem(at: folder.appending(path: rest))
    }
    let manifest = folder.appending(path: "Package.swift")
    let text = try String(contentsOf: manifest, encoding: .utf8)
    try Data(text.replacing("../..", with: "../wengert").utf8).write(to: manifest)
  }

  /// Runs `swift package`.
  func package(_ arguments: String...) throws -> Tool.Outcome { try package(arguments) }

  func package(_ arguments: [String]) throws -> Tool.Outcome {
    try Tool.run(
      Consumer.swift ?? URL(filePath: "/usr/bin/swift"),
      ["package", "--scratch-path", Neighbours.scratch.path] + arguments, in: folder)
  }

  /// Adds to the page.
  func append(_ text: String) throws -> URL {
    let page = folder.appending(path: "Sources/Descent/Descent.docc/Descent.md")
    let old = try String(contentsOf: page, encoding: .utf8)
    try Data((old + text).utf8).write(to: page)
    return page
  }

  func lineCount(_ file: URL) throws -> Int {
    try String(contentsOf: file, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false
    ).count - 1
  }

  func files(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: path).path).sorted()
  }

  struct Picture: Decodable {
    struct Variant: Decodable {
      let traits: [String]
      let url: String
    }
    let identifier: String
    let alt: String
    let variants: [Variant]
  }

  /// The pictures that a page of an archive shows.
  func pictures(of page: URL) throws -> [Picture] {
    struct Reference: Decodable {
      let picture: Picture?
      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let isPicture = try container.decode(String.self, forKey: .type) == "image"
        picture = isPicture ? try Picture(from: decoder) : nil
      }
      enum Key: String, CodingKey { case type }
    }
    struct Page: Decodable { let references: [String: Reference] }
    return try JSONDecoder().decode(Page.self, from: Data(contentsOf: page))
      .references.values.compactMap(\.picture)
  }
}
