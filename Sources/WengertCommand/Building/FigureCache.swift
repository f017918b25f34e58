import Foundation
import Synchronization

/// Results in a folder, found by what decides them.
///
/// Any number of builders may use one folder at the same time, on several machines too: a file appears whole or not at
/// all, and equal names have equal contents. What cannot be used is ignored and written anew. So every file, and the
/// whole folder, may be removed at any time. Who can write into the folder can write into the pages that are made from
/// it.
final class FigureCache: Sendable {
  /// The folder of the entries, inside the folder that was named; the number counts up with the form of entries.
  private static let entries = "figures-1"

  /// The folder.
  let folder: String
  private let warn: @Sendable (String) -> Void
  /// Whether writing failed; it is not tried again.
  private let hasFailed = Mutex(false)

  /// A store in a folder, which is made when the first result is kept.
  ///
  /// - Parameter warn: takes one line if results cannot be kept.
  init(folder: String, warn: @escaping @Sendable (String) -> Void) {
    self.folder = folder
    self.warn = warn
  }

  /// The file of a key: two levels of folders, for some file systems are slow with many files in one.
  func path(of key: CacheKey) -> String {
    "\(folder)/\(FigureCache.entries)/\(key.digits.prefix(2))/\(key.digits.dropFirst(2))"
  }

  /// What is kept under a key.
  func content(of key: CacheKey) -> [UInt8]? {
    let path = path(of: key)
    guard let status = FileStatus(path), status.isFile, status.size <= FigureCache.sizeLimit,
      let data = try? Data(contentsOf: URL(fileURLWithPath: path)),
      let content = CacheEntry.content(of: Array(data), for: key)
    else { return nil }
    // The time says which entries are used; a day is exact enough, and spares nearly all of the writing.
    if status.modified < FileStatus.now - CachePruning.day { FileStatus.touch(path) }
    return content
  }

  /// Keeps something under a key; where that is impossible, there is one warning.
  func keep(_ content: [UInt8], for key: CacheKey) {
    guard content.count < FigureCache.sizeLimit / 2, !hasFailed.withLock({ $0 }) else { return }
    do {
      try mark()
      let path = path(of: key)
      // To open a pipe would be to wait for ever.
      guard FileStatus(path)?.isFile ?? true else {
        throw NSError(domain: NSPOSIXErrorDomain, code: Int(EEXIST))
      }
      try OutputFile.write(to: URL(fileURLWithPath: path)) { sink in
        try sink(CacheEntry.bytes(content, for: key))
      }
    } catch {
      let isFirst = hasFailed.withLock { hasFailed in
        defer { hasFailed = true }
        return !hasFailed
      }
      guard isFirst else { return }
      warn("figures are not kept in the cache folder \(folder): \(Files.reason(error))")
    }
  }

  /// Removes what is not used any more; most of the time it is not looked for.
  func prune() {
    CachePruning(folder: "\(folder)/\(FigureCache.entries)").runIfDue()
  }

  /// Tells programs for backups that the folder is a cache (bford.info/cachedir).
  private func mark() throws {
    let path = "\(folder)/CACHEDIR.TAG"
    guard FileStatus(path) == nil else { return }
    try OutputFile.write(to: URL(fileURLWithPath: path)) { sink in
      try sink(Array("Signature: 8a477f597d28d172789f06886806bc55\n# Figures of wengert.\n".utf8))
    }
  }

  /// The largest file that is read; a result is far smaller.
  private static let sizeLimit: Int64 = 1 << 29
}
