import Wengert

/// Writes XML text into bytes.
package struct MarkupWriter {
  private(set) var bytes: [UInt8] = []

  /// Text that is markup already.
  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Text from outside: the five special characters escaped, forbidden ones replaced.
  mutating func text(_ text: String) { bytes.append(contentsOf: MarkupWriter.escaped(text).utf8) }

  /// An attribute with a value from outside.
  mutating func attribute(_ name: String, _ value: String) {
    raw(" \(name)=\"")
    text(value)
    raw("\"")
  }

  /// An attribute with a length, to a hundredth of a point.
  mutating func attribute(_ name: String, _ value: Double) {
    raw(" \(name)=\"\(value.hundredths)\"")
  }

  /// The text with markup characters as entities; what XML 1.0 does not allow, and what would
  /// change the order of its neighbours, becomes U+FFFD.
  package static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      case "\t", "\n": result.append(" ")
      case "\u{FFFE}", "\u{FFFF}": result.append("\u{FFFD}")
      case _ where scalar.isActive: result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

extension Double {
  /// The number to two decimals, without trailing zeros and without a negative zero.
  var hundredths: String {
    let scaled = (self * 100).rounded()
    guard scaled.magnitude < 1e15 else { return "0" }
    let whole = Int(scaled)
    let sign = whole < 0 ? "-" : ""
    let (integer, fraction) = whole.magnitude.quotientAndRemainder(dividingBy: 100)
    if fraction == 0 { return sign + String(integer) }
    let digits =
      fraction % 10 == 0 ? String(fraction / 10) : (fraction < 10 ? "0" : "") + String(fraction)
    return "\(sign)\(integer).\(digits)"
  }
}
