import Foundation
import PackagePlugin

/// Makes Swift source of the examples in the documentation, so that they are compiled like everything else: one file for
/// each page or doc comment that has any, and one that names them all.
@main struct CollectExamples: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) async throws -> [Command] {
    let root = context.package.directoryURL
    let tool = try context.tool(named: "collect-examples").url
    let pages = try pages(in: root)
    let list = context.pluginWorkDirectoryURL.appending(path: "Pages.swift")
    let paths = pages.map { String($0.path(percentEncoded: false).dropFirst(root.prefixLength)) }
    let commands = zip(pages, paths).map { page, path in
      let output = context.pluginWorkDirectoryURL
        .appending(path: "\(path.map { $0.isLetter || $0.isNumber ? $0 : "-" }.text).swift")
      return Command.buildCommand(
        displayName: "Collecting the examples of \(path)", executable: tool,
        arguments: [
          "page", path, page.path(percentEncoded: false), output.path(percentEncoded: false),
        ],
        inputFiles: [page], outputFiles: [output])
    }
    return commands + [
      .buildCommand(
        displayName: "Listing \(pages.count) pages with examples", executable: tool,
        arguments: ["list", list.path(percentEncoded: false)] + paths, inputFiles: [],
        outputFiles: [list])
    ]
  }

  /// What may have examples: the pages that people read, DocC catalogs, and doc comments.
  private func pages(in root: URL) throws -> [URL] {
    let files = FileManager.default
    let sources = files.enumerator(
      at: root.appending(path: "Sources"), includingPropertiesForKeys: nil)
    let documents = try files.contentsOfDirectory(
      at: root.appending(path: "docs"), includingPropertiesForKeys: nil)
    let all =
      [root.appending(path: "README.md")] + documents
      + (sources?.compactMap { $0 as? URL } ?? [])
    return try all.filter { try hasExamples($0) }.sorted { $0.path < $1.path }
  }

  private func hasExamples(_ file: URL) throws -> Bool {
    guard ["md", "swift"].contains(file.pathExtension) else { return false }
    let fence = file.pathExtension == "md" ? "```swift" : "/// ```swift"
    return try String(contentsOf: file, encoding: .utf8).contains(fence)
  }
}

extension URL {
  /// The length of the path of a folder, with the slash at its end.
  fileprivate var prefixLength: Int {
    let path = path(percentEncoded: false)
    return path.count + (path.hasSuffix("/") ? 0 : 1)
  }
}

extension [Character] {
  fileprivate var text: String { String(self) }
}
