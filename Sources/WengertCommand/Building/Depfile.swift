/// The files that an output was made from, as `make` and Ninja read them.
struct Depfile {
  /// The output.
  let target: String
  /// What was read.
  let dependencies: [String]

  /// The rule, a file a line.
  ///
  /// - Throws: ``Failure`` for a name with a line break, which the form cannot say.
  func text() throws -> String {
    let files = try dependencies.map { " \\\n  " + (try Depfile.escaped($0)) }
    return try Depfile.escaped(target) + ":" + files.joined() + "\n"
  }

  /// A name with the escapes that GNU make and Ninja agree on.
  static func escaped(_ path: String) throws -> String {
    var text = ""
    var backslashes = 0
    for character in path.unicodeScalars {
      switch character {
      case "\n", "\r": throw Failure.unnameable(path)
      case " ", "#", ":":
        // Backslashes before an escaped character are read in pairs, and others as they are.
        text += String(repeating: "\\", count: backslashes + 1)
        text.unicodeScalars.append(character)
      case "$": text += "$$"
      default: text.unicodeScalars.append(character)
      }
      backslashes = character == "\\" ? backslashes + 1 : 0
    }
    return text
  }
}

extension Failure {
  /// An error for a name that the files of build systems cannot hold.
  static func unnameable(_ path: String) -> Failure {
    let shown = path.split(whereSeparator: \.isNewline).joined(separator: "\u{FFFD}")
    return Failure(
      description: "\(shown): error: build systems cannot name a file with a line break\n"
        + "  = help: rename the file")
  }
}
