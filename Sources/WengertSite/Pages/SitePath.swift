import WengertDocuments

/// Paths inside the folder of a site: names with slashes between them.
enum SitePath {
  /// The path of a page's output.
  static func output(of path: String) -> String {
    isPage(path) ? String(path.dropLast(".md".count)) + ".html" : path
  }

  /// Whether a file is a page.
  static func isPage(_ path: String) -> Bool { path.hasSuffix(".md") }

  /// The folder that a file is in, with a slash at its end; empty for the site's own.
  static func folder(of path: String) -> Substring {
    path.lastIndex(of: "/").map { path[...$0] } ?? ""
  }

  /// A path that is written in a file, from the site's folder on; nil where it leads out of that.
  static func resolved(_ path: String, from file: String) -> String? {
    var parts: [Substring] = path.hasPrefix("/") ? [] : folder(of: file).split(separator: "/")
    for part in path.split(separator: "/", omittingEmptySubsequences: true) {
      switch part {
      case ".": continue
      case "..":
        guard parts.popLast() != nil else { return nil }
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/") + (path.hasSuffix("/") && !parts.isEmpty ? "/" : "")
  }

  /// The way from one file of the site to another, as addresses are written.
  static func relative(_ path: String, from file: String) -> String {
    let here = folder(of: file).split(separator: "/")
    let there = path.split(separator: "/")
    var common = 0
    while common < here.count, common + 1 < there.count, here[common] == there[common] {
      common += 1
    }
    let up = Array(repeating: "..", count: here.count - common)
    return (up + there[common...].map(AddressText.encoded)).joined(separator: "/")
  }

  /// What follows the address of the site: a folder's front page is known by the folder.
  static func address(of output: String) -> String {
    guard output == "index.html" || output.hasSuffix("/index.html") else { return encoded(output) }
    let folder = encoded(String(output.dropLast("index.html".count)))
    return folder.isEmpty ? "" : folder + "/"
  }

  /// The path as addresses are written.
  static func encoded(_ path: String) -> String {
    path.split(separator: "/").map(AddressText.encoded).joined(separator: "/")
  }

  /// A path without the escapes of addresses; nil where they make no text.
  static func decoded(_ path: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = path.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), value >= 0x20
      else { return nil }
      bytes.append(value)
      rest.removeFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
