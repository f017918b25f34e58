import Foundation
import WengertDocuments
import WengertNotation

/// The folder of a document, out of which its fences may name files.
struct FenceFolder {
  /// The largest file that a fence may name, in bytes.
  private static let limit = 1 << 20

  /// The folder as it is called in messages; empty for the working folder.
  private let name: String
  private let folder: URL

  /// The folder at a path.
  init(path: String) {
    name = path == "." ? "" : path
    folder = URL(fileURLWithPath: path.isEmpty ? "." : path)
  }

  /// The folder that holds a document; for standard input the working folder.
  init(of document: String) {
    let parts = document.split(separator: "/", omittingEmptySubsequences: false)
    self.init(
      path: document == "-" || parts.count < 2 ? "." : parts.dropLast().joined(separator: "/"))
  }

  /// The folder's files for the fences of the document.
  var files: FenceFiles {
    FenceFiles { (path: String) throws(FenceFileError) in
      SourceText(try text(of: path), name: name.isEmpty ? path : "\(name)/\(path)")
    }
  }

  private func text(of path: String) throws(FenceFileError) -> String {
    let root = Files.resolved(folder)
    let file = Files.resolved(root.appendingPathComponent(path))
    // What lies outside of the folder is not even looked at.
    guard file.pathComponents.starts(with: root.pathComponents) else { throw .outside }
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: file.path) else {
      throw .missing
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else { throw .notAFile }
    let size = (attributes[.size] as? NSNumber)?.intValue ?? .max
    guard size <= FenceFolder.limit else { throw .tooLarge(limit: FenceFolder.limit) }
    guard let data = try? Data(contentsOf: file) else { throw .unreadable }
    guard let text = String(validating: data, as: UTF8.self) else { throw .notText }
    return text
  }
}
