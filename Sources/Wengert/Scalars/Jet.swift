/// A value and its derivatives in two directions.
///
/// A rule that runs on jets gives a partial together with how it changes along each direction.
struct Jet: Scalar {
  var primal: Double
  var tangents: SIMD2<Double>

  @inline(__always)
  init(_ primal: Double, _ tangents: SIMD2<Double>) {
    self.primal = primal
    self.tangents = tangents
  }

  @inline(__always)
  init(_ value: Double) { self.init(value, .zero) }

  @inline(__always)
  static func apply<E: UnaryElemental>(_: E.Type, _ x: Jet) -> Jet {
    let v = E.primal(x.primal)
    return Jet(v, x.tangents * E.partial(x.primal, v))
  }

  @inline(__always)
  static func apply<E: BinaryElemental>(_: E.Type, _ x: Jet, _ y: Jet) -> Jet {
    let v = E.primal(x.primal, y.primal)
    let (dx, dy) = E.partials(x.primal, y.primal, v)
    return Jet(v, x.tangents * dx + y.tangents * dy)
  }

  @inline(__always)
  static func apply<E: TernaryElemental>(_: E.Type, _ x: Jet, _ y: Jet, _ z: Jet) -> Jet {
    E.taken(x.primal) == 1 ? y : z
  }

  @inline(__always)
  static func strong(_ zero: Jet, _ factor: Jet, at _: Jet) -> Jet {
    zero.primal == 0 ? Jet(0, zero.tangents * factor.primal) : zero * factor
  }

  @inline(__always)
  static func strongQuotient(_ zero: Jet, _ divisor: Jet) -> Jet {
    Jet(.strongQuotient(zero.primal, divisor.primal), (zero / divisor).tangents)
  }
}
