import Foundation

/// A file that is written piece by piece, and appears whole or not at all.
///
/// As long as the pieces say what the old file says, nothing is written. Then they go to a file beside it, which takes
/// its place at the end.
struct OutputFile {
  private let url: URL
  /// The new file; nil as long as it would say the same.
  private var part: PartFile?
  private let old: FileHandle?
  /// How much of the old file the pieces repeated.
  private var repeated = 0

  /// Writes a file whole, or leaves everything as it was.
  static func write(to url: URL, _ body: (Files.Sink) throws -> Void) throws {
    var file = try OutputFile(url)
    do {
      try body { try file.write($0) }
      try file.finish()
    } catch {
      file.discard()
      throw error
    }
  }

  /// Begins the file.
  private init(_ url: URL) throws {
    self.url = url
    old = try? FileHandle(forReadingFrom: url)
    if old == nil { try begin() }
  }

  mutating func write(_ piece: [UInt8]) throws {
    guard !piece.isEmpty else { return }
    if part == nil, try old?.read(upToCount: piece.count) == Data(piece) {
      repeated += piece.count
      return
    }
    try begin()
    try part?.handle.write(contentsOf: piece)
  }

  /// Puts the file in its place.
  mutating func finish() throws {
    if part == nil {
      guard let old, try old.read(upToCount: 1)?.isEmpty == false else { return }
      try begin()
    }
    try part?.move(to: url.path)
  }

  /// Leaves everything as it was.
  func discard() { part?.discard() }

  /// Begins the new file with what was repeated.
  ///
  /// A file in a folder can be replaced whatever its permissions are; one that is read-only stays nevertheless.
  private mutating func begin() throws {
    guard part == nil else { return }
    let status = FileStatus(url.path)
    guard unsafe status == nil || access(url.path, W_OK) == 0 else {
      throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
    }
    let folder = url.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let part = try PartFile(in: folder.path, permissions: status?.permissions)
    self.part = part
    guard let old else { return }
    try old.seek(toOffset: 0)
    while repeated > 0, let piece = try old.read(upToCount: min(repeated, 1 << 20)) {
      guard !piece.isEmpty else { throw NSError(domain: NSPOSIXErrorDomain, code: Int(EIO)) }
      try part.handle.write(contentsOf: piece)
      repeated -= piece.count
    }
  }
}
