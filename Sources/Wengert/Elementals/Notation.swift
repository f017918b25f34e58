/// How an elemental is written.
///
/// Parser, formula printer, MathML and generated code all read this one description, so text that is
/// printed can be read back.
public struct Notation: Sendable, Equatable {
  /// Where the name or operator stands.
  public enum Fixity: Sendable, Equatable {
    /// `name(x)` or `name(x, y)`.
    case function
    /// An operator before its operand.
    case prefix
    /// An operator between two operands, grouping to the left.
    case infixLeft
    /// An operator between two operands, grouping to the right.
    case infixRight
  }

  /// How an elemental is set in two dimensions.
  public enum Shape: Sendable, Equatable {
    /// As it is written in a line.
    case linear
    /// Numerator over denominator.
    case fraction
    /// Base with a raised exponent.
    case superscript
    /// A radical sign over the operand.
    case radical
    /// The operand between vertical bars.
    case bars
    /// A brace with a line for each case.
    case cases
  }

  /// How tightly an operator binds; a larger value binds tighter.
  public enum Precedence: Int, Sendable, Comparable {
    case comparison
    case sum
    case product, negation, power, application

    public static func < (left: Precedence, right: Precedence) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// The name or operator in source text, in ASCII.
  public let spelling: String
  /// The name or operator in figures and reports.
  public let display: String
  /// Other spellings that the parser accepts.
  public let aliases: [String]
  /// Where the name or operator stands.
  public let fixity: Fixity
  /// How tightly it binds.
  public let precedence: Precedence
  /// How it is set in two dimensions.
  public let shape: Shape

  /// A function written `name(x)`.
  public static func function(
    _ name: String, aliases: [String] = [], shape: Shape = .linear
  ) -> Notation {
    Notation(
      spelling: name, display: name, aliases: aliases, fixity: .function,
      precedence: .application, shape: shape)
  }

  /// An operator between two operands.
  public static func infix(
    _ spelling: String, display: String? = nil, aliases: [String] = [],
    _ precedence: Precedence, groupingRight: Bool = false, shape: Shape = .linear
  ) -> Notation {
    Notation(
      spelling: spelling, display: display ?? spelling, aliases: aliases,
      fixity: groupingRight ? .infixRight : .infixLeft, precedence: precedence, shape: shape)
  }

  /// An operator before its operand.
  public static func prefix(
    _ spelling: String, display: String? = nil, aliases: [String] = [], _ precedence: Precedence
  ) -> Notation {
    Notation(
      spelling: spelling, display: display ?? spelling, aliases: aliases, fixity: .prefix,
      precedence: precedence, shape: .linear)
  }
}
