import Wengert

/// Names from outside as names that every language accepts.
enum Identifier {
  /// The name in ASCII letters, digits and underscores, which do not come first.
  ///
  /// Greek letters are spelled out; any other run of characters becomes one underscore. Nothing may remain, or a
  /// digit may come first.
  static func safe(_ name: String) -> String {
    var result = ""
    var isBroken = false
    for scalar in name.unicodeScalars {
      let isPlain = isASCIILetter(scalar) || ("0"..."9").contains(scalar) || scalar == "_"
      guard let part = isPlain ? String(scalar) : greek(scalar) else {
        isBroken = true
        continue
      }
      if isBroken, !result.isEmpty { result += "_" }
      isBroken = false
      result += part
    }
    if isBroken, !result.isEmpty { result += "_" }
    return String(result.drop { $0 == "_" })
  }

  /// The name of a function: safe, and none of the names that are taken.
  static func function(_ name: String, avoiding taken: Set<String>) -> String {
    var result = safe(name)
    if result.first?.isLetter != true { result = result.isEmpty ? "f" : "f_" + result }
    while taken.contains(result) { result += "_" }
    return result
  }

  private static func isASCIILetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  /// `sigma` for σ, `Sigma` for Σ; nil for what is no letter of Greek.
  private static func greek(_ scalar: Unicode.Scalar) -> String? {
    guard (0x370...0x3FF).contains(scalar.value), scalar.properties.isAlphabetic,
      let words = scalar.properties.name?.split(separator: " "), words.count >= 4,
      words[2] == "LETTER", words[3].allSatisfy({ $0.isASCII && $0.isLetter })
    else { return nil }
    // Unicode spells λ "LAMDA".
    let name = words[3] == "LAMDA" ? "lambda" : words[3].lowercased()
    return words[1] == "SMALL" ? name : name.prefix(1).uppercased() + name.dropFirst()
  }
}
