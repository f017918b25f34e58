/// A value and its derivative in one direction, carried together.
///
/// `Dual<Dual<Double>>` gives second derivatives. The sweeps do not use this type; it is a second,
/// independent reading of the same rules, and the tests compare the two.
public struct Dual<Value: Scalar>: Scalar {
  /// The primal.
  public var primal: Value
  /// The tangent.
  public var tangent: Value

  /// A value with a tangent.
  public init(_ primal: Value, tangent: Value) {
    self.primal = primal
    self.tangent = tangent
  }

  /// A constant: its tangent is zero.
  public init(_ value: Double) {
    self.init(Value(value), tangent: Value(0))
  }

  /// The primal and the partial times the tangent.
  public static func apply<E: UnaryElemental>(_: E.Type, _ x: Dual) -> Dual {
    let v = Value.apply(E.self, x.primal)
    return Dual(v, tangent: E.partial(x.primal, v) * x.tangent)
  }

  /// The primal and the sum of the partials times the tangents.
  public static func apply<E: BinaryElemental>(_: E.Type, _ x: Dual, _ y: Dual) -> Dual {
    let v = Value.apply(E.self, x.primal, y.primal)
    let (dx, dy) = E.partials(x.primal, y.primal, v)
    return Dual(v, tangent: dx * x.tangent + dy * y.tangent)
  }
}
