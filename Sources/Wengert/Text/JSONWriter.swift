/// Writes JSON in the order of the calls, in one pass.
///
/// Numbers are in shortest round-trip form; NaN and infinities are the strings `"NaN"`, `"Infinity"`,
/// `"-Infinity"`; negative zero is 0, so that equal results print equally.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false

  package init() {}

  package mutating func object(_ body: (inout JSONWriter) -> Void) { nest("{", "}", body) }
  package mutating func array(_ body: (inout JSONWriter) -> Void) { nest("[", "]", body) }

  package mutating func key(_ key: String) {
    separate()
    write(key)
    bytes.append(contentsOf: ": ".utf8)
    needsComma = false
  }

  package mutating func value(_ value: Double?) {
    guard let value else { return raw("null") }
    if value.isNaN { return raw("\"NaN\"") }
    if value.isInfinite { return raw(value > 0 ? "\"Infinity\"" : "\"-Infinity\"") }
    raw(value == 0 ? "0.0" : value.description)
  }

  package mutating func value(_ value: Int) { raw(String(value)) }
  package mutating func value(_ value: Bool) { raw(value ? "true" : "false") }

  package mutating func value(_ value: String) {
    separate()
    write(value)
    needsComma = true
  }

  /// A line break where the next value stands; for the reader only.
  package mutating func newLine(indent: Int) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = false
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
  }

  private mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func nest(_ open: String, _ close: String, _ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(contentsOf: open.utf8)
    needsComma = false
    body(&self)
    bytes.append(contentsOf: close.utf8)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(contentsOf: ", ".utf8) }
    needsComma = false
  }

  private mutating func write(_ text: String) {
    let quote = UInt8(ascii: "\"")
    let backslash = UInt8(ascii: "\\")
    bytes.append(quote)
    for byte in text.utf8 {
      switch byte {
      case quote, backslash: bytes.append(contentsOf: [backslash, byte])
      case 0..<0x20, 0x7F:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(
          contentsOf: Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      default: bytes.append(byte)
      }
    }
    bytes.append(quote)
  }
}
