/// The functions that eight numbers go through together.
///
/// `ExactLanes` calls the C library for each of them and gives the same bits as one number at a time;
/// `FastLanes` computes all eight by polynomials, within two units in the last place.
public protocol LaneFunctions: Sendable {
  static func exp(_ x: SIMD8<Double>) -> SIMD8<Double>
  static func log(_ x: SIMD8<Double>) -> SIMD8<Double>
  static func sin(_ x: SIMD8<Double>) -> SIMD8<Double>
  static func cos(_ x: SIMD8<Double>) -> SIMD8<Double>
  static func tanh(_ x: SIMD8<Double>) -> SIMD8<Double>
  static func cosh(_ x: SIMD8<Double>) -> SIMD8<Double>
}

/// The functions of the C library, one number after the other.
package enum ExactLanes: LaneFunctions {
  package static func exp(_ x: SIMD8<Double>) -> SIMD8<Double> { x.mapped(Elemental.Exp.primal) }
  package static func log(_ x: SIMD8<Double>) -> SIMD8<Double> { x.mapped(Elemental.Log.primal) }
  package static func sin(_ x: SIMD8<Double>) -> SIMD8<Double> { x.mapped(Elemental.Sin.primal) }
  package static func cos(_ x: SIMD8<Double>) -> SIMD8<Double> { x.mapped(Elemental.Cos.primal) }
  package static func tanh(_ x: SIMD8<Double>) -> SIMD8<Double> { x.mapped(Elemental.Tanh.primal) }
  package static func cosh(_ x: SIMD8<Double>) -> SIMD8<Double> { x.mapped(Elemental.Cosh.primal) }
}

extension SIMD8<Double> {
  /// A function of each lane.
  @inline(__always)
  func mapped(_ function: (Double) -> Double) -> SIMD8<Double> {
    var result = SIMD8<Double>()
    for lane in 0..<8 { result[lane] = function(self[lane]) }
    return result
  }

  /// A function of each lane and the same lane of another vector.
  @inline(__always)
  func mapped(_ other: SIMD8<Double>, _ function: (Double, Double) -> Double) -> SIMD8<Double> {
    var result = SIMD8<Double>()
    for lane in 0..<8 { result[lane] = function(self[lane], other[lane]) }
    return result
  }
}

/// Eight numbers on which a rule runs at once.
struct Lanes<Functions: LaneFunctions>: Scalar {
  var values: SIMD8<Double>

  @inline(__always)
  init(values: SIMD8<Double>) { self.values = values }

  @inline(__always)
  init(_ value: Double) { values = SIMD8(repeating: value) }

  @inline(__always)
  static func apply<E: UnaryElemental>(_: E.Type, _ x: Lanes) -> Lanes {
    Lanes(values: E.lanes(x.values, Functions.self))
  }

  @inline(__always)
  static func apply<E: BinaryElemental>(_: E.Type, _ x: Lanes, _ y: Lanes) -> Lanes {
    Lanes(values: E.lanes(x.values, y.values))
  }

  @inline(__always)
  static func apply<E: TernaryElemental>(_: E.Type, _ x: Lanes, _ y: Lanes, _ z: Lanes) -> Lanes {
    var result = z
    for lane in 0..<8 {
      result.values[lane] = E.primal(x.values[lane], y.values[lane], z.values[lane])
    }
    return result
  }

  @inline(__always)
  static func strong(_ zero: Lanes, _ factor: Lanes, at _: Lanes) -> Lanes {
    let product = zero.values * factor.values
    return Lanes(values: product.replacing(with: 0, where: zero.values .== 0))
  }

  @inline(__always)
  static func strongQuotient(_ zero: Lanes, _ divisor: Lanes) -> Lanes {
    let quotient = zero.values / divisor.values
    return Lanes(values: quotient.replacing(with: 0, where: zero.values .== 0))
  }
}
