import Foundation

/// A file that is written piece by piece, and appears whole or not at all.
///
/// The pieces go to a file beside it, which takes its place at the end unless both say the same.
struct OutputFile {
  private let url: URL
  private let part: PartFile
  /// What stands in the old file, as long as the pieces say the same.
  private var old: FileHandle?
  private var oldPermissions: Any?

  /// Begins the file.
  init(_ url: URL) throws {
    let files = FileManager.default
    let folder = url.deletingLastPathComponent()
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    self.url = url
    part = try PartFile(in: folder.path)
    old = try? FileHandle(forReadingFrom: url)
    oldPermissions = try? files.attributesOfItem(atPath: url.path)[.posixPermissions]
  }

  mutating func write(_ piece: [UInt8]) throws {
    try part.handle.write(contentsOf: piece)
    if let old, try old.read(upToCount: piece.count) ?? Data() != Data(piece) { self.old = nil }
  }

  /// Puts the file in its place.
  mutating func finish() throws {
    if let old, try old.read(upToCount: 1)?.isEmpty ?? true { return discard() }
    if let oldPermissions {
      try FileManager.default.setAttributes(
        [.posixPermissions: oldPermissions], ofItemAtPath: part.path)
    }
    try part.move(to: url.path)
  }

  /// Leaves everything as it was.
  func discard() { part.discard() }
}
