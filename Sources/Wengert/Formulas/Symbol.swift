/// The sign of a quantity: a name with an accent, such as v₃, v̇₃ or v̄₃.
public struct Symbol: Hashable, Sendable {
  /// The mark over the letter.
  public enum Accent: Sendable, Hashable {
    /// No mark: a primal.
    case none
    /// A dot: a tangent.
    case dot
    /// A bar: an adjoint.
    case bar

    /// What stands for the mark at the end of a name in source text.
    public var suffix: String {
      switch self {
      case .none: ""
      case .dot: "_dot"
      case .bar: "_bar"
      }
    }
  }

  /// The name in source text, such as `v3` or `x_max`.
  public let name: String
  /// The mark over the letter.
  public let accent: Accent

  /// A symbol by its name in source text.
  public init(_ name: String, accent: Accent = .none) {
    self.name = name
    self.accent = accent
  }

  /// The same name with another mark.
  public func with(_ accent: Accent) -> Symbol { Symbol(name, accent: accent) }

  /// The same symbol with a prime.
  package var primed: Symbol {
    let (stem, bracket) = indexed
    return Symbol(stem + "'" + bracket, accent: accent)
  }

  /// The name in source text with a suffix for the mark: `v3_bar`, `w_bar[1]`.
  public var spelled: String {
    guard accent != .none else { return name }
    let (stem, bracket) = indexed
    return stem + accent.suffix + bracket
  }

  /// The name up to its index in brackets, and that.
  private var indexed: (stem: Substring, bracket: Substring) {
    guard name.last == "]", let open = name.firstIndex(of: "[") else { return (name[...], "") }
    return (name[..<open], name[open...])
  }

  /// The name without its index and without the suffix of a mark.
  public var base: String { String(split.base) }

  /// The index: what stands in brackets, the digits at the end of the name, or what follows its first underscore.
  public var index: String { String(split.index) }

  /// The marks over the letter, from the inner to the outer one: what the name ends with, `_dot` or `_bar`, then
  /// the accent.
  public var marks: [Accent] { suffixes + (accent == .none ? [] : [accent]) }

  private var suffixes: [Accent] {
    var marks: [Accent] = []
    var rest = indexed.stem
    while let mark = [Accent.dot, .bar].first(where: { rest.count > 4 && rest.hasSuffix($0.suffix) }
    ) {
      marks.insert(mark, at: 0)
      rest = rest.dropLast(4)
    }
    return marks
  }

  private var split: (base: Substring, index: Substring) {
    let (whole, bracket) = indexed
    let stem = whole.dropLast(4 * suffixes.count)
    if !bracket.isEmpty { return (stem, bracket.dropFirst().dropLast()) }
    if let mark = stem.firstIndex(of: "_"), mark != stem.startIndex {
      let index = stem[stem.index(after: mark)...]
      if !index.isEmpty { return (stem[..<mark], index) }
    }
    let digits = stem.reversed().prefix { $0.isASCII && $0.isNumber }.count
    let cut = stem.index(stem.endIndex, offsetBy: -digits)
    return (stem[..<cut], stem[cut...])
  }
}
