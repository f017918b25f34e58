/// The values of JSON.
extension ByteBuffer {
  /// A number in shortest round-trip form; NaN and infinities as strings, negative zero as zero, what is absent as
  /// null.
  mutating func append(json number: Double?) {
    guard let number else { return append("null") }
    // Whole numbers up to 2⁵³ have no exponent in shortest form.
    if let whole = Int(exactly: number), whole.magnitude < 1 << 53 {
      append(decimal: whole)
      append(UInt8(ascii: "."))
      return append(UInt8(ascii: "0"))
    }
    guard number.isFinite else {
      return append(number.isNaN ? "\"NaN\"" : number > 0 ? "\"Infinity\"" : "\"-Infinity\"")
    }
    append(number.description)
  }

  /// A text as a string.
  mutating func append(quoted text: String) {
    append(UInt8(ascii: "\""))
    if text.utf8.contains(where: ByteBuffer.needsEscape) {
      for byte in text.utf8 { append(inString: byte) }
    } else {
      append(text)
    }
    append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func append(inString byte: UInt8) {
    guard ByteBuffer.needsEscape(byte) else { return append(byte) }
    append(UInt8(ascii: "\\"))
    guard byte < 0x20 || byte == 0x7F else { return append(byte) }
    append("u00")
    append(ByteBuffer.hexadecimal[Int(byte >> 4)])
    append(ByteBuffer.hexadecimal[Int(byte & 15)])
  }

  private static let hexadecimal = Array("0123456789abcdef".utf8)
}
