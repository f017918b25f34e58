/// A text of at most sixteen bytes, which is copied as two words.
struct ShortText: Sendable {
  /// The bytes, the first of them lowest.
  fileprivate let words: UInt128
  fileprivate let count: Int

  init(_ text: String) {
    precondition(text.utf8.count <= 16, "\(text) is longer than sixteen bytes")
    var words: UInt128 = 0
    for byte in text.utf8.reversed() { words = words << 8 | UInt128(byte) }
    self.words = words
    count = text.utf8.count
  }

  /// A letter and a number of at most twelve digits between quotes.
  @inline(__always)
  init(quoted letter: UInt8, _ number: UInt64) {
    guard number < 100_000_000 else {
      self.init("\"\(Unicode.Scalar(letter))\(number)\"")
      return
    }
    let digits = DecimalDigits.eight(number)
    let zeros = UInt64(8 * DecimalDigits.leadingZeros(digits))
    let (shown, bits) = (digits >> zeros, 64 - zeros)
    // Two bytes stand before the digits, so two of eight go into the upper word, and the quote behind them all.
    let mark = UInt64(UInt8(ascii: "\""))
    let low = mark | UInt64(letter) << 8 | shown << 16 | (bits < 48 ? mark << (bits + 16) : 0)
    let high = shown >> 48 | (bits < 48 ? 0 : mark << (bits - 48))
    self.init(words: UInt128(high) << 64 | UInt128(low), count: Int(bits >> 3) + 3)
  }

  private init(words: UInt128, count: Int) {
    self.words = words
    self.count = count
  }

  /// The end of a line and at most fifteen blanks.
  static func newLine(indent: Int) -> ShortText {
    precondition(indent < 16, "a line begins with at most fifteen blanks")
    return ShortText(words: 0x2020_2020_2020_2020_2020_2020_2020_200A, count: indent + 1)
  }

  /// What stands between the parts of JSON.
  static let comma = ShortText(", ")
  static let colon = ShortText(": ")
  /// Parts of numbers.
  static let null = ShortText("null")
  static let pointZero = ShortText(".0")
}

extension ByteBuffer {
  @inline(__always)
  mutating func append(_ text: ShortText) { append(text.words, count: text.count) }
}
