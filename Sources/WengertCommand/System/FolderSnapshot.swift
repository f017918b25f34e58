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
    var open = paths
    var seen: Set<String> = []
    while let path = open.popLast() {
      guard !excluded.contains(FolderSnapshot.resolved(path)) else { continue }
      let status = FileStatus(path)
      guard status?.isFolder == true else {
        files.updateValue(status, forKey: path)
        continue
      }
      // A link can lead back to a folder that was seen.
      guard seen.insert(FolderSnapshot.resolved(path)).inserted else { continue }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      open += names.filter { !$0.hasPrefix(".") }.map { "\(path)/\($0)" }
    }
  }

  private static func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }
}
