import Foundation
import WengertSite

/// The folder that a site is made from.
///
/// Only what lies in it is read: a symbolic link that leads out of it, or to a folder, is an error. Names that begin with a
/// dot are left out.
struct SiteFolder {
  /// The folder as the command line calls it, without a slash at its end.
  let path: String
  private let root: URL
  /// The paths of all files from the folder on.
  private let files: [String]
  /// The paths of the folders in it.
  private let folders: [String]

  /// Looks through a folder.
  ///
  /// - Parameter output: the folder of the site, which can lie in it and is no part of it.
  init(_ path: String, except output: String) throws {
    let name = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.path = name
    root = Files.resolved(path)
    let site = Files.resolved(output)
    guard (try? root.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true else {
      throw Failure(description: "\(name): error: there is no such folder")
    }
    guard !root.pathComponents.starts(with: site.pathComponents) else {
      throw Failure(
        description: "\(output): error: the pages that are read lie in this folder\n"
          + "  = help: name another folder for the site")
    }
    var found: [String] = []
    var folders: [String] = []
    try SiteFolder.collect(
      root, from: "", in: root, name, except: site, into: &found, and: &folders)
    files = found
    self.folders = folders
    try refuseTwins()
  }

  /// Refuses names that are the same letters in other bytes, which links could not tell apart.
  private func refuseTwins() throws {
    var names: Set<String> = []
    for file in files where !names.insert(file).inserted {
      throw Failure(
        description: "\(place(of: file)): error: another file has the same name, with other bytes\n"
          + "  = help: rename one of the two")
    }
  }

  /// Everything that the site depends on: the files, and the folders, which change when files come and go.
  var dependencies: [String] { [path] + (folders + files).map(place).sorted() }

  /// Whether a path leads into the folder, to what would be a part of the site.
  func takesIn(_ path: String) -> Bool {
    let parts = Files.resolved(path).pathComponents
    return parts.starts(with: root.pathComponents)
      && !parts.dropFirst(root.pathComponents.count).contains { $0.hasPrefix(".") }
  }

  /// What the folder holds.
  func source() throws -> SiteSource {
    var pages: [String: String] = [:]
    var others: Set<String> = []
    var configuration: String?
    for file in files {
      if file.hasSuffix(".md") {
        pages[file] = try Files.text(place(of: file))
      } else if file == "site.yml" {
        configuration = try Files.text(place(of: file))
      } else {
        others.insert(file)
      }
    }
    var source = SiteSource(pages: pages, files: others, configuration: configuration)
    source.name = path == "." ? "" : "\(path)/"
    source.fenceFiles = { [self] page in FenceFolder(of: place(of: page)).files }
    return source
  }

  /// Where a file is.
  func place(of file: String) -> String { path == "." ? file : "\(path)/\(file)" }

  private static func collect(
    _ folder: URL, from prefix: String, in root: URL, _ name: String, except site: URL,
    into files: inout [String], and folders: inout [String]
  ) throws {
    let place = prefix.isEmpty ? name : "\(name)/\(prefix.dropLast())"
    let entries = try Files.wrapping(place) {
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }
    for entry in entries where !entry.hasPrefix(".") {
      let (url, path) = (folder.appendingPathComponent(entry), prefix + entry)
      guard !entry.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
      else {
        throw Failure(description: "\(name)/\(prefix): error: a name has control characters")
      }
      let target = Files.resolved(url)
      guard target.pathComponents.starts(with: root.pathComponents) else {
        throw Failure(
          description: "\(name)/\(path): error: this link leads out of the folder\n"
            + "  = help: put a copy there, or give it a name that begins with a dot")
      }
      let attributes = try Files.wrapping("\(name)/\(path)") {
        try FileManager.default.attributesOfItem(atPath: target.path)
      }
      switch attributes[.type] as? FileAttributeType {
      case .typeRegular?: files.append(path)
      case .typeDirectory?:
        guard target != site else { continue }
        guard target == url.standardizedFileURL else {
          throw Failure(description: "\(name)/\(path): error: this is a link to a folder")
        }
        folders.append(path)
        try collect(
          url, from: path + "/", in: root, name, except: site, into: &files, and: &folders)
      default:
        throw Failure(description: "\(name)/\(path): error: this is neither a file nor a folder")
      }
    }
  }
}
