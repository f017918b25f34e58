import Foundation
import WengertDocuments

/// The folder that a document's pictures are written to, and the list of those that this tool wrote there.
///
/// The list says which document shows which picture, so that pictures of earlier runs are removed when no document
/// shows them any more, and no other file ever is.
struct PictureFolder {
  private static let listName = "wengert-pictures.txt"
  private static let heading =
    "# Pictures by wengert, and the documents that show them; what no document shows is removed.\n"

  private let path: String
  private let document: String?

  /// A folder and the document, as a path from the folder, that shows pictures in it; nil for one that nobody can tell
  /// from others.
  init(_ path: String, document: String?) {
    self.path = path
    self.document = document
  }

  /// Writes the pictures whose bytes are new, then the document, and removes the pictures that it showed before and
  /// nothing shows now.
  ///
  /// As long as the document is not written, the old one and all of its pictures are there.
  func update(
    _ pictures: [(name: String, bytes: [UInt8])], _ writeDocument: () throws -> Void
  ) throws {
    let old = entries()
    let others = document == nil ? old : old.filter { $0.document != document }
    let new = others + pictures.map { (document ?? Files.name("-"), $0.name) }
    let kept = Set(new.map(\.name))
    let leaving = old.filter { !kept.contains($0.name) }
    try remember(new + leaving)
    for picture in pictures {
      try Files.write(to: file(picture.name)) { try $0(picture.bytes) }
    }
    try writeDocument()
    for name in Set(leaving.map(\.name)).sorted() {
      try? FileManager.default.removeItem(atPath: file(name))
    }
    if !old.isEmpty { try remember(new) }
  }

  private func remember(_ entries: [(document: String, name: String)]) throws {
    guard !entries.isEmpty || FileStatus(file(PictureFolder.listName)) != nil else { return }
    let lines = Set(entries.map { "\($0.name)\t\($0.document)\n" }).sorted()
    try Files.write(PictureFolder.heading + lines.joined(), to: file(PictureFolder.listName))
  }

  private func file(_ name: String) -> String { "\(path)/\(name)" }

  /// What the list says; lines that this tool would not have written count for nothing.
  private func entries() -> [(document: String, name: String)] {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: file(PictureFolder.listName)))
    else { return [] }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
      guard parts.count == 2,
        parts[0].wholeMatch(of: /wengert-[0-9a-f]{16}(-dark)?\.(svg|png|pdf)/) != nil
      else { return nil }
      return (parts[1], parts[0])
    }
  }
}

extension Files {
  /// The way from a folder to a file or folder.
  static func relativePath(from folder: String, to path: String) -> String {
    func parts(_ path: String) -> [String] {
      URL(fileURLWithPath: path).standardizedFileURL.pathComponents
    }
    let (start, end) = (parts(folder), parts(path))
    let shared = zip(start, end).prefix { $0 == $1 }.count
    let way = Array(repeating: "..", count: start.count - shared) + end[shared...]
    return way.joined(separator: "/")
  }
}
