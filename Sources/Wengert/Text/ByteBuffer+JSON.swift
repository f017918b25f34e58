/// The values of JSON.
extension ByteBuffer {
  /// A number in shortest round-trip form; NaN and infinities as strings, negative zero as zero, what is absent as
  /// null.
  mutating func append(json number: Double?) {
    guard let number else { return append(ShortText.null) }
    // Whole numbers up to 2⁵³ have no exponent in shortest form.
    if number.magnitude < 0x1p53 {
      let whole = Int(number)
      if Double(whole) == number {
        append(decimal: whole)
        return append(ShortText.pointZero)
      }
    }
    guard number.isFinite else {
      return append(number.isNaN ? "\"NaN\"" : number > 0 ? "\"Infinity\"" : "\"-Infinity\"")
    }
    append(shortest: number)
  }

  /// A text as a string.
  mutating func append(quoted text: String) {
    append(UInt8(ascii: "\""))
    if text.utf8.contains(where: \.mayBeginActive) {
      for scalar in text.unicodeScalars { append(inString: scalar) }
    } else {
      for byte in text.utf8 { append(inString: byte) }
    }
    append(UInt8(ascii: "\""))
  }

  /// A text in UTF-8 as a string.
  mutating func append(quoted text: borrowing ArraySlice<UInt8>) {
    for index in text.indices where text[index].mayBeginActive {
      return append(quoted: String(decoding: text[...], as: UTF8.self))
    }
    append(UInt8(ascii: "\""))
    for index in text.indices { append(inString: text[index]) }
    append(UInt8(ascii: "\""))
  }

  /// A character; what is active beyond ASCII need not be escaped in JSON, and no reader should meet it.
  private mutating func append(inString scalar: Unicode.Scalar) {
    guard !scalar.isASCII, scalar.isActive else {
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(inString: byte) }
      return
    }
    append("\\u")
    for shift in stride(from: 12, through: 0, by: -4) {
      append(ByteBuffer.hexadecimal[Int(scalar.value >> UInt32(shift) & 15)])
    }
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
