import RealModule

extension Elemental {
  /// The square root.
  public enum Sqrt: UnaryElemental {
    public static let elemental = Elemental.sqrt
    public static let notation = Notation.function("sqrt", shape: .radical)
    public static let domain = Domain.atLeast(0)
    public static func primal(_ x: Double) -> Double { x.squareRoot() }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { S(1) / (S(2) * v) }
  }

  /// The exponential function.
  public enum Exp: UnaryElemental {
    public static let elemental = Elemental.exp
    public static let notation = Notation.function("exp")
    public static func primal(_ x: Double) -> Double { .exp(x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { v }
  }

  /// The natural logarithm.
  public enum Log: UnaryElemental {
    public static let elemental = Elemental.log
    public static let notation = Notation.function("log", aliases: ["ln"])
    public static let domain = Domain.greaterThan(0)
    public static func primal(_ x: Double) -> Double { .log(x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { S(1) / x }
  }
}
