import Foundation
import PackagePlugin

/// `swift package render-graphs`: the pictures of `.expr` files beside them, for documentation that is built elsewhere.
@main struct RenderGraphs: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) async throws {
    var extractor = ArgumentExtractor(arguments)
    let targets = try context.package.targets(
      chosenBy: &extractor, among: context.package.ownTargets)
    if let unknown = extractor.remainingArguments.first {
      let isHelp = unknown == "--help" || unknown == "-h"
      guard isHelp else {
        throw PluginError(
          description: "unknown argument '\(unknown)'; known are --target, --product")
      }
      return print(RenderGraphs.help)
    }
    let catalogs = targets.compactMap(\.catalog)
    guard !catalogs.isEmpty else {
      throw PluginError(
        description: "there is no DocC catalog in \(targets.map(\.name).joined(separator: ", "))")
    }
    let wengert = Tool(try context.tool(named: "wengert").url)
    for catalog in catalogs { try wengert.run(["catalog", catalog.filePath, "--in-place"]) }
  }

  private static let help = """
    USAGE: swift package --allow-writing-to-package-directory render-graphs [--target <target>] [--product <product>]

    Writes NAME.svg and NAME~dark.svg beside each NAME.expr of the DocC catalogs, and prints what has changed.
    """
}
