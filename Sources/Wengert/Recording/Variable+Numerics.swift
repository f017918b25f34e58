public import RealModule

extension Variable: AlgebraicField {
  public init?<T: BinaryInteger>(exactly source: T) {
    guard let value = Double(exactly: source) else { return nil }
    self.init(value)
  }

  /// The absolute value, recorded.
  public var magnitude: Variable { .apply(Elemental.Abs.self, self) }

  /// One over the variable, recorded; nil where it is zero.
  public var reciprocal: Variable? { primal == 0 ? nil : 1 / self }

  public static func + (x: Variable, y: Variable) -> Variable { apply(Elemental.Add.self, x, y) }
  public static func - (x: Variable, y: Variable) -> Variable { apply(Elemental.Sub.self, x, y) }
  public static func * (x: Variable, y: Variable) -> Variable { apply(Elemental.Mul.self, x, y) }
  public static func / (x: Variable, y: Variable) -> Variable { apply(Elemental.Div.self, x, y) }
  public static prefix func - (x: Variable) -> Variable { apply(Elemental.Neg.self, x) }

  public static func += (x: inout Variable, y: Variable) { x = x + y }
  public static func -= (x: inout Variable, y: Variable) { x = x - y }
  public static func *= (x: inout Variable, y: Variable) { x = x * y }
  public static func /= (x: inout Variable, y: Variable) { x = x / y }

  public mutating func negate() { self = -self }
}

extension Variable: ElementaryFunctions {
  public static func exp(_ x: Variable) -> Variable { apply(Elemental.Exp.self, x) }
  public static func expMinusOne(_ x: Variable) -> Variable { apply(Elemental.Expm1.self, x) }
  public static func log(_ x: Variable) -> Variable { apply(Elemental.Log.self, x) }
  public static func log(onePlus x: Variable) -> Variable { apply(Elemental.Log1p.self, x) }
  public static func sin(_ x: Variable) -> Variable { apply(Elemental.Sin.self, x) }
  public static func cos(_ x: Variable) -> Variable { apply(Elemental.Cos.self, x) }
  public static func tan(_ x: Variable) -> Variable { apply(Elemental.Tan.self, x) }
  public static func asin(_ x: Variable) -> Variable { apply(Elemental.Asin.self, x) }
  public static func acos(_ x: Variable) -> Variable { apply(Elemental.Acos.self, x) }
  public static func atan(_ x: Variable) -> Variable { apply(Elemental.Atan.self, x) }
  public static func sinh(_ x: Variable) -> Variable { apply(Elemental.Sinh.self, x) }
  public static func cosh(_ x: Variable) -> Variable { apply(Elemental.Cosh.self, x) }
  public static func tanh(_ x: Variable) -> Variable { apply(Elemental.Tanh.self, x) }
  public static func asinh(_ x: Variable) -> Variable { apply(Elemental.Asinh.self, x) }
  public static func acosh(_ x: Variable) -> Variable { apply(Elemental.Acosh.self, x) }
  public static func atanh(_ x: Variable) -> Variable { apply(Elemental.Atanh.self, x) }
  public static func sqrt(_ x: Variable) -> Variable { apply(Elemental.Sqrt.self, x) }

  public static func pow(_ x: Variable, _ y: Variable) -> Variable {
    apply(Elemental.Pow.self, x, y)
  }

  public static func pow(_ x: Variable, _ n: Int) -> Variable {
    apply(Elemental.Pow.self, x, Variable(Double(n)))
  }

  /// The real root of order n: a square or cube root, or a power whose exponent is 1/n.
  public static func root(_ x: Variable, _ n: Int) -> Variable {
    switch n {
    case 2: sqrt(x)
    case 3: apply(Elemental.Cbrt.self, x)
    default:
      x.primal < 0 && !n.isMultiple(of: 2)
        ? -pow(-x, Variable(1 / Double(n))) : pow(x, Variable(1 / Double(n)))
    }
  }
}

