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
  init(quoted letter: UInt8, _ number: UInt64) {
    let mark = UInt64(UInt8(ascii: "\""))
    let (upper, lower) = number.quotientAndRemainder(dividingBy: 100_000_000)
    var (words, count) = (UInt128(mark | UInt64(letter) << 8), 2)
    func add(_ digits: UInt64, _ length: Int) {
      words |= UInt128(digits) &<< UInt128(8 * count)
      count += length
    }
    if upper > 0 {
      let digits = DecimalDigits.eight(upper)
      let zeros = DecimalDigits.leadingZeros(digits)
      add(digits >> UInt64(8 * zeros), 8 - zeros)
      add(DecimalDigits.eight(lower), 8)
    } else {
      let digits = DecimalDigits.eight(lower)
      let zeros = DecimalDigits.leadingZeros(digits)
      add(digits >> UInt64(8 * zeros), 8 - zeros)
    }
    add(mark, 1)
    (self.words, self.count) = (words, count)
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
