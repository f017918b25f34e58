import Wengert

extension Language {
  /// Swift 5 and later.
  public static let swift = Language(
    name: "swift",
    suffix: "swift",
    comment: "//",
    importLine: "import Foundation",
    spellings: [
      .abs: .builtin("abs"),
      .sign: helper("sign", "_ x: Double", "x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : x"),
      // min and max of the language let the order of the operands decide about NaN.
      .min: helper("min", "_ x: Double, _ y: Double", "x < y || x.isNaN ? x : y"),
      .max: helper("max", "_ x: Double, _ y: Double", "x > y || x.isNaN ? x : y"),
      .gamma: .library("tgamma"),
      .lgamma: helper("lgamma", "_ x: Double", "lgamma(x).0", usesLibrary: true),
      .polygamma: .helper(Polygamma.swift),
      .sigmoid: helper("sigmoid", "_ x: Double", "1.0 / (1.0 + exp(-x))", usesLibrary: true),
      .softplus: helper(
        "softplus", "_ x: Double",
        "(x > 0.0 || x.isNaN ? x : 0.0) + log1p(exp(-x.magnitude))", usesLibrary: true),
      .relu: helper("relu", "_ x: Double", "x > 0.0 || x.isNaN ? x : 0.0"),
      .silu: helper(
        "silu", "_ x: Double", "x == -Double.infinity ? -0.0 : x / (1.0 + exp(-x))",
        usesLibrary: true),
      .gelu: helper(
        "gelu", "_ x: Double",
        "x == -Double.infinity ? -0.0 : 0.5 * x * erfc(-x / (2.0).squareRoot())",
        usesLibrary: true),
    ].merging(comparisons { helper($0, "_ x: Double, _ y: Double", "x \($1) y ? 1.0 : 0.0") }) {
      own, _ in own
    },
    literal: literal,
    infinity: .builtin("Double.infinity"),
    notANumber: .builtin("Double.nan"),
    usesCamelCase: true,
    choice: { "\($0) != 0.0 ? \($1) : \($2)" },
    constant: { "let \($0) = \($1)" },
    variable: { "var \($0) = \($1)" },
    assignment: { "\($0) = \($1)" },
    header: { name, arguments, results in
      let parameters = arguments.map { "_ \($0): [Double]" }.joined(separator: ", ")
      let named = results.map { "\($0): [Double]" }.joined(separator: ", ")
      return "func \(name)(\(parameters)) -> \(results.count == 1 ? "[Double]" : "(\(named))") {"
    },
    handOver: { results in
      let lists = results.map { "[\(wrapped($0.elements))]" }
      return ["return \(lists.count == 1 ? lists[0] : "(\(lists.joined(separator: ", ")))")"]
    },
    ending: "}",
    parts: PartSyntax(
      header: { name, arguments, changed in
        let parameters =
          arguments.map { "_ \($0): [Double]" } + changed.map { "_ \($0): inout [Double]" }
        return "private func \(name)(\(parameters.joined(separator: ", "))) {"
      },
      call: { name, arguments, changed in
        "\(name)(\((arguments + changed.map { "&\($0)" }).joined(separator: ", ")))"
      },
      opening: { results, values in
        (results + [values]).map {
          "var \($0.name) = [Double](repeating: 0.0, count: \($0.count))"
        }
      },
      closing: { results, _ in
        [
          "return \(results.count == 1 ? results[0] : "(\(results.joined(separator: ", ")))")"
        ]
      }),
    reserved: ReservedWords.swift)

  private static func helper(
    _ name: String, _ parameters: String, _ value: String, usesLibrary: Bool = false
  ) -> Reference {
    let name = "wengert_\(name)"
    return .helper(
      Helper(
        name: name,
        definition: "private func \(name)(\(parameters)) -> Double { \(value) }",
        usesLibrary: usesLibrary))
  }

  /// A literal that the compiler reads as this number.
  ///
  /// On x86-64 the compiler rounds a decimal to the 64 bits of a Float80 and only then to the 53 of a Double.
  /// Where the decimal lies close to the middle between two Doubles, that may end at the wrong one, about once
  /// in ten thousand literals. Such a number is written by its bits.
  @Sendable private static func literal(_ value: Double) -> String {
    let text = value.description
    guard let offset = offset(of: text, from: value), offset < 0.5 - 0x1p-10 else {
      return "Double(bitPattern: 0x\(String(value.bitPattern, radix: 16)))"
    }
    return text
  }

  /// The distance of a decimal from its number, in units of the number's last place; nil where unknown.
  private static func offset(of text: String, from value: Double) -> Double? {
    if value.exponent < 53, value.rounded() == value { return 0 }
    let parts = text.split(separator: "e")
    let digits = parts[0].split(separator: ".")
    let fraction = digits.count > 1 ? digits[1] : ""
    let scale = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - fraction.count
    guard value.isNormal, scale.magnitude <= 44, let whole = Int(digits[0] + fraction) else {
      return nil
    }
    // Both factors are exact as pairs of Doubles, so the difference of the products is exact enough.
    let high = Double(whole)
    let low = Double(whole - Int(high))
    let first = power(min(Int(scale.magnitude), 22))
    let second = power(max(Int(scale.magnitude) - 22, 0))
    let scaleHigh = first * second
    let scaleLow = (-scaleHigh).addingProduct(first, second)
    let difference =
      scale < 0
      ? (high.addingProduct(-value, scaleHigh) + low - value * scaleLow) / scaleHigh
      : (-value).addingProduct(high, scaleHigh) + low * scaleHigh + high * scaleLow
    return difference.magnitude / value.ulp
  }

  /// A power of ten, exact up to 10²².
  private static func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
