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

  /// The name without its index.
  public var base: String { String(split.base) }

  /// The index: the digits at the end of the name, or what follows its first underscore.
  public var index: String { String(split.index) }

  private var split: (base: Substring, index: Substring) {
    if let mark = name.firstIndex(of: "_"), mark != name.startIndex {
      let index = name[name.index(after: mark)...]
      if !index.isEmpty { return (name[..<mark], index) }
    }
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
    let cut = name.index(name.endIndex, offsetBy: -digits)
    return (name[..<cut], name[cut...])
  }
}
