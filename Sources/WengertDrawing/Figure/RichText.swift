public import Wengert

/// A line of text with indices, exponents and marks over letters.
public struct RichText: Sendable, Equatable {
  /// A stretch of text in one style.
  public struct Run: Sendable, Equatable {
    /// The characters.
    public var text: String
    /// The size relative to the line.
    public var scale = 1.0
    /// How far the run stands above the base line, in units of the line's font size.
    public var rise = 0.0
    /// The marks over the run, from the inner to the outer one.
    public var marks: [Symbol.Accent] = []
    /// Whether the run names a variable and is set in italics.
    public var isVariable = false
    /// Whether the run is a seed and stands on a filled ground.
    public var isSeed = false
  }

  /// The runs from left to right.
  public var runs: [Run]

  /// Runs from left to right.
  package init(runs: [Run]) { self.runs = runs }

  /// Upright text.
  public init(_ text: String) { runs = [Run(text: text)] }

  /// The number of a seed, on a filled ground.
  init(seed: String) { runs = [Run(text: seed, isSeed: true)] }

  /// A symbol with its index and mark.
  public init(_ symbol: Symbol) {
    runs = [Run(text: symbol.displayBase, marks: symbol.marks, isVariable: true)]
    if !symbol.index.isEmpty {
      runs.append(Run(text: symbol.index, scale: 0.72, rise: -0.22))
    }
  }

  /// A formula as readers write it.
  public init(_ formula: Formula, _ format: NumberFormat) {
    self.init(formula.tokens(.display), format)
  }

  private init(_ tokens: [FormulaToken], _ format: NumberFormat) {
    runs = []
    for token in tokens {
      switch token {
      case .number(let value): append(RichText(format.string(value)))
      case .symbol(let symbol): append(RichText(symbol))
      case .function(let name): append(RichText(name))
      case .infix(let sign, let isSpaced): append(RichText(isSpaced ? " \(sign) " : sign))
      case .prefix(let sign): append(RichText(sign))
      case .open: append(RichText("("))
      case .close: append(RichText(")"))
      case .comma: append(RichText(", "))
      case .raised(let exponent): append(RichText(exponent, format).raised())
      }
    }
  }

  /// Adds text at the end.
  public mutating func append(_ other: RichText) {
    for run in other.runs {
      if var last = runs.last, last.marks.isEmpty, run.marks.isEmpty,
        last.scale == run.scale, last.rise == run.rise, last.isVariable == run.isVariable,
        last.isSeed == run.isSeed
      {
        last.text += run.text
        runs[runs.count - 1] = last
      } else {
        runs.append(run)
      }
    }
  }

  /// Two texts in a row.
  public static func + (left: RichText, right: RichText) -> RichText {
    var sum = left
    sum.append(right)
    return sum
  }

  private func raised() -> RichText {
    var copy = self
    for index in runs.indices {
      copy.runs[index].scale *= 0.72
      copy.runs[index].rise = 0.42 + 0.72 * runs[index].rise
    }
    return copy
  }

  /// The text in characters alone: `v̇₃`, `x²`.
  public var plain: String { runs.map(\.plain).joined() }

  /// The same for readers: marks around what is written from right to left keep the parts of an equation in their order.
  package var inOrder: String {
    runs.map { $0.isRightToLeft ? "\u{200E}\($0.plain)\u{200E}" : $0.plain }.joined()
  }
}

extension RichText.Run {
  /// Whether letters of the run are written from right to left.
  var isRightToLeft: Bool { text.unicodeScalars.contains(where: \.isRightToLeft) }

  /// Whether a face of another script may draw letters of the run, with widths of its own.
  var isOfAnyWidth: Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x300...0x36F, 0x530...0x1DFF, 0x2E80...0xFFFC, 0x10000...: true
      default: false
      }
    }
  }

  fileprivate var plain: String { marks.isEmpty ? shifted : marked }

  /// The text with its marks as combining characters.
  var marked: String { text + marks.map(\.combining).joined() }

  /// Digits as subscripts or superscripts where all of them exist; otherwise after `_` or `^`.
  fileprivate var shifted: String {
    guard rise != 0 else { return text }
    let table = rise < 0 ? RichText.Run.subscripts : RichText.Run.superscripts
    let mapped = text.compactMap { table[$0] }
    if mapped.count == text.count { return String(mapped) }
    let mark = rise < 0 ? "_" : "^"
    return text.count == 1 || rise < 0 ? mark + text : "\(mark)(\(text))"
  }

  private static let subscripts = table("₀₁₂₃₄₅₆₇₈₉")
  private static let superscripts = table("⁰¹²³⁴⁵⁶⁷⁸⁹").merging(["−": "⁻"]) { first, _ in first }

  private static func table(_ digits: String) -> [Character: Character] {
    Dictionary(uniqueKeysWithValues: zip("0123456789", digits))
  }
}

extension Symbol.Accent {
  fileprivate var combining: String {
    switch self {
    case .none: ""
    case .dot: "\u{307}"
    case .bar: "\u{304}"
    }
  }
}

extension Symbol {
  /// The name without its index, Greek letters as letters.
  public var displayBase: String { Symbol.greek[base] ?? base }

  private static let greek = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ",
    "psi": "ψ",
    "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ",
    "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "inf": "∞",
  ]
}
