import Foundation

/// Removes the entries of a cache that nobody used for a long time, and the oldest ones where there are too many.
///
/// Safe beside builders at work: they either have read an entry or make it again.
struct CachePruning {
  /// A day in nanoseconds.
  static let day: Int64 = 86_400_000_000_000
  /// How long an entry is kept without use.
  static let lifetime = 30 * day
  /// The most bytes that are kept.
  static let room: Int64 = 1 << 30

  private static let stamp = "pruned"

  /// The folder of the entries.
  let folder: String
  var lifetime = CachePruning.lifetime
  var room = CachePruning.room

  /// Prunes if that was last done more than a day ago.
  func runIfDue() {
    guard FileStatus(folder)?.isFolder == true else { return }
    let stamp = "\(folder)/\(CachePruning.stamp)"
    if let last = FileStatus(stamp)?.modified, last > FileStatus.now - CachePruning.day { return }
    // Who cannot write here cannot remove anything either.
    guard FileManager.default.createFile(atPath: stamp, contents: Data()) else { return }
    run()
  }

  /// Prunes now.
  func run() {
    var kept: [(path: String, status: FileStatus)] = []
    for path in files() {
      if PartFile.isName(path.split(separator: "/").last ?? "") {
        PartFile.removeIfAbandoned(path)
      } else if let status = FileStatus(path), status.isFile {
        if status.modified < FileStatus.now - lifetime {
          remove(path)
        } else {
          kept.append((path, status))
        }
      }
    }
    var size = kept.reduce(0) { $0 + $1.status.size }
    for (path, status) in kept.sorted(by: { $0.status.modified < $1.status.modified }) {
      guard size > room else { return }
      remove(path)
      size -= status.size
    }
  }

  private func remove(_ path: String) { _ = unsafe unlink(path) }

  /// The files that are entries by their names, or were to become entries; nothing else is touched.
  private func files() -> [String] {
    let files = FileManager.default
    let groups = (try? files.contentsOfDirectory(atPath: folder)) ?? []
    return groups.filter { $0.utf8.count == 2 }.flatMap { group in
      ((try? files.contentsOfDirectory(atPath: "\(folder)/\(group)")) ?? []).filter {
        PartFile.isName($0) || CacheKey(digits: group + $0) != nil
      }.map { "\(folder)/\(group)/\($0)" }
    }
  }
}
