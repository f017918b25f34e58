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
    var archives: [URL] = []
    for target in targets {
      let folder = options.output ?? context.pluginWorkDirectoryURL
      let archive =
        options.output == nil || targets.count > 1
        ? folder.appending(path: "\(target.name).doccarchive") : folder
      if try build(target, into: archive, options, context) { archives.append(archive) }
    }
    guard !archives.isEmpty else {
      throw PluginError(description: "there is nothing to document")
    }
    print(archives.map(\.filePath).joined(separator: "\n"))
  }

  /// Builds the documentation of a target; false where it has none.
  private func build(
    _ target: SourceModuleTarget, into archive: URL, _ options: DocCOptions,
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
    try docc.run(
      ["convert"] + inputs
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

    Builds DocC archives in which wengert fences and .expr files of the catalogs are figures. All other options go \
    to 'docc convert', and 'docc convert --help' lists them.
    """
}

/// The options that go to docc.
struct DocCOptions {
  /// Where the archive goes, if that is said.
  private(set) var output: URL?
  private(set) var asksForHelp = false
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

extension SourceModuleTarget {
  /// What is documented: the interface of a library, all of a tool.
  fileprivate var symbolGraphOptions: PackageManager.SymbolGraphOptions {
    PackageManager.SymbolGraphOptions(
      minimumAccessLevel: kind == .executable ? .internal : .public, includeSynthesized: true,
      includeSPI: false, emitExtensionBlocks: true)
  }
}