extension Variable: RealFunctions {
  public static func atan2(y: Variable, x: Variable) -> Variable {
    apply(Elemental.Atan2.self, y, x)
  }
  public static func erf(_ x: Variable) -> Variable { apply(Elemental.Erf.self, x) }
  public static func erfc(_ x: Variable) -> Variable { apply(Elemental.Erfc.self, x) }
  public static func exp2(_ x: Variable) -> Variable { apply(Elemental.Exp2.self, x) }
  public static func exp10(_ x: Variable) -> Variable { pow(Variable(10), x) }
  public static func hypot(_ x: Variable, _ y: Variable) -> Variable {
    apply(Elemental.Hypot.self, x, y)
  }
  public static func gamma(_ x: Variable) -> Variable { apply(Elemental.Gamma.self, x) }
  public static func log2(_ x: Variable) -> Variable { apply(Elemental.Log2.self, x) }
  public static func log10(_ x: Variable) -> Variable { apply(Elemental.Log10.self, x) }
  public static func logGamma(_ x: Variable) -> Variable { apply(Elemental.Lgamma.self, x) }

  /// The sign of the gamma function at the primal.
  public static func signGamma(_ x: Variable) -> FloatingPointSign { Double.signGamma(x.primal) }

  // The protocol has the name.
  // swift-format-ignore: NoLeadingUnderscores
  public static func _mulAdd(_ a: Variable, _ b: Variable, _ c: Variable) -> Variable { a * b + c }
}

/// The elementals that swift-numerics has no name for.
extension Variable {
  /// The logistic function.
  public static func sigmoid(_ x: Variable) -> Variable { apply(Elemental.Sigmoid.self, x) }
  /// The smooth ramp.
  public static func softplus(_ x: Variable) -> Variable { apply(Elemental.Softplus.self, x) }
  /// The ramp.
  public static func relu(_ x: Variable) -> Variable { apply(Elemental.Relu.self, x) }
  /// The sigmoid-weighted linear unit.
  public static func silu(_ x: Variable) -> Variable { apply(Elemental.Silu.self, x) }
  /// The Gaussian-weighted linear unit.
  public static func gelu(_ x: Variable) -> Variable { apply(Elemental.Gelu.self, x) }
  /// The digamma function.
  public static func digamma(_ x: Variable) -> Variable { apply(Elemental.Polygamma.self, 0, x) }
  /// The largest whole number that is not larger.
  public static func floor(_ x: Variable) -> Variable { apply(Elemental.Floor.self, x) }
  /// The sign: −1, 0 or 1.
  public static func sign(_ x: Variable) -> Variable { apply(Elemental.Sign.self, x) }
  /// The second operand where the first is not zero, otherwise the third; all three are recorded.
  public static func select(_ x: Variable, _ y: Variable, _ z: Variable) -> Variable {
    apply(Elemental.Select.self, x, y, z)
  }
  /// 1 where x is less than y, otherwise 0; recorded.
  public static func less(_ x: Variable, _ y: Variable) -> Variable {
    apply(Elemental.Less.self, x, y)
  }
  /// 1 where x is at most y, otherwise 0; recorded.
  public static func lessEqual(_ x: Variable, _ y: Variable) -> Variable {
    apply(Elemental.LessEqual.self, x, y)
  }
  /// 1 where x is greater than y, otherwise 0; recorded.
  public static func greater(_ x: Variable, _ y: Variable) -> Variable {
    apply(Elemental.Greater.self, x, y)
  }
  /// 1 where x is at least y, otherwise 0; recorded.
  public static func greaterEqual(_ x: Variable, _ y: Variable) -> Variable {
    apply(Elemental.GreaterEqual.self, x, y)
  }
  /// 1 where x equals y, otherwise 0; recorded.
  public static func equal(_ x: Variable, _ y: Variable) -> Variable {
    apply(Elemental.Equal.self, x, y)
  }
  /// 1 where x differs from y, otherwise 0; recorded.
  public static func notEqual(_ x: Variable, _ y: Variable) -> Variable {
    apply(Elemental.NotEqual.self, x, y)
  }
  /// The smaller one, recorded; the function of the standard library picks by the primals instead.
  public static func min(_ x: Variable, _ y: Variable) -> Variable {
    apply(Elemental.Min.self, x, y)
  }
  /// The larger one, recorded; the function of the standard library picks by the primals instead.
  public static func max(_ x: Variable, _ y: Variable) -> Variable {
    apply(Elemental.Max.self, x, y)
  }
}
