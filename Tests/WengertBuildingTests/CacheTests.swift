import Foundation
import TestSupport
import Testing

@testable import WengertCommand

@Suite struct `The cache of figures` {
  private let folder: TemporaryFolder
  private let cache: FigureCache
  private let key = CacheKey(of: "key")
  private let content = Array("<svg>\n\0é</svg>".utf8)

  init() throws {
    folder = try TemporaryFolder()
    cache = FigureCache(folder)
  }

  private var file: URL { URL(filePath: cache.path(of: key)) }

  @Test func `what is kept is found, and nothing else`() {
    #expect(cache.content(of: key) == nil)
    for content in [content, []] {
      cache.keep(content, for: key)
      #expect(cache.content(of: key) == content)
    }
    #expect(cache.content(of: CacheKey(of: "another")) == nil)
  }

  @Test func `a damaged entry is none, wherever the damage is, and is replaced`() throws {
    cache.keep(content, for: key)
    let whole = try contents(file)
    for count in whole.indices {
      try Data(whole.prefix(count)).write(to: file)
      #expect(cache.content(of: key) == nil, "cut after \(count) bytes")
    }
    for position in whole.indices {
      var bytes = whole
      bytes[position] ^= 1
      try Data(bytes).write(to: file)
      #expect(cache.content(of: key) == nil, "byte \(position)")
    }
    try Data(whole + [0]).write(to: file)
    #expect(cache.content(of: key) == nil)
    cache.keep(content, for: key)
    #expect(try contents(file) == whole)
  }

  @Test func `the entry of another key is none`() throws {
    let other = CacheKey(of: "another")
    cache.keep(content, for: other)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: cache.path(of: other), toPath: file.path)
    #expect(cache.content(of: key) == nil)
  }

  @Test func `a folder in the place of an entry, and of the cache, is a warning`() throws {
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
    let lines = Lines()
    let cache = FigureCache(folder: cache.folder) { lines.add($0) }
    #expect(cache.content(of: key) == nil)
    cache.keep(content, for: key)
    #expect(lines.all.count == 1)
    try write("", to: folder.file("file"))
    let wrong = FigureCache(folder: folder.file("file").path) { lines.add($0) }
    #expect(wrong.content(of: key) == nil)
    for _ in 0..<3 { wrong.keep(content, for: key) }
    #expect(lines.all.count == 2)
    #expect(lines.all[1].hasPrefix("figures are not kept in the cache folder "))
  }

  @Test func `a pipe in the place of an entry keeps nobody waiting`() throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try #require(unsafe mkfifo(file.path, 0o600) == 0)
    let lines = Lines()
    let cache = FigureCache(folder: cache.folder) { lines.add($0) }
    #expect(cache.content(of: key) == nil)
    cache.keep(content, for: key)
    #expect(lines.all.count == 1)
  }

  @Test func `the folder says that it is a cache`() throws {
    cache.keep(content, for: key)
    let tag = try String(
      contentsOf: folder.file("cache").appending(path: "CACHEDIR.TAG"), encoding: .utf8)
    #expect(tag.hasPrefix("Signature: 8a477f597d28d172789f06886806bc55\n"))
  }

  @Test func `entries that are used stay young`() throws {
    cache.keep(content, for: key)
    let old = Date(timeIntervalSinceNow: -10 * 86_400)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: file.path)
    #expect(cache.content(of: key) == content)
    let status = try #require(FileStatus(file.path))
    #expect(status.modified > FileStatus.now - CachePruning.day)
    let bytes = try contents(file)
    #expect(cache.content(of: key) == content)
    #expect(FileStatus(file.path) == status)
    #expect(try contents(file) == bytes)
  }

  // MARK: Pruning

  private func age(_ path: String, days: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -days * 86_400)], ofItemAtPath: path)
  }

  @Test func `entries that nobody used for a month are removed, once a day`() throws {
    let keys = (0..<20).map { CacheKey(of: "\($0)") }
    for (number, key) in keys.enumerated() {
      cache.keep(content, for: key)
      try age(cache.path(of: key), days: number < 10 ? 31 : 29)
    }
    let foreign = URL(filePath: cache.path(of: keys[0])).deletingLastPathComponent()
      .appending(path: "notes.txt")
    try write("mine", to: foreign)
    try age(foreign.path, days: 400)
    cache.prune()
    for (number, key) in keys.enumerated() {
      #expect((FileStatus(cache.path(of: key)) == nil) == (number < 10))
    }
    #expect(FileStatus(foreign.path) != nil)
    try age(cache.path(of: keys[15]), days: 31)
    cache.prune()
    #expect(FileStatus(cache.path(of: keys[15])) != nil)
  }

  @Test func `where there are too many, the oldest go first`() throws {
    let keys = (0..<10).map { CacheKey(of: "\($0)") }
    for (number, key) in keys.enumerated() {
      cache.keep(content, for: key)
      try age(cache.path(of: key), days: Double(10 - number))
    }
    let size = try #require(FileStatus(cache.path(of: keys[0]))).size
    CachePruning(folder: "\(cache.folder)/figures-1", room: 4 * size).run()
    for (number, key) in keys.enumerated() {
      #expect((FileStatus(cache.path(of: key)) == nil) == (number < 6))
    }
  }

  @Test func `what a killed process left is removed, and what is being written is not`() throws {
    cache.keep(content, for: key)
    let group = file.deletingLastPathComponent()
    let abandoned = group.appending(path: ".wengert-1.part")
    try write("half", to: abandoned)
    let current = try PartFile(in: group.path)
    CachePruning(folder: "\(cache.folder)/figures-1").run()
    #expect(FileStatus(abandoned.path) == nil)
    #expect(FileStatus(current.path) != nil)
    try current.move(to: group.appending(path: "whole").path)
    #expect(FileStatus(current.path) == nil)
    PartFile.removeAbandoned(under: folder.url.path)
    #expect(FileStatus(group.appending(path: "whole").path) != nil)
  }

  @Test func `the usual folder follows the system's rules`() {
    #expect(CacheFolder.standard(["XDG_CACHE_HOME": "/c", "HOME": "/h"]) == "/c/wengert")
    #if os(macOS)
      let home = "/h/Library/Caches/wengert"
    #else
      let home = "/h/.cache/wengert"
    #endif
    #expect(CacheFolder.standard(["XDG_CACHE_HOME": "relative", "HOME": "/h"]) == home)
    #expect(CacheFolder.standard(["HOME": "/h"]) == home)
    #expect(CacheFolder.standard([:]) == nil)
  }
}
