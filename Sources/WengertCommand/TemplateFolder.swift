import Foundation
import WengertTemplates

extension Templates {
  /// The templates of the tool, with those of a folder in the place of the ones that have the same names.
  static func chosen(from folder: String?) throws -> Templates {
    guard let folder else { return .embedded }
    guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw Failure(description: "\(folder): error: there is no such folder")
    }
    var result = Templates.embedded
    for file in files.sorted() where ["mustache", "css", "js"].contains(Files.suffix(file)) {
      let path = "\(folder)/\(file)"
      result = result.replacing(file, with: try Files.text(path), origin: path)
    }
    return result
  }
}
