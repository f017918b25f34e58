import Foundation
import TestSupport
import Testing
import WengertDocuments

@testable import WengertCommand

/// A folder of pages with figures, and what is built from it.
final class SiteFixture: Sendable {
  let folder: TemporaryFolder
  /// How many figures there are.
  static let figures = 24

  init() throws {
    folder = try TemporaryFolder()
    for page in 0..<4 { try writePage(page) }
    try write("body {}", to: folder.file("src/own.css"))
  }

  /// Writes a page with six figures; the number changes one of them.
  func writePage(_ page: Int, changed: Int = 0) throws {
    var text = "# Page \(page)\n"
    for fence in 0..<6 {
      let summand = fence == 3 ? changed : 0
      text += "\n## Part \(fence)\n\n```wengert {caption=\"A figure\"}\n"
      text += "f(x, y) = sin(x*y + \(6*page + fence)) + \(summand + 1)*x\nat x = 1, y = 2\n```\n"
    }
    try write(text, to: folder.file("src/\(page % 2 == 0 ? "" : "part/")page\(page).md"))
  }

  func arguments(_ site: String = "site", cache: String? = "cache", _ more: [String] = [])
    -> [String]
  {
    let cache = cache.map { ["--cache", $0] } ?? ["--no-cache"]
    return ["build", "src", "-o", site, "--layout", "layered"] + cache + more
  }

  @discardableResult
  func build(
    _ site: String = "site", cache: String? = "cache", _ more: String...
  ) throws -> Tool.Outcome {
    try Tool.run(Tool.wengert, arguments(site, cache: cache, more), in: folder.url)
  }

  /// The files of a built site with their bytes.
  func files(_ site: String = "site") throws -> [String: [UInt8]] {
    let root = folder.file(site)
    let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
    var files: [String: [UInt8]] = [:]
    for name in names ?? [] where FileStatus(root.appending(path: name).path)?.isFile == true {
      files[name] = try contents(root.appending(path: name))
    }
    return files
  }

  /// What the system says about each file and folder of a site.
  func statuses(_ site: String = "site") -> [String: FileStatus?] {
    let root = folder.file(site).path
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return Dictionary(
      uniqueKeysWithValues: (names + ["."]).map { ($0, FileStatus("\(root)/\($0)")) })
  }

  /// The names of the entries of a cache.
  func entries(_ cache: String = "cache") -> Set<String> {
    let root = folder.file("\(cache)/figures-1").path
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return Set(names.filter { CacheKey(digits: $0.replacing("/", with: "")) != nil })
  }

  /// Starts a build; the caller ends it.
  func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = Tool.wengert
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}

@Suite struct `Building a site again` {
  private let fixture: SiteFixture

  init() throws { fixture = try SiteFixture() }

  @Test func `the site is the same for every number of jobs, with and without a cache`() throws {
    #expect(try fixture.build(cache: nil).status == 0)
    let expected = try fixture.files()
    #expect(expected.keys.contains("part/page1.html"))
    for (number, jobs) in ["1", "2", "7"].enumerated() {
      try fixture.build("s\(number)", cache: "c\(number)", "--jobs", jobs)
      #expect(try fixture.files("s\(number)") == expected)
      try fixture.build("t\(number)", cache: "c\(number)", "--jobs", jobs)
      #expect(try fixture.files("t\(number)") == expected)
    }
  }

  @Test func `the site is the same from another working folder`() throws {
    try fixture.build(cache: nil)
    let root = fixture.folder.url.path
    _ = try Tool.run(
      Tool.wengert,
      ["build", "\(root)/src/", "-o", "\(root)/other/", "--no-cache", "--layout", "layered"])
    #expect(try fixture.files("other") == fixture.files())
  }

