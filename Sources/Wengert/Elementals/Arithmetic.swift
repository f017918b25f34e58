import RealModule

extension Elemental {
  /// The sum.
  public enum Add: BinaryElemental {
    public static let elemental = Elemental.add
    public static let isSymmetric = true
    public static let notation = Notation.infix("+", .sum)
    public static func primal(_ x: Double, _ y: Double) -> Double { x + y }
    @inline(__always)
    public static func lanes(_ x: SIMD8<Double>, _ y: SIMD8<Double>) -> SIMD8<Double> { x + y }
    @inline(__always)
    public static func partials<S: Scalar>(_ x: S, _ y: S, _ v: S) -> (S, S) { (S(1), S(1)) }
  }

  /// The difference.
  public enum Sub: BinaryElemental {
    public static let elemental = Elemental.sub
    public static let notation = Notation.infix("-", display: "−", aliases: ["−"], .sum)
    public static func primal(_ x: Double, _ y: Double) -> Double { x - y }
    @inline(__always)
    public static func lanes(_ x: SIMD8<Double>, _ y: SIMD8<Double>) -> SIMD8<Double> { x - y }
    @inline(__always)
    public static func partials<S: Scalar>(_ x: S, _ y: S, _ v: S) -> (S, S) { (S(1), S(-1)) }
  }

  /// The product.
  public enum Mul: BinaryElemental {
    public static let elemental = Elemental.mul
    public static let isSymmetric = true
    public static let notation = Notation.infix(
      "*", display: "·", aliases: ["·", "×", "⋅"], .product)
    public static func primal(_ x: Double, _ y: Double) -> Double { x * y }
    @inline(__always)
    public static func lanes(_ x: SIMD8<Double>, _ y: SIMD8<Double>) -> SIMD8<Double> { x * y }
    @inline(__always)
    public static func partials<S: Scalar>(_ x: S, _ y: S, _ v: S) -> (S, S) { (y, x) }
  }

  /// The quotient.
  public enum Div: BinaryElemental {
    public static let elemental = Elemental.div
    public static let notation = Notation.infix("/", aliases: ["÷"], .product, shape: .fraction)
    public static let domain = BinaryDomain.operands(.reals, .nonzero)
    public static func primal(_ x: Double, _ y: Double) -> Double { x / y }
    @inline(__always)
    public static func lanes(_ x: SIMD8<Double>, _ y: SIMD8<Double>) -> SIMD8<Double> { x / y }
    @inline(__always)
    public static func partials<S: Scalar>(_ x: S, _ y: S, _ v: S) -> (S, S) {
      (S(1) / y, -(v / y))
    }
  }

  /// The negative.
  public enum Neg: UnaryElemental {
    public static let elemental = Elemental.neg
    public static let notation = Notation.prefix("-", display: "−", aliases: ["−"], .negation)
    public static func primal(_ x: Double) -> Double { -x }
    @inline(__always)
    public static func lanes<F: LaneFunctions>(_ x: SIMD8<Double>, _: F.Type) -> SIMD8<Double> {
      -x
    }
    @inline(__always)
    public static func partial<S: Scalar>(_ x: S, _ v: S) -> S { S(-1) }
  }

  /// The real power, base to an exponent.
  public enum Pow: BinaryElemental {
    public static let elemental = Elemental.pow
    public static let notation = Notation.infix(
      "^", aliases: ["**"], .power, groupingRight: true, shape: .superscript)
    public static let domain = BinaryDomain.power

    /// The power, also for a negative base with a whole exponent and for zero to the power zero.
    ///
    /// `Double.pow` of swift-numerics gives NaN there for a real exponent, hence the other paths.
    public static func primal(_ x: Double, _ y: Double) -> Double {
      if let whole = Int(exactly: y) { return .pow(x, whole) }
      // A whole exponent too large for `Int` is even.
      return .pow(x < 0 && y.rounded() == y ? -x : x, y)
    }

    public static func partials<S: Scalar>(_ x: S, _ y: S, _ v: S) -> (S, S) {
      (.strong(y, .pow(x, y - S(1)), at: x), .strong(v, .log(x), at: x))
    }
  }
}
