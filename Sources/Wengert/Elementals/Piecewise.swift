// At a kink the partial is the midpoint of the one-sided ones: 0 for abs at 0, one half for each operand
// of max and min where they are equal. So abs(x) = max(x, -x) holds for the derivative too.

extension Elemental {
  /// The absolute value.
  public enum Abs: UnaryElemental {
    public static let elemental = Elemental.abs
    public static let notation = Notation.function("abs", shape: .bars)
    public static let kinks = Kinks.point(0)
    public static func primal(_ x: Double) -> Double { x.magnitude }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { .sign(x) }
  }

  /// The sign: −1, 0 or 1.
  public enum Sign: UnaryElemental {
    public static let elemental = Elemental.sign
    public static let notation = Notation.function("sign")
    public static let kinks = Kinks.point(0)
    public static let isContinuous = false
    public static func primal(_ x: Double) -> Double { x > 0 ? 1 : (x < 0 ? -1 : x) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { S(0) }
  }

  /// The largest whole number that is not larger.
  public enum Floor: UnaryElemental {
    public static let elemental = Elemental.floor
    public static let notation = Notation.function("floor")
    public static let kinks = Kinks.wholeNumbers
    public static let isContinuous = false
    public static func primal(_ x: Double) -> Double { x.rounded(.down) }
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { S(0) }
  }

  /// The second operand where the first is not zero, otherwise the third; NaN is not zero.
  public enum Select: TernaryElemental {
    public static let elemental = Elemental.select
    public static let notation = Notation.function("if", shape: .cases)
    @inline(__always)
    public static func taken(_ x: Double) -> Int { x != 0 ? 1 : 2 }
    public static func partials<S: Scalar>(_ x: S, _ y: S, _ z: S, _ v: S) -> (S, S, S) {
      (S(0), .select(x, S(1), S(0)), .select(x, S(0), S(1)))
    }
  }

  /// The smaller of two values; NaN where either is NaN.
  public enum Min: BinaryElemental {
    public static let elemental = Elemental.min
    public static let isSymmetric = true
    public static let notation = Notation.function("min")
    public static let kinks = Kinks.equalOperands
    public static func primal(_ x: Double, _ y: Double) -> Double {
      x < y || x.isNaN ? x : y
    }
    public static func partials<S: Scalar>(_ x: S, _ y: S, _ v: S) -> (S, S) {
      (S(0.5) * (S(1) - .sign(x - y)), S(0.5) * (S(1) + .sign(x - y)))
    }
  }

  /// The larger of two values; NaN where either is NaN.
  public enum Max: BinaryElemental {
    public static let elemental = Elemental.max
    public static let isSymmetric = true
    public static let notation = Notation.function("max")
    public static let kinks = Kinks.equalOperands
    public static func primal(_ x: Double, _ y: Double) -> Double {
      x > y || x.isNaN ? x : y
    }
    public static func partials<S: Scalar>(_ x: S, _ y: S, _ v: S) -> (S, S) {
      (S(0.5) * (S(1) + .sign(x - y)), S(0.5) * (S(1) - .sign(x - y)))
    }
  }
}
