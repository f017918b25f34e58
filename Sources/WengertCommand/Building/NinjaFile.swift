import Wengert

/// Rules and edges as Ninja reads them.
struct NinjaFile {
  /// A way to make files.
  struct Rule {
    let name: String
    /// The command, with Ninja's variables in it.
    let command: String
    let description: String
    /// Whether the command leaves outputs alone that would not change.
    var restat = true
    /// Where the command says what it read.
    var depfile: String?
    /// Whether the command writes the file of rules itself.
    var isGenerator = false
  }

  /// Files that a rule makes.
  struct Edge {
    let rule: String
    var outputs: [String]
    /// What the command names.
    var inputs: [String] = []
    /// What it reads besides.
    var implicit: [String] = []
  }

  private(set) var text = "ninja_required_version = 1.8\n"

  /// Adds a rule.
  mutating func add(_ rule: Rule) {
    text += "\nrule \(rule.name)\n  command = \(rule.command)\n"
    text += "  description = \(rule.description)\n"
    if let depfile = rule.depfile { text += "  depfile = \(NinjaFile.value(depfile))\n" }
    if rule.restat { text += "  restat = 1\n" }
    if rule.isGenerator { text += "  generator = 1\n" }
  }

  /// Adds an edge.
  ///
  /// - Throws: ``Failure`` for a name with a line break, which the form cannot say.
  mutating func add(_ edge: Edge) throws {
    func list(_ paths: [String]) throws -> String {
      try paths.map { " " + (try NinjaFile.path($0)) }.joined()
    }
    text += "\nbuild" + (try list(edge.outputs)) + ": \(edge.rule)" + (try list(edge.inputs))
    if !edge.implicit.isEmpty { text += " |" + (try list(edge.implicit)) }
    text += "\n"
  }

  /// A name in the list of an edge.
  static func path(_ path: String) throws -> String {
    guard !path.contains(where: \.isNewline) else { throw Failure.unnameable(path) }
    return path.replacingScalars { "$ :".unicodeScalars.contains($0) ? "$\($0)" : nil }
  }

  /// A text as the value of a variable.
  static func value(_ text: String) -> String {
    text.replacingScalars { $0 == "$" ? "$$" : nil }
  }

  /// A command of plain words: what the shell makes of it is the words.
  static func command(_ words: [String]) throws -> String {
    for word in words where word.contains(where: \.isNewline) { throw Failure.unnameable(word) }
    return value(words.map(quoted).joined(separator: " "))
  }

  /// A word that the shell takes as it is.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
        || "-_./=,+:@%".unicodeScalars.contains($0)
    }
    return isPlain && !word.isEmpty
      ? word : "'\(word.replacingScalars { $0 == "'" ? "'\\''" : nil })'"
  }
}
