extension Double: Scalar {
  /// The primal of the elemental.
  public static func apply<E: UnaryElemental>(_: E.Type, _ x: Double) -> Double { E.primal(x) }

  /// The primal of the elemental.
  public static func apply<E: BinaryElemental>(_: E.Type, _ x: Double, _ y: Double) -> Double {
    E.primal(x, y)
  }

  /// The primal of the elemental.
  public static func apply<E: TernaryElemental>(
    _: E.Type, _ x: Double, _ y: Double, _ z: Double
  ) -> Double {
    E.primal(x, y, z)
  }

  /// Zero where the first factor is, otherwise the product.
  @inline(__always)
  public static func strong(_ zero: Double, _ factor: Double, at _: Double) -> Double {
    zero == 0 ? 0 : zero * factor
  }

  /// Zero where the dividend is, otherwise the quotient.
  @inline(__always)
  public static func strongQuotient(_ zero: Double, _ divisor: Double) -> Double {
    zero == 0 ? 0 : zero / divisor
  }
}
