import Wengert

/// Reads statements, and expressions by precedence climbing over the notation of the elementals.
struct Parser {
  /// The most parentheses, calls, signs and powers that may stand inside each other.
  static let nestingLimit = 400

  /// The most instructions that room is made for before any is read.
  private static let reservedCode = 1 << 24

  private var lexer: Lexer
  private var token: Token
  private var ahead: Token
  private var script = Script()
  private var depth = 0
  /// Where the operand stands that comes next; only there can a family be more than an error.
  private var place = Place.expression
  /// The family that was just read, and how many operands it became.
  private var family: (family: Family, count: Int)?
  /// How many members the ranges of the text have named, and how many they may name.
  private var memberCount = 0
  private let memberLimit: Int
  /// Whether the statement that was just read ends with a name that is listed, so that no operator can follow.
  private var endsWithListedName = false

  private enum Place {
    /// At the start of a statement, which may define a family.
    case statement
    /// At the start of an argument, which may be a family.
    case argument
    case expression
  }

  private init(_ source: SourceText, memberLimit: Int) throws(NotationError) {
    self.memberLimit = memberLimit
    lexer = Lexer(source)
    // Room that is not used costs nothing but addresses.
    script.code.reserveCapacity(min(source.bytes.count / 4, Parser.reservedCode))
    token = try lexer.next()
    ahead = token.kind == .endOfText ? token : try lexer.next()
  }

  /// The script that a text says.
  static func parse(_ source: SourceText, memberLimit: Int) throws(NotationError) -> Script {
    var parser = try Parser(source, memberLimit: memberLimit)
    while parser.token.kind != .endOfText {
      if parser.token.kind != .endOfStatement { try parser.statement() }
      try parser.endStatement()
    }
    return parser.finished()
  }

