import Foundation
import TestSupport
import Testing

@testable import WengertCommand

@Suite struct `Watching a site` {
  private let fixture: SiteFixture

  init() throws { fixture = try SiteFixture() }

  /// Waits until something holds, and fails after a minute.
  private func wait(
    for what: String, location: SourceLocation = #_sourceLocation, _ condition: () throws -> Bool
  ) throws {
    let end = Date(timeIntervalSinceNow: 60)
    while try !condition() {
      guard Date() < end else {
        Issue.record("waited in vain for \(what)", sourceLocation: location)
        throw CancellationError()
      }
      Thread.sleep(forTimeInterval: 0.02)
    }
  }

  private func page(_ name: String) -> String {
    (try? String(contentsOf: fixture.folder.file("site/\(name)"), encoding: .utf8)) ?? ""
  }

  @Test func `changes, errors, deleted and half-written files; the end is status 0`() throws {
    let errors = fixture.folder.file("errors")
    try Data().write(to: errors)
    let process = Process()
    process.executableURL = Tool.wengert
    process.arguments = fixture.arguments("site", cache: "cache", ["--watch"])
    process.currentDirectoryURL = fixture.folder.url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    defer { if process.isRunning { process.terminate() } }
    func said(_ text: String) throws -> Bool {
      try String(contentsOf: errors, encoding: .utf8).contains(text)
    }
    try wait(for: "the first build") { try said("24 figures, 24 made\n") }
    try fixture.writePage(0, changed: 4)
    try wait(for: "a change") { try said("24 figures, 1 made\n") }
    let file = fixture.folder.file("src/new.md")
    try Data([0x23, 0x20, 0xE2, 0x82]).write(to: file)
    try wait(for: "a file that is cut inside a character") {
      try said("src/new.md:1: error: the file is not UTF-8: there is a byte E2 that means nothing")
    }
    try write("# New\n\n```wengert\nf(x) = sin(\n```\n", to: file)
    try wait(for: "an error") { try said("src/new.md:4:11: error: ") }
    #expect(page("new.html").isEmpty)
    try write("# New\n\n```wengert\nf(x) = sin(x)\nat x = 1\n```\n", to: file)
    try wait(for: "a mended page") { page("new.html").contains("<svg") }
    try FileManager.default.removeItem(at: file)
    try wait(for: "a page that is gone") { page("new.html").isEmpty }
    try FileManager.default.moveItem(
      at: fixture.folder.file("src"), to: fixture.folder.file("away"))
    try wait(for: "a folder that is gone") { try said("src: error: there is no such folder") }
    try FileManager.default.moveItem(
      at: fixture.folder.file("away"), to: fixture.folder.file("src"))
    try fixture.writePage(2, changed: 9)
    try wait(for: "a folder that is back") {
      try fixture.build("clean", cache: nil)
      return try fixture.files() == fixture.files("clean")
    }
    #expect(process.isRunning)
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 && process.terminationReason == .exit)
    let text = try String(contentsOf: errors, encoding: .utf8)
    #expect(!text.contains("\r") && !text.contains("\u{1B}"))
  }

  @Test func `an interrupted layout ends at once, with its processes`() throws {
    let stub = fixture.folder.file("worker")
    try write("#!/bin/sh\necho $$ > worker.pid\nexec sleep 1000\n", to: stub)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: stub.path)
    for (watch, status) in [(true, 0 as Int32), (false, SIGINT)] {
      let number = fixture.folder.file("worker.pid")
      try? FileManager.default.removeItem(at: number)
      let words = [
        "--no-cache", "--layout-worker", stub.path, "--layout-timeout", "1000", "--jobs", "1",
      ]
      let process = try fixture.start(
        ["build", "src", "-o", "site"] + words + (watch ? ["--watch"] : []))
      func child() -> pid_t? {
        (try? String(contentsOf: number, encoding: .utf8)).flatMap {
          pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines))
        }
      }
      try wait(for: "the layout process") { child() != nil }
      let worker = try #require(child())
      kill(process.processIdentifier, SIGINT)
      process.waitUntilExit()
      #expect(process.terminationStatus == status)
      #expect((process.terminationReason == .exit) == watch)
      try wait(for: "the end of the layout process") { kill(worker, 0) != 0 }
      #expect(FileStatus(fixture.folder.file("site").path) == nil)
    }
  }

  @Test(.enabled(if: Tool.find("script") != nil, "script is not installed"))
  func `on a terminal a line shows the progress, and is gone at the end`() throws {
    let words = ([Tool.wengert.path] + fixture.arguments(cache: nil)).map { "'\($0)'" }
    let command = "TERM=xterm " + words.joined(separator: " ")
    let script = try #require(Tool.find("script"))
    #if os(Linux)
      let arguments = ["-qec", command, "/dev/null"]
    #else
      let arguments = ["-q", "/dev/null", "/bin/sh", "-c", command]
    #endif
    let outcome = try Tool.run(script, arguments, in: fixture.folder.url)
    let lines = outcome.output.matches(of: /\r\u{1B}\[K(\d+)\/24 figures/)
    #expect(!lines.isEmpty, "\(outcome.output)")
    #expect(outcome.output.contains("\r\u{1B}[Ksite/index.html"))
    let dumb = try Tool.run(
      script,
      arguments.map { $0.replacing("TERM=xterm", with: "TERM=dumb") }, in: fixture.folder.url)
    #expect(!dumb.output.contains("\u{1B}"))
  }
}
