// Functions as a user of swift-numerics writes them. This target does not know of Wengert.

import RealModule

/// Bishop and Bishop (2024), equation (8.49).
public func bishop<T: ElementaryFunctions & AlgebraicField>(_ x1: T, _ x2: T) -> T {
  x1 * x2 + .exp(x1 * x2) - .sin(x2)
}

/// The positive root of a number by Newton's method: a loop that ends when a comparison says so.
public func newtonRoot<T: AlgebraicField & Comparable & ExpressibleByFloatLiteral>(_ a: T) -> T {
  var x = a
  while abs(x * x - a) > 1e-14 * a { x = (x + a / x) / 2 }
  return x
}

/// The distance that a spring force is away from rest, by cases.
public func clamp<T: ElementaryFunctions & AlgebraicField & Comparable>(_ x: T) -> T {
  if x > 1 { return .sqrt(x) }
  if x < -1 { return -.sqrt(-x) }
  return x
}

/// The logarithm of a sum of exponentials of an array.
public func logSumExp<T: ElementaryFunctions & AlgebraicField & Comparable>(_ x: [T]) -> T {
  guard let largest = x.max() else { return .zero }
  return largest + .log(x.map { .exp($0 - largest) }.reduce(.zero, +))
}

/// The probability density of the gamma distribution.
public func gammaDensity<T: RealFunctions & AlgebraicField>(_ x: T, shape: T, rate: T) -> T {
  .exp(shape * .log(rate) + (shape - 1) * .log(x) - rate * x - .logGamma(shape))
}
