import Foundation
import WengertSite

/// The folder of a site that is built.
///
/// A list in it names the files that builds have written. What is not in the list is neither overwritten nor removed. The
/// list is written before the files are, so that a build that was killed leaves nothing behind that the next one does
/// not know.
struct SiteOutput {
  private static let list = ".wengert-site"
  private static let heading = "wengert-site/1"

  private let path: String
  private let folder: SiteFolder

  init(_ path: String, from folder: SiteFolder) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.folder = folder
  }

  /// Writes the files that differ, and removes those of earlier builds that the site does not have any more.
  func write(_ site: BuiltSite) throws {
    PartFile.removeAbandoned(under: path)
    let old = try known()
    let new = Set(site.outputs.keys).union(site.copies)
    for file in new.sorted() {
      if let link = link(onTheWayTo: file) {
        throw Failure(
          description:
            "\(place(of: link)): error: this is a link, and no build made what it leads to\n"
            + "  = help: remove it, or name another folder for the site")
      }
    }
    for file in new.subtracting(old).sorted() { try refuseForeign(file, site.outputs[file]) }
    try remember(old.union(new))
    for (file, text) in site.outputs.sorted(by: { $0.key < $1.key }) {
      try Files.write(text, to: place(of: file))
    }
    for file in site.copies.sorted() { try copy(file) }
    for file in old.subtracting(new).sorted() where link(onTheWayTo: file) == nil { remove(file) }
    try remember(new)
  }

  /// The path of the page that readers begin with.
  var frontPage: String { place(of: "index.html") }

  /// Where a file of the site is.
  func place(of file: String) -> String { "\(path)/\(file)" }

  /// The files of earlier builds.
  private func known() throws -> Set<String> {
    let list = place(of: SiteOutput.list)
    guard FileManager.default.fileExists(atPath: list) else { return [] }
    let lines = try Files.text(list).split(separator: "\n").map(String.init)
    guard lines.first == SiteOutput.heading else {
      throw Failure(
        description: "\(list): error: this is not the list of a site's files\n"
          + "  = help: name another folder, or remove this file")
    }
    return Set(lines.dropFirst().filter(SiteOutput.isInside))
  }

  private func remember(_ files: Set<String>) throws {
    let lines = [SiteOutput.heading] + files.sorted()
    try Files.write(lines.joined(separator: "\n") + "\n", to: place(of: SiteOutput.list))
  }

  /// Whether a path stays inside its folder: the list is a file like any other, and its lines decide what is removed.
  private static func isInside(_ file: String) -> Bool {
    file.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0 != "." && $0 != ".."
    }
  }

  /// A file of the site, or a folder that it is in, that is a symbolic link: what lies there is not the site's.
  private func link(onTheWayTo file: String) -> String? {
    let parts = file.split(separator: "/")
    return parts.indices.map { parts[...$0].joined(separator: "/") }.first { path in
      let attributes = try? FileManager.default.attributesOfItem(atPath: place(of: path))
      return attributes?[.type] as? FileAttributeType == .typeSymbolicLink
    }
  }

  /// Refuses to overwrite a file that no build has written, unless it says the same.
  private func refuseForeign(_ file: String, _ text: String?) throws {
    let place = place(of: file)
    guard FileManager.default.fileExists(atPath: place) else { return }
    let new = try text.map { Data($0.utf8) } ?? Files.contents(folder.place(of: file))
    guard try Files.contents(place) != new else { return }
    throw Failure(
      description: "\(place): error: this file was not written by wengert build\n"
        + "  = help: move it away, or name another folder for the site")
  }

  /// Copies a file, piece by piece.
  private func copy(_ file: String) throws {
    let name = folder.place(of: file)
    let source = URL(fileURLWithPath: name).resolvingSymlinksInPath()
    let handle = try Files.wrapping(name) { try FileHandle(forReadingFrom: source) }
    defer { try? handle.close() }
    try Files.write(to: place(of: file)) { sink in
      while let piece = try Files.wrapping(name, { try handle.read(upToCount: 1 << 20) }),
        !piece.isEmpty
      {
        try sink(Array(piece))
      }
    }
  }

  /// Removes a file, and the folders that are empty without it.
  private func remove(_ file: String) {
    let files = FileManager.default
    let place = place(of: file)
    guard
      (try? files.attributesOfItem(atPath: place))?[.type] as? FileAttributeType == .typeRegular
    else { return }
    try? files.removeItem(atPath: place)
    var parts = file.split(separator: "/").dropLast()
    while !parts.isEmpty {
      // A folder that holds anything stays.
      guard unsafe rmdir(self.place(of: parts.joined(separator: "/"))) == 0 else { return }
      parts = parts.dropLast()
    }
  }
}
