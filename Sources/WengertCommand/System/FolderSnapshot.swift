import Foundation

/// Which files there are, and when each was changed.
struct FolderSnapshot: Equatable, Sendable {
  private var files: [String: FileStatus?] = [:]

  /// The files in some folders and in those inside them, but for hidden ones; a path that is no folder stands for
  /// itself.
  ///
  /// - Parameter excluded: folders and files that are left out, such as what is written.
  init(of paths: [String], excluding excluded: [String] = []) {
    let excluded = Set(excluded.map(FolderSnapshot.resolved))
    // Each path, and what it is without links on the way to it.
    var open = paths.map { ($0, FolderSnapshot.resolved($0)) }
    var seen: Set<FileStatus> = []
    while let (path, place) = open.popLast() {
      guard !excluded.contains(place) else { continue }
      let status = FileStatus(path)
      guard let status, status.isFolder else {
        files.updateValue(status, forKey: path)
        continue
      }
      // A link can lead back to a folder that was seen.
      guard seen.insert(status).inserted else { continue }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      open += names.filter { !$0.hasPrefix(".") }.map { ("\(path)/\($0)", "\(place)/\($0)") }
    }
  }

  private static func resolved(_ path: String) -> String { Files.resolved(path).path }
}
