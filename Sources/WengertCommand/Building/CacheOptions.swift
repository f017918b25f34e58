import ArgumentParser
import Foundation

/// How the figures of documents are made: the same for every subcommand that reads documents.
struct CacheOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder where figures are kept, so that those that did not change are not made again.",
      valueName: "folder"),
    completion: .directory)
  var cache: String?

  @Option(
    help: ArgumentHelp(
      "How many figures are made at the same time. Default: one for each core.",
      valueName: "count"))
  var jobs: Int?

  mutating func validate() throws {
    try FolderName.check(["--cache": cache])
    if let jobs, !(1...1_000).contains(jobs) {
      throw ValidationError("--jobs is between 1 and 1000.")
    }
  }

  /// The number of threads.
  var jobCount: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

  /// The store, if there is one.
  ///
  /// - Parameter standard: the folder that is used where none is named.
  func store(standard: String? = nil) -> FigureCache? {
    (cache ?? standard).map { folder in
      FigureCache(folder: folder) { Files.message("warning: \($0)") }
    }
  }

  /// What answers the fences of a document.
  func rendering(_ layout: LayoutOptions) -> CachedRendering {
    let store = store()
    store?.prune()
    return CachedRendering(
      layout: layout.choice, cache: store, jobs: jobCount, progress: ProgressLine())
  }
}
