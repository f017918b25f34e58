import WengertNotation

/// One `name=value` of a fence.
struct Attribute: Equatable {
  let name: String
  let nameRange: SourceRange
  /// The value without quotes and escapes.
  let value: String
  /// The value as it is written, without the quotes around it.
  let valueRange: SourceRange
}

/// Reads what stands after the marker of a fence: `wengert {name=value …}` or `{.wengert name=value …}`.
///
/// A value with blanks stands in quotes, single or double; in them `\` stands before a quote or another `\`.
/// `#name` is short for `id=name`.
struct AttributeReader {
  private static let language = "wengert"

  private let head: SourceText
  private var offset: Int

  private var bytes: [UInt8] { head.bytes }

  private init(_ head: SourceText, from offset: Int) {
    self.head = head
    self.offset = offset
  }

  /// Whether a fence with such text after its marker asks for a figure.
  static func namesLanguage(_ info: ArraySlice<UInt8>) -> Bool {
    let text = info.drop(while: \.isBlank)
    if text.starts(with: language.utf8) {
      let next = text.dropFirst(language.utf8.count).first
      return next.map { $0.isBlank || $0 == .openBrace } ?? true
    }
    guard text.first == .openBrace else { return false }
    // The first class of an attribute list is the language; an identifier may stand before it.
    var rest = text.dropFirst().drop(while: \.isBlank)
    if rest.first == UInt8(ascii: "#") {
      rest = rest.drop { !$0.isBlank }.drop(while: \.isBlank)
    }
    guard rest.starts(with: ".\(language)".utf8) else { return false }
    let next = rest.dropFirst(language.utf8.count + 1).first
    return next.map { $0.isBlank || $0 == .closeBrace } ?? true
  }

  /// The attributes of a fence in order.
  static func attributes(of fence: Fence) throws(DocumentError) -> [Attribute] {
    var reader = AttributeReader(fence.head, from: fence.markerLength)
    return try reader.read()
  }

  private mutating func read() throws(DocumentError) -> [Attribute] {
    skipBlanks()
    let isClass = next == .openBrace
    if !isClass {
      offset += AttributeReader.language.utf8.count
      skipBlanks()
      if next == nil { return [] }
    }
    let brace = offset
    guard next == .openBrace else { throw failure(.bareAttributes, word()) }
    offset += 1
    var attributes: [Attribute] = []
    var needsClass = isClass
    while true {
      let hasBlank = skipBlanks()
      guard let byte = next else {
        throw failure(.unclosedBrace, SourceRange(brace, brace + 1))
      }
      if byte == .closeBrace { break }
      guard hasBlank || offset == brace + 1 else {
        throw failure(.expected("a blank before the next attribute"), word())
      }
      if byte == UInt8(ascii: "."), needsClass {
        offset += AttributeReader.language.utf8.count + 1
        needsClass = false
      } else {
        attributes.append(try attribute())
      }
    }
    offset += 1
    skipBlanks()
    guard next == nil else { throw failure(.expected("nothing after the attributes"), word()) }
    return attributes
  }

  // MARK: Attributes

  private mutating func attribute() throws(DocumentError) -> Attribute {
    if next == UInt8(ascii: "#") {
      let range = SourceRange(offset, offset + 1)
      offset += 1
      let value = word()
      offset = Int(value.end)
      return Attribute(name: "id", nameRange: range, value: text(value), valueRange: value)
    }
    let name = word(until: UInt8(ascii: "="))
    guard name.end > name.start else {
      throw failure(.expected("the name of an attribute"), word())
    }
    offset = Int(name.end)
    guard next == UInt8(ascii: "=") else {
      throw failure(.expected("'=' and a value after '\(text(name))'"), name)
    }
    offset += 1
    switch next {
    case .some(let quote) where quote.isQuote:
      let range = try quoted(by: quote)
      return Attribute(name: text(name), nameRange: name, value: plain(range), valueRange: range)
    default:
      let range = word()
      guard range.end > range.start else {
        throw failure(.expected("a value after '\(text(name))='"), name)
      }
      offset = Int(range.end)
      guard !bytes[Int(range.start)..<offset].contains(where: \.isQuote) else {
        throw failure(.expected("quotes around the whole value"), range)
      }
      return Attribute(name: text(name), nameRange: name, value: text(range), valueRange: range)
    }
  }

  /// What stands between quotes, which are read too.
  private mutating func quoted(by quote: UInt8) throws(DocumentError) -> SourceRange {
    let start = offset + 1
    var end = start
    while end < bytes.count, bytes[end] != quote { end += isEscape(at: end) ? 2 : 1 }
    guard end < bytes.count else {
      throw failure(.unclosedQuote, SourceRange(start - 1, start))
    }
    offset = end + 1
    return SourceRange(start, end)
  }

  /// The text of a quoted value without its escapes.
  private func plain(_ range: SourceRange) -> String {
    var result: [UInt8] = []
    var position = Int(range.start)
    while position < Int(range.end) {
      if isEscape(at: position) { position += 1 }
      result.append(bytes[position])
      position += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Other backslashes stand for themselves: captions hold formulas.
  private func isEscape(at position: Int) -> Bool {
    guard bytes[position] == .backslash, position + 1 < bytes.count else { return false }
    return bytes[position + 1].isQuote || bytes[position + 1] == .backslash
  }

  // MARK: Words

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  @discardableResult private mutating func skipBlanks() -> Bool {
    let start = offset
    while offset < bytes.count, bytes[offset].isBlank { offset += 1 }
    return offset > start
  }

  /// What stands here up to a blank, a brace or another byte.
  private func word(until stop: UInt8 = .closeBrace) -> SourceRange {
    let end = bytes[offset...].firstIndex { $0.isBlank || $0 == .closeBrace || $0 == stop }
    return SourceRange(offset, end ?? bytes.count)
  }

  private func text(_ range: SourceRange) -> String {
    String(decoding: bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
  }

  private func failure(
    _ problem: DocumentError.Problem, _ range: SourceRange
  ) -> DocumentError {
    DocumentError(problem: problem, range: range, source: head)
  }
}

extension UInt8 {
  fileprivate static let openBrace = UInt8(ascii: "{")
  fileprivate static let closeBrace = UInt8(ascii: "}")
  fileprivate static let backslash = UInt8(ascii: "\\")

  fileprivate var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
}
