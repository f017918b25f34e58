/// An expression in symbols: what a rule yields when it runs on names instead of numbers.
public indirect enum Formula: Hashable, Sendable {
  case number(Double)
  case symbol(Symbol)
  case unary(Elemental, Formula)
  case binary(Elemental, Formula, Formula)

  /// The symbol of that name.
  public static func symbol(_ name: String) -> Formula { .symbol(Symbol(name)) }

  /// The formula with symbols replaced; nothing is simplified.
  public func replacing(_ replacement: (Symbol) -> Formula?) -> Formula {
    switch self {
    case .number: self
    case .symbol(let symbol): replacement(symbol) ?? self
    case .unary(let elemental, let x): .unary(elemental, x.replacing(replacement))
    case .binary(let elemental, let x, let y):
      .binary(elemental, x.replacing(replacement), y.replacing(replacement))
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

  private static func sum(_ x: Formula, _ y: Formula) -> Formula {
    switch (x, y) {
    case (.number(0), _): y
    case (_, .number(0)): x
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
