/// An expression in symbols: what a rule yields when it runs on names instead of numbers.
public indirect enum Formula: Hashable, Sendable {
  case number(Double)
  case symbol(Symbol)
  case unary(Elemental, Formula)
  case binary(Elemental, Formula, Formula)
  case ternary(Elemental, Formula, Formula, Formula)

  /// The symbol of that name.
  public static func symbol(_ name: String) -> Formula { .symbol(Symbol(name)) }

  /// The elemental written around its operands, from one to three; nothing is simplified.
  package static func apply(_ elemental: Elemental, _ operands: [Formula]) -> Formula {
    switch operands.count {
    case 1: .unary(elemental, operands[0])
    case 2: .binary(elemental, operands[0], operands[1])
    case 3: .ternary(elemental, operands[0], operands[1], operands[2])
    default: preconditionFailure("an elemental takes from one to three operands")
    }
  }

  /// The formula with symbols replaced; nothing is simplified.
  public func replacing(_ replacement: (Symbol) -> Formula?) -> Formula {
    switch self {
    case .number: self
    case .symbol(let symbol): replacement(symbol) ?? self
    case .unary(let elemental, let x): .unary(elemental, x.replacing(replacement))
    case .binary(let elemental, let x, let y):
      .binary(elemental, x.replacing(replacement), y.replacing(replacement))
    case .ternary(let elemental, let x, let y, let z):
      .ternary(
        elemental, x.replacing(replacement), y.replacing(replacement), z.replacing(replacement))
    }
  }
}

extension Formula: Scalar {
  /// The number.
  public init(_ value: Double) { self = .number(value) }

  /// The elemental written around its operand, in the shortest usual form.
  public static func apply<E: UnaryElemental>(_: E.Type, _ x: Formula) -> Formula {
    guard E.elemental == .neg else { return .unary(E.elemental, x) }
    switch x {
    case .number(let value): return .number(0 - value)
    case .unary(.neg, let inner): return inner
    case .binary(.sub, let a, let b): return .binary(.sub, b, a)
    default: return .unary(.neg, x)
    }
  }

  /// The elemental written around its operands, in the shortest usual form.
  ///
  /// Zeros and ones that a rule brings along vanish, minus signs move outwards: `v̇₂·(−1)` becomes
  /// `−v̇₂`, and `v̇·(1/v)` becomes `v̇/v`.
  public static func apply<E: BinaryElemental>(_: E.Type, _ x: Formula, _ y: Formula) -> Formula {
    if case .number(let a) = x, case .number(let b) = y {
      let value = E.primal(a, b)
      if value.isFinite { return .number(value) }
    }
    switch E.elemental {
    case .add: return sum(x, y)
    case .sub: return difference(x, y)
    case .mul: return product(x, y)
    case .div: return quotient(x, y)
    case .pow where y == .number(1): return x
    case .pow where y == .number(0): return .number(1)
    case let elemental: return .binary(elemental, x, y)
    }
  }

  /// The elemental written around its operands; where the first is a number, the operand that is handed on.
  public static func apply<E: TernaryElemental>(
    _: E.Type, _ x: Formula, _ y: Formula, _ z: Formula
  ) -> Formula {
    if case .number(let number) = x { return E.taken(number) == 1 ? y : z }
    return y == z ? y : .ternary(E.elemental, x, y, z)
  }

  /// The product: an equation does not speak of the points where a factor is zero and the other infinite.
  public static func strong(_ zero: Formula, _ factor: Formula, at _: Formula) -> Formula {
    zero * factor
  }

  /// The quotient, likewise.
  public static func strongQuotient(_ zero: Formula, _ divisor: Formula) -> Formula {
    zero / divisor
  }

  private static func sum(_ x: Formula, _ y: Formula) -> Formula {
    switch (x, y) {
    case (.number(0), _): y
    case (_, .number(0)): x
    case (.ternary(.select, let c, let a, .number(0)), .ternary(.select, let d, .number(0), let b))
    where c == d:
      .ternary(.select, c, a, b)
    case (_, .unary(.neg, let b)): .binary(.sub, x, b)
    default: .binary(.add, x, y)
    }
  }

  private static func difference(_ x: Formula, _ y: Formula) -> Formula {
    switch (x, y) {
    case (_, .number(0)): x
    case (.number(0), _): -y
    case (_, .unary(.neg, let b)): .binary(.add, x, b)
    default: .binary(.sub, x, y)
    }
  }

  private static func product(_ x: Formula, _ y: Formula) -> Formula {
    switch (x, y) {
    case (.number(0), _), (_, .number(0)): .number(0)
    case (.number(1), _): y
    case (_, .number(1)): x
    // A branch that is not taken must not be multiplied.
    case (_, .ternary(.select, let c, .number(1), .number(0))): .ternary(.select, c, x, .number(0))
    case (_, .ternary(.select, let c, .number(0), .number(1))): .ternary(.select, c, .number(0), x)
    case (.number(-1), _): -y
    case (_, .number(-1)): -x
    case (.unary(.neg, let a), _): -(a * y)
    case (_, .unary(.neg, let b)): -(x * b)
    case (_, .binary(.div, .number(1), let b)): x / b
    case (.binary(.div, .number(1), let a), _): y / a
    default: .binary(.mul, x, y)
    }
  }

  private static func quotient(_ x: Formula, _ y: Formula) -> Formula {
    switch (x, y) {
    case (_, .number(1)): x
    case (.unary(.neg, let a), _): -(a / y)
    default: .binary(.div, x, y)
    }
  }
}

extension Formula {
  /// The symbols in the formula, from left to right.
  package var symbols: [Symbol] {
    switch self {
    case .number: []
    case .symbol(let symbol): [symbol]
    case .unary(_, let x): x.symbols
    case .binary(_, let x, let y): x.symbols + y.symbols
    case .ternary(_, let x, let y, let z): x.symbols + y.symbols + z.symbols
    }
  }
}
