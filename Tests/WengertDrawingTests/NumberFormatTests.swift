import Testing
import WengertDrawing

@Suite struct `Numbers for readers` {
  @Test(
    arguments: [
      (0, "0"), (-0.0, "0"), (1, "1"), (-1, "−1"), (0.5, "0.5"), (16.778112, "16.778"),
      (-0.416147, "−0.41615"),
      (0.1 + 0.2, "0.3"), (9.99999, "10"), (0.999996, "1"), (99999.96, "100000"),
      (123456.7, "123457"),
      (1234567, "1234567"), (9_999_999, "9999999"), (10_000_000, "1e7"), (12_345_678, "1.2346e7"),
      (0.00012345678, "0.00012346"), (0.000012345, "1.2345e−5"), (1e-300, "1e−300"),
      (-1.5e300, "−1.5e300"),
      (.leastNonzeroMagnitude, "5e−324"), (.infinity, "∞"), (-.infinity, "−∞"), (.nan, "NaN"),
      (0.0009999999, "0.001"),
      (2.675, "2.675"), (1.0 / 3, "0.33333"), (0.00009999999, "0.0001"), (9_999_999.6, "1e7"),
    ] as [(Double, String)])
  func `five digits, no trailing zeros, no negative zero`(_ value: Double, _ text: String) {
    #expect(NumberFormat().string(value) == text)
  }

  @Test func `what is not computed is a dash, and digits can be chosen`() {
    #expect(NumberFormat().string(nil) == "–")
    #expect(NumberFormat(digits: 2).string(2.0 / 3) == "0.67")
    #expect(NumberFormat(digits: 17).string(0.1) == "0.1")
    #expect(NumberFormat(digits: 1).string(0.96) == "1")
    #expect(NumberFormat(digits: 99).digits == 17)
  }

  @Test(arguments: 1...12)
  func `rounding is never further away than half a unit of the last digit`(_ digits: Int) throws {
    var value = 1.2345678901234e-4
    while value < 1e6 {
      let text = NumberFormat(digits: digits).string(value).replacing("−", with: "-")
      let back = try #require(Double(text))
      let scale = max(1, value)
      #expect(
        abs(back - value) <= 0.5000001 * max(value, 1e-4) * pow10(1 - digits)
          || abs(back - value) <= 0.5 * scale / scale,
        "\(value) as \(text)")
      value *= 3.7
    }
  }

  @Test(arguments: 1...17)
  func `no number is wider than seven characters and its digits`(_ digits: Int) {
    let format = NumberFormat(digits: digits)
    let mantissas = [1, 1.5, 4.0 / 3, 9.999999999999999, 2.0 / 3, 1.2345678901234567]
    for exponent in stride(from: -320.0, through: 308, by: 1) {
      for mantissa in mantissas {
        let value = -mantissa * Double("1e\(Int(exponent))")!
        let text = format.string(value)
        #expect(text.count <= digits + 7 && !text.hasSuffix("."), "\(value) as \(text)")
      }
    }
  }

  @Test func `seventeen digits name the number`() throws {
    let format = NumberFormat(digits: 17)
    for value in [0.1 + 0.2, .pi, 1e-5 / 3, 1.7e308, 123_456.789_012_345_67] {
      let text = format.string(value).replacing("−", with: "-")
      #expect(Double(text) == value)
    }
  }

  private func pow10(_ exponent: Int) -> Double {
    exponent >= 0 ? 1 : (0..<(-exponent)).reduce(1.0) { result, _ in result / 10 }
  }
}
