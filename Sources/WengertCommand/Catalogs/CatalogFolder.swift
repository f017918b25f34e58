import Foundation

/// The files of a DocC catalog.
struct CatalogFolder {
  /// A file.
  struct Entry {
    /// Its path in the catalog.
    let path: String
    /// What messages call it.
    let name: String
    /// Where its bytes are: for a link, in the file that it leads to.
    let url: URL

    /// Its suffix in small letters, without the dot.
    var suffix: String { (path as NSString).pathExtension.lowercased() }

    /// Whether DocC reads text in it.
    var isPage: Bool { suffix == "md" || suffix == "tutorial" }

    /// Whether it is a function.
    var isGraph: Bool { suffix == "expr" }
  }

  /// The files in the order of their paths; what is hidden, as DocC sees it, is left out.
  let entries: [Entry]

  private static let pictureSuffixes: Set<String> = ["svg", "png", "jpg", "jpeg", "gif"]

  /// Finds the files of a catalog, which has to be whole: a link that leads out of it is an error.
  init(_ path: String) throws {
    var isDirectory: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
      isDirectory.boolValue
    else { throw Failure(description: "\(path): error: there is no such folder") }
    let root = URL(fileURLWithPath: path, isDirectory: true).resolvingSymlinksInPath()
    var name = path
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    var folders = [""]
    var entries: [Entry] = []
    while let folder = folders.popLast() {
      let names = try Files.wrapping(folder.isEmpty ? name : "\(name)/\(folder)") {
        try FileManager.default
          .contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)
      }
      for file in names where !file.hasPrefix(".") {
        let path = folder.isEmpty ? file : "\(folder)/\(file)"
        let entry = Entry(
          path: path, name: "\(name)/\(path)", url: root.appendingPathComponent(path))
        switch try CatalogFolder.kind(of: entry, in: root) {
        case .folder: folders.append(path)
        case .file(let url): entries.append(Entry(path: path, name: entry.name, url: url))
        }
      }
    }
    self.entries = entries.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The paths without suffixes of the pictures that the functions become.
  ///
  /// DocC finds pictures by their names without folders, so no other picture may have one of these names.
  func stems() throws -> [(entry: Entry, stem: String)] {
    let graphs = entries.filter(\.isGraph).map { ($0, ($0.path as NSString).deletingPathExtension) }
    let own = Set(graphs.flatMap { ["\($0.1).svg", "\($0.1)~dark.svg"] })
    var taken: [String: Entry] = [:]
    for entry in entries where CatalogFolder.pictureSuffixes.contains(entry.suffix) {
      if !own.contains(entry.path) { taken[CatalogFolder.pictureName(entry.path)] = entry }
    }
    for (entry, stem) in graphs {
      let name = (stem as NSString).lastPathComponent
      guard !name.contains("~"), !name.contains("@") else {
        throw Failure(
          description:
            "\(entry.name): error: DocC reads a part of this name as a variant; rename the file")
      }
      if let other = taken.updateValue(entry, forKey: name) {
        throw Failure(
          description: """
            \(entry.name): error: there is another picture of this name, \(other.path)
              = help: DocC finds pictures by their names without folders; rename one of the two
            """)
      }
    }
    return graphs.map { (entry: $0.0, stem: $0.1) }
  }

  /// A picture's name without folders, suffix and what DocC takes as its variant.
  private static func pictureName(_ path: String) -> String {
    let stem = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
    return String(stem.prefix { $0 != "~" && $0 != "@" })
  }

  private enum Kind {
    case folder
    case file(URL)
  }

  private static func kind(of entry: Entry, in root: URL) throws -> Kind {
    func failure(_ problem: String) -> Failure {
      Failure(description: "\(entry.name): error: \(problem)")
    }
    func type(_ url: URL) -> FileAttributeType? {
      try? FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
    }
    switch type(entry.url) {
    case .typeDirectory?: return .folder
    case .typeRegular?: return .file(entry.url)
    case .typeSymbolicLink?:
      let target = entry.url.resolvingSymlinksInPath()
      guard target.path.hasPrefix(root.path + "/") else {
        throw failure("this link leads out of the catalog")
      }
      switch type(target) {
      case .typeRegular?: return .file(target)
      case .typeDirectory?:
        throw failure("this is a link to a folder; only links to files are followed")
      default: throw failure("this link leads nowhere")
      }
    default: throw failure("this is neither a file nor a folder")
    }
  }
}
