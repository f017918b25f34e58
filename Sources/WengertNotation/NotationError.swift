public import Wengert

/// Why a text is not a program, or a program has no value.
public struct NotationError: Error, Equatable {
  /// What is wrong.
  public enum Problem: Equatable, Sendable {
    case unexpectedCharacter(String)
    case numberTooLarge(String)
    case malformedNumber(String)
    case expected(String, found: String, hint: String? = nil)
    case unclosedParenthesis
    case strayParenthesis
    case unclosedBracket
    case missingOperator(String)
    case familyInExpression
    case familyTooLarge(limit: Int)
    /// All ranges of a text together name too many variables.
    case tooManyMembers(limit: Int)
    case emptyRange(Int, Int)
    /// A member that a computed index asks for, the family as it should be declared, and the members that there are.
    case unknownMember(String, wanted: String, known: [String])
    case indexNotConstant
    case indexNotWhole(Double)
    case boundNotConstant
    case boundNotWhole(Double)
    /// Values in brackets; the name where it is one without indices.
    case wrongNumberOfValues(expected: Int, given: Int, name: String? = nil)
    case nestedTooDeeply(limit: Int)
    case tooManyOperations(limit: Int)
    case unknownFunction(String, near: String?)
    case unknownName(String, near: String?)
    case noSuchFunction(String, near: String?, known: [String])
    case notAFunction(String)
    case functionWithoutArguments(String)
    case wrongNumberOfArguments(String, expected: Int, given: Int)
    case boundTwice(String, line: Int)
    case givenTwice(String, line: Int)
    case namedLikeElemental(String)
    case usedBeforeAssigned(String, line: Int)
    case callsItself([String])
    case notConstant(String)
    case unknownInput(String, near: String?, known: [String])
    case unknownOutput(String, near: String?, known: [String])
    case missingValue(String)
    case missingValues([String])
    case seedWithoutPoint
    case noPoint
    case noOutput
    case undefined(UndefinedPrimal)
  }

  /// A primal outside its domain.
  public struct UndefinedPrimal: Equatable, Sendable {
    /// The elemental.
    public let elemental: Elemental
    /// The primals of its parents.
    public let operands: [Double]
    /// What each operand is called.
    public let names: [String]
    /// Which operand misses which domain; nil for a power.
    public let violation: Violation?

    /// One operand and the domain that it misses.
    public struct Violation: Equatable, Sendable {
      /// The operand's slot.
      public let slot: Int
      /// The domain.
      public let domain: Domain
    }
  }

  /// What is wrong.
  public let problem: Problem
  /// Where, if it is in the text.
  public let range: SourceRange?
  /// The text.
  public let source: SourceText
}

extension NotationError: CustomStringConvertible {
  /// `file:line:column: error: …` with the line, a caret and what to do.
  public var description: String { diagnostic.description }

  /// The error as a message.
  public var diagnostic: Diagnostic {
    Diagnostic(source: source, range: range, message: problem.message, hint: problem.hint)
  }
}

