import Foundation
import TestSupport
import Testing
import WengertDocuments

@testable import WengertCommand

/// The tool as a process, beside others, without room, and killed.
@Suite struct `Building by several processes` {
  private let folder: TemporaryFolder
  private let document: URL
  private let expected: String

  /// A document with so many different figures.
  private static func document(_ count: Int) -> String {
    (0..<count).map { "# \($0)\n\n```wengert\nf(x) = x*\($0) + sin(x)\nat x = 1\n```\n" }
      .joined(separator: "\n")
  }

  init() throws {
    folder = try TemporaryFolder()
    document = folder.file("page.md")
    try write(Self.document(30), to: document)
    let outcome = try Tool.run(Tool.wengert, ["markdown", document.path, "--layout", "layered"])
    try #require(outcome.status == 0 && outcome.errors.isEmpty)
    expected = outcome.output
  }

  private var cache: FigureCache { FigureCache(folder) }

  private func arguments(_ more: String...) -> [String] {
    ["markdown", document.path, "--layout", "layered", "--cache", cache.folder] + more
  }

  @Test func `builders that share a cache do not disturb each other`() async throws {
    let arguments = arguments()
    try await withThrowingTaskGroup(of: Tool.Outcome.self) { group in
      for _ in 0..<6 { group.addTask { try Tool.run(Tool.wengert, arguments) } }
      for try await outcome in group {
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        let isSame = outcome.output == expected
        #expect(isSame)
      }
    }
    let entries = cache.files.filter { $0.contains("figures-1") }
    #expect(entries.filter { PartFile.isName($0.split(separator: "/").last ?? "") }.isEmpty)
    let whole = try entries.filter { path in
      let parts = path.split(separator: "/").suffix(2)
      guard let key = CacheKey(digits: parts.joined()) else { return false }
      return CacheEntry.content(of: try contents(URL(filePath: path)), for: key) != nil
    }
    #expect(whole.count == 30)
  }

  @Test func `the output is the same for every number of jobs and from every folder`() throws {
    for jobs in ["1", "2", "7"] {
      let cold = try Tool.run(
        Tool.wengert, ["markdown", document.path, "--layout", "layered", "--jobs", jobs])
      #expect(cold.output == expected)
      let cached = try Tool.run(Tool.wengert, arguments("--jobs", jobs))
      #expect(cached.output == expected)
    }
    let relative = try Tool.run(
      Tool.wengert, ["markdown", "page.md", "--layout", "layered"], in: folder.url)
    #expect(relative.output == expected)
  }

  @Test func `without room for the cache there is one warning and the whole output`() throws {
    let words = ([Tool.wengert.path] + arguments()).map { "'\($0)'" }.joined(separator: " ")
    let limited = try Tool.run(
      URL(filePath: "/bin/sh"), ["-c", "(ulimit -f 2; trap '' XFSZ; \(words)) | cat"])
    let isWhole = limited.output == expected
    #expect(isWhole)
    #expect(limited.errors.split(separator: "\n").count == 1)
    #expect(limited.errors.hasPrefix("warning: figures are not kept in the cache folder "))
    #expect(!cache.files.contains { $0.hasSuffix(".part") })
    let after = try Tool.run(Tool.wengert, arguments())
    #expect(after.output == expected && after.errors.isEmpty)
  }

  @Test func `after being killed at any moment, the next build is right`() throws {
    let output = folder.file("out/page.md")
    var random = SystemRandomNumberGenerator()
    for round in 0..<25 {
      let process = Process()
      process.executableURL = Tool.wengert
      process.arguments = arguments("-o", output.path)
      process.standardError = FileHandle.nullDevice
      try process.run()
      let delay = Double.random(in: 0...0.25, using: &random)
      Thread.sleep(forTimeInterval: delay)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if FileStatus(output.path) != nil {
        let isWhole = try String(contentsOf: output, encoding: .utf8) == expected
        #expect(
          isWhole,
          "round \(round), killed after \(delay) s")
        try FileManager.default.removeItem(at: output)
      }
      if round % 5 == 4 { try? FileManager.default.removeItem(atPath: cache.folder) }
    }
    let last = try Tool.run(Tool.wengert, arguments())
    let isRight = last.status == 0 && last.output == expected
    #expect(isRight)
  }

  // MARK: Requests

  @Test func `a request makes the entry that a build would make`() throws {
    let built = FigureCache(folder: folder.file("built").path) { Issue.record("\($0)") }
    let layouts = [LayoutChoice.layered, LayoutChoice(engine: nil, timeout: 60)]
    for layout in layouts {
      let request = KeyedRequest(.figure(5), layout)
      let file = folder.file("request")
      try Data(RequestFile(request, layout).bytes).write(to: file)
      let entry = folder.file("entries/\(request.key.digits)")
      let outcome = try Tool.run(Tool.wengert, ["render-request", file.path, "-o", entry.path])
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      let text = "```wengert\n\(request.request.text)\n```\n"
      let name = layout.engine.map { ["--layout", $0.rawValue] } ?? []
      _ = try Tool.run(
        Tool.wengert, ["markdown", "-", "--cache", built.folder] + name, input: text)
      #expect(CacheEntry.content(of: try contents(entry), for: request.key) != nil)
      let status = FileStatus(entry.path)
      _ = try Tool.run(Tool.wengert, ["render-request", file.path, "-o", entry.path])
      #expect(FileStatus(entry.path) == status, "the entry was written again")
    }
  }

  @Test func `a request that is wrong, damaged or of another version is an error`() throws {
    let file = folder.file("request")
    let entry = folder.file("entry").path
    func errors(_ bytes: [UInt8]) throws -> String {
      try Data(bytes).write(to: file)
      let outcome = try Tool.run(Tool.wengert, ["render-request", file.path, "-o", entry])
      #expect(outcome.status == 1 && FileStatus(entry) == nil)
      return outcome.errors
    }
    let wrong = RequestFile(KeyedRequest(.wrong, .layered), .layered)
    #expect(try errors(wrong.bytes).hasPrefix("\(file.path):1:11: error: "))
    let right = RequestFile(KeyedRequest(.figure(1), .layered), .layered).bytes
    #expect(try errors(Array(right.dropLast())).contains("error: this is no request"))
    #expect(try errors([]).contains("error: this is no request"))
    let other = RequestFile(KeyedRequest(.figure(1), identity: "other"), .layered)
    #expect(try errors(other.bytes).contains("written by another version"))
  }

  @Test func `a request file comes back from its bytes`() throws {
    for layout in [LayoutChoice.layered, .automatic, LayoutChoice(engine: .graphviz, timeout: 1)] {
      let file = RequestFile(KeyedRequest(.figure(1), layout), layout)
      let read = try #require(RequestFile(bytes: file.bytes))
      #expect(read.request == file.request && read.engine == file.engine && read.key == file.key)
    }
  }
}
