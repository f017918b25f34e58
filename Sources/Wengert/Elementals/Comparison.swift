// A comparison is 1 where it holds and 0 where not, also where an operand is NaN. Its partials are 0; it jumps
// where the operands are equal.

extension Elemental {
  /// Whether x is less than y.
  public enum Less: BinaryElemental {
    public static let elemental = Elemental.less
    public static let notation = Notation.infix("<", .comparison)
    public static let kinks = Kinks.equalOperands
    public static let isContinuous = false
    public static func primal(_ x: Double, _ y: Double) -> Double { x < y ? 1 : 0 }
    public static func partials<S: Scalar>(_ x: S, _ y: S, _ v: S) -> (S, S) { (S(0), S(0)) }
  }

  /// Whether x is at most y.
  public enum LessEqual: BinaryElemental {
    public static let elemental = Elemental.lessEqual
    public static let notation = Notation.infix("<=", display: "≤", aliases: ["≤"], .comparison)
    public static let kinks = Kinks.equalOperands
    public static let isContinuous = false
    public static func primal(_ x: Double, _ y: Double) -> Double { x <= y ? 1 : 0 }
    public static func partials<S: Scalar>(_ x: S, _ y: S, _ v: S) -> (S, S) { (S(0), S(0)) }
  }

  /// Whether x is greater than y.
  public enum Greater: BinaryElemental {
    public static let elemental = Elemental.greater
    public static let notation = Notation.infix(">", .comparison)
    public static let kinks = Kinks.equalOperands
    public static let isContinuous = false
    public static func primal(_ x: Double, _ y: Double) -> Double { x > y ? 1 : 0 }
    public static func partials<S: Scalar>(_ x: S, _ y: S, _ v: S) -> (S, S) { (S(0), S(0)) }
  }

  /// Whether x is at least y.
  public enum GreaterEqual: BinaryElemental {
    public static let elemental = Elemental.greaterEqual
    public static let notation = Notation.infix(">=", display: "≥", aliases: ["≥"], .comparison)
    public static let kinks = Kinks.equalOperands
    public static let isContinuous = false
    public static func primal(_ x: Double, _ y: Double) -> Double { x >= y ? 1 : 0 }
    public static func partials<S: Scalar>(_ x: S, _ y: S, _ v: S) -> (S, S) { (S(0), S(0)) }
  }

  /// Whether x equals y.
  public enum Equal: BinaryElemental {
    public static let elemental = Elemental.equal
    public static let isSymmetric = true
    public static let notation = Notation.infix("==", display: "=", .comparison)
    public static let kinks = Kinks.equalOperands
    public static let isContinuous = false
    public static func primal(_ x: Double, _ y: Double) -> Double { x == y ? 1 : 0 }
    public static func partials<S: Scalar>(_ x: S, _ y: S, _ v: S) -> (S, S) { (S(0), S(0)) }
  }

  /// Whether x differs from y.
  public enum NotEqual: BinaryElemental {
    public static let elemental = Elemental.notEqual
    public static let isSymmetric = true
    public static let notation = Notation.infix("!=", display: "≠", aliases: ["≠"], .comparison)
    public static let kinks = Kinks.equalOperands
    public static let isContinuous = false
    public static func primal(_ x: Double, _ y: Double) -> Double { x != y ? 1 : 0 }
    public static func partials<S: Scalar>(_ x: S, _ y: S, _ v: S) -> (S, S) { (S(0), S(0)) }
  }
}
