/// What a template is given, such that its escapes are complete.
///
/// The renderer of templates escapes characters, and a quotation mark with an accent over it is another character than a
/// quotation mark; a browser sees the quotation mark. A dotted circle, which carries accents that have no letter, goes
/// between them.
package enum MarkSeparation {
  /// The values with that done to all of their texts.
  ///
  /// - Parameter markup: the names of values that are written as they are, without escapes.
  package static func separated(
    _ values: [String: Any], except markup: Set<String> = []
  ) -> [String: Any] {
    Dictionary(
      uniqueKeysWithValues: values.map { name, value in
        (name, markup.contains(name) ? value : separated(value))
      })
  }

  private static func separated(_ value: Any) -> Any {
    switch value {
    case let text as String: separated(text)
    case let list as [Any]: list.map(separated)
    case let values as [String: Any]: separated(values, except: [])
    default: value
    }
  }

  static func separated(_ text: String) -> String {
    guard mayJoin(text) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let last = result.last, isMarkup(last), joins(scalar) { result.append("\u{25CC}") }
      result.append(scalar)
    }
    return String(result)
  }

  /// Whether a character of markup stands before one that is not of ASCII or Latin.
  private static func mayJoin(_ text: String) -> Bool {
    var last: UInt8 = 0
    for byte in text.utf8 {
      if byte >= 0xCC, isMarkup(Unicode.Scalar(last)) { return true }
      last = byte
    }
    return false
  }

  private static func isMarkup(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "<", ">", "&", "\"", "'": true
    default: false
    }
  }

  /// Whether the scalar becomes a part of the character before it.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    String(String.UnicodeScalarView(["<", scalar])).count == 1
  }
}
