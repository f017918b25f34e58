import RealModule

extension Elemental {
  /// The hyperbolic sine.
  public enum Sinh: UnaryElemental {
    public static let elemental = Elemental.sinh
    public static let notation = Notation.function("sinh")
    public static func primal(_ x: Double) -> Double { .sinh(x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { .cosh(x) }
  }

  /// The hyperbolic cosine.
  public enum Cosh: UnaryElemental {
    public static let elemental = Elemental.cosh
    public static let notation = Notation.function("cosh")
    public static func primal(_ x: Double) -> Double { .cosh(x) }
    @inline(__always)
    public static func lanes<F: LaneFunctions>(_ x: SIMD8<Double>, _: F.Type) -> SIMD8<Double> {
      F.cosh(x)
    }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { .sinh(x) }
  }

  /// The hyperbolic tangent.
  public enum Tanh: UnaryElemental {
    public static let elemental = Elemental.tanh
    public static let notation = Notation.function("tanh")
    public static func primal(_ x: Double) -> Double { .tanh(x) }
    @inline(__always)
    public static func lanes<F: LaneFunctions>(_ x: SIMD8<Double>, _: F.Type) -> SIMD8<Double> {
      F.tanh(x)
    }
    // 1 − v² is shorter but has lost every digit at x = 19.
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { S(1) / (.cosh(x) * .cosh(x)) }
  }

  /// The inverse hyperbolic sine.
  public enum Asinh: UnaryElemental {
    public static let elemental = Elemental.asinh
    public static let notation = Notation.function("asinh", aliases: ["arsinh"])
    public static func primal(_ x: Double) -> Double { .asinh(x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { S(1) / .hypot(S(1), x) }
  }

  /// The inverse hyperbolic cosine.
  public enum Acosh: UnaryElemental {
    public static let elemental = Elemental.acosh
    public static let notation = Notation.function("acosh", aliases: ["arcosh"])
    public static let domain = Domain.atLeast(1)
    public static func primal(_ x: Double) -> Double { .acosh(x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S {
      S(1) / (.sqrt(x - S(1)) * .sqrt(x + S(1)))
    }
  }

  /// The inverse hyperbolic tangent.
  public enum Atanh: UnaryElemental {
    public static let elemental = Elemental.atanh
    public static let notation = Notation.function("atanh", aliases: ["artanh"])
    public static let domain = Domain.open(-1, 1)
    public static func primal(_ x: Double) -> Double { .atanh(x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S {
      S(1) / ((S(1) - x) * (S(1) + x))
    }
  }
}
