/// Text that is written as bytes.
extension [UInt8] {
  /// A text as UTF-8.
  @inline(__always)
  package mutating func append(_ text: String) { append(contentsOf: text.utf8) }

  /// A number in decimal digits.
  package mutating func append(decimal number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    append(digits: number.magnitude)
  }

  private mutating func append(digits number: UInt) {
    let start = count
    var rest = number
    repeat {
      append(UInt8(ascii: "0"))
      rest /= 10
    } while rest > 0
    rest = number
    var place = count
    while place > start {
      place -= 1
      self[place] += UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// A number as JSON: in shortest round-trip form; NaN and infinities as strings, negative zero as zero, what is
  /// absent as null.
  package mutating func append(json number: Double?) {
    guard let number else { return append("null") }
    // Whole numbers up to 2⁵³ have no exponent in shortest form.
    if let whole = Int(exactly: number), whole.magnitude < 1 << 53 {
      append(decimal: whole)
      return append(".0")
    }
    guard number.isFinite else {
      return append(number.isNaN ? "\"NaN\"" : number > 0 ? "\"Infinity\"" : "\"-Infinity\"")
    }
    append(number.description)
  }

  /// A text as a JSON string.
  package mutating func append(quoted text: String) {
    append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        append(UInt8(ascii: "\\"))
        append(byte)
      case 0..<0x20, 0x7F: append(escaped: byte)
      default: append(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }

  private mutating func append(escaped byte: UInt8) {
    let digits = Array("0123456789abcdef".utf8)
    append("\\u00")
    append(digits[Int(byte >> 4)])
    append(digits[Int(byte & 15)])
  }
}
