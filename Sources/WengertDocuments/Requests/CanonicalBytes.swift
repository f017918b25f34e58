/// Writes values so that different values have different bytes: every text has its length before it.
struct CanonicalWriter {
  private(set) var bytes: [UInt8] = []

  mutating func number(_ value: Int) {
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  mutating func text(_ text: String) {
    number(text.utf8.count)
    bytes += text.utf8
  }

  mutating func optional<Value>(_ value: Value?, _ write: (inout Self, Value) -> Void) {
    bytes.append(value == nil ? 0 : 1)
    if let value { write(&self, value) }
  }

  mutating func optional(_ value: String?) { optional(value) { $0.text($1) } }

  mutating func optional(_ value: Int?) { optional(value) { $0.number($1) } }

  /// The members of a set, which has no order of its own.
  mutating func set(_ texts: some Sequence<String>) {
    let sorted = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    number(sorted.count)
    sorted.forEach { text($0) }
  }
}

/// Reads what ``CanonicalWriter`` wrote; nil where it did not.
struct CanonicalReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: some Sequence<UInt8>) { rest = ArraySlice(Array(bytes)) }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func byte() -> UInt8? { rest.popFirst() }

  mutating func number() -> Int? {
    guard rest.count >= 8 else { return nil }
    let value = rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    rest.removeFirst(8)
    return Int(exactly: value)
  }

  mutating func text() -> String? {
    guard let count = number(), count <= rest.count else { return nil }
    defer { rest.removeFirst(count) }
    return String(validating: rest.prefix(count), as: UTF8.self)
  }

  /// A text that may be absent; nil where the bytes are no such thing.
  mutating func optionalText() -> String?? {
    switch byte() {
    case 0: .some(nil)
    case 1: text().map { .some($0) }
    default: nil
    }
  }
}
