import ArgumentParser
import Foundation
import WengertDocuments
import WengertSite
import WengertTemplates

/// `wengert build` at work: once, again and again, for one shard, or for Ninja.
struct SiteBuild {
  private let command: Build
  private let layout: LayoutChoice
  private let cache: FigureCache?
  private let progress = ProgressLine()

  init(_ command: Build) {
    self.command = command
    layout = command.layout.choice
    let standard = command.building.noCache ? nil : CacheFolder.standard()
    cache = command.figures.store(standard: standard)
  }

  /// Does what the options say.
  ///
  /// - Throws: ``Failure`` and errors of templates; ``ExitCode`` where errors were printed already.
  func run() throws {
    let isWatching = command.building.watch
    let interruption = Interruption(status: isWatching ? 0 : nil) { [progress] in
      progress?.clear()
    }
    defer { withExtendedLifetime(interruption) {} }
    if let file = command.building.ninjaFile { return try emit(file) }
    if let shard = command.building.shard { return try fill(shard) }
    let rendering = CachedRendering(
      layout: layout, cache: cache, jobs: command.figures.jobCount, progress: progress,
      remembers: isWatching)
    if isWatching { watch(rendering) } else { try build(rendering) }
  }

  // MARK: Building

  /// Reads the pages, and builds them.
  private func site(by rendering: some FenceRendering) throws -> (BuiltSite, SiteFolder) {
    let folder = try SiteFolder(command.source, except: command.output)
    if let cache, folder.takesIn(cache.folder) {
      throw Failure(
        description:
          "\(cache.folder): error: this folder for the cache would be a part of the site\n"
          + "  = help: name one outside of \(command.source)")
    }
    var pages = try folder.source()
    pages.templates = try Templates.chosen(from: command.templates)
    pages.includesDrafts = command.drafts
    return (try Site(pages).built(by: rendering), folder)
  }

  /// Prints what is wrong.
  private func report(_ site: BuiltSite) throws {
    progress?.clear()
    for error in site.errors { Files.message(error.description) }
    let count = site.errors.count
    if count > 1 { Files.message("\(count) errors") }
    guard count == 0 || command.keepGoing else { throw ExitCode(1) }
  }

  private func build(_ rendering: CachedRendering) throws {
    let (site, folder) = try site(by: rendering)
    try report(site)
    let target = SiteOutput(command.output, from: folder)
    try target.write(site)
    if let depfile = command.building.depfile {
      let text = try Depfile(target: target.frontPage, dependencies: dependencies(folder)).text()
      try Files.write(text, to: depfile)
    }
    try Files.report(target.frontPage)
    cache?.prune()
    if !site.errors.isEmpty { throw ExitCode(2) }
  }

  /// Every file that was read, and the folders in which files can come and go.
  private func dependencies(_ folder: SiteFolder) -> [String] {
    let templates = command.templates.map { path in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return [path]
        + names.sorted().filter { ["mustache", "css", "js"].contains(Files.suffix($0)) }
        .map { "\(path)/\($0)" }
    }
    return folder.dependencies + (templates ?? [])
  }

  // MARK: Watching

  private func watch(_ rendering: CachedRendering) {
    let written = [command.output, cache?.folder, command.building.depfile].compactMap { $0 }
    let watcher = Watcher(
      paths: [command.source] + [command.templates].compactMap { $0 }, excluded: written)
    watcher.run {
      do {
        try reportingErrors { try build(rendering) }
        let counts = rendering.counts
        Files.message("\(counts.requests) figures, \(counts.rendered) made")
      } catch {
        // The message is printed; the next change may mend it.
        if !(error is ExitCode) { Files.message("error: \(error)") }
      }
    }
  }

  // MARK: Other machines

  /// The cache, without which what is made for others would be lost.
  private func requiredCache() throws -> FigureCache {
    guard let cache else {
      throw Failure(description: "error: there is no folder for the cache; name one with --cache")
    }
    return cache
  }

  private func fill(_ shard: Shard) throws {
    let cache = try requiredCache()
    let cached = CachedRendering(
      layout: layout, cache: cache, jobs: command.figures.jobCount, progress: progress)
    let rendering = ShardRendering(shard: shard, rendering: cached, layout: layout)
    let (site, _) = try site(by: rendering)
    progress?.clear()
    Files.message(rendering.summary)
    cache.prune()
    try report(site)
    if !site.errors.isEmpty { throw ExitCode(2) }
  }

  private func emit(_ file: String) throws {
    let cache = try requiredCache()
    let recorder = RequestRecorder(layout: layout, cache: cache)
    let (site, folder) = try site(by: recorder)
    try report(site)
    let target = SiteOutput(command.output, from: folder)
    let rest = site.copies.union(site.outputs.keys).subtracting(["index.html"]).sorted()
    let words = words(cache)
    let build = NinjaBuild(
      file: file, tool: OwnProgram.path, arguments: words + ["--emit", "ninja", file],
      siteArguments: words,
      layoutArguments: layout.arguments,
      outputs: [target.frontPage] + rest.map(target.place), requests: recorder.requests,
      layout: layout, cache: cache)
    let depfile = try Depfile(target: file, dependencies: dependencies(folder)).text()
    try build.write()
    try Files.write(depfile, to: build.depfile)
    try Files.write(file + "\n", to: "-")
  }

  /// The words that make this site by this cache.
  private func words(_ cache: FigureCache) -> [String] {
    var words = ["build", command.source, "-o", command.output, "--cache", cache.folder]
    words += layout.arguments
    if let templates = command.templates { words += ["--templates", templates] }
    if let jobs = command.figures.jobs { words += ["--jobs", "\(jobs)"] }
    if command.drafts { words.append("--drafts") }
    return words
  }
}

/// The program itself.
enum OwnProgram {
  /// Its path as it was called: relative where it was, so that rules that name it can be moved with it.
  static var path: String {
    let name = CommandLine.arguments[0]
    guard !name.contains("/") else { return name }
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }
      .first(where: FileManager.default.isExecutableFile(atPath:)) ?? name
  }
}
