import Wengert

/// Cuts a text into tokens, one at a time.
struct Lexer {
  let source: SourceText
  private(set) var names = Vocabulary.names
  private let bytes: [UInt8]
  private var offset = 0
  /// The places of the parentheses and brackets that are open; inside them a newline is a blank.
  private var open: [SourceRange] = []

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
  }

  /// Where the innermost open parenthesis or bracket stands.
  var innermostOpen: SourceRange? { open.last }

  mutating func member(_ base: Name, _ indices: [Int]) -> Name { names.member(base, indices) }

  mutating func next() throws(NotationError) -> Token {
    try skipBlanks()
    let start = offset
    guard offset < bytes.count else { return token(.endOfText, from: start) }
    let byte = bytes[offset]
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: ";"): return advance(.endOfStatement)
    case UInt8(ascii: "("):
      open.append(SourceRange(start, start + 1))
      return advance(.open)
    case UInt8(ascii: "["):
      open.append(SourceRange(start, start + 1))
      return advance(.openBracket)
    case UInt8(ascii: ")"):
      _ = open.popLast()
      return advance(.close)
    case UInt8(ascii: "]"):
      _ = open.popLast()
      return advance(.closeBracket)
    case UInt8(ascii: ".") where isFollowed(by: "."): return try range()
    case UInt8(ascii: ","): return advance(.comma)
    case UInt8(ascii: "=") where !isFollowed(by: "="): return advance(.equals)
    case UInt8(ascii: "="): return advance(.sign(.equal), by: 2)
    case UInt8(ascii: "!") where isFollowed(by: "="): return advance(.sign(.notEqual), by: 2)
    case UInt8(ascii: "<") where isFollowed(by: "="): return advance(.sign(.lessEqual), by: 2)
    case UInt8(ascii: "<"): return advance(.sign(.less))
    case UInt8(ascii: ">") where isFollowed(by: "="): return advance(.sign(.greaterEqual), by: 2)
    case UInt8(ascii: ">"): return advance(.sign(.greater))
    case UInt8(ascii: "+"): return advance(.sign(.plus))
    case UInt8(ascii: "-"): return advance(.sign(.minus))
    case UInt8(ascii: "/"): return advance(.sign(.over))
    case UInt8(ascii: "^"): return advance(.sign(.power))
    case UInt8(ascii: "*") where isFollowed(by: "*"): return advance(.sign(.power), by: 2)
    case UInt8(ascii: "*"): return advance(.sign(.times))
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."): return try number()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): return name()
    case 0x80...: return try unicode()
    default: throw failure(.unexpectedCharacter(character(at: start)), from: start)
    }
  }

  private func isFollowed(by sign: Unicode.Scalar) -> Bool {
    offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: sign)
  }

  /// `..`; three of them are a slip, not a range to .5.
  private mutating func range() throws(NotationError) -> Token {
    let token = advance(.range, by: 2)
    guard peek(UInt8(ascii: ".")) else { return token }
    offset += 1
    throw failure(.expected("'..'", found: "'...'"), from: Int(token.range.start))
  }

  // MARK: Blanks

  private mutating func skipBlanks() throws(NotationError) {
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): offset += 1
      case UInt8(ascii: "\n") where !open.isEmpty: offset += 1
      case UInt8(ascii: "#"):
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
          if bytes[offset] == 0xE2 { try refuseReordering() }
          offset += 1
        }
      case 0xC2 where bytes[offset...].starts(with: [0xC2, 0xA0]): offset += 2
      default: return
      }
    }
  }

  /// A comment that shows what follows in another order than it is read would deceive a reviewer.
  private func refuseReordering() throws(NotationError) {
    let scalar = scalar(at: offset).scalar
    guard scalar.isActive else { return }
    throw failure(.unexpectedCharacter(character(at: offset)), from: offset)
  }

  // MARK: Numbers

  private mutating func number() throws(NotationError) -> Token {
    let start = offset
    skipDigits()
    // The point of 1..3 is none of the number's.
    if peek(UInt8(ascii: ".")), !isFollowed(by: ".") {
      offset += 1
      skipDigits()
    }
    if peek(UInt8(ascii: "e")) || peek(UInt8(ascii: "E")) {
      let mark = offset
      offset += 1
      if peek(UInt8(ascii: "+")) || peek(UInt8(ascii: "-")) { offset += 1 }
      let digits = offset
      skipDigits()
      if offset == digits { offset = mark }
    }
    if let value = shortNumber(start..<offset) { return token(.number(value), from: start) }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    guard text != ".", let value = Double(text.hasSuffix(".") ? text + "0" : text) else {
      throw failure(.malformedNumber(text), from: start)
    }
    guard value.isFinite else { throw failure(.numberTooLarge(text), from: start) }
    return token(.number(value), from: start)
  }

  /// The number where it has at most 15 digits and no exponent: then both it times a power of ten and the power are
  /// exact, and so the quotient is rounded once, as it shall be.
  private func shortNumber(_ range: Range<Int>) -> Double? {
    guard (1...16).contains(range.count) else { return nil }
    var digits = 0
    var decimals: Int?
    for byte in bytes[range] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits = 10 * digits + Int(byte - UInt8(ascii: "0"))
        decimals = decimals.map { $0 + 1 }
      case UInt8(ascii: "."): decimals = 0
      default: return nil
      }
    }
    guard range.count > (decimals == nil ? 0 : 1), digits < 1_000_000_000_000_000 else {
      return nil
    }
    return Double(digits) / Lexer.powersOfTen[decimals ?? 0]
  }

  private static let powersOfTen: [Double] = (0...15).map { power in
    (0..<power).reduce(1) { product, _ in product * 10 }
  }

  private mutating func skipDigits() {
    while offset < bytes.count,
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[offset])
    { offset += 1 }
  }

  private func peek(_ byte: UInt8) -> Bool {
    offset < bytes.count && bytes[offset] == byte
  }

  // MARK: Names

  private mutating func name() -> Token {
    let start = offset
    var (end, hash) = (start, names.hash)
    while end < bytes.count, Lexer.isNameByte(bytes[end]) {
      hash.mix(bytes[end])
      end += 1
    }
    offset = end
    if end < bytes.count, bytes[end] >= 0x80 { return unicodeName(from: start) }
    // Not inside the call of a method: that would hold a copy of self, and so copy the table of names.
    let name = names.intern(ascii: bytes, start..<end, hash)
    return token(.name(name), from: start)
  }

  /// Whether a byte goes on a name in ASCII.
  @inline(__always)
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "'"):
      true
    default: false
    }
  }

  /// A name that goes on from its ASCII part with other letters, if what stands there is one.
  private mutating func unicodeName(from start: Int) -> Token {
    while offset < bytes.count {
      if bytes[offset] < 0x80 {
        guard Lexer.isNameByte(bytes[offset]) else { break }
        offset += 1
      } else {
        let (scalar, length) = scalar(at: offset)
        guard Lexer.continuesName(scalar) else { break }
        offset += length
      }
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    let name = names.intern(Lexer.plainDigits(text))
    return token(.name(name), from: start)
  }

  private mutating func unicode() throws(NotationError) -> Token {
    let (scalar, length) = scalar(at: offset)
    switch scalar {
    case "·", "×", "⋅": return advance(.sign(.times), by: length)
    case "÷": return advance(.sign(.over), by: length)
    case "−": return advance(.sign(.minus), by: length)
    case "≤": return advance(.sign(.lessEqual), by: length)
    case "≥": return advance(.sign(.greaterEqual), by: length)
    case "≠": return advance(.sign(.notEqual), by: length)
    default:
      guard scalar.properties.isAlphabetic else {
        throw failure(.unexpectedCharacter(character(at: offset)), from: offset)
      }
      return name()
    }
  }

  private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || (0x2080...0x2089).contains(scalar.value)
      || scalar.properties.generalCategory == .nonspacingMark
  }

  /// Subscript digits as plain ones: x₁ and x1 are the same name.
  private static func plainDigits(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isSubscript = (0x2080...0x2089).contains(scalar.value)
      scalars.append(isSubscript ? Unicode.Scalar(UInt8(scalar.value - 0x2080 + 0x30)) : scalar)
    }
    return String(scalars)
  }

  // MARK: Helpers

  private mutating func advance(_ kind: Token.Kind, by length: Int = 1) -> Token {
    let start = offset
    offset += length
    return token(kind, from: start)
  }

  private func token(_ kind: Token.Kind, from start: Int) -> Token {
    Token(kind: kind, range: SourceRange(start, offset))
  }

  private func failure(_ problem: NotationError.Problem, from start: Int) -> NotationError {
    let end = max(offset, start + scalar(at: start).length)
    return NotationError(problem: problem, range: SourceRange(start, end), source: source)
  }

  /// The scalar at a byte and its length; a broken sequence reads as U+FFFD of one byte.
  private func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
    var iterator = bytes[offset..<min(offset + 4, bytes.count)].makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return ("\u{FFFD}", 1) }
    return (scalar, UTF8.width(scalar))
  }

  private func character(at offset: Int) -> String {
    let scalar = scalar(at: offset).scalar
    let isUnseen = scalar.isActive || scalar.properties.generalCategory == .format
    return isUnseen ? "U+" + String(scalar.value, radix: 16, uppercase: true) : String(scalar)
  }
}
