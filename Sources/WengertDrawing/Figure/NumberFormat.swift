import Wengert

/// How numbers are written for readers.
public struct NumberFormat: Sendable, Hashable {
  /// The number of significant digits.
  public let digits: Int

  /// A format with that many significant digits, at least 1 and at most 17.
  public init(digits: Int = 5) { self.digits = Swift.min(Swift.max(digits, 1), 17) }

  /// The number with a true minus sign; absent values as a dash.
  ///
  /// Whole numbers below ten million are written in full, other numbers are rounded from their shortest
  /// decimal form. Trailing zeros vanish, and there is no negative zero.
  public func string(_ value: Double?) -> String {
    guard let value else { return "–" }
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value > 0 ? "∞" : "−∞" }
    if value == 0 { return "0" }
    let sign = value < 0 ? "−" : ""
    let size = value.magnitude
    if size < 1e7, size.rounded() == size { return sign + String(Int(size)) }
    return sign + unsigned(size)
  }

  private func unsigned(_ size: Double) -> String {
    let decimal = Decimal(size)
    let whole = decimal.exponent < 7 ? Swift.max(0, decimal.exponent + 1) : 0
    let rounded = decimal.rounded(to: Swift.max(digits, whole))
    // Rounding may reach the next power of ten, so the form is chosen afterwards.
    guard (-4..<7).contains(rounded.exponent) else {
      let text = String(rounded.digits)
      let mantissa = text.utf8.count > 1 ? text.prefix(1) + "." + text.dropFirst() : text[...]
      return "\(mantissa)e\(rounded.exponent < 0 ? "−" : "")\(abs(rounded.exponent))"
    }
    return rounded.positional
  }
}

/// A positive number in decimal: d₀.d₁d₂… × 10^exponent, without trailing zeros.
private struct Decimal {
  /// The digits as a whole number.
  let digits: UInt64
  /// How many there are.
  private let count: Int
  /// The power of ten of the first digit.
  let exponent: Int

  /// Digits, of which zeros at the end are dropped, and the power of ten of the last one.
  private init(_ digits: UInt64, scale: Int) {
    var (digits, scale) = (digits, scale)
    while digits % 10 == 0 {
      digits /= 10
      scale += 1
    }
    self.digits = digits
    count = String(digits).utf8.count
    exponent = scale + count - 1
  }

  /// The shortest digits that name the number.
  init(_ value: Double) {
    let shortest = ShortestDecimal(value)
    self.init(shortest.digits, scale: shortest.exponent)
  }

  func rounded(to limit: Int) -> Decimal {
    guard count > limit else { return self }
    var unit: UInt64 = 1
    for _ in limit..<count { unit *= 10 }
    let (quotient, rest) = digits.quotientAndRemainder(dividingBy: unit)
    return Decimal(quotient + (rest >= unit / 2 ? 1 : 0), scale: exponent + 1 - limit)
  }

  var positional: String {
    let text = String(digits)
    if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + text }
    let whole = text.prefix(exponent + 1)
    let padding = String(repeating: "0", count: Swift.max(0, exponent + 1 - count))
    let fraction = text.dropFirst(exponent + 1)
    return whole + padding + (fraction.isEmpty ? "" : "." + fraction)
  }
}
