extension Unicode.Scalar {
  /// Whether the scalar does something where it is printed instead of being seen: it drives the terminal, ends the
  /// line, or changes the order in which its neighbours are shown.
  package var isActive: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x2028, 0x2029: true
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Whether letters like this one are written from right to left.
  package var isRightToLeft: Bool {
    switch value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }
}

extension UInt8 {
  /// Whether a character beyond ASCII that begins with this byte of UTF-8 may be active.
  package var mayBeginActive: Bool { self == 0xC2 || self == 0xE2 }
}

extension String {
  /// The text as one line in which everything is seen: what would act instead is U+FFFD.
  ///
  /// - Complexity: O(length).
  package var shown: String { replacingActive { _ in false } }

  /// The same for a text of several lines, which keeps its line ends and tabulators.
  package var shownLines: String { replacingActive { $0 == "\n" || $0 == "\t" } }

  private func replacingActive(except isKept: (Unicode.Scalar) -> Bool) -> String {
    // Most texts are plain ASCII, and active beyond it is only what begins with one of two bytes.
    guard utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0.mayBeginActive }),
      unicodeScalars.contains(where: { $0.isActive && !isKept($0) })
    else { return self }
    return replacingScalars { $0.isActive && !isKept($0) ? "\u{FFFD}" : nil }
  }

  /// The text with other texts for some of its scalars.
  ///
  /// Escapes are made so and not by characters: a quotation mark with an accent over it is another character to Swift, and
  /// the same quotation mark to whoever reads the text.
  ///
  /// - Parameter replacement: what to write for a scalar; nil keeps it.
  /// - Complexity: O(length of the result).
  package func replacingScalars(_ replacement: (Unicode.Scalar) -> String?) -> String {
    var result = UnicodeScalarView()
    for scalar in unicodeScalars {
      if let other = replacement(scalar) {
        result.append(contentsOf: other.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