  /// Bindings alone, as in `x1 = 1, x2 = 2`; a script with one point statement.
  static func parseBindings(
    _ source: SourceText, memberLimit: Int = Program.Options().memberLimit
  ) throws(NotationError) -> Script {
    var parser = try Parser(source, memberLimit: memberLimit)
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
      let keyword = Keyword(name)
    {
      try advance()
      return script.statements.append(try statement(of: keyword))
    }
    endsWithListedName = false
    let first = token.range
    place = .statement
    let left = try expression()
    if let family { return try define(family.family) }
    guard token.kind == .equals else { return script.statements.append(.expression(left)) }
    let target = assigned(by: left, from: first)
    try advance()
    let right = try expression()
    if let target { return script.statements.append(.assignment(target, right)) }
    script.statements.append(try definition(left, right, from: first))
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

  /// What stood left of `=` was read as an expression; a name is assigned, and needs no code.
  private mutating func assigned(by left: Expression, from first: SourceRange) -> NameUse? {
    guard left.code.count == 1, case .name(let name)? = script.code.last?.operation else {
      return nil
    }
    script.code.removeLast()
    return NameUse(name: name, range: first)
  }

  /// A call of names is a definition.
  private mutating func definition(
    _ left: Expression, _ right: Expression, from first: SourceRange
  ) throws(NotationError) -> Statement {
    let code = script.code[left.code]
    if case .call(let name, let count)? = code.last?.operation, code.count == Int(count) + 1 {
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

  private mutating func define(_ family: Family) throws(NotationError) {
    self.family = nil
    guard token.kind == .equals else { throw unexpected("'='") }
    try advance()
    let value = try expression()
    let members = try members(of: family)
    script.statements.append(.family(family, members: members, value))
  }

  private mutating func names() throws(NotationError) -> [NameUse] {
    var names = try nameUses()
    while token.kind == .comma {
      try advance()
      names += try nameUses()
    }
    endsWithListedName = true
    return names
  }

  private mutating func bindings() throws(NotationError) -> [Binding] {
    var bindings = try binding()
    while token.kind == .comma {
      try advance()
      bindings += try binding()
    }
    return bindings
  }

  /// `x`, `x = 2`, `x[1..3] = 0` or `x[1..3] = [1, 2, 3]`.
  private mutating func binding() throws(NotationError) -> [Binding] {
    let first = token
    let hasIndices = ahead.kind == .openBracket
    let targets = try nameUses()
    if token.kind == .open {
      let member = "\(lexer.source.text(first.range))[1]"
      throw unexpected("'=' or ','", hint: "a member of a family is written \(member)")
    }
    endsWithListedName = token.kind != .equals
    guard token.kind == .equals else { return targets.map { Binding(target: $0, value: nil) } }
    try advance()
    guard token.kind == .openBracket else {
      let value = try expression()
      return targets.map { Binding(target: $0, value: value) }
    }
    let (values, range) = try list()
    guard values.count == targets.count else {
      throw failure(
        .wrongNumberOfValues(
          expected: targets.count, given: values.count,
          name: hasIndices ? nil : lexer.source.text(first.range)), range)
    }
    return zip(targets, values).map { Binding(target: $0, value: $1) }
  }

  /// Values in brackets.
  private mutating func list() throws(NotationError) -> ([Expression], SourceRange) {
    let bracket = token.range
    var values: [Expression] = []
    repeat {
      try advance()
      values.append(try expression())
    } while token.kind == .comma
    return (values, bracket.through(try closeBracket(bracket)))
  }

  /// A name, or the names of a family.
  private mutating func nameUses() throws(NotationError) -> [NameUse] {
    let use = try nameUse()
    guard token.kind == .openBracket else { return [use] }
    let start = script.code.count
    let indices = try indices(of: use)
    switch indices {
    case .member(let name, let range): return [NameUse(name: name, range: range)]
    case .family(let family) where family.axes.allSatisfy({ $0.index == nil }):
      return try members(of: family)
    case .family, .computed:
      script.code.removeSubrange(start...)
      throw failure(
        .expected("whole numbers or ranges as indices", found: "something else"), use.range)
    }
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
    case .number, .name, .open:
      if endsWithListedName { throw unexpected("',' or the end of the line") }
      throw failure(.missingOperator(describe(token)), token.range)
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
    if family != nil { return end }
    var hasComparison = false
    while case .sign(let sign) = token.kind,
      let infix = InfixOperator.all[Int(sign.rawValue)], infix.precedence >= least
    {
      let range = token.range
      let isComparison = infix.precedence == .comparison
      guard !(isComparison && hasComparison) else {
        throw failure(
          .expected(
            "one comparison; the product of two says that both hold", found: describe(token)), range
        )
      }
      hasComparison = isComparison
      try advance()
      end = try expression(atLeast: infix.rightPrecedence)
      emit(.binary(infix.elemental), range)
    }
    return end
  }

  private mutating func operand() throws(NotationError) -> SourceRange {
    let range = token.range
    let place = place
    self.place = .expression
    switch token.kind {
    case .number(let value):
      emit(.number(value), range)
      try advance()
      return range
    case .name(let name):
      try advance()
      if token.kind == .open { return try call(name, at: range) }
      if token.kind == .openBracket {
        return try indexed(NameUse(name: name, range: range), at: place)
      }
      if token.startsOperand, Vocabulary.function(name) != nil {
        throw failure(.functionWithoutArguments(lexer.names[name]), range)
      }
      emit(.name(name), range)
      return range
    case .open:
      try advance()
      try expression(atLeast: .comparison)
      return try close(range, hint: Parser.comparisonHint)
    case .sign(let sign):
      let elemental = sign.prefixOperator
      guard sign == .plus || elemental != nil else { throw unexpected("an expression") }
      try advance()
      // Powers bind tighter than a sign: -x^2 is -(x^2).
      let end = try expression(atLeast: .power)
      if let elemental { emit(.unary(elemental), range) }
      return end
    default: throw unexpected("an expression")
    }
  }

  private mutating func call(_ name: Name, at range: SourceRange) throws(NotationError)
    -> SourceRange
  {
    let parenthesis = token.range
    try advance()
    if name == Vocabulary.choice { return try choice(parenthesis, at: range) }
    if let elemental = Vocabulary.series(name), case .name(let index) = token.kind,
      ahead.kind == .name(Vocabulary.membership)
    {
      return try series(elemental, over: index, parenthesis, at: range)
    }
    var count = 0
    if token.kind != .close {
      count = try argument()
      while token.kind == .comma {
        try advance()
        try refuseLateRange(in: name)
        count += try argument()
      }
    }
    let end = try close(parenthesis, hint: Vocabulary.series(name).map { _ in rangeHint(name) })
    guard let elemental = Vocabulary.function(name) else {
      emit(.call(name, Int32(count)), range)
      return end
    }
    guard elemental.arity == count else {
      throw failure(
        .wrongNumberOfArguments(lexer.names[name], expected: elemental.arity, given: count),
        range.through(end))
    }
    emit(count == 1 ? .unary(elemental) : .binary(elemental), range)
    return end
  }

  /// Reads an argument; returns how many it is, for a family stands for all its members.
  private mutating func argument() throws(NotationError) -> Int {
    place = .argument
    try expression(atLeast: .comparison)
    defer { family = nil }
    guard let family, token.kind != .comma, token.kind != .close else { return family?.count ?? 1 }
    throw failure(.familyInExpression, family.family.range)
  }

  /// `sum(x*i, i in 1..2)` has its parts in the wrong order.
  private func refuseLateRange(in name: Name) throws(NotationError) {
    guard Vocabulary.series(name) != nil, case .name = token.kind,
      ahead.kind == .name(Vocabulary.membership)
    else { return }
    throw failure(
      .expected(
        "the range before the term", found: describe(token), hint: rangeHint(name)), token.range)
  }

  /// How a sum or product is written.
  private func rangeHint(_ name: Name) -> String { "write \(lexer.names[name])(i in 1..3, …)" }

  private static let comparisonHint = "a comparison is =="

  // MARK: Choices and series

  /// `if(condition, value, other)`: both branches stand in the code, so that a constant condition can skip one.
  private mutating func choice(
    _ parenthesis: SourceRange, at range: SourceRange
  ) throws(NotationError) -> SourceRange {
    try expression(atLeast: .comparison)
    let choose = script.code.count
    emit(.choose(otherwise: 0), range)
    try comma(hint: Parser.comparisonHint)
    try expression(atLeast: .comparison)
    let otherwise = script.code.count
    emit(.otherwise(end: 0), range)
    try comma()
    try expression(atLeast: .comparison)
    script.code[choose] = Instruction(
      operation: .choose(otherwise: Int32(otherwise + 1)), range: range)
    script.code[otherwise] = Instruction(
      operation: .otherwise(end: Int32(script.code.count)), range: range)
    emit(.ternary(.select), range)
    return try close(parenthesis)
  }

  /// `sum(i in 1..3, term)`: the bounds, then an instruction that runs the code of the term.
  private mutating func series(
    _ elemental: Elemental, over index: Name, _ parenthesis: SourceRange, at range: SourceRange
  ) throws(NotationError) -> SourceRange {
    try advance()
    try advance()
    try bound()
    guard token.kind == .range else { throw unexpected("'..' and the last index") }
    try advance()
    try bound()
    try comma()
    let start = script.code.count
    emit(.series(elemental, index: index, end: 0), range)
    try expression(atLeast: .comparison)
    script.code[start] = Instruction(
      operation: .series(elemental, index: index, end: Int32(script.code.count)), range: range)
    return try close(parenthesis)
  }

  private mutating func bound() throws(NotationError) {
    let first = token.range
    emit(.bound, first.through(try expression(atLeast: .sum)))
  }

  /// - Parameter hint: what to do where there is `=` instead.
  private mutating func comma(hint: String? = nil) throws(NotationError) {
    guard token.kind == .comma else {
      throw unexpected("','", hint: token.kind == .equals ? hint : nil)
    }
    try advance()
  }

  // MARK: Families

  /// What stands in brackets behind a name.
  private enum Indices {
    /// Whole numbers: one member.
    case member(Name, SourceRange)
    /// Ranges.
    case family(Family)
    /// So many expressions, whose code has been emitted.
    case computed(Int, SourceRange)
  }

  /// Reads a name with indices as an operand.
  private mutating func indexed(_ base: NameUse, at place: Place) throws(NotationError)
    -> SourceRange
  {
    switch try indices(of: base) {
    case .member(let name, let range):
      emit(.name(name), range)
      return range
    case .computed(let count, let range):
      emit(.member(base.name, Int32(count)), range)
      return range
    case .family(let family):
      let isDefinition = family.axes.contains { $0.index != nil }
      guard isDefinition ? place == .statement : place == .argument else {
        throw failure(.familyInExpression, family.range)
      }
      if !isDefinition {
        for member in try members(of: family) { emit(.name(member.name), member.range) }
      }
      self.family = (family, family.count(upTo: memberLimit) ?? 0)
      return family.range
    }
  }

  private mutating func indices(of base: NameUse) throws(NotationError) -> Indices {
    let bracket = token.range
    let start = script.code.count
    var axes: [Family.Axis?] = []
    repeat {
      try advance()
      axes.append(try axis())
    } while token.kind == .comma
    let range = base.range.through(try closeBracket(bracket, of: base))
    try refuseSecondBracket(of: base)
    let known = axes.compactMap { $0 }
    guard known.count == axes.count else {
      guard known.allSatisfy({ $0.bounds.count == 1 && $0.index == nil }) else {
        throw failure(.familyInExpression, range)
      }
      return .computed(axes.count, range)
    }
    script.code.removeSubrange(start...)
    let family = Family(base: base.name, axes: known, range: range)
    guard family.count(upTo: memberLimit) != nil else {
      throw failure(.familyTooLarge(limit: memberLimit), range)
    }
    guard known.allSatisfy({ $0.bounds.count == 1 && $0.index == nil && !$0.isRange }) else {
      return .family(family)
    }
    return .member(try members(of: family)[0].name, range)
  }

  /// Reads one index; nil where it is an expression, whose code then stands ready, as that of a number does.
  private mutating func axis() throws(NotationError) -> Family.Axis? {
    if case .name(let name) = token.kind, ahead.kind == .name(Vocabulary.membership) {
      let index = NameUse(name: name, range: token.range)
      try advance()
      try advance()
      return Family.Axis(index: index, bounds: try bounds(), isRange: true)
    }
    switch (token.kind, ahead.kind) {
    case (.number, .range):
      return Family.Axis(index: nil, bounds: try bounds(), isRange: true)
    case (.number(let value), .comma), (.number(let value), .closeBracket):
      emit(.number(value), token.range)
      let index = try wholeNumber()
      return Family.Axis(index: nil, bounds: index...index, isRange: false)
    default:
      try expression(atLeast: .sum)
      return nil
    }
  }

  private mutating func bounds() throws(NotationError) -> ClosedRange<Int> {
    let first = token.range
    let low = try wholeNumber()
    guard token.kind == .range else { throw unexpected("'..' and the last index") }
    try advance()
    let last = token.range
    let high = try wholeNumber()
    guard low <= high else { throw failure(.emptyRange(low, high), first.through(last)) }
    return low...high
  }

  private mutating func wholeNumber() throws(NotationError) -> Int {
    guard case .number(let value) = token.kind, let number = Int32(exactly: value) else {
      throw unexpected("a whole number")
    }
    try advance()
    return Int(number)
  }

  private func refuseSecondBracket(of base: NameUse) throws(NotationError) {
    guard token.kind == .openBracket else { return }
    throw unexpected(
      "all indices in one bracket", hint: "write \(lexer.names[base.name])[1, 2]")
  }

  /// - Parameter base: what the indices in the bracket belong to, if it is no list.
  private mutating func closeBracket(
    _ open: SourceRange, of base: NameUse? = nil
  ) throws(NotationError) -> SourceRange {
    let range = token.range
    switch token.kind {
    case .closeBracket:
      try advance()
      return range
    case .endOfText, .endOfStatement: throw failure(.unclosedBracket, open)
    case .equals:
      guard isOnOneLine(from: open) else { throw failure(.unclosedBracket, open) }
      throw unexpected(
        "']' or ','", hint: base.map { "write \(lexer.names[$0.name])[i in 1..3] = …" })
    default: throw unexpected("']'")
    }
  }

  /// The members of a family, each with the place of the whole.
  private mutating func members(of family: Family) throws(NotationError) -> [NameUse] {
    memberCount += family.count(upTo: memberLimit) ?? 0
    guard memberCount <= memberLimit else {
      throw failure(.tooManyMembers(limit: memberLimit), family.range)
    }
    var members: [NameUse] = []
    for indices in family.members {
      let count = lexer.names.count
      let name = lexer.member(family.base, indices)
      if lexer.names.count > count { script.noteMember(name, of: family.base) }
      members.append(NameUse(name: name, range: family.range))
    }
    return members
  }

  /// - Parameter hint: what to do where there is `=` instead.
  private mutating func close(
    _ open: SourceRange, hint: String? = nil
  ) throws(NotationError) -> SourceRange {
    let range = token.range
    switch token.kind {
    case .close:
      try advance()
      return range
    case .endOfText, .endOfStatement: throw failure(.unclosedParenthesis, open)
    case .equals:
      // Where it stands on another line, that line is the next statement.
      guard isOnOneLine(from: open) else { throw failure(.unclosedParenthesis, open) }
      throw unexpected("')' or ','", hint: hint)
    case .number, .name, .open: throw failure(.missingOperator(describe(token)), range)
    default: throw unexpected("')'")
    }
  }

  // MARK: Helpers

  /// Whether the line of an opening parenthesis or bracket goes on up to the next token.
  private func isOnOneLine(from open: SourceRange) -> Bool {
    !lexer.source.bytes[Int(open.end)..<Int(token.range.start)].contains(UInt8(ascii: "\n"))
  }

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

  private func unexpected(_ wanted: String, hint: String? = nil) -> NotationError {
    if wanted == "an expression", token.kind == .endOfText, let open = lexer.innermostOpen {
      return failure(.unclosedParenthesis, open)
    }
    return failure(.expected(wanted, found: describe(token), hint: hint), token.range)
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
