import Wengert

/// Reads statements, and expressions by precedence climbing over the notation of the elementals.
struct Parser {
  /// The most parentheses, calls, signs and powers that may stand inside each other.
  static let nestingLimit = 400

  private var lexer: Lexer
  private var token: Token
  private var ahead: Token
  private var script = Script()
  private var depth = 0

  private init(_ source: SourceText) throws(NotationError) {
    lexer = Lexer(source)
    token = try lexer.next()
    ahead = token.kind == .endOfText ? token : try lexer.next()
  }

  /// The script that a text says.
  static func parse(_ source: SourceText) throws(NotationError) -> Script {
    var parser = try Parser(source)
    while parser.token.kind != .endOfText {
      if parser.token.kind != .endOfStatement { try parser.statement() }
      try parser.endStatement()
    }
    return parser.finished()
  }

  /// Bindings alone, as in `x1 = 1, x2 = 2`; a script with one point statement.
  static func parseBindings(_ source: SourceText) throws(NotationError) -> Script {
    var parser = try Parser(source)
    if parser.token.kind != .endOfText {
      parser.script.statements.append(.point(try parser.bindings()))
    }
    guard parser.token.kind == .endOfText else { throw parser.unexpected("','") }
    return parser.finished()
  }

  private consuming func finished() -> Script {
    script.names = lexer.names
    return script
  }

  // MARK: Statements

  private mutating func statement() throws(NotationError) {
    if case .name(let name) = token.kind, case .name = ahead.kind,
      let keyword = Keyword(rawValue: lexer.names[name])
    {
      try advance()
      return script.statements.append(try statement(of: keyword))
    }
    let first = token.range
    let left = try expression()
    guard token.kind == .equals else { return script.statements.append(.expression(left)) }
    let sign = token.range
    try advance()
    let right = try expression()
    script.statements.append(try definition(left, right, from: first, sign: sign))
  }

  private enum Keyword: String {
    case input, output, at, tangent, adjoint
  }

  private mutating func statement(of keyword: Keyword) throws(NotationError) -> Statement {
    switch keyword {
    case .input: .input(try names())
    case .output: .output(try bindings())
    case .at: .point(try bindings())
    case .tangent: .tangent(try bindings())
    case .adjoint: .adjoint(try bindings())
    }
  }

  /// What stood left of `=` was read as an expression; a name is assigned, a call of names is a definition.
  private mutating func definition(
    _ left: Expression, _ right: Expression, from first: SourceRange, sign: SourceRange
  ) throws(NotationError) -> Statement {
    let code = script.code[left.code]
    if code.count == 1, case .name(let name)? = code.first?.operation {
      return .assignment(NameUse(name: name, range: first), right)
    }
    if case .call(let name, let count)? = code.last?.operation, code.count == count + 1 {
      var parameters: [NameUse] = []
      for instruction in code.dropLast() {
        guard case .name(let name) = instruction.operation else {
          throw failure(
            .expected("the name of a parameter", found: "an expression"), instruction.range)
        }
        parameters.append(NameUse(name: name, range: instruction.range))
      }
      return .function(NameUse(name: name, range: first), parameters: parameters, right)
    }
    switch code.last?.operation {
    case .unary(let elemental)?, .binary(let elemental)?:
      if elemental.notation.fixity == .function {
        throw failure(.namedLikeElemental(elemental.notation.spelling), first)
      }
    default: break
    }
    throw failure(
      .expected("a name or a function such as f(x) before '='", found: "an expression"), left.range)
  }

  private mutating func names() throws(NotationError) -> [NameUse] {
    var names = [try nameUse()]
    while token.kind == .comma {
      try advance()
      names.append(try nameUse())
    }
    return names
  }

  private mutating func bindings() throws(NotationError) -> [Binding] {
    var bindings = [try binding()]
    while token.kind == .comma {
      try advance()
      bindings.append(try binding())
    }
    return bindings
  }

  private mutating func binding() throws(NotationError) -> Binding {
    let target = try nameUse()
    guard token.kind == .equals else { return Binding(target: target, value: nil) }
    try advance()
    return Binding(target: target, value: try expression())
  }

  private mutating func nameUse() throws(NotationError) -> NameUse {
    guard case .name(let name) = token.kind else { throw unexpected("a name") }
    let use = NameUse(name: name, range: token.range)
    try advance()
    return use
  }

  private mutating func endStatement() throws(NotationError) {
    switch token.kind {
    case .endOfText: return
    case .endOfStatement: try advance()
    case .close: throw failure(.strayParenthesis, token.range)
    case .number, .name, .open: throw failure(.missingOperator(describe(token)), token.range)
    default: throw unexpected("the end of the line")
    }
  }

