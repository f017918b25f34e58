import CSineCosine
import RealModule

extension Elemental {
  /// The sine.
  public enum Sin: UnaryElemental {
    public static let elemental = Elemental.sin
    public static let notation = Notation.function("sin")
    public static func primal(_ x: Double) -> Double { .sin(x) }
    @inline(__always)
    public static func lanes<F: LaneFunctions>(_ x: SIMD8<Double>, _: F.Type) -> SIMD8<Double> {
      F.sin(x)
    }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { .cos(x) }

    @inline(__always)
    public static var keepsPartial: Bool { true }
    @inline(__always)
    public static func primalAndPartial(_ x: Double) -> (primal: Double, partial: Double) {
      let both = wengert_sine_cosine_of(x)
      return (both.sine, both.cosine)
    }
  }

  /// The cosine.
  public enum Cos: UnaryElemental {
    public static let elemental = Elemental.cos
    public static let notation = Notation.function("cos")
    public static func primal(_ x: Double) -> Double { .cos(x) }
    @inline(__always)
    public static func lanes<F: LaneFunctions>(_ x: SIMD8<Double>, _: F.Type) -> SIMD8<Double> {
      F.cos(x)
    }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { -.sin(x) }

    @inline(__always)
    public static var keepsPartial: Bool { true }
    @inline(__always)
    public static func primalAndPartial(_ x: Double) -> (primal: Double, partial: Double) {
      let both = wengert_sine_cosine_of(x)
      return (both.cosine, -both.sine)
    }
  }

  /// The tangent function.
  public enum Tan: UnaryElemental {
    public static let elemental = Elemental.tan
    public static let notation = Notation.function("tan")
    public static func primal(_ x: Double) -> Double { .tan(x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { S(1) + v * v }
  }

  /// The inverse sine.
  public enum Asin: UnaryElemental {
    public static let elemental = Elemental.asin
    public static let notation = Notation.function("asin", aliases: ["arcsin"])
    public static let domain = Domain.closed(-1, 1)
    public static func primal(_ x: Double) -> Double { .asin(x) }
    // The product keeps full accuracy near ±1, where 1 − x² loses it.
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S {
      S(1) / .sqrt((S(1) - x) * (S(1) + x))
    }
  }

  /// The inverse cosine.
  public enum Acos: UnaryElemental {
    public static let elemental = Elemental.acos
    public static let notation = Notation.function("acos", aliases: ["arccos"])
    public static let domain = Domain.closed(-1, 1)
    public static func primal(_ x: Double) -> Double { .acos(x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S {
      -(S(1) / .sqrt((S(1) - x) * (S(1) + x)))
    }
  }

  /// The inverse tangent.
  public enum Atan: UnaryElemental {
    public static let elemental = Elemental.atan
    public static let notation = Notation.function("atan", aliases: ["arctan"])
    public static func primal(_ x: Double) -> Double { .atan(x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { S(1) / (S(1) + x * x) }
  }

  /// The angle of the vector whose vertical part comes first: `atan2(y, x)`.
  public enum Atan2: BinaryElemental {
    public static let elemental = Elemental.atan2
    public static let notation = Notation.function("atan2")
    public static let kinks = Kinks.cut
    public static let isContinuous = false
    public static func primal(_ y: Double, _ x: Double) -> Double { .atan2(y: y, x: x) }
    // Two quotients by the length instead of one by its square, which may overflow.
    public static func partials<S: Scalar>(_ y: S, _ x: S, _ v: S) -> (S, S) {
      let length = S.hypot(x, y)
      return (
        .strongQuotient(.strongQuotient(x, length), length),
        -.strongQuotient(.strongQuotient(y, length), length)
      )
    }
  }
}
