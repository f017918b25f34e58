import Wengert

/// Finds what the links of pages lead to.
struct LinkResolver {
  /// What can be referred to in a page.
  struct Target {
    let output: String
    let title: String
    let labels: [String: Label]
  }

  /// Where a link leads.
  enum Destination: Equatable {
    /// Somewhere else.
    case outside(String)
    /// A page or a place in it, with what a reference without words says.
    case page(address: String, text: String, remark: String?)
    /// A file that is copied.
    case file(address: String)
  }

  /// Why a link leads nowhere.
  struct Problem: Error, Equatable {
    let message: String
    var hint: String?
  }

  private let pages: [String: Target]
  private let drafts: Set<String>
  private let files: Set<String>

  init(pages: [String: Target], drafts: Set<String>, files: Set<String>) {
    self.pages = pages
    self.drafts = drafts
    self.files = files
  }

  /// Where a link of a page leads.
  func destination(of target: String, from page: String) throws(Problem) -> Destination {
    if let scheme = LinkResolver.scheme(of: target) {
      guard ["http", "https", "mailto"].contains(scheme) else {
        throw Problem(
          message: "a link cannot lead to '\(scheme):'",
          hint: "links lead to pages and files of this folder, to http, https and mailto")
      }
      return .outside(target)
    }
    guard !target.hasPrefix("//"), !target.contains("\\") else {
      throw Problem(message: "this is not an address", hint: "write it with https: before it")
    }
    let (path, query, id) = LinkResolver.parts(of: target)
    guard let plain = SitePath.decoded(path), let name = SitePath.decoded(id) else {
      throw Problem(message: "this is not an address", hint: "a percent sign is written %25")
    }
    if plain.isEmpty { return try place(name, in: page, query, from: page) }
    guard let resolved = SitePath.resolved(plain, from: page) else {
      throw Problem(message: "this link leads out of the site's folder")
    }
    if let found = self.page(at: resolved) { return try place(name, in: found, query, from: page) }
    // The name as the folder has it: the same letters can be other bytes.
    if let file = files.firstIndex(of: resolved).map({ files[$0] }) {
      let fragment = id.isEmpty ? "" : "#" + SitePath.encoded(name)
      return .file(address: SitePath.relative(file, from: page) + query + fragment)
    }
    throw missing(resolved)
  }

  /// Where an image of a page is.
  func image(_ target: String, from page: String) throws(Problem) -> String {
    guard LinkResolver.scheme(of: target) == nil, !target.hasPrefix("//") else {
      throw Problem(
        message: "images come from the site's folder", hint: "put a copy of it there")
    }
    guard case .file(let address) = try destination(of: target, from: page) else {
      throw Problem(message: "this is not an image")
    }
    return address
  }

  /// The page at a path, or in a folder.
  private func page(at path: String) -> String? {
    let candidates = [
      path, path.hasSuffix("/") || path.isEmpty ? path + "index.md" : path + "/index.md",
    ]
    return candidates.first { pages[$0] != nil }
      ?? (path.hasSuffix(".html") ? String(path.dropLast(".html".count)) + ".md" : nil).flatMap {
        pages[$0] == nil ? nil : $0
      }
  }

  private func place(
    _ id: String, in path: String, _ query: Substring, from page: String
  ) throws(Problem) -> Destination {
    guard let target = pages[path] else { throw missing(path) }
    let isHere = path == page
    let address = isHere && !id.isEmpty ? "" : SitePath.relative(target.output, from: page) + query
    guard !id.isEmpty else { return .page(address: address, text: target.title, remark: nil) }
    guard let label = target.labels[id] else {
      throw Problem(
        message: "there is no '\(id)' in \(isHere ? "this page" : path)",
        hint: NearNames.hint(id, target.labels.keys))
    }
    return .page(
      address: "\(address)#\(SitePath.encoded(id))", text: label.text,
      remark: isHere || label.isSection ? nil : target.title)
  }

  private func missing(_ path: String) -> Problem {
    if drafts.contains(path) {
      return Problem(
        message: "the page \(path) is a draft, which is left out",
        hint: "give --drafts, or link it later")
    }
    return Problem(
      message: "there is no '\(path)' in the site's folder",
      hint: NearNames.hint(path, Array(pages.keys) + files))
  }

  /// What stands before the first colon, if that can be the name of a protocol.
  ///
  /// Browsers leave blanks and control characters out of names of protocols, so these count as such a name.
  private static func scheme(of target: String) -> String? {
    let plain = target.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }
    guard let colon = plain.firstIndex(of: ":") else { return nil }
    let name = plain[..<colon]
    guard !name.contains(where: { "/?#".unicodeScalars.contains($0) }) else { return nil }
    return String(String.UnicodeScalarView(name)).lowercased()
  }

  /// The path, the query with its question mark, and the place.
  private static func parts(of target: String) -> (Substring, Substring, Substring) {
    let cut = target.firstIndex(of: "#") ?? target.endIndex
    let address = target[..<cut]
    let question = address.firstIndex(of: "?") ?? address.endIndex
    return (address[..<question], address[question...], target[cut...].dropFirst())
  }
}
