/// A function of one, two or three operands with known partials, from which every expression is composed.
///
/// The term is Griewank and Walther's (*Evaluating Derivatives*, 2008, section 2.2). Each case names a
/// declaration that conforms to ``UnaryElemental``, ``BinaryElemental`` or ``TernaryElemental``; everything else
/// that the package knows about an elemental follows from that declaration.
public enum Elemental: UInt8, CaseIterable, Sendable {
  case add, sub, mul, div, neg, pow
  case sqrt, cbrt, hypot
  case exp, expm1, exp2, log, log1p, log2, log10
  case sin, cos, tan, asin, acos, atan, atan2
  case sinh, cosh, tanh, asinh, acosh, atanh
  case erf, erfc, gamma, lgamma, polygamma
  case sigmoid, softplus, relu, silu, gelu
  case abs, sign, floor, min, max
  case less, lessEqual, greater, greaterEqual, equal, notEqual
  case select
}

/// What every declared elemental states.
public protocol ElementalDeclaration: Sendable {
  /// The case that names this declaration.
  static var elemental: Elemental { get }
  /// How it is written.
  static var notation: Notation { get }
  /// Where the primal or a partial jumps.
  static var kinks: Kinks { get }
  /// Whether only partials jump at the kinks, and not the primal.
  static var isContinuous: Bool { get }
}

extension ElementalDeclaration {
  public static var kinks: Kinks { .none }
  public static var isContinuous: Bool { true }
}

/// A function of one operand, declared once.
public protocol UnaryElemental: ElementalDeclaration {
  /// Where the primal is defined.
  static var domain: Domain { get }
  /// The value at `x`.
  static func primal(_ x: Double) -> Double
  /// The derivative at `x`, where `v` is the primal there.
  ///
  /// The rule is generic: it runs on numbers, on dual numbers and on formulas alike.
  static func partial<S: Scalar>(_ x: S, _ v: S) -> S
  /// Whether ``primalAndPartial(_:)`` costs less than its two parts, so that a sweep which needs both keeps the partial.
  static var keepsPartial: Bool { get }
  /// The value at `x` and the derivative there.
  static func primalAndPartial(_ x: Double) -> (primal: Double, partial: Double)
  /// The values at eight operands; by default one after the other.
  static func lanes<F: LaneFunctions>(_ x: SIMD8<Double>, _: F.Type) -> SIMD8<Double>
}

/// A function of two operands, declared once.
public protocol BinaryElemental: ElementalDeclaration {
  /// Where the primal is defined.
  static var domain: BinaryDomain { get }
  /// The value at `(x, y)`.
  static func primal(_ x: Double, _ y: Double) -> Double
  /// The derivatives with respect to `x` and to `y`, where `v` is the primal.
  static func partials<S: Scalar>(_ x: S, _ y: S, _ v: S) -> (S, S)
  /// Whether exchanging the operands changes nothing; figures number the operands where it does.
  static var isSymmetric: Bool { get }
  /// The values at eight pairs of operands; by default one after the other.
  static func lanes(_ x: SIMD8<Double>, _ y: SIMD8<Double>) -> SIMD8<Double>
}

/// A function of three operands that hands on the second or the third, as the first one tells; declared once.
///
/// The operand that is not handed on has a partial that is zero by structure: the sweeps never multiply with
/// it, so what is infinite or undefined there does no harm.
public protocol TernaryElemental: ElementalDeclaration {
  /// The slot of the operand that is handed on where the first operand is `x`: 1 or 2.
  static func taken(_ x: Double) -> Int
  /// The derivatives with respect to the three operands, where `v` is the primal.
  static func partials<S: Scalar>(_ x: S, _ y: S, _ z: S, _ v: S) -> (S, S, S)
}

extension TernaryElemental {
  /// The value at `(x, y, z)`.
  @inline(__always)
  public static func primal(_ x: Double, _ y: Double, _ z: Double) -> Double {
    taken(x) == 1 ? y : z
  }
}

extension UnaryElemental {
  public static var domain: Domain { .reals }

  @inline(__always)
  public static var keepsPartial: Bool { false }

  @inline(__always)
  public static func primalAndPartial(_ x: Double) -> (primal: Double, partial: Double) {
    let v = primal(x)
    return (v, partial(x, v))
  }

  @inline(__always)
  public static func lanes<F: LaneFunctions>(_ x: SIMD8<Double>, _: F.Type) -> SIMD8<Double> {
    x.mapped(primal)
  }
}

extension BinaryElemental {
  public static var domain: BinaryDomain { .operands(.reals, .reals) }
  public static var isSymmetric: Bool { false }

  @inline(__always)
  public static func lanes(_ x: SIMD8<Double>, _ y: SIMD8<Double>) -> SIMD8<Double> {
    x.mapped(y, primal)
  }
}

/// An operation that is carried out on the declaration behind an ``Elemental``.
///
/// It gives generic code without a table of closures: the compiler specialises each branch.
public protocol ElementalVisitor {
  associatedtype Result
  mutating func visit<E: UnaryElemental>(_: E.Type) -> Result
  mutating func visit<E: BinaryElemental>(_: E.Type) -> Result
  mutating func visit<E: TernaryElemental>(_: E.Type) -> Result
}