  // MARK: Expressions

  private mutating func expression() throws(NotationError) -> Expression {
    let start = script.code.count
    let first = token.range
    let last = try expression(atLeast: .comparison)
    return Expression(code: start..<script.code.count, range: first.through(last))
  }

  /// Reads operators that bind at least so tightly, and what they join; returns where that ends.
  @discardableResult
  private mutating func expression(atLeast least: Notation.Precedence) throws(NotationError)
    -> SourceRange
  {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Parser.nestingLimit else {
      throw failure(.nestedTooDeeply(limit: Parser.nestingLimit), token.range)
    }
    var end = try operand()
    var hasComparison = false
    while case .sign(let sign) = token.kind,
      let elemental = Elemental.infixOperators[sign.rawValue],
      elemental.notation.precedence >= least
    {
      let range = token.range
      let isComparison = elemental.notation.precedence == .comparison
      guard !(isComparison && hasComparison) else {
        throw failure(
          .expected(
            "one comparison; the product of two says that both hold", found: describe(token)), range
        )
      }
      hasComparison = isComparison
      try advance()
      end = try expression(atLeast: elemental.notation.rightPrecedence)
      emit(.binary(elemental), range)
    }
    return end
  }

  private mutating func operand() throws(NotationError) -> SourceRange {
    let range = token.range
    switch token.kind {
    case .number(let value):
      emit(.number(value), range)
      try advance()
      return range
    case .name(let name):
      try advance()
      if token.kind == .open { return try call(name, at: range) }
      if token.startsOperand, Elemental.functions[lexer.names[name]] != nil {
        throw failure(.functionWithoutArguments(lexer.names[name]), range)
      }
      emit(.name(name), range)
      return range
    case .open:
      try advance()
      try expression(atLeast: .comparison)
      return try close(range)
    case .sign(let sign):
      guard sign == .plus || Elemental.prefixOperators[sign.rawValue] != nil else {
        throw unexpected("an expression")
      }
      try advance()
      // Powers bind tighter than a sign: -x^2 is -(x^2).
      let end = try expression(atLeast: .power)
      if let elemental = Elemental.prefixOperators[sign.rawValue] { emit(.unary(elemental), range) }
      return end
    default: throw unexpected("an expression")
    }
  }

  private mutating func call(_ name: Name, at range: SourceRange) throws(NotationError)
    -> SourceRange
  {
    let parenthesis = token.range
    try advance()
    var count = 0
    if token.kind != .close {
      try expression(atLeast: .comparison)
      count = 1
      while token.kind == .comma {
        try advance()
        try expression(atLeast: .comparison)
        count += 1
      }
    }
    let end = try close(parenthesis)
    let text = lexer.names[name]
    guard let elemental = Elemental.functions[text] else {
      emit(.call(name, count), range)
      return end
    }
    guard elemental.arity == count else {
      throw failure(
        .wrongNumberOfArguments(text, expected: elemental.arity, given: count), range.through(end))
    }
    emit(count == 1 ? .unary(elemental) : .binary(elemental), range)
    return end
  }

  private mutating func close(_ open: SourceRange) throws(NotationError) -> SourceRange {
    let range = token.range
    switch token.kind {
    case .close:
      try advance()
      return range
    case .endOfText, .endOfStatement, .equals: throw failure(.unclosedParenthesis, open)
    case .number, .name, .open: throw failure(.missingOperator(describe(token)), range)
    default: throw unexpected("')'")
    }
  }

  // MARK: Helpers

  private mutating func emit(_ operation: Instruction.Operation, _ range: SourceRange) {
    script.code.append(Instruction(operation: operation, range: range))
  }

  private mutating func advance() throws(NotationError) {
    token = ahead
    if ahead.kind != .endOfText { ahead = try lexer.next() }
  }

  private func failure(_ problem: NotationError.Problem, _ range: SourceRange) -> NotationError {
    NotationError(problem: problem, range: range, source: lexer.source)
  }

  private func unexpected(_ wanted: String) -> NotationError {
    if wanted == "an expression", token.kind == .endOfText, let open = lexer.innermostOpen {
      return failure(.unclosedParenthesis, open)
    }
    return failure(.expected(wanted, found: describe(token)), token.range)
  }

  private func describe(_ token: Token) -> String {
    switch token.kind {
    case .endOfText: "the end of the text"
    case .endOfStatement:
      lexer.source.text(token.range) == ";" ? "';'" : "the end of the line"
    default: "'\(lexer.source.text(token.range))'"
    }
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
