import RealModule

extension Elemental {
  /// The square root.
  public enum Sqrt: UnaryElemental {
    public static let elemental = Elemental.sqrt
    public static let notation = Notation.function("sqrt", shape: .radical)
    public static let domain = Domain.atLeast(0)
    public static func primal(_ x: Double) -> Double { x.squareRoot() }
    @inline(__always)
    public static func lanes<F: LaneFunctions>(_ x: SIMD8<Double>, _: F.Type) -> SIMD8<Double> {
      x.squareRoot()
    }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { S(1) / (S(2) * v) }
  }

  /// The exponential function.
  public enum Exp: UnaryElemental {
    public static let elemental = Elemental.exp
    public static let notation = Notation.function("exp")
    public static func primal(_ x: Double) -> Double { .exp(x) }
    @inline(__always)
    public static func lanes<F: LaneFunctions>(_ x: SIMD8<Double>, _: F.Type) -> SIMD8<Double> {
      F.exp(x)
    }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { v }
  }

  /// The natural logarithm.
  public enum Log: UnaryElemental {
    public static let elemental = Elemental.log
    public static let notation = Notation.function("log", aliases: ["ln"])
    public static let domain = Domain.greaterThan(0)
    public static func primal(_ x: Double) -> Double { .log(x) }
    @inline(__always)
    public static func lanes<F: LaneFunctions>(_ x: SIMD8<Double>, _: F.Type) -> SIMD8<Double> {
      F.log(x)
    }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { S(1) / x }
  }

  /// The cube root, of negative numbers too.
  public enum Cbrt: UnaryElemental {
    public static let elemental = Elemental.cbrt
    public static let notation = Notation.function("cbrt")
    public static func primal(_ x: Double) -> Double { .root(x, 3) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { S(1) / (S(3) * (v * v)) }
  }

  /// The length of the vector (x, y), without overflow.
  public enum Hypot: BinaryElemental {
    public static let elemental = Elemental.hypot
    public static let isSymmetric = true
    public static let notation = Notation.function("hypot")
    public static let kinks = Kinks.origin
    public static func primal(_ x: Double, _ y: Double) -> Double { .hypot(x, y) }
    public static func partials<S: Scalar>(_ x: S, _ y: S, _ v: S) -> (S, S) {
      (.strongQuotient(x, v), .strongQuotient(y, v))
    }
  }

  /// The exponential minus one, exact for small operands.
  public enum Expm1: UnaryElemental {
    public static let elemental = Elemental.expm1
    public static let notation = Notation.function("expm1")
    public static func primal(_ x: Double) -> Double { .expMinusOne(x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { .exp(x) }
  }

  /// The power of two.
  public enum Exp2: UnaryElemental {
    public static let elemental = Elemental.exp2
    public static let notation = Notation.function("exp2")
    public static func primal(_ x: Double) -> Double { .exp2(x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { v * .log(S(2)) }
  }

  /// The logarithm of one plus the operand, exact for small operands.
  public enum Log1p: UnaryElemental {
    public static let elemental = Elemental.log1p
    public static let notation = Notation.function("log1p")
    public static let domain = Domain.greaterThan(-1)
    public static func primal(_ x: Double) -> Double { .log(onePlus: x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { S(1) / (S(1) + x) }
  }

  /// The logarithm to base two.
  public enum Log2: UnaryElemental {
    public static let elemental = Elemental.log2
    public static let notation = Notation.function("log2")
    public static let domain = Domain.greaterThan(0)
    public static func primal(_ x: Double) -> Double { .log2(x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { S(1) / (x * .log(S(2))) }
  }

  /// The logarithm to base ten.
  public enum Log10: UnaryElemental {
    public static let elemental = Elemental.log10
    public static let notation = Notation.function("log10")
    public static let domain = Domain.greaterThan(0)
    public static func primal(_ x: Double) -> Double { .log10(x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { S(1) / (x * .log(S(10))) }
  }
}
