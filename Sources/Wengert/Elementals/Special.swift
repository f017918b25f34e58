import RealModule

extension Elemental {
  /// The error function, 2/√π times the integral of exp(−t²) from 0 to x.
  public enum Erf: UnaryElemental {
    public static let elemental = Elemental.erf
    public static let notation = Notation.function("erf")
    public static func primal(_ x: Double) -> Double { .erf(x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S {
      S(2) / .sqrt(S(.pi)) * .exp(-(x * x))
    }
  }

  /// The complementary error function, 1 − erf(x), exact for large operands.
  public enum Erfc: UnaryElemental {
    public static let elemental = Elemental.erfc
    public static let notation = Notation.function("erfc")
    public static func primal(_ x: Double) -> Double { .erfc(x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S {
      -(S(2) / .sqrt(S(.pi)) * .exp(-(x * x)))
    }
  }

  /// The gamma function.
  public enum Gamma: UnaryElemental {
    public static let elemental = Elemental.gamma
    public static let notation = Notation.function("gamma")
    public static let domain = Domain.exceptPoles
    public static func primal(_ x: Double) -> Double { .gamma(x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { v * .polygamma(S(0), x) }
  }

  /// The logarithm of the magnitude of the gamma function.
  public enum Lgamma: UnaryElemental {
    public static let elemental = Elemental.lgamma
    public static let notation = Notation.function("lgamma")
    public static let domain = Domain.exceptPoles
    public static func primal(_ x: Double) -> Double { .logGamma(x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { .polygamma(S(0), x) }
  }

  /// The derivative of order n of the digamma function; order 0 is the digamma function itself.
  ///
  /// The order is a whole number and a constant in every rule; the partial by it is 0.
  public enum Polygamma: BinaryElemental {
    public static let elemental = Elemental.polygamma
    public static let notation = Notation.function("polygamma")
    public static let domain = BinaryDomain.polygamma
    public static func primal(_ n: Double, _ x: Double) -> Double { Wengert.polygamma(n, x) }
    public static func partials<S: Scalar>(_ n: S, _ x: S, _ v: S) -> (S, S) {
      (S(0), .polygamma(n + S(1), x))
    }
  }
}
