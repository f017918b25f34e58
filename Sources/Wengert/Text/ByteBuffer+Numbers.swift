/// Numbers in decimal digits.
extension ByteBuffer {
  /// A whole number.
  @inline(__always)
  package mutating func append(decimal number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    let size = number.magnitude
    guard size < 100_000_000 else { return append(long: UInt64(size)) }
    let digits = DecimalDigits.eight(UInt64(size))
    let zeros = DecimalDigits.leadingZeros(digits)
    append(digits >> UInt64(8 * zeros), count: 8 - zeros)
  }

  @inline(never)
  private mutating func append(long number: UInt64) {
    let (upper, lower) = number.quotientAndRemainder(dividingBy: 100_000_000)
    append(decimal: Int(upper))
    append(DecimalDigits.eight(lower), count: 8)
  }

  /// A finite number other than zero in shortest round-trip form, as Swift describes it.
  mutating func append(shortest number: Double) {
    if number < 0 { append(UInt8(ascii: "-")) }
    let digits = SeventeenDigits(ShortestDecimal(number.magnitude))
    let point = digits.point
    if point < -3 || number.magnitude > 0x1p53 {
      append(digits.first)
      if digits.count > 1 { append(UInt8(ascii: ".")) }
      append(digits.rest, count: digits.count - 1)
      append(exponent: point - 1)
    } else if point <= 0 {
      append(DecimalDigits.zeroPoint, count: 2 - point)
      append(digits.first)
      append(digits.rest, count: digits.count - 1)
    } else {
      append(digits.first)
      append(digits.rest, count: point - 1)
      append(UInt8(ascii: "."))
      append(digits.rest &>> UInt128(8 * (point - 1)), count: max(digits.count - point, 1))
    }
  }

  private mutating func append(exponent: Int) {
    append(UInt8(ascii: "e"))
    append(exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
    if exponent.magnitude < 10 { append(UInt8(ascii: "0")) }
    append(decimal: Int(exponent.magnitude))
  }
}

/// The digits of a decimal number, with zeros behind its own: 0.d₁d₂…d₁₇ × 10^point.
private struct SeventeenDigits {
  /// The first digit, which is not zero.
  let first: UInt8
  /// The other sixteen, the first of them in the lowest byte.
  let rest: UInt128
  /// How many digits there are without zeros at the end.
  let count: Int
  /// How many digits stand before the point; zeros follow the point where it is negative.
  let point: Int

  @inline(__always)
  init(_ decimal: ShortestDecimal) {
    var (digits, point) = (decimal.digits, decimal.exponent + 17)
    while digits < SeventeenDigits.unit {
      digits *= 10
      point -= 1
    }
    let (first, rest) = digits.quotientAndRemainder(dividingBy: SeventeenDigits.unit)
    let (upper, lower) = rest.quotientAndRemainder(dividingBy: 100_000_000)
    let words = (DecimalDigits.eight(upper), DecimalDigits.eight(lower))
    let zeros = DecimalDigits.trailingZeros(words.1)
    self.first = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: first)
    self.rest = UInt128(words.1) << 64 | UInt128(words.0)
    self.point = point
    count = 17 - (zeros < 8 ? zeros : 8 + DecimalDigits.trailingZeros(words.0))
  }

  private static var unit: UInt64 { 10_000_000_000_000_000 }
}