  @Test func `a second build renders and writes nothing`() throws {
    try fixture.build()
    let (before, entries) = (fixture.statuses(), fixture.statuses("cache"))
    let again = try fixture.build()
    #expect(again.status == 0 && again.errors.isEmpty && again.output == "site/index.html\n")
    #expect(fixture.statuses() == before)
    #expect(fixture.statuses("cache") == entries)
  }

  @Test func `what the cache has is not made: a build shows what the entries say`() throws {
    try fixture.build()
    for entry in fixture.entries() {
      let key = try #require(CacheKey(digits: entry.replacing("/", with: "")))
      let content = FenceResult(text: "<b>kept</b>").bytes
      try Data(CacheEntry.bytes(content, for: key)).write(
        to: fixture.folder.file("cache/figures-1/\(entry)"))
    }
    try fixture.build()
    let pages = try fixture.files().filter { $0.key.hasSuffix(".html") }
      .map { String(decoding: $0.value, as: UTF8.self) }
    #expect(pages.reduce(0) { $0 + $1.matches(of: /<b>kept<\/b>/).count } == SiteFixture.figures)
    #expect(!pages.contains { $0.contains("Expression graph of") })
  }

  @Test func `one changed fence is one figure, and one page is written`() throws {
    try fixture.build()
    let (before, entries) = (fixture.statuses(), fixture.entries())
    #expect(entries.count == SiteFixture.figures)
    try fixture.writePage(2, changed: 7)
    try fixture.build()
    #expect(fixture.entries().subtracting(entries).count == 1)
    let changed = fixture.statuses().filter { before[$0.key] != $0.value }.keys.sorted()
    #expect(changed.filter { $0 != "." && !$0.hasSuffix(".js") } == ["page2.html"], "\(changed)")
    try fixture.build("clean", cache: nil)
    #expect(try fixture.files() == fixture.files("clean"))
  }

  @Test func `after being killed at any moment, the next build is that of a clean folder`() throws {
    try fixture.build("clean", cache: nil)
    let expected = try fixture.files("clean")
    for round in 0..<30 {
      let process = try fixture.start(fixture.arguments())
      let delay = Double.random(in: 0...0.3)
      Thread.sleep(forTimeInterval: delay)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      guard round % 3 == 2 else { continue }
      let outcome = try fixture.build()
      #expect(outcome.status == 0 && outcome.errors.isEmpty)
      #expect(try fixture.files() == expected, "round \(round), killed after \(delay) s")
      try FileManager.default.removeItem(at: fixture.folder.file("site"))
      if round % 2 == 0 { try FileManager.default.removeItem(at: fixture.folder.file("cache")) }
    }
  }

  @Test func `what a killed build left half-written is removed by the next one`() throws {
    try fixture.build()
    try write("half", to: fixture.folder.file("site/.wengert-0.part"))
    try write("half", to: fixture.folder.file("site/part/.wengert-1.part"))
    try fixture.build("clean", cache: nil)
    try fixture.build()
    #expect(try fixture.files() == fixture.files("clean"))
  }

