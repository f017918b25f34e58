/// Text for TeX: groups are closed, and no command that reads, writes or defines comes from a name.
enum TeXCheck {
  /// What no text of this package uses.
  static let commands = ["input", "include", "write", "openout", "catcode", "csname"]

  static func check(_ text: String, _ what: String) throws(Finding) {
    var depth = 0
    var isEscaped = false
    for byte in text.utf8 {
      defer { isEscaped = byte == UInt8(ascii: "\\") && !isEscaped }
      guard !isEscaped else { continue }
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      try promise(depth >= 0, "\(what) closes a group that is not open")
    }
    try promise(depth == 0, "\(what) leaves \(depth) groups open")
    for command in commands + ["read", "end{document"] {
      try promise(!text.contains("\\\(command)"), "there is \\\(command) in \(what)")
    }
    try promise(!text.contains("^^"), "there is ^^ in \(what)")
  }
}
