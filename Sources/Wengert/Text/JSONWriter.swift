/// Writes JSON in the order of the calls, in one pass.
///
/// Numbers are in shortest round-trip form; NaN and infinities are the strings `"NaN"`, `"Infinity"`,
/// `"-Infinity"`; negative zero is 0, so that equal results print equally.
package struct JSONWriter: ~Copyable {
  /// What was written and not yet taken.
  private var bytes = ByteBuffer()
  private var needsComma = false

  package init() {}

  /// What was written and not yet taken, as a text of its own.
  package var text: String { String(decoding: bytes.array, as: UTF8.self) }

  /// Takes what was written so far, once it is worth a call to the outside.
  package mutating func flush<Failure>(
    atLeast size: Int = 1 << 16, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    guard bytes.count >= size else { return }
    try sink(bytes.array)
    bytes.removeAll()
  }

  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    openObject()
    body(&self)
    closeObject()
  }

  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    openArray()
    body(&self)
    closeArray()
  }

  package mutating func openObject() { open(UInt8(ascii: "{")) }
  package mutating func closeObject() { close(UInt8(ascii: "}")) }
  package mutating func openArray() { open(UInt8(ascii: "[")) }
  package mutating func closeArray() { close(UInt8(ascii: "]")) }

  package mutating func key(_ key: String) {
    separate()
    bytes.append(quoted: key)
    bytes.append(ShortText.colon)
    needsComma = false
  }

  package mutating func key(_ key: JSONKey) {
    bytes.append(needsComma ? key.later : key.first)
    needsComma = false
  }

  package mutating func value(_ value: Double?) {
    separate()
    bytes.append(json: value)
    needsComma = true
  }

  package mutating func value(_ value: Int) {
    separate()
    bytes.append(decimal: value)
    needsComma = true
  }

  package mutating func value(_ value: Bool) {
    separate()
    bytes.append(value ? "true" : "false")
    needsComma = true
  }

  package mutating func value(_ value: String) {
    separate()
    bytes.append(quoted: value)
    needsComma = true
  }

  /// A string in UTF-8.
  package mutating func value(_ text: borrowing ArraySlice<UInt8>) {
    separate()
    bytes.append(quoted: text)
    needsComma = true
  }

  /// A string that was quoted before.
  package mutating func value(_ text: JSONText) {
    separate()
    bytes.append(text.bytes)
    needsComma = true
  }

  /// A line break where the next value stands; for the reader only.
  package mutating func newLine(indent: Int) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = false
    bytes.append(ShortText.newLine(indent: indent))
  }

  /// The newline at the end of a file.
  package mutating func endText() { bytes.append(UInt8(ascii: "\n")) }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  @inline(__always)
  private mutating func separate() {
    if needsComma { bytes.append(ShortText.comma) }
    needsComma = false
  }
}

/// The key of a value, quoted once.
package struct JSONKey: Sendable {
  /// At the beginning of an object, and behind another value.
  fileprivate let first, later: ShortText

  /// A key of at most ten letters, digits and such.
  package init(_ key: StaticString) {
    first = ShortText("\"\(key)\": ")
    later = ShortText(", \"\(key)\": ")
  }
}

/// A string, quoted once.
package struct JSONText: Sendable {
  fileprivate let bytes: ShortText

  /// A text of at most fourteen letters, digits and such.
  package init(_ text: String) { bytes = ShortText("\"\(text)\"") }

  /// An ASCII letter and a number of at most twelve digits, such as an identifier.
  package init(_ id: (letter: UInt8, number: Int)) {
    bytes = ShortText(quoted: id.letter, UInt64(id.number))
  }
}