extension NotationError.Problem {
  /// What is wrong, in one line.
  public var message: String {
    switch self {
    case .unexpectedCharacter(let character): "unexpected character '\(character)'"
    case .numberTooLarge(let text): "the number \(text) is too large"
    case .malformedNumber(let text): "'\(text)' is not a number"
    case .expected(let what, let found, _): "expected \(what), found \(found)"
    case .unclosedParenthesis: "this parenthesis is never closed"
    case .strayParenthesis: "this parenthesis closes nothing"
    case .unclosedBracket: "this bracket is never closed"
    case .missingOperator(let next): "expected an operator before \(next)"
    case .familyInExpression: "a range of indices stands for several variables"
    case .familyTooLarge(let limit): "a family has at most \(limit) members"
    case .tooManyMembers(let limit): "the families of a text have at most \(limit) members"
    case .emptyRange(let low, let high): "there is no number from \(low) to \(high)"
    case .unknownMember(let name, _, _): "unknown name '\(name)'"
    case .indexNotConstant: "an index must be a constant"
    case .indexNotWhole(let value): "an index must be a whole number, not \(value.plain)"
    case .boundNotConstant: "a bound must be a constant"
    case .boundNotWhole(let value): "a bound must be a whole number, not \(value.plain)"
    case .wrongNumberOfValues(let expected, let given, _):
      "\(given) value\(given == 1 ? "" : "s") for \(expected) variable\(expected == 1 ? "" : "s")"
    case .nestedTooDeeply(let limit): "nested more than \(limit) deep"
    case .tooManyOperations(let limit): "the expression expands to more than \(limit) operations"
    case .unknownFunction(let name, _): "unknown function '\(name)'"
    case .unknownName(let name, _): "unknown name '\(name)'"
    case .noSuchFunction(let name, _, _): "the text defines no function '\(name)'"
    case .notAFunction(let name): "'\(name)' is not a function"
    case .functionWithoutArguments(let name): "the function '\(name)' stands without arguments"
    case .wrongNumberOfArguments(let name, let expected, let given):
      "'\(name)' takes \(expected) argument\(expected == 1 ? "" : "s"), not \(given)"
    case .boundTwice(let name, let line): "'\(name)' is already defined on line \(line)"
    case .givenTwice(let name, let line): "'\(name)' already has a value from line \(line)"
    case .namedLikeElemental(let name): "'\(name)' is an elemental and cannot be defined again"
    case .usedBeforeAssigned(let name, let line):
      "'\(name)' is used before it is assigned on line \(line)"
    case .callsItself(let chain): "the function '\(chain[0])' calls itself"
    case .notConstant(let name): "'\(name)' is not a constant"
    case .unknownInput(let name, _, _): "'\(name)' is not an input"
    case .unknownOutput(let name, _, _): "'\(name)' is not an output"
    case .missingValue(let name): "'\(name)' stands without a value"
    case .missingValues(let names):
      "no value for \(Self.shortened(names.joiningMembers.map { "'\($0)'" })) at the point"
    case .seedWithoutPoint: "a seed needs a point"
    case .noPoint: "there is no point to differentiate at"
    case .noOutput: "there is nothing to compute"
    case .undefined(let primal): primal.message
    }
  }

  /// What to do about it.
  public var hint: String? {
    switch self {
    case .unexpectedCharacter("&"): "the product of two comparisons says that both hold"
    case .unexpectedCharacter("|"):
      "the sum of two comparisons says that one of them holds, and so does max(…, …)"
    case .unexpectedCharacter, .malformedNumber, .strayParenthesis: nil
    case .numberTooLarge: "write inf for infinity"
    case .expected(_, let found, let hint):
      found == "the end of the line"
        ? "a statement ends with its line; put it in parentheses to go on in the next one" : hint
    case .unclosedParenthesis: "add ')'"
    case .unclosedBracket: "add ']'"
    case .familyInExpression:
      "it stands where names or arguments are listed; a sum is sum(i in 1..3, w[i]), a definition h[i in 1..3] = …"
    case .familyTooLarge: "--max-members raises the limit"
    case .tooManyMembers:
      "each range counts where it is written; name fewer members, or in fewer places; --max-members raises the limit"
    case .wrongNumberOfValues(_, let given, let name):
      name.map { "several values are those of a family: \($0)[1..\(given)] = […]" }
    case .emptyRange(let low, let high): "write \(high)..\(low)"
    case .unknownMember(_, let wanted, let known):
      Self.list("its family has", known) ?? "declare the family first: input \(wanted)"
    case .indexNotConstant: "an index is made of numbers and of the indices of sums and definitions"
    case .boundNotConstant: "a bound is made of numbers and of the indices of sums and definitions"
    case .indexNotWhole, .boundNotWhole: nil
    case .missingOperator(let next):
      ["'at'", "'input'", "'output'", "'tangent'", "'adjoint'"].contains(next)
        ? "begin a new line, or put ';' before \(next)" : "write a product with '*'"
    case .nestedTooDeeply: "give parts of the expression names of their own"
    case .tooManyOperations:
      "check the ranges of sums and products, and functions that call each other many times; --max-operations raises the limit"
    case .unknownFunction(let name, _) where ["sum", "product"].contains(name):
      "write \(name)(i in 1..3, …)"
    case .unknownFunction(_, let near), .unknownName(_, let near):
      near.map { "did you mean '\($0)'?" }
    case .noSuchFunction(_, let near, let known):
      near.map { "did you mean '\($0)'?" } ?? Self.list("the functions are", known)
    case .unknownInput(let name, let near, let known):
      Self.member(of: name, known) ?? near.map { "did you mean '\($0)'?" }
        ?? Self.list("the inputs are", known)
    case .unknownOutput(let name, let near, let known):
      Self.member(of: name, known) ?? near.map { "did you mean '\($0)'?" }
        ?? Self.list("the outputs are", known)
    case .missingValue(let name): "write \(name) = …"
    case .notAFunction(let name): "write a product as \(name)*(…)"
    case .functionWithoutArguments(let name): "write \(name)(…)"
    case .wrongNumberOfArguments: nil
    case .boundTwice: "give it another name"
    case .givenTwice: "keep one of the two"
    case .namedLikeElemental: "give it another name"
    case .usedBeforeAssigned: "move the assignment up"
    case .callsItself(let chain):
      chain.count > 1 ? (chain + [chain[0]]).joined(separator: " calls ") : nil
    case .notConstant: "only numbers, pi, e, inf and functions of them can stand here"
    case .missingValues(let names):
      "add \(Self.shortened(names.joiningMembers.map { "\($0) = …" })) to the 'at' line, or give --at "
        + Self.shortened(names.joiningMembers.map { "\($0)=…" }, separator: ",")
    case .seedWithoutPoint, .noPoint: "add a line 'at x = …', or give --at x=…"
    case .noOutput: "write a function, such as f(x) = x^2"
    case .undefined(let primal): primal.hint
    }
  }
}