  @Test func `builders of one site and one cache at the same time end with the site`() async throws
  {
    try fixture.build("clean", cache: nil)
    let fixture = fixture
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<4 {
        group.addTask {
          let outcome = try fixture.build(number < 2 ? "site" : "site\(number)")
          #expect(outcome.status == 0, "\(outcome.errors)")
        }
      }
      try await group.waitForAll()
    }
    for site in ["site", "site2", "site3"] {
      #expect(try fixture.files(site) == fixture.files("clean"))
    }
  }

  @Test func `a cache that cannot be written is a warning`() throws {
    try write("", to: fixture.folder.file("file"))
    let outcome = try fixture.build(cache: "file")
    #expect(outcome.status == 0)
    #expect(outcome.errors.hasPrefix("warning: figures are not kept in the cache folder file: "))
    #expect(outcome.errors.split(separator: "\n").count == 1)
    try fixture.build("clean", cache: nil)
    #expect(try fixture.files() == fixture.files("clean"))
  }

  @Test func `a cache inside the pages is refused`() throws {
    let outcome = try fixture.build(cache: "src/cache")
    #expect(outcome.status == 1 && outcome.errors.hasPrefix("src/cache: error: "))
    #expect(try fixture.build(cache: "src/.cache").status == 0)
    #expect(try fixture.build(cache: "src/.cache").status == 0)
  }

  @Test func `errors are not kept, and name their place again`() throws {
    try write("# A\n\n```wengert\nf(x) = sin(\n```\n", to: fixture.folder.file("src/wrong.md"))
    for _ in 0..<2 {
      let outcome = try fixture.build()
      #expect(outcome.status == 1 && outcome.errors.hasPrefix("src/wrong.md:4:11: error: "))
      #expect(fixture.statuses().count == 1)
    }
  }

  @Test func `options that do not go together are refused`() throws {
    for words in [
      ["--cache", "c", "--no-cache"], ["--no-cache", "--shard", "1/2"], ["--shard", "3/2"],
      ["--watch", "--shard", "1/2"], ["--emit", "ninja"], ["--emit", "make", "f"],
      ["--emit", "ninja", "f", "--keep-going"], ["--jobs", "0"],
      ["--shard", "1/2", "--depfile", "d"],
      ["--emit", "ninja", "f", "--depfile", "d"],
    ] {
      let outcome = try Tool.run(
        Tool.wengert, ["build", "src", "-o", "site"] + words, in: fixture.folder.url)
      #expect(outcome.status == 64, "\(words): \(outcome.errors)")
    }
  }

  // MARK: Shards and dependencies

  @Test func `shards by several processes make the site's cache`() throws {
    try fixture.build("clean", cache: nil)
    var made = 0
    for number in 1...3 {
      let outcome = try fixture.build("never", "--shard", "\(number)/3")
      #expect(outcome.status == 0 && outcome.output.isEmpty)
      let words = outcome.errors.split(separator: " ")
      made += Int(words[4]) ?? 0
    }
    #expect(made == SiteFixture.figures)
    #expect(FileStatus(fixture.folder.file("never").path) == nil)
    let entries = fixture.entries()
    #expect(entries.count == SiteFixture.figures)
    try fixture.build()
    #expect(fixture.entries() == entries)
    #expect(try fixture.files() == fixture.files("clean"))
  }

  @Test func `a shard without a folder for its cache is an error`() throws {
    let outcome = try Tool.run(
      URL(filePath: "/usr/bin/env"),
      ["-u", "HOME", "-u", "XDG_CACHE_HOME", Tool.wengert.path, "build", "src", "-o", "site"]
        + ["--shard", "1/2"], in: fixture.folder.url)
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("error: there is no folder for the cache"))
  }

  @Test func `a page names no hidden file, of which nobody would see that it changed`() throws {
    try write("f(x) = x\n", to: fixture.folder.file("src/.own/f.expr"))
    try write("```wengert {file=.own/f.expr}\n```\n", to: fixture.folder.file("src/b.md"))
    let outcome = try fixture.build()
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("src/b.md:1:"), "\(outcome.errors)")
  }

  @Test func `the file of dependencies names what was read, and the folders`() throws {
    try write("f(x) = x\nat x = 1\n", to: fixture.folder.file("src/part/own f.expr"))
    try write(
      "# B\n\n```wengert {file=\"own f.expr\"}\n```\n", to: fixture.folder.file("src/part/b.md"))
    let outcome = try fixture.build("site", "--depfile", "site.d")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let text = try String(contentsOf: fixture.folder.file("site.d"), encoding: .utf8)
    let expected = [
      "src", "src/own.css", "src/page0.md", "src/page2.md", "src/part", "src/part/b.md",
      "src/part/own\\ f.expr", "src/part/page1.md", "src/part/page3.md",
    ]
    #expect(text == "site/index.html:" + expected.map { " \\\n  \($0)" }.joined() + "\n")
  }
}
