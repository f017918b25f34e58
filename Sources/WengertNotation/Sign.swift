import Wengert

/// The operators.
enum Sign: UInt8, CaseIterable {
  case plus, minus, times, over, power
  case less, lessEqual, greater, greaterEqual, equal, notEqual

  var spelling: String {
    switch self {
    case .plus: "+"
    case .minus: "-"
    case .times: "*"
    case .over: "/"
    case .power: "^"
    case .less: "<"
    case .lessEqual: "<="
    case .greater: ">"
    case .greaterEqual: ">="
    case .equal: "=="
    case .notEqual: "!="
    }
  }

  /// The elemental that the sign means before an operand.
  var prefixOperator: Elemental? { Sign.prefixOperators[Int(rawValue)] }

  private static let prefixOperators = allCases.map { Elemental.prefixOperators[$0.spelling] }
}

/// What the notation of an elemental says about the sign between its operands.
struct InfixOperator {
  let elemental: Elemental
  let precedence: Notation.Precedence
  /// How tightly the right operand must bind.
  let rightPrecedence: Notation.Precedence

  private init(_ elemental: Elemental) {
    let notation = elemental.notation
    self.elemental = elemental
    precedence = notation.precedence
    rightPrecedence = notation.rightPrecedence
  }

  /// The operators by the numbers of their signs.
  static let all: [InfixOperator?] = Sign.allCases.map {
    Elemental.infixOperators[$0.spelling].map(InfixOperator.init)
  }
}

extension Notation {
  /// How tightly the right operand must bind.
  fileprivate var rightPrecedence: Precedence {
    guard fixity == .infixLeft else { return precedence }
    return switch precedence {
    case .comparison: .sum
    case .sum: .product
    // A sign may stand before a right operand, `a*-b`, and takes only what binds as tightly as a power.
    case .product: .negation
    case .negation, .power, .application: .application
    }
  }
}
