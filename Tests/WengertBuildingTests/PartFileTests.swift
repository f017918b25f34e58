import Foundation
import TestSupport
import Testing

@testable import WengertCommand

@Suite struct `Files that are being written` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func permissions(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test(arguments: [0o600, 0o640, 0o644, 0o755])
  func `have the permissions of the old file from the beginning`(_ mode: Int) throws {
    let file = folder.file("out")
    try Data("old".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    var seen: [Int?] = []
    try OutputFile.write(to: file) { sink in
      try sink(Array("new".utf8))
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
      where PartFile.isName(name) {
        seen.append(try permissions(folder.file(name).path))
      }
    }
    #expect(seen == [mode])
    #expect(try permissions(file.path) == mode && contents(file) == Array("new".utf8))
  }

  @Test func `are handed on to no program that is started meanwhile`() throws {
    let part = try PartFile(in: folder.url.path)
    defer { part.discard() }
    #expect(fcntl(part.handle.fileDescriptor, F_GETFD) & FD_CLOEXEC != 0)
  }
}
