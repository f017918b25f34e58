/// Why a text is no JSON.
struct JSONError: Error, Equatable {
  let message: String
  /// The byte at which it is none.
  let offset: Int
}

/// Reads JSON (RFC 8259) strictly.
struct JSONReader {
  /// How deep arrays and objects may stand inside each other: reading and writing are recursive.
  static let nestingLimit = 1_000

  private let bytes: [UInt8]
  private var offset = 0
  private var depth = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value that a text is.
  static func value(_ text: String) throws(JSONError) -> JSONValue {
    var reader = JSONReader(Array(text.utf8))
    let value = try reader.value()
    reader.skipBlanks()
    guard reader.offset == reader.bytes.count else { throw reader.failure("the end is expected") }
    return value
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return .object(try members())
    case UInt8(ascii: "["): return .array(try elements())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case let byte? where byte == UInt8(ascii: "-") || byte.isDigit: return .number(try number())
    default: throw failure("a value is expected")
    }
  }

  // MARK: Containers

  private mutating func elements() throws(JSONError) -> [JSONValue] {
    try enter()
    var elements: [JSONValue] = []
    if try !isClosed(by: UInt8(ascii: "]")) {
      repeat { elements.append(try value()) } while try continues(until: UInt8(ascii: "]"))
    }
    depth -= 1
    return elements
  }

  private mutating func members() throws(JSONError) -> [JSONValue.Member] {
    try enter()
    var members: [JSONValue.Member] = []
    if try !isClosed(by: UInt8(ascii: "}")) {
      repeat {
        skipBlanks()
        guard next == UInt8(ascii: "\"") else { throw failure("a key is expected") }
        let key = try string()
        skipBlanks()
        guard next == UInt8(ascii: ":") else { throw failure("':' is expected") }
        offset += 1
        members.append(JSONValue.Member(key: key, value: try value()))
      } while try continues(until: UInt8(ascii: "}"))
    }
    depth -= 1
    return members
  }

  private mutating func enter() throws(JSONError) {
    depth += 1
    guard depth <= JSONReader.nestingLimit else {
      throw failure("more than \(JSONReader.nestingLimit) arrays and objects inside each other")
    }
    offset += 1
  }

  private mutating func isClosed(by end: UInt8) throws(JSONError) -> Bool {
    skipBlanks()
    guard next == end else { return false }
    offset += 1
    return true
  }

  private mutating func continues(until end: UInt8) throws(JSONError) -> Bool {
    skipBlanks()
    defer { offset += 1 }
    switch next {
    case UInt8(ascii: ","): return true
    case end: return false
    default: throw failure("',' or '\(Character(Unicode.Scalar(end)))' is expected")
    }
  }

  // MARK: Atoms

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    guard bytes[offset...].starts(with: word.utf8) else { throw failure("a value is expected") }
    offset += word.utf8.count
    return value
  }

  private mutating func number() throws(JSONError) -> String {
    let start = offset
    if next == UInt8(ascii: "-") { offset += 1 }
    if next == UInt8(ascii: "0") { offset += 1 } else { try digits() }
    if next == UInt8(ascii: ".") {
      offset += 1
      try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      offset += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
      try digits()
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func digits() throws(JSONError) {
    let start = offset
    while next?.isDigit == true { offset += 1 }
    guard offset > start else { throw failure("a digit is expected") }
  }

  private mutating func string() throws(JSONError) -> String {
    offset += 1
    var text: [UInt8] = []
    while let byte = next {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += try escaped()
      case 0..<0x20: throw failure("a control character in a string")
      default: text.append(byte)
      }
    }
    throw failure("a string is never closed")
  }

  private mutating func escaped() throws(JSONError) -> [UInt8] {
    defer { offset += 1 }
    switch next {
    case UInt8(ascii: "\"")?, UInt8(ascii: "\\")?, UInt8(ascii: "/")?: return [bytes[offset]]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "u"):
      offset += 1
      let scalar = try scalar()
      offset -= 1
      return Array(String(scalar).utf8)
    default: throw failure("an escape is expected")
    }
  }

  /// The character of `\uXXXX` or of a pair of surrogates.
  private mutating func scalar() throws(JSONError) -> Unicode.Scalar {
    let unit = try unit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard unit < 0xDC00, bytes[offset...].starts(with: "\\u".utf8) else {
      throw failure("half of a pair of surrogates")
    }
    offset += 2
    let low = try self.unit()
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
    else { throw failure("half of a pair of surrogates") }
    return scalar
  }

  private mutating func unit() throws(JSONError) -> UInt16 {
    let digits = bytes[offset...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ $0.isDigit || $0.isHexadecimalLetter }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure("four hexadecimal digits are expected") }
    offset += 4
    return unit
  }

  // MARK: Bytes

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte.isBlank || byte.endsLine { offset += 1 }
  }

  private func failure(_ message: String) -> JSONError {
    JSONError(message: message, offset: offset)
  }
}

extension UInt8 {
  fileprivate var isHexadecimalLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(lowercased)
  }
}
