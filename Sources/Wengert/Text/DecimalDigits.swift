/// Digits of decimal numbers in ASCII, eight at a time in one word: the first digit is its lowest byte.
enum DecimalDigits {
  /// The eight digits of a number below 10⁸, with zeros in front.
  ///
  /// The number is halved three times, into parts of four, two and one digits that stand side by side; division by
  /// 100 and by 10 is multiplication in fixed point.
  @inline(__always)
  static func eight(_ number: UInt64) -> UInt64 {
    let fours = number / 10_000 | (number % 10_000) << 32
    let hundreds = (fours &* 10_486) >> 20 & 0x7F_0000_007F
    let twos = hundreds | (fours &- 100 &* hundreds) << 16
    let tens = (twos &* 103) >> 10 & 0x000F_000F_000F_000F
    return (tens | (twos &- 10 &* tens) << 8) | zeros
  }

  /// Eight times the digit 0.
  static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// A zero, a point, and zeros behind it.
  static let zeroPoint: UInt64 = 0x3030_3030_3030_2E30

  /// How many of the eight digits are zeros at the front; at most seven.
  @inline(__always)
  static func leadingZeros(_ digits: UInt64) -> Int {
    // The last digit is never one of them.
    ((digits ^ zeros) | 1 << 63).trailingZeroBitCount >> 3
  }

  /// How many of the eight digits are zeros at the end.
  @inline(__always)
  static func trailingZeros(_ digits: UInt64) -> Int {
    (digits ^ zeros).leadingZeroBitCount >> 3
  }
}
