/// What a line of Markdown can begin with; `self` is the line's text from its first byte that is not blank.
extension ArraySlice<UInt8> {
  /// The marker of a fence: its character and how often it stands.
  var fenceMarker: (character: UInt8, length: Int)? {
    guard let first, first == UInt8(ascii: "`") || first == UInt8(ascii: "~") else { return nil }
    let length = prefix { $0 == first }.count
    guard length >= 3 else { return nil }
    // A code span can stand at the start of a line, as ```this```.
    guard first == UInt8(ascii: "~") || !dropFirst(length).contains(first) else { return nil }
    return (first, length)
  }

  /// Whether this ends a fence that began with such a marker.
  func closesFence(_ character: UInt8, _ length: Int) -> Bool {
    let run = prefix { $0 == character }.count
    return run >= length && dropFirst(run).allSatisfy(\.isBlank)
  }

  /// Whether this is a heading that begins with `#`.
  var isHeading: Bool {
    let level = prefix { $0 == UInt8(ascii: "#") }.count
    return (1...6).contains(level) && dropFirst(level).first?.isBlank != false
  }

  /// Whether this is a line of `=` or of `-`, which makes the paragraph above it a heading.
  var isUnderline: Bool {
    guard let first, first == UInt8(ascii: "=") || first == UInt8(ascii: "-") else { return false }
    return drop { $0 == first }.allSatisfy(\.isBlank)
  }

  /// Whether this is a rule: three or more of `*`, `-` or `_`, blanks between them or not.
  var isRule: Bool {
    guard let first, "*-_".utf8.contains(first) else { return false }
    var count = 0
    for byte in self where !byte.isBlank {
      guard byte == first else { return false }
      count += 1
    }
    return count >= 3
  }

  /// The length of the marker of a note, `[^name]:`.
  var noteMarker: Int? {
    guard starts(with: "[^".utf8) else { return nil }
    let name = dropFirst(2).prefix { $0 != UInt8(ascii: "]") && !$0.isBlank }
    guard !name.isEmpty, self[name.endIndex...].starts(with: "]:".utf8) else { return nil }
    return name.count + 4
  }

  /// The length of the marker of a list item.
  ///
  /// A paragraph is interrupted only by an item that has text and, if it is numbered, the number 1: otherwise
  /// a line that happens to begin with a year would start a list.
  func listMarker(inParagraph: Bool) -> Int? {
    guard let first else { return nil }
    let length: Int
    switch first {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): length = 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let digits = prefix(10).prefix(while: \.isDigit)
      guard digits.count < 10, let end = dropFirst(digits.count).first,
        end == UInt8(ascii: ".") || end == UInt8(ascii: ")"),
        !inParagraph || Int(String(decoding: digits, as: UTF8.self)) == 1
      else { return nil }
      length = digits.count + 1
    default: return nil
    }
    let rest = dropFirst(length)
    guard rest.first?.isBlank != false else { return nil }
    return inParagraph && rest.allSatisfy(\.isBlank) ? nil : length
  }
}
