/// A value and its derivative in one direction, carried together.
///
/// A tangent that is zero by structure is nil and never multiplied, as in the sweeps. `Dual<Dual<Double>>`
/// gives second derivatives.
public struct Dual<Value: Scalar>: Scalar {
  /// The primal.
  public var primal: Value
  /// The tangent; nil where it is zero by structure.
  public var tangent: Value?

  /// A value with a tangent.
  public init(_ primal: Value, tangent: Value?) {
    self.primal = primal
    self.tangent = tangent
  }

  /// A constant.
  public init(_ value: Double) {
    self.init(Value(value), tangent: nil)
  }

  /// The primal and the partial times the tangent.
  public static func apply<E: UnaryElemental>(_: E.Type, _ x: Dual) -> Dual {
    let v = Value.apply(E.self, x.primal)
    return Dual(v, tangent: x.tangent.map { E.partial(x.primal, v) * $0 })
  }

  /// The primal and the sum of the partials times the tangents.
  public static func apply<E: BinaryElemental>(_: E.Type, _ x: Dual, _ y: Dual) -> Dual {
    let v = Value.apply(E.self, x.primal, y.primal)
    guard x.tangent != nil || y.tangent != nil else { return Dual(v, tangent: nil) }
    let (dx, dy) = E.partials(x.primal, y.primal, v)
    let (first, second) = (x.tangent.map { dx * $0 }, y.tangent.map { dy * $0 })
    guard let first, let second else { return Dual(v, tangent: first ?? second) }
    return Dual(v, tangent: first + second)
  }

  /// The operand that is handed on, with its tangent.
  public static func apply<E: TernaryElemental>(_: E.Type, _ x: Dual, _ y: Dual, _ z: Dual) -> Dual
  {
    let v = Value.apply(E.self, x.primal, y.primal, z.primal)
    guard y.tangent != nil || z.tangent != nil else { return Dual(v, tangent: nil) }
    return Dual(
      v, tangent: .apply(E.self, x.primal, y.tangent ?? Value(0), z.tangent ?? Value(0)))
  }

  /// The strong product and its tangent by the product rule, where a zero wins again.
  public static func strong(_ zero: Dual, _ factor: Dual, at pole: Dual) -> Dual {
    let v = Value.strong(zero.primal, factor.primal, at: pole.primal)
    let first = zero.tangent.map { $0 * factor.primal }
    let second = factor.tangent.map { Value.strong(zero.primal, $0, at: pole.primal) }
    guard let first, let second else { return Dual(v, tangent: first ?? second) }
    return Dual(v, tangent: first + second)
  }

  /// The strong quotient; its tangent is that of the plain one.
  public static func strongQuotient(_ zero: Dual, _ divisor: Dual) -> Dual {
    Dual(
      .strongQuotient(zero.primal, divisor.primal), tangent: (zero / divisor).tangent)
  }
}
