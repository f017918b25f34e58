extension Double: Scalar {
  /// The primal of the elemental.
  public static func apply<E: UnaryElemental>(_: E.Type, _ x: Double) -> Double { E.primal(x) }

  /// The primal of the elemental.
  public static func apply<E: BinaryElemental>(_: E.Type, _ x: Double, _ y: Double) -> Double {
    E.primal(x, y)
  }
}
