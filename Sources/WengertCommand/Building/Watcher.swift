import Foundation

/// Builds again whenever files changed, until the process is told to end.
///
/// It asks for the times of the files again and again, which works on every file system, and costs next to nothing for
/// some thousand files.
struct Watcher {
  /// The folders and files to look at.
  let paths: [String]
  /// What is written, and so no reason to build.
  let excluded: [String]
  /// How often to look.
  var interval = 0.2

  /// Builds once, then again after each change; a file that is still being written is waited for.
  ///
  /// - Parameter build: builds; its errors are its own business.
  func run(while isOn: () -> Bool = { true }, _ build: () -> Void) {
    var built: FolderSnapshot?
    var last = snapshot
    while isOn() {
      if last != built {
        // Taken before the build, so that a change during it is seen after it.
        built = last
        build()
      }
      last = settled(from: built)
    }
  }

  private var snapshot: FolderSnapshot { FolderSnapshot(of: paths, excluding: excluded) }

  /// The files after a while, and once they have changed, when they stand still.
  private func settled(from built: FolderSnapshot?) -> FolderSnapshot {
    Thread.sleep(forTimeInterval: interval)
    var now = snapshot
    // Files that never stand still are no reason to wait for ever.
    for _ in 0..<20 where now != built {
      Thread.sleep(forTimeInterval: interval / 2)
      let next = snapshot
      if next == now { break }
      now = next
    }
    return now
  }
}
