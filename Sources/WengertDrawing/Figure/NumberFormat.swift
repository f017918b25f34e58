/// How numbers are written for readers.
public struct NumberFormat: Sendable, Equatable {
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
      let text = rounded.digits.map(String.init).joined()
      let mantissa = text.count > 1 ? text.prefix(1) + "." + text.dropFirst() : text[...]
      return "\(mantissa)e\(rounded.exponent < 0 ? "−" : "")\(abs(rounded.exponent))"
    }
    return rounded.positional
  }
}

/// The digits of a positive number: 0.d₀d₁d₂… × 10^(exponent + 1), without trailing zeros.
private struct Decimal {
  var digits: [Int]
  /// The power of ten of the first digit.
  var exponent: Int

  init(digits: [Int], exponent: Int) {
    self.digits = digits
    self.exponent = exponent
  }

  /// The shortest digits that name the number.
  init(_ value: Double) {
    let parts = value.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = mantissa[0].compactMap(\.wholeNumberValue)
    let fraction = mantissa.count > 1 ? mantissa[1].compactMap(\.wholeNumberValue) : []
    let all = whole + fraction
    let leading = all.prefix { $0 == 0 }.count
    let scale = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    self.init(digits: Array(all.dropFirst(leading)), exponent: whole.count - 1 - leading + scale)
    trim()
  }

  func rounded(to count: Int) -> Decimal {
    guard digits.count > count else { return self }
    var result = Decimal(digits: Array(digits.prefix(count)), exponent: exponent)
    if digits[count] >= 5 {
      var place = count - 1
      while place >= 0, result.digits[place] == 9 {
        result.digits[place] = 0
        place -= 1
      }
      if place < 0 {
        result.digits.insert(1, at: 0)
        result.exponent += 1
      } else {
        result.digits[place] += 1
      }
    }
    result.trim()
    return result
  }

  var positional: String {
    let text = digits.map(String.init).joined()
    if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + text }
    let whole = text.prefix(exponent + 1)
    let padding = String(repeating: "0", count: Swift.max(0, exponent + 1 - text.count))
    let fraction = text.dropFirst(exponent + 1)
    return whole + padding + (fraction.isEmpty ? "" : "." + fraction)
  }

  private mutating func trim() {
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
  }
}
