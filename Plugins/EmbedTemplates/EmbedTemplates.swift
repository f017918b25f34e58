import Foundation
import PackagePlugin

/// Writes the files of `templates/` into Swift source as string literals.
///
/// SwiftPM's own embedding writes byte arrays, which take minutes to compile, and resource bundles are lost
/// when an executable is moved.
@main struct EmbedTemplates: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) async throws -> [Command] {
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedTemplates.swift")
    let extensions: Set<String> = ["mustache", "css", "js"]
    let files = try FileManager.default
      .contentsOfDirectory(at: target.directoryURL, includingPropertiesForKeys: nil)
      .filter { extensions.contains($0.pathExtension) }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) templates",
        executable: try context.tool(named: "embed-templates").url,
        arguments: [output.path(percentEncoded: false)]
          + files.map { $0.path(percentEncoded: false) },
        inputFiles: files, outputFiles: [output])
    ]
  }
}
