import RealModule

extension Elemental {
  /// The logistic function, 1/(1 + exp(−x)).
  public enum Sigmoid: UnaryElemental {
    public static let elemental = Elemental.sigmoid
    public static let notation = Notation.function("sigmoid")
    public static func primal(_ x: Double) -> Double { 1 / (1 + .exp(-x)) }
    @inline(__always)
    public static func lanes<F: LaneFunctions>(_ x: SIMD8<Double>, _: F.Type) -> SIMD8<Double> {
      1 / (1 + F.exp(-x))
    }
    // σ(−x) is exact where 1 − σ(x) loses every digit.
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { v * .sigmoid(-x) }
  }

  /// The smooth ramp, log(1 + exp(x)).
  public enum Softplus: UnaryElemental {
    public static let elemental = Elemental.softplus
    public static let notation = Notation.function("softplus")
    public static func primal(_ x: Double) -> Double {
      Max.primal(x, 0) + .log(onePlus: .exp(-x.magnitude))
    }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { .sigmoid(x) }
  }

  /// The ramp: the positive part.
  ///
  /// At 0 its partial is 0, as everywhere in the field; `max(x, 0)` takes the midpoint instead.
  public enum Relu: UnaryElemental {
    public static let elemental = Elemental.relu
    public static let notation = Notation.function("relu")
    public static let kinks = Kinks.point(0)
    public static func primal(_ x: Double) -> Double { x.isNaN || x > 0 ? x : 0 }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { .greater(x, S(0)) }
  }

  /// The sigmoid-weighted linear unit, x·σ(x).
  public enum Silu: UnaryElemental {
    public static let elemental = Elemental.silu
    public static let notation = Notation.function("silu", aliases: ["swish"])
    public static func primal(_ x: Double) -> Double {
      x == -.infinity ? -0.0 : x / (1 + .exp(-x))
    }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S {
      .sigmoid(x) * (S(1) + x * .sigmoid(-x))
    }
  }

  /// The Gaussian-weighted linear unit, x·Φ(x) with the normal distribution Φ.
  public enum Gelu: UnaryElemental {
    public static let elemental = Elemental.gelu
    public static let notation = Notation.function("gelu")
    public static func primal(_ x: Double) -> Double {
      x == -.infinity ? -0.0 : 0.5 * x * .erfc(-x / 2.0.squareRoot())
    }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S {
      S(0.5) * .erfc(-(x / .sqrt(S(2)))) + x * .exp(-(x * x / S(2))) / .sqrt(S(2 * .pi))
    }
  }
}
