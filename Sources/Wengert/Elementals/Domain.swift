/// The set of operand values for which a primal is defined.
public enum Domain: Sendable, Equatable {
  /// Every number.
  case reals
  /// Every number but zero.
  case nonzero
  /// Numbers greater than the bound.
  case greaterThan(Double)
  /// Numbers not less than the bound.
  case atLeast(Double)
  /// Numbers between two bounds, both included.
  case closed(Double, Double)
  /// Numbers between two bounds, neither included.
  case open(Double, Double)
  /// Numbers but for 0, −1, −2, …
  case exceptPoles

  /// Whether the value lies in the domain.
  ///
  /// NaN counts as inside: whatever made it is to blame, not the elemental that meets it.
  public func contains(_ x: Double) -> Bool {
    if x.isNaN { return true }
    switch self {
    case .reals: return true
    case .nonzero: return x != 0
    case .greaterThan(let bound): return x > bound
    case .atLeast(let bound): return x >= bound
    case .closed(let low, let high): return low <= x && x <= high
    case .open(let low, let high): return low < x && x < high
    case .exceptPoles: return x > 0 || x.rounded() != x
    }
  }
}

/// The set of operand pairs for which the primal of a binary elemental is defined.
public enum BinaryDomain: Sendable, Equatable {
  /// Each operand in a domain of its own.
  case operands(Domain, Domain)
  /// Base and exponent of a real power: a positive base, zero to a power that is not negative, or a
  /// negative base to a whole power.
  case power
  /// Order and argument of a derivative of the digamma function: a whole order from 0 to 60, an argument
  /// that is not 0, −1, −2, ….
  case polygamma

  /// Whether the pair of values lies in the domain; NaN counts as inside.
  public func contains(_ x: Double, _ y: Double) -> Bool {
    switch self {
    case .operands(let first, let second):
      return first.contains(x) && second.contains(y)
    case .power:
      if x.isNaN || y.isNaN || x > 0 { return true }
      return x == 0 ? y >= 0 : y.rounded() == y
    case .polygamma:
      let isOrder = x.isNaN || ((0...60).contains(x) && x.rounded() == x)
      return isOrder && Domain.exceptPoles.contains(y)
    }
  }
}

/// The operand values at which the primal or a partial of an elemental jumps.
public enum Kinks: Sendable, Equatable {
  /// Nowhere.
  case none
  /// At one operand value.
  case point(Double)
  /// At every whole number.
  case wholeNumbers
  /// Where the two operands are equal.
  case equalOperands
  /// Where both operands are zero.
  case origin
  /// Where the first operand is zero and the second is not positive: the cut of an angle.
  case cut

  /// Whether the operands stand at a kink.
  public func contains(_ x: Double, _ y: Double) -> Bool {
    switch self {
    case .none: false
    case .point(let kink): x == kink
    case .wholeNumbers: x.isFinite && x.rounded() == x
    case .equalOperands: x == y
    case .origin: x == 0 && y == 0
    case .cut: x == 0 && y <= 0
    }
  }

  /// On which side of the kinks the operands stand; two pairs with a kink between them have different sides.
  func side(_ x: Double, _ y: Double) -> [Double] {
    func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : 0 }
    return switch self {
    case .none: []
    case .point(let kink): [sign(x - kink)]
    case .wholeNumbers: [x.rounded(.down), x.rounded(.up)]
    case .equalOperands: [sign(x - y)]
    case .origin, .cut: [sign(x), sign(y)]
    }
  }
}
