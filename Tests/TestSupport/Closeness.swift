/// Whether two numbers agree to a relative tolerance; equal infinities and two NaN agree.
public func agree(_ a: Double, _ b: Double, relative: Double = 1e-12, absolute: Double = 0) -> Bool
{
  if a == b || (a.isNaN && b.isNaN) { return true }
  return (a - b).magnitude <= max(relative * max(a.magnitude, b.magnitude), absolute)
}

/// Whether two numbers have the same bits, or are both NaN.
public func identical(_ a: Double, _ b: Double) -> Bool {
  a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
}
