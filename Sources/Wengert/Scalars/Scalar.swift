/// What a rule may compute with.
///
/// A conforming type says how a constant and how an elemental are interpreted; every rule then runs on it.
/// The number of requirements does not grow with the number of elementals.
public protocol Scalar: Sendable {
  /// The constant `value`.
  init(_ value: Double)
  /// The elemental applied to one operand.
  static func apply<E: UnaryElemental>(_: E.Type, _ x: Self) -> Self
  /// The elemental applied to two operands.
  static func apply<E: BinaryElemental>(_: E.Type, _ x: Self, _ y: Self) -> Self
  /// The elemental applied to three operands.
  static func apply<E: TernaryElemental>(_: E.Type, _ x: Self, _ y: Self, _ z: Self) -> Self
  /// The product in which a first factor of zero wins over an infinity, which the second can be only where
  /// `pole` is zero.
  static func strong(_ zero: Self, _ factor: Self, at pole: Self) -> Self
  /// The quotient in which a dividend of zero wins over a divisor of zero.
  static func strongQuotient(_ zero: Self, _ divisor: Self) -> Self
}

/// The spellings that rules are written in.
extension Scalar {
  static func + (x: Self, y: Self) -> Self { apply(Elemental.Add.self, x, y) }
  static func - (x: Self, y: Self) -> Self { apply(Elemental.Sub.self, x, y) }
  static func * (x: Self, y: Self) -> Self { apply(Elemental.Mul.self, x, y) }
  static func / (x: Self, y: Self) -> Self { apply(Elemental.Div.self, x, y) }
  static prefix func - (x: Self) -> Self { apply(Elemental.Neg.self, x) }
  static func pow(_ x: Self, _ y: Self) -> Self { apply(Elemental.Pow.self, x, y) }
  static func sqrt(_ x: Self) -> Self { apply(Elemental.Sqrt.self, x) }
  static func log(_ x: Self) -> Self { apply(Elemental.Log.self, x) }
  static func sin(_ x: Self) -> Self { apply(Elemental.Sin.self, x) }
  static func cos(_ x: Self) -> Self { apply(Elemental.Cos.self, x) }
  static func sinh(_ x: Self) -> Self { apply(Elemental.Sinh.self, x) }
  static func cosh(_ x: Self) -> Self { apply(Elemental.Cosh.self, x) }
  static func sign(_ x: Self) -> Self { apply(Elemental.Sign.self, x) }
  static func exp(_ x: Self) -> Self { apply(Elemental.Exp.self, x) }
  static func erfc(_ x: Self) -> Self { apply(Elemental.Erfc.self, x) }
  static func hypot(_ x: Self, _ y: Self) -> Self { apply(Elemental.Hypot.self, x, y) }
  static func polygamma(_ n: Self, _ x: Self) -> Self { apply(Elemental.Polygamma.self, n, x) }
  static func sigmoid(_ x: Self) -> Self { apply(Elemental.Sigmoid.self, x) }
  static func select(_ x: Self, _ y: Self, _ z: Self) -> Self {
    apply(Elemental.Select.self, x, y, z)
  }
  static func greater(_ x: Self, _ y: Self) -> Self { apply(Elemental.Greater.self, x, y) }
}