extension NotationError.Problem {
  private static func list(_ lead: String, _ names: [String]) -> String? {
    names.isEmpty ? nil : "\(lead) \(shortened(names))"
  }

  /// The first eight of a list.
  private static func shortened(_ names: [String], separator: String = ", ") -> String {
    (names.prefix(8) + (names.count > 8 ? ["…"] : [])).joined(separator: separator)
  }

  /// How to speak of a family whose name stands alone.
  private static func member(of name: String, _ known: [String]) -> String? {
    let members = known.filter { $0.hasPrefix("\(name)[") }
    guard let first = members.first, let whole = members.joiningMembers.first else { return nil }
    let single = "write \(first) = …"
    return whole == first ? single : "write \(whole) = …, or a member alone, \(first) = …"
  }
}

extension NotationError.UndefinedPrimal {
  var message: String {
    let call = elemental.notation.fixity == .function ? "\(elemental.notation.spelling)" : sign
    let values = zip(names, operands).map { name, value in
      name == value.plain ? value.plain : "\(name) = \(value.plain)"
    }
    guard let violation else {
      return "\(call) is not defined at \(values.joined(separator: ", "))"
    }
    return "\(call) is not defined at \(values[violation.slot])"
  }

  var hint: String {
    guard let violation else {
      return elemental == .polygamma
        ? "the order must be a whole number from 0 to 60, the argument not 0, -1, -2, …"
        : "a negative base needs a whole exponent, zero one that is not negative"
    }
    let operand =
      elemental.arity == 1
      ? "its argument" : (violation.slot == 0 ? "the left side" : "the right side")
    switch violation.domain {
    case .reals: return "\(operand) may be any number"
    case .nonzero: return "\(operand) must not be 0"
    case .greaterThan(let bound): return "\(operand) must be greater than \(bound.plain)"
    case .atLeast(let bound): return "\(operand) must be at least \(bound.plain)"
    case .closed(let low, let high):
      return "\(operand) must lie between \(low.plain) and \(high.plain)"
    case .open(let low, let high):
      return "\(operand) must lie between \(low.plain) and \(high.plain), both excluded"
    case .exceptPoles: return "\(operand) must not be 0, -1, -2, …"
    }
  }

  private var sign: String {
    elemental == .div ? "a quotient" : elemental == .pow ? "a power" : elemental.notation.spelling
  }
}
