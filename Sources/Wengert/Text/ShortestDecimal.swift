/// The shortest decimal number that is read back as the same binary one, and of those the nearest to it.
///
/// The algorithm is Schubfach (Giulietti 2022, "The Schubfach way to render doubles"): the numbers that round to the
/// binary one are an interval, and a decimal grid is looked for that has one or two points in it. Three products
/// with a power of ten decide, whatever the number.
package struct ShortestDecimal {
  /// The digits as a whole number, perhaps with zeros at the end.
  package let digits: UInt64
  /// The power of ten that they are multiplied with.
  package let exponent: Int

  /// The decimal form of a positive, finite number.
  package init(_ number: Double) {
    let fraction = number.significandBitPattern
    let isNormal = number.exponentBitPattern != 0
    let significand = isNormal ? fraction | 1 << 52 : fraction
    let binaryExponent = Int(isNormal ? number.exponentBitPattern : 1) - 1075
    // Below a power of two the neighbour is half as far away.
    let isUneven = fraction == 0 && number.exponentBitPattern > 1
    // In fixed point: log₁₀(2), and log₁₀(4/3) for the uneven interval.
    let decimalExponent = (binaryExponent * 1_262_611 - (isUneven ? 524_031 : 0)) >> 22
    // Multiplied with the power of ten, a fourth of a unit of the grid is one.
    let shift = UInt64(binaryExponent + (-decimalExponent * 1_741_647) >> 19 + 1)
    let power = PowerOfTen(-decimalExponent)
    let low = power.scaled((4 * significand - (isUneven ? 1 : 2)) << shift)
    let middle = power.scaled(4 * significand << shift)
    let high = power.scaled((4 * significand + 2) << shift)
    // The ends of the interval round to even.
    let odd = significand & 1
    func isInside(_ quarters: UInt64) -> Bool { low + odd <= quarters && quarters + odd <= high }

    let down = middle >> 2
    let coarse = down / 10
    let (isCoarseDown, isCoarseUp) = (isInside(40 * coarse), isInside(40 * coarse + 40))
    if down >= 10, isCoarseDown != isCoarseUp {
      (digits, exponent) = (coarse + (isCoarseUp ? 1 : 0), decimalExponent + 1)
      return
    }
    exponent = decimalExponent
    let (isDown, isUp) = (isInside(4 * down), isInside(4 * down + 4))
    if isDown != isUp {
      digits = down + (isUp ? 1 : 0)
    } else {
      let half = 4 * down + 2
      digits = down + (middle > half || (middle == half && down & 1 == 1) ? 1 : 0)
    }
  }
}

/// A power of ten as 128 bits whose first is set, rounded up.
private struct PowerOfTen {
  private let high: UInt64
  private let low: UInt64

  private static let exponents = -292...324

  /// Twice 64 bits for each exponent.
  private static let words: [UInt64] = {
    var words: [UInt64] = []
    words.reserveCapacity(2 * exponents.count)
    // 2¹¹⁵² / 10ⁿ keeps more than 128 bits down to the last exponent, and its floor is that of the exact quotient.
    var quotient = BigNumber(powerOfTwo: 1152)
    var reciprocals: [(high: UInt64, low: UInt64)] = []
    for _ in 1...(-exponents.lowerBound) {
      quotient.divideByTen()
      let top = quotient.leadingBits
      reciprocals.append(PowerOfTen.roundedUp(top.high, top.low))
    }
    for power in reciprocals.reversed() { words += [power.high, power.low] }
    var power = BigNumber(powerOfTwo: 0)
    for _ in 0...exponents.upperBound {
      let top = power.leadingBits
      let rounded = top.isExact ? (top.high, top.low) : roundedUp(top.high, top.low)
      words += [rounded.0, rounded.1]
      power.multiplyByTen()
    }
    return words
  }()

  private static func roundedUp(_ high: UInt64, _ low: UInt64) -> (high: UInt64, low: UInt64) {
    // No power of ten is so near to a power of two that the carry goes on.
    low == .max ? (high + 1, 0) : (high, low + 1)
  }

  init(_ exponent: Int) {
    let words = PowerOfTen.words
    let place = 2 * (exponent - PowerOfTen.exponents.lowerBound)
    (high, low) = (words[place], words[place + 1])
  }

  /// The upper half of the product with a number; its last bit is set where anything is left below it, so that
  /// comparisons with even numbers come out as for the exact product.
  @inline(__always)
  func scaled(_ number: UInt64) -> UInt64 {
    let carried = low.multipliedFullWidth(by: number).high
    let product = high.multipliedFullWidth(by: number)
    let (rest, overflow) = product.low.addingReportingOverflow(carried)
    return (product.high + (overflow ? 1 : 0)) | (rest > 1 ? 1 : 0)
  }
}

/// A whole number of any length, from which the table of powers is made.
private struct BigNumber {
  /// From the lowest word to the highest, which is not zero.
  private var words: [UInt64]

  init(powerOfTwo exponent: Int) {
    words = Array(repeating: 0, count: exponent / 64 + 1)
    words[exponent / 64] = 1 << UInt64(exponent % 64)
  }

  mutating func multiplyByTen() {
    var carry: UInt64 = 0
    for place in words.indices {
      let product = words[place].multipliedFullWidth(by: 10)
      let (sum, overflow) = product.low.addingReportingOverflow(carry)
      words[place] = sum
      carry = product.high + (overflow ? 1 : 0)
    }
    if carry > 0 { words.append(carry) }
  }

  mutating func divideByTen() {
    var rest: UInt64 = 0
    for place in words.indices.reversed() {
      (words[place], rest) = (10 as UInt64).dividingFullWidth((rest, words[place]))
    }
    if words.last == 0 { words.removeLast() }
  }

  /// The first 128 bits, from the highest one that is set, and whether all others are zero.
  var leadingBits: (high: UInt64, low: UInt64, isExact: Bool) {
    let shift = UInt64(words[words.count - 1].leadingZeroBitCount)
    /// The word that begins so many bits below the first one.
    func word(_ place: Int) -> UInt64 {
      let (upper, lower) = (words.count - 1 - place, words.count - 2 - place)
      let first = upper >= 0 ? words[upper] << shift : 0
      return lower >= 0 && shift > 0 ? first | words[lower] >> (64 - shift) : first
    }
    let isExact = (2...max(2, words.count)).allSatisfy { word($0) == 0 }
    return (word(0), word(1), isExact)
  }
}
