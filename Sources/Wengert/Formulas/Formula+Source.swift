extension Formula {
  /// The formula as the notation writes it, so that the parser reads the same formula back.
  public var source: String {
    tokens(.source).map { token in
      switch token {
      case .number(let value): value.plain
      case .symbol(let symbol): symbol.name
      case .function(let name), .prefix(let name): name
      case .infix(let sign, let isSpaced): isSpaced ? " \(sign) " : sign
      case .open: "("
      case .close: ")"
      case .comma: ", "
      case .raised: preconditionFailure("the source style raises nothing")
      }
    }.joined()
  }
}

extension Double {
  /// The number in shortest round-trip form, whole numbers without a point and zero without a sign.
  package var plain: String {
    if isNaN { return "NaN" }
    let text = (self == 0 ? 0 : self).description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
