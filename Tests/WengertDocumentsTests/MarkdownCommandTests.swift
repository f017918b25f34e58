import ArgumentParser
import Foundation
import Testing
import WengertCommand

/// The subcommand, with files in a folder of its own.
@Suite final class `The markdown subcommand` {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("wengert-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private func write(_ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path("page.md")))
    return path("page.md")
  }

  private func read(_ name: String) -> String? {
    (try? Data(contentsOf: URL(fileURLWithPath: path(name)))).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// Runs the tool and returns its exit status.
  private func status(_ arguments: String...) -> Int32 {
    do {
      var command = try WengertCommand.parseAsRoot(["markdown"] + arguments)
      try command.run()
      return 0
    } catch {
      return WengertCommand.exitCode(for: error).rawValue
    }
  }

  @Test func `a document is written with its figures`() throws {
    let page = try write("\u{FEFF}a\r\n\r\n```wengert\r\nf(x) = x\r\n```\r\n")
    #expect(status(page, "-o", path("site/page.md")) == 0)
    let text = try #require(read("site/page.md"))
    #expect(text.hasPrefix("\u{FEFF}a\r\n\r\n<figure class=\"wengert\"><svg "))
    #expect(text.hasSuffix("</svg></figure>\r\n"))
  }

  @Test func `where a figure is wrong nothing is written and the status is 1`() throws {
    let page = try write("```wengert\nx\n```\n\n```wengert\n(\n```\n")
    #expect(status(page, "-o", path("out.md")) == 1)
    #expect(read("out.md") == nil)
  }

  @Test
  func `to keep going is to write the message in the figure's place and to end with status 2`()
    throws
  {
    let page = try write("```wengert\nx\n```\n\n```wengert\n(\n```\n")
    #expect(status(page, "--keep-going", "-o", path("out.md")) == 2)
    let text = try #require(read("out.md"))
    #expect(text.hasPrefix("<figure class=\"wengert\">"))
    #expect(text.contains("\n\n<pre class=\"wengert-error\">page.md:6:1: error: "))
    #expect(status(try write("a\n"), "--keep-going", "-o", path("out.md")) == 0)
  }

  @Test func `the document itself is never overwritten`() throws {
    let page = try write("```wengert\nx\n```\n")
    #expect(status(page, "-o", page) == 64)
    #expect(status(page, "-o", path("../\(folder.lastPathComponent)/page.md")) == 64)
    #expect(read("page.md") == "```wengert\nx\n```\n")
  }

  @Test func `a missing document, and one that is not text, are errors`() throws {
    #expect(status(path("none.md")) == 1)
    try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: path("page.md")))
    #expect(status(path("page.md"), "-o", path("out.md")) == 1)
    #expect(status() == 64)
  }
}
