/// Elementary functions of eight numbers at once, by reduction and polynomials.
///
/// Each is within two units in the last place of the true value. Reductions and polynomials are those of fdlibm (Sun
/// Microsystems 1993); the one of tanh near zero is that of Cephes (Moshier 1989). Where a lane lies outside the range in which
/// a reduction holds, all eight go to the C library.
package enum FastLanes: LaneFunctions {
  /// Adding and taking away this number leaves the nearest whole one, whose low bits stand in the sum.
  private static let rounder = 0x1.8p52

  package static func exp(_ x: SIMD8<Double>) -> SIMD8<Double> {
    guard all(x .>= -708 .& x .<= 709) else { return ExactLanes.exp(x) }
    let shifted = x * 0x1.71547652b82fep0 + rounder
    let k = shifted - rounder
    let high = x - k * 6.93147180369123816490e-01
    let low = k * 1.90821492927058770002e-10
    let r = high - low
    let t = r * r
    var p = t * 4.13813679705723846039e-08 - 1.65339022054652515390e-06
    p = p * t + 6.61375632143793436117e-05
    p = p * t - 2.77777777770155933842e-03
    p = p * t + 1.66666666666666019037e-01
    let c = r - t * p
    let y = 1 - ((low - (r * c) / (2 - c)) - high)
    return number(bits(y) &+ (bits(shifted) &<< 52))
  }

  package static func log(_ x: SIMD8<Double>) -> SIMD8<Double> {
    guard all(x .>= 0x1p-1022 .& x .< .infinity) else { return ExactLanes.log(x) }
    // The exponent that leaves a mantissa between √½ and √2.
    let exponent = (bits(x) &- 0x3fe6_a09e_667f_3bcd &+ (1023 &<< 52)) &>> 52 &- 1023
    let f = number(bits(x) &- (exponent &<< 52)) - 1
    let k = number(exponent &+ rounder.bitPattern) - rounder
    let s = f / (2 + f)
    let z = s * s
    var p = z * 1.479819860511658591e-01 + 1.531383769920937332e-01
    p = p * z + 1.818357216161805012e-01
    p = p * z + 2.222219843214978396e-01
    p = p * z + 2.857142874366239149e-01
    p = p * z + 3.999999999940941908e-01
    p = p * z + 6.666666666666735130e-01
    let half = 0.5 * f * f
    let low = s * (half + z * p) + k * 1.90821492927058770002e-10
    return k * 6.93147180369123816490e-01 - ((half - low) - f)
  }

  package static func sin(_ x: SIMD8<Double>) -> SIMD8<Double> {
    guard let (r, quadrant) = reduced(x) else { return ExactLanes.sin(x) }
    return turned(r, quadrant)
  }

  package static func cos(_ x: SIMD8<Double>) -> SIMD8<Double> {
    guard let (r, quadrant) = reduced(x) else { return ExactLanes.cos(x) }
    return turned(r, quadrant &+ 1)
  }

  package static func tanh(_ x: SIMD8<Double>) -> SIMD8<Double> {
    let sign = bits(x) & 0x8000_0000_0000_0000
    let size = number(bits(x) ^ sign)
    guard all(size .<= 300) else { return ExactLanes.tanh(x) }
    let far = 1 - 2 / (exp(size + size) + 1)
    let z = size * size
    var p = z * -9.64399179425052238628e-1 - 9.92877231001918586564e1
    p = p * z - 1.61468768441708447952e3
    var q = z + 1.12811678491632931402e2
    q = q * z + 2.23548839060100448583e3
    q = q * z + 4.84406305325125486048e3
    let near = size + size * (z * p / q)
    let result = far.replacing(with: near, where: size .< 0.625)
    return number(bits(result) | sign)
  }

  package static func cosh(_ x: SIMD8<Double>) -> SIMD8<Double> {
    guard all(x .>= -700 .& x .<= 700) else { return ExactLanes.cosh(x) }
    let power = exp(x)
    return 0.5 * (power + 1 / power)
  }

  // MARK: Parts

  /// The distance from the nearest multiple of π/2, and that multiple.
  @inline(__always)
  private static func reduced(
    _ x: SIMD8<Double>
  ) -> (r: SIMD8<Double>, quadrant: SIMD8<UInt64>)? {
    guard all(x .>= -1e5 .& x .<= 1e5) else { return nil }
    let shifted = x * 6.36619772367581382433e-01 + rounder
    let q = shifted - rounder
    // The first two products are exact.
    let first = x - q * 1.57079632673412561417e+00
    let second = q * 6.07710050630396597660e-11
    let near = first - second
    let rest = ((first - near) - second) - q * 2.02226624879595063154e-21
    return (near + rest, bits(shifted))
  }

  /// The sine of an angle that was reduced, in its quadrant.
  @inline(__always)
  private static func turned(
    _ r: SIMD8<Double>, _ quadrant: SIMD8<UInt64>
  ) -> SIMD8<Double> {
    let z = r * r
    let v = z * r
    var p = z * 1.58969099521155010221e-10 - 2.50507602534068634195e-08
    p = p * z + 2.75573137070700676789e-06
    p = p * z - 1.98412698298579493134e-04
    p = p * z + 8.33333333332248946124e-03
    let sine = r + v * (z * p - 1.66666666666666324348e-01)
    var c = z * -1.13596475577881948265e-11 + 2.08757232129817482790e-09
    c = c * z - 2.75573143513906633035e-07
    c = c * z + 2.48015872894767294178e-05
    c = c * z - 1.38888888888741095749e-03
    c = c * z + 4.16666666666666019037e-02
    let half = 0.5 * z
    let w = 1 - half
    let cosine = w + (((1 - w) - half) + z * z * c)
    // All bits set in odd quadrants, which a comparison of 64-bit numbers would do in more steps.
    let isOdd = 0 &- (quadrant & 1)
    let result = (bits(sine) & ~isOdd) | (bits(cosine) & isOdd)
    return number(result ^ ((quadrant & 2) &<< 62))
  }

  @inline(__always)
  private static func bits(_ x: SIMD8<Double>) -> SIMD8<UInt64> {
    unsafe unsafeBitCast(x, to: SIMD8<UInt64>.self)
  }

  @inline(__always)
  private static func number(_ bits: SIMD8<UInt64>) -> SIMD8<Double> {
    unsafe unsafeBitCast(bits, to: SIMD8<Double>.self)
  }
}
