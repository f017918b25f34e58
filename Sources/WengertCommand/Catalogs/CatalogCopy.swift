import Foundation
import WengertDocuments

/// A copy of a DocC catalog, which appears whole or not at all.
///
/// It is made beside the old copy and takes its place at the end, so nothing stale is left.
struct CatalogCopy {
  private let path: String
  private let url: URL

  /// What a copy holds besides the catalog, hidden from DocC: only a folder with it is ever replaced.
  private static let marker = ".wengert-catalog"

  /// A copy at a path.
  init(_ path: String, of source: String) throws {
    self.path = path
    url = URL(fileURLWithPath: path).standardizedFileURL
    func failure(_ problem: String) -> Failure {
      Failure(description: "\(path): error: \(problem)")
    }
    guard url.pathExtension.lowercased() == "docc" else {
      throw failure("the name of a catalog ends in .docc")
    }
    let (own, other) = (CatalogCopy.place(path), CatalogCopy.place(source))
    guard !own.hasPrefix(other), !other.hasPrefix(own) else {
      throw failure(
        "the copy would be in the catalog, or the catalog in the copy; name another folder")
    }
    let old = try? FileManager.default.attributesOfItem(atPath: url.path)
    guard let type = old?[.type] as? FileAttributeType else { return }
    guard type == .typeDirectory,
      FileManager.default.fileExists(atPath: url.appendingPathComponent(CatalogCopy.marker).path)
    else {
      throw failure("this is no copy that could be replaced; remove it or name another folder")
    }
  }

  /// Puts the files of a catalog there, of which some are replaced and some are new.
  func write(_ entries: [CatalogFolder.Entry], replacing files: [DocCCatalog.File]) throws {
    let manager = FileManager.default
    let folder = url.deletingLastPathComponent()
    let part = folder.appendingPathComponent(".\(url.lastPathComponent).part")
    let old = folder.appendingPathComponent(".\(url.lastPathComponent).old")
    for rest in [part, old] { try removeRest(rest) }
    do {
      try manager.createDirectory(at: part, withIntermediateDirectories: true)
      try Data().write(to: part.appendingPathComponent(CatalogCopy.marker))
      let made = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) })
      for entry in entries where made[entry.path] == nil {
        try manager.copyItem(at: entry.url, to: try CatalogCopy.place(for: entry.path, in: part))
      }
      for file in files {
        try Data(file.text.utf8).write(to: try CatalogCopy.place(for: file.path, in: part))
      }
      let isReplaced = manager.fileExists(atPath: url.path)
      if isReplaced { try manager.moveItem(at: url, to: old) }
      do {
        try manager.moveItem(at: part, to: url)
      } catch {
        if isReplaced { try? manager.moveItem(at: old, to: url) }
        throw error
      }
      try? manager.removeItem(at: old)
    } catch {
      try? manager.removeItem(at: part)
      throw Failure(description: "\(path): error: \(Files.reason(error))")
    }
  }

  /// Removes what a killed run left, and nothing that only has its name.
  private func removeRest(_ rest: URL) throws {
    let manager = FileManager.default
    guard let names = try? manager.contentsOfDirectory(atPath: rest.path) else { return }
    guard names.isEmpty || names.contains(CatalogCopy.marker) else {
      throw Failure(
        description:
          "\(path): error: the folder \(rest.lastPathComponent) beside it is in the way\n"
          + "  = help: move it away")
    }
    try Files.wrapping(path) { try manager.removeItem(at: rest) }
  }

  /// A place for a file, whose folder exists.
  private static func place(for path: String, in folder: URL) throws -> URL {
    let url = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    return url
  }

  /// A folder's path with a slash at its end, as the system sees it.
  private static func place(_ path: String) -> String { Files.resolved(path).path + "/" }
}