extension Elemental {
  /// Calls the visitor with the declaration that this case names.
  ///
  /// This switch is the only registration of an elemental: a forgotten line does not compile.
  @inline(__always)
  public func accept<V: ElementalVisitor>(_ visitor: inout V) -> V.Result {
    switch self {
    case .add: visitor.visit(Add.self)
    case .sub: visitor.visit(Sub.self)
    case .mul: visitor.visit(Mul.self)
    case .div: visitor.visit(Div.self)
    case .neg: visitor.visit(Neg.self)
    case .pow: visitor.visit(Pow.self)
    case .sqrt: visitor.visit(Sqrt.self)
    case .cbrt: visitor.visit(Cbrt.self)
    case .hypot: visitor.visit(Hypot.self)
    case .exp: visitor.visit(Exp.self)
    case .expm1: visitor.visit(Expm1.self)
    case .exp2: visitor.visit(Exp2.self)
    case .log: visitor.visit(Log.self)
    case .log1p: visitor.visit(Log1p.self)
    case .log2: visitor.visit(Log2.self)
    case .log10: visitor.visit(Log10.self)
    case .sin: visitor.visit(Sin.self)
    case .cos: visitor.visit(Cos.self)
    case .tan: visitor.visit(Tan.self)
    case .asin: visitor.visit(Asin.self)
    case .acos: visitor.visit(Acos.self)
    case .atan: visitor.visit(Atan.self)
    case .atan2: visitor.visit(Atan2.self)
    case .sinh: visitor.visit(Sinh.self)
    case .cosh: visitor.visit(Cosh.self)
    case .tanh: visitor.visit(Tanh.self)
    case .asinh: visitor.visit(Asinh.self)
    case .acosh: visitor.visit(Acosh.self)
    case .atanh: visitor.visit(Atanh.self)
    case .erf: visitor.visit(Erf.self)
    case .erfc: visitor.visit(Erfc.self)
    case .gamma: visitor.visit(Gamma.self)
    case .lgamma: visitor.visit(Lgamma.self)
    case .polygamma: visitor.visit(Polygamma.self)
    case .sigmoid: visitor.visit(Sigmoid.self)
    case .softplus: visitor.visit(Softplus.self)
    case .relu: visitor.visit(Relu.self)
    case .silu: visitor.visit(Silu.self)
    case .gelu: visitor.visit(Gelu.self)
    case .abs: visitor.visit(Abs.self)
    case .sign: visitor.visit(Sign.self)
    case .floor: visitor.visit(Floor.self)
    case .min: visitor.visit(Min.self)
    case .max: visitor.visit(Max.self)
    case .less: visitor.visit(Less.self)
    case .lessEqual: visitor.visit(LessEqual.self)
    case .greater: visitor.visit(Greater.self)
    case .greaterEqual: visitor.visit(GreaterEqual.self)
    case .equal: visitor.visit(Equal.self)
    case .notEqual: visitor.visit(NotEqual.self)
    case .select: visitor.visit(Select.self)
    }
  }

  /// The name in JSON, such as `mul`.
  public var name: String { "\(self)" }

  /// How the elemental is written.
  public var notation: Notation {
    var query = NotationQuery()
    return accept(&query)
  }

  /// The number of operands, from 1 to 3.
  public var arity: Int {
    var query = ArityQuery()
    return accept(&query)
  }

  /// Whether the order of its operands matters, so that readers must be told it.
  public var ordersOperands: Bool {
    var query = OrderQuery()
    return accept(&query)
  }

  /// The elementals that are written as functions, by every name they answer to.
  public static let functions: [String: Elemental] = spelled { $0.fixity == .function }

  /// The elementals that are written between two operands, by every spelling.
  public static let infixOperators: [String: Elemental] = spelled {
    $0.fixity == .infixLeft || $0.fixity == .infixRight
  }

  /// The elementals that are written before their operand, by every spelling.
  public static let prefixOperators: [String: Elemental] = spelled { $0.fixity == .prefix }

  private static func spelled(where isIncluded: (Notation) -> Bool) -> [String: Elemental] {
    var table: [String: Elemental] = [:]
    for elemental in allCases where isIncluded(elemental.notation) {
      for spelling in [elemental.notation.spelling] + elemental.notation.aliases {
        table[spelling] = elemental
      }
    }
    return table
  }
}

private struct NotationQuery: ElementalVisitor {
  func visit<E: UnaryElemental>(_: E.Type) -> Notation { E.notation }
  func visit<E: BinaryElemental>(_: E.Type) -> Notation { E.notation }
  func visit<E: TernaryElemental>(_: E.Type) -> Notation { E.notation }
}

private struct ArityQuery: ElementalVisitor {
  func visit<E: UnaryElemental>(_: E.Type) -> Int { 1 }
  func visit<E: BinaryElemental>(_: E.Type) -> Int { 2 }
  func visit<E: TernaryElemental>(_: E.Type) -> Int { 3 }
}

private struct OrderQuery: ElementalVisitor {
  func visit<E: UnaryElemental>(_: E.Type) -> Bool { false }
  func visit<E: BinaryElemental>(_: E.Type) -> Bool { !E.isSymmetric }
  func visit<E: TernaryElemental>(_: E.Type) -> Bool { true }
}
