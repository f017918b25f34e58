import Foundation
import TestSupport
import Testing

@testable import WengertCommand

@Suite(.enabled(if: Tool.find("ninja") != nil, "ninja is not installed"))
struct `Building a site by Ninja` {
  private let fixture: SiteFixture
  private let program: URL

  init() throws {
    fixture = try SiteFixture()
    program = try #require(Tool.find("ninja"))
    let outcome = try fixture.build("site", "--emit", "ninja", "build.ninja")
    try #require(outcome.status == 0 && outcome.output == "build.ninja\n")
  }

  private func ninja(_ words: String...) throws -> Tool.Outcome {
    try Tool.run(program, words, in: fixture.folder.url)
  }

  private func expectCleanSite() throws {
    try fixture.build("clean", cache: nil)
    #expect(try fixture.files() == fixture.files("clean"))
  }

  /// How many figures were commands of a run.
  private func figures(_ outcome: Tool.Outcome) -> Int {
    outcome.output.split(separator: "\n").count { $0.contains("] FIGURE ") }
  }

  @Test func `cold, again, and after a change: as many figures as changed`() throws {
    let cold = try ninja("-v")
    #expect(cold.status == 0, "\(cold.output)")
    try expectCleanSite()
    #expect(fixture.entries().count == SiteFixture.figures)
    let before = fixture.statuses()
    #expect(try ninja().output == "ninja: no work to do.\n")
    #expect(fixture.statuses() == before)
    try fixture.writePage(1, changed: 5)
    let changed = try ninja()
    #expect(changed.status == 0 && figures(changed) == 1, "\(changed.output)")
    try expectCleanSite()
    #expect(try ninja().output == "ninja: no work to do.\n")
  }

  @Test func `words around figures are no figures; pages come and go`() throws {
    #expect(figures(try ninja()) == SiteFixture.figures)
    try write("# Words\n\nNo figure.\n", to: fixture.folder.file("src/words.md"))
    let added = try ninja()
    #expect(added.status == 0 && figures(added) == 0, "\(added.output)")
    try expectCleanSite()
    try FileManager.default.removeItem(at: fixture.folder.file("src/part/page1.md"))
    let removed = try ninja()
    #expect(removed.status == 0 && figures(removed) == 0, "\(removed.output)")
    try FileManager.default.removeItem(at: fixture.folder.file("clean"))
    try expectCleanSite()
    #expect(try fixture.files()["part/page1.html"] == nil)
    #expect(try ninja().output == "ninja: no work to do.\n")
  }

  @Test func `the options of the layout reach every rule`() throws {
    let outcome = try fixture.build(
      "other", "--emit", "ninja", "other.ninja", "--layout-memory", "300", "--layout-timeout", "7",
      "--layout-worker", Tool.wengert.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rules = try String(contentsOf: fixture.folder.file("other.ninja"), encoding: .utf8)
    let commands = rules.split(separator: "\n").filter { $0.hasPrefix("  command = ") }
    #expect(commands.count == 3)
    for command in commands {
      for words in ["--layout-memory 300", "--layout-timeout 7.0", "--layout-worker /"] {
        #expect(command.contains(words), "\(command)")
      }
    }
    let built = try ninja("-f", "other.ninja")
    #expect(built.status == 0, "\(built.output)")
  }

  @Test func `each figure needs its request and the tool and nothing else`() throws {
    let rules = try String(contentsOf: fixture.folder.file("build.ninja"), encoding: .utf8)
    let edges = rules.split(separator: "\n").filter { $0.contains(": figure ") }
    #expect(edges.count == SiteFixture.figures)
    let other = try TemporaryFolder()
    for edge in edges.prefix(5) {
      let words = edge.split(separator: " ").map(String.init)
      #expect(words.count == 6 && words[4] == "|" && words[5] == Tool.wengert.path)
      let (entry, request) = (words[1].dropLast(), words[3])
      try FileManager.default.copyItem(
        at: fixture.folder.file(request), to: other.file("request"))
      let outcome = try Tool.run(
        Tool.wengert, ["render-request", "request", "-o", "entry"], in: other.url)
      #expect(outcome.status == 0 && outcome.errors.isEmpty)
      _ = try ninja(String(entry))
      #expect(
        try contents(other.file("entry")) == contents(fixture.folder.file(String(entry))))
      try FileManager.default.removeItem(at: other.file("request"))
      try FileManager.default.removeItem(at: other.file("entry"))
    }
  }

  @Test func `an error in a page ends Ninja with its place, and mending goes on`() throws {
    _ = try ninja()
    let page = fixture.folder.file("src/wrong.md")
    try write("# W\n\n```wengert\nf(x) = sin(\n```\n", to: page)
    let wrong = try ninja()
    #expect(wrong.status != 0 && wrong.output.contains("src/wrong.md:4:11: error: "))
    try write("# W\n\n```wengert\nf(x) = sin(x)\nat x = 1\n```\n", to: page)
    let mended = try ninja()
    #expect(mended.status == 0 && figures(mended) == 1, "\(mended.output)")
    try expectCleanSite()
  }

  @Test func `figures that the cache has already are not made again`() throws {
    try fixture.build("other")
    let before = fixture.statuses("cache")
    let outcome = try ninja()
    #expect(outcome.status == 0)
    #expect(fixture.statuses("cache") == before)
    try expectCleanSite()
  }

  @Test func `requests that no page makes any more are removed`() throws {
    func requests() throws -> Set<String> {
      let names = try FileManager.default.contentsOfDirectory(
        atPath: fixture.folder.file("build.ninja.parts").path)
      return Set(names.filter { CacheKey(digits: $0) != nil })
    }
    let before = try requests()
    #expect(before.count == SiteFixture.figures)
    try fixture.writePage(0, changed: 3)
    #expect(try ninja().status == 0)
    let after = try requests()
    #expect(after.count == SiteFixture.figures && after.subtracting(before).count == 1)
  }
}
