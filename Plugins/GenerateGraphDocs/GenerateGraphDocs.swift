import Foundation
import PackagePlugin

/// `swift package generate-graph-docs`: DocC archives with figures.
///
/// Copies the catalog of each target, with the figures of its fences and `.expr` files, into the plugin's own folder and
/// runs docc there, so nothing is written into the package and no permission is needed.
@main struct GenerateGraphDocs: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) async throws {
    var extractor = ArgumentExtractor(arguments)
    let targets = try context.package.targets(
      chosenBy: &extractor, among: context.package.allTargets)
    let options = DocCOptions(extractor.remainingArguments)
    guard !options.asksForHelp else { return print(GenerateGraphDocs.help) }
    let archives = try build(targets, options, context)
    guard !archives.isEmpty else {
      throw PluginError(description: "there is nothing to document")
    }
    let results = options.combines ? [try merge(archives, options, context)] : archives
    print(results.map(\.filePath).joined(separator: "\n"))
  }

  /// Builds the documentation of targets: an archive of each that has any, in the order of the targets.
  private func build(
    _ targets: [SourceModuleTarget], _ options: DocCOptions, _ context: PluginContext
  ) throws -> [URL] {
    // Of a single target the path given is that of the archive itself.
    let single = targets.count == 1 && !options.combines ? options.output : nil
    let folder =
      options.combines
      ? context.pluginWorkDirectoryURL.appending(path: "parts")
      : options.output ?? context.pluginWorkDirectoryURL
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var archives: [Target.ID: URL] = [:]
    for target in options.combines ? targets.behindDependencies : targets {
      let archive = single ?? folder.appending(path: "\(target.name).doccarchive")
      let others = target.recursiveTargetDependencies.compactMap { archives[$0.id] }
      if try build(target, into: archive, others, options, context) {
        archives[target.id] = archive
      }
    }
    return targets.compactMap { archives[$0.id] }
  }

  /// Makes one archive of several, in which a page shows what there is.
  private func merge(_ archives: [URL], _ options: DocCOptions, _ context: PluginContext) throws
    -> URL
  {
    let name = context.package.displayName
    let output =
      options.output ?? context.pluginWorkDirectoryURL.appending(path: "\(name).doccarchive")
    // docc replaces nothing; what is no archive stays, and docc says so.
    if FileManager.default.fileExists(atPath: output.appending(path: "metadata.json").filePath) {
      try FileManager.default.removeItem(at: output)
    }
    try Tool(GenerateGraphDocs.docc(context)).run(
      ["merge"] + archives.map(\.filePath) + [
        "--synthesized-landing-page-name", name, "--synthesized-landing-page-kind", "Package",
        "--synthesized-landing-page-topics-style", "list", "--output-path", output.filePath,
      ])
    return output
  }

  /// Builds the documentation of a target, which can link to other archives; false where it has none.
  private func build(
    _ target: SourceModuleTarget, into archive: URL, _ others: [URL], _ options: DocCOptions,
    _ context: PluginContext
  ) throws -> Bool {
    let symbols = try packageManager.getSymbolGraph(for: target, options: target.symbolGraphOptions)
      .directoryURL
    var expanded: URL?
    if let catalog = target.catalog {
      let copy = context.pluginWorkDirectoryURL.appending(path: target.name)
        .appending(path: catalog.lastPathComponent)
      try Tool(context.tool(named: "wengert").url)
        .run(["catalog", catalog.filePath, copy.filePath])
      expanded = copy
    } else if try FileManager.default.contentsOfDirectory(atPath: symbols.filePath).isEmpty {
      Diagnostics.warning("'\(target.name)' has neither symbols nor a DocC catalog")
      return false
    }
    var docc = Tool(try GenerateGraphDocs.docc(context))
    if let expanded, let catalog = target.catalog {
      docc.replacements = [(expanded.filePath, catalog.filePath)]
    }
    let inputs = (expanded.map { [$0.filePath] } ?? []) + options.arguments(for: target)
    let links =
      options.combines
      ? ["--enable-experimental-external-link-support"]
        + others.flatMap { ["--dependency", $0.filePath] } : []
    try docc.run(
      ["convert"] + inputs + links
        + ["--additional-symbol-graph-dir", symbols.filePath, "--output-path", archive.filePath])
    return true
  }

  /// The docc of the environment, as swift-docc-plugin takes it, or else of the toolchain.
  private static func docc(_ context: PluginContext) throws -> URL {
    guard let path = ProcessInfo.processInfo.environment["DOCC_EXEC"] else {
      return try context.tool(named: "docc").url
    }
    return URL(fileURLWithPath: path)
  }

  private static let help = """
    USAGE: swift package generate-graph-docs [--target <target>] [--product <product>] [--output-path <path>] [<docc options>]

    Builds DocC archives in which wengert fences and .expr files of the catalogs are figures. With \
    --enable-experimental-combined-documentation they are one archive, in which targets can link to those that they \
    depend on. All other options go to 'docc convert', and 'docc convert --help' lists them.
    """
}

/// The options that go to docc.
struct DocCOptions {
  /// Where the archive goes, if that is said.
  private(set) var output: URL?
  private(set) var asksForHelp = false
  /// Whether all targets go into one archive; the option is that of swift-docc-plugin.
  private(set) var combines = false
  private var arguments: [String] = []

  private static let outputNames: Set<String> = ["--output-path", "--output-dir", "-o"]

  init(_ all: [String]) {
    var rest = all[...]
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      if DocCOptions.outputNames.contains(argument), let path = rest.popFirst() {
        output = URL(fileURLWithPath: path)
      } else if parts.count == 2, DocCOptions.outputNames.contains(parts[0]) {
        output = URL(fileURLWithPath: parts[1])
      } else if argument == "--help" || argument == "-h" {
        asksForHelp = true
      } else if argument == "--enable-experimental-combined-documentation" {
        combines = true
      } else {
        arguments.append(argument)
      }
    }
  }

  /// The options for a target, with names that docc needs where the catalog has none.
  func arguments(for target: SourceModuleTarget) -> [String] {
    var fallbacks = [
      ("--fallback-display-name", target.name), ("--fallback-bundle-identifier", target.name),
    ]
    if target.kind == .executable {
      fallbacks.append(("--fallback-default-module-kind", "Command-line Tool"))
    }
    return arguments
      + fallbacks.filter { name, _ in
        !arguments.contains { $0 == name || $0.hasPrefix("\(name)=") }
      }.flatMap { [$0, $1] }
  }
}

extension [SourceModuleTarget] {
  /// The same targets, each behind those that it depends on.
  fileprivate var behindDependencies: [SourceModuleTarget] {
    let chosen = Set(map(\.id))
    var ids: Set<Target.ID> = []
    return flatMap { $0.recursiveTargetDependencies + [$0] }
      .compactMap { $0 as? SourceModuleTarget }
      .filter { chosen.contains($0.id) && ids.insert($0.id).inserted }
  }
}

extension SourceModuleTarget {
  /// What is documented: the interface of a library, all of a tool.
  fileprivate var symbolGraphOptions: PackageManager.SymbolGraphOptions {
    PackageManager.SymbolGraphOptions(
      minimumAccessLevel: kind == .executable ? .internal : .public, includeSynthesized: true,
      includeSPI: false, emitExtensionBlocks: true)
  }
}
