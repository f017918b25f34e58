import Foundation
import TestSupport

/// The documentation in this package.
enum Documentation {
  /// The public libraries.
  static var libraries: [String] {
    get throws {
      try FileManager.default
        .contentsOfDirectory(atPath: Tool.root.appending(path: "docs/api").path)
        .map { String($0.dropLast(".txt".count)) }.sorted()
    }
  }

  /// The pages of a library's catalog.
  static func pages(of library: String) throws -> [URL] {
    let files = FileManager.default.enumerator(
      at: Tool.root.appending(path: "Sources/\(library)/\(library).docc"),
      includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == "md" }.sorted { $0.path < $1.path }
  }

  /// README, the documents and all pages of catalogs.
  static func pages() throws -> [URL] {
    let documents = try FileManager.default.contentsOfDirectory(
      at: Tool.root.appending(path: "docs"), includingPropertiesForKeys: nil)
    return try [Tool.root.appending(path: "README.md")]
      + documents.filter { $0.pathExtension == "md" }.sorted { $0.path < $1.path }
      + libraries.flatMap(pages(of:))
  }
}
