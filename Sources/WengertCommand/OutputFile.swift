import Foundation

/// A file that is written piece by piece, and appears whole or not at all.
///
/// The pieces go to a file beside it, which takes its place at the end unless both say the same.
struct OutputFile {
  private let url: URL
  private let part: URL
  private let handle: FileHandle
  /// What stands in the old file, as long as the pieces say the same.
  private var old: FileHandle?
  private var oldPermissions: Any?

  /// Begins the file.
  init(_ url: URL) throws {
    let files = FileManager.default
    let folder = url.deletingLastPathComponent()
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    self.url = url
    let process = ProcessInfo.processInfo.processIdentifier
    part = folder.appendingPathComponent(".\(url.lastPathComponent.prefix(200)).\(process)")
    try Data().write(to: part)
    handle = try FileHandle(forWritingTo: part)
    old = try? FileHandle(forReadingFrom: url)
    oldPermissions = try? files.attributesOfItem(atPath: url.path)[.posixPermissions]
  }

  mutating func write(_ piece: [UInt8]) throws {
    try handle.write(contentsOf: piece)
    if let old, try old.read(upToCount: piece.count) != Data(piece) { self.old = nil }
  }

  /// Puts the file in its place.
  mutating func finish() throws {
    try handle.close()
    if let old, try old.read(upToCount: 1)?.isEmpty ?? true { return discard() }
    if let oldPermissions {
      try FileManager.default.setAttributes(
        [.posixPermissions: oldPermissions], ofItemAtPath: part.path)
    }
    guard unsafe rename(part.path, url.path) == 0 else {
      throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
    }
  }

  /// Leaves everything as it was.
  func discard() { try? FileManager.default.removeItem(at: part) }
}
