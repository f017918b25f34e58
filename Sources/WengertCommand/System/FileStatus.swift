import Foundation

/// What the system says about a file: enough to notice that it changed.
struct FileStatus: Hashable, Sendable {
  /// Whether it is a folder.
  let isFolder: Bool
  /// Whether it is an ordinary file.
  let isFile: Bool
  /// Who may do what with it.
  let permissions: mode_t
  /// When it was last changed, in nanoseconds since 1970.
  let modified: Int64
  let size: Int64
  /// What tells it from all other files: the device, and its number there.
  let device: UInt64
  let number: UInt64

  /// The status of a file, or of what a link leads to; nil where there is none.
  init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    let kind = status.st_mode & mode_t(S_IFMT)
    isFolder = kind == mode_t(S_IFDIR)
    isFile = kind == mode_t(S_IFREG)
    permissions = status.st_mode & 0o7777
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    modified = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    size = Int64(status.st_size)
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(status.st_ino)
  }

  /// Sets the time of a file to now, and ignores where that is not allowed.
  static func touch(_ path: String) { _ = unsafe utimes(path, nil) }

  /// The time now, as ``modified`` counts.
  static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1e9) }
}
