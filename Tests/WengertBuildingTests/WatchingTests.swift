import Foundation
import TestSupport
import Testing

@testable import WengertCommand

@Suite struct `Watching files` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["a.md", "b/c.md", "out/page.html"] { try write(name, to: folder.file(name)) }
  }

  private var snapshot: FolderSnapshot {
    FolderSnapshot(of: [folder.url.path], excluding: [folder.file("out").path])
  }

  @Test func `a snapshot changes with files, and not with what is left out`() throws {
    let first = snapshot
    #expect(snapshot == first)
    try write("other", to: folder.file("out/page.html"))
    try write("hidden", to: folder.file(".hidden"))
    #expect(snapshot == first)
    try write("longer", to: folder.file("b/c.md"))
    let second = snapshot
    #expect(second != first)
    try write("new", to: folder.file("b/d.md"))
    let third = snapshot
    #expect(third != second)
    try FileManager.default.removeItem(at: folder.file("b"))
    #expect(snapshot != third)
    try FileManager.default.removeItem(at: folder.url)
    #expect(snapshot != first)
  }

  @Test func `a link to a folder above is no endless walk`() throws {
    try FileManager.default.createSymbolicLink(
      at: folder.file("b/up"), withDestinationURL: folder.url)
    #expect(snapshot == snapshot)
  }

  @Test func `each change is a build, also a change during a build, and nothing else is`() throws {
    let watcher = Watcher(
      paths: [folder.url.path], excluded: [folder.file("out").path], interval: 0.01)
    var builds = 0
    var quiet = 0
    var seen: [String] = []
    watcher.run(while: {
      quiet += 1
      if quiet == 5 {
        quiet = 0
        switch builds {
        case 1: try? write("first", to: folder.file("a.md"))
        case 3: try? FileManager.default.removeItem(at: folder.file("a.md"))
        default: return false
        }
      }
      return true
    }) {
      builds += 1
      quiet = 0
      seen.append((try? String(contentsOf: folder.file("a.md"), encoding: .utf8)) ?? "gone")
      try? write("\(builds)", to: folder.file("out/page.html"))
      if builds == 2 { try? write("while it builds", to: folder.file("a.md")) }
    }
    #expect(seen == ["a.md", "first", "while it builds", "gone"])
  }
}
