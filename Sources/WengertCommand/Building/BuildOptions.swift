import ArgumentParser

/// Which part of a site is built, when, and what other programs learn about it.
struct BuildOptions: ParsableArguments {
  @Flag(help: "Make every figure anew, and keep none.")
  var noCache = false

  @Flag(help: "Build again whenever something changes, until interrupted.")
  var watch = false

  @Option(
    help: ArgumentHelp(
      "Make one of N parts of the figures, K, into the cache, and no site.", valueName: "k/n"))
  var shard: Shard?

  @Option(
    help: ArgumentHelp(
      "Write a file for make or Ninja that says what was read.", valueName: "file"),
    completion: .file())
  var depfile: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Write files for another program that builds, instead of the site: 'ninja', and the file for its rules.",
      valueName: "program> <file"),
    completion: .list(["ninja"]))
  var emit: [String] = []

  /// The file for Ninja's rules.
  var ninjaFile: String? { emit.last }

  /// Refuses what does not go together.
  func check(_ figures: CacheOptions, keepsGoing: Bool) throws {
    if !emit.isEmpty {
      guard emit.count == 2, emit[0] == "ninja", !emit[1].isEmpty else {
        throw ValidationError(
          "--emit takes 'ninja' and the file for its rules, as in --emit ninja build.ninja.")
      }
      guard !keepsGoing else {
        throw ValidationError(
          "--emit does not go together with --keep-going: Ninja ends at errors.")
      }
    }
    if noCache, figures.cache != nil {
      throw ValidationError("Give either --cache or --no-cache, not both.")
    }
    let modes = [
      ("--watch", watch), ("--shard", shard != nil), ("--emit", !emit.isEmpty),
    ].filter(\.1).map(\.0)
    guard modes.count < 2 else {
      throw ValidationError("\(modes[0]) does not go together with \(modes[1]).")
    }
    if noCache, shard != nil || !emit.isEmpty {
      throw ValidationError("\(modes[0]) needs a cache.")
    }
    if depfile != nil, shard != nil || !emit.isEmpty {
      throw ValidationError("--depfile does not go together with \(modes[0]).")
    }
  }
}
