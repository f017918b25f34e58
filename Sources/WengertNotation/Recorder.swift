import Wengert

/// Records the graph that a planned script describes.
struct Recorder {
  /// An operand: a node, or a constant that no node stands for yet.
  fileprivate enum Value {
    case node(NodeID)
    case constant(Double, label: Formula?)

    /// An index; labelled with its number, which says that what is computed from it shows as a number.
    static func index(_ number: Int) -> Value {
      .constant(Double(number), label: .number(Double(number)))
    }
  }

  /// The parameters of the function that is being expanded.
  private typealias Scope = [Name: Value]

  private let statements: [Statement]
  private let code: [Instruction]
  private let members: NameMap<[Name]>
  /// The names of the text and those of members that only the recording knows.
  private var names: NameTable
  private let plan: Plan
  private let source: SourceText
  private var builder: GraphBuilder
  private var values = NameMap<Value>()
  /// The operands of the expressions that are being run.
  private var stack: [Value] = []
  private var results: [Int: Value] = [:]
  private var activeCalls: [Name] = []
  private var operations = 0
  private let operationLimit: Int
  /// Where each node was written.
  private(set) var ranges: [SourceRange?] = []

  var graph: Graph { builder.graph }

  init(_ script: Script, _ plan: Plan, _ source: SourceText, _ options: Program.Options) {
    statements = script.statements
    code = script.code
    members = script.members
    names = script.names
    self.plan = plan
    self.source = source
    builder = GraphBuilder(sharing: options.sharing)
    operationLimit = options.operationLimit
  }

  mutating func record() throws(NotationError) {
    for input in plan.inputs {
      values[input.name] = .node(builder.input(names[input.name]))
      ranges.append(input.range)
    }
    for (position, statement) in statements.enumerated() where plan.isNeeded[position] {
      switch statement {
      case .assignment(let target, let value): assign(target, try evaluate(value))
      case .family(let family, let members, let value):
        for (member, indices) in zip(members, family.members) {
          assign(member, try evaluate(value, in: scope(family, indices)))
        }
      case .expression(let value): results[position] = try evaluate(value)
      case .output(let bindings):
        // The name of an output is not the name of its node: f₁ = v₇.
        for binding in bindings {
          if let value = binding.value { values[binding.target.name] = try evaluate(value) }
        }
      case .function, .input, .point, .tangent, .adjoint: continue
      }
    }
    for output in plan.outputs { try record(output) }
  }

  // MARK: Statements

  private mutating func assign(_ target: NameUse, _ value: Value) {
    let text = names[target.name]
    switch value {
    case .node(let node):
      builder.name(node, text)
      values[target.name] = .node(node)
    case .constant(let value, _):
      values[target.name] = .constant(value, label: .symbol(text))
    }
  }

  private func scope(_ family: Family, _ indices: [Int]) -> Scope {
    var scope: Scope = [:]
    for (axis, index) in zip(family.axes, indices) {
      if let name = axis.index?.name { scope[name] = .index(index) }
    }
    return scope
  }

  private mutating func record(_ output: Plan.Output) throws(NotationError) {
    switch output {
    case .name(let use):
      declare(names[use.name], try value(of: use.name, at: use.range, in: [:]), use.range)
    case .function(let index):
      let function = plan.functions[index]
      var arguments: [Value] = []
      for parameter in function.parameters {
        arguments.append(try value(of: parameter.name, at: parameter.range, in: [:]))
      }
      let value = try call(
        function.name.name, arguments, at: function.name.range, isGroup: false)
      declare(names[function.name.name], value, function.body.range)
    case .expression(let statement, let name):
      if let value = results[statement] { declare(name, value, nil) }
    }
  }

  private mutating func declare(_ name: String, _ value: Value, _ range: SourceRange?) {
    builder.output(name, node(value, at: range))
  }

  // MARK: Expressions

  private mutating func evaluate(
    _ expression: Expression, in scope: Scope = [:]
  ) throws(NotationError) -> Value {
    try evaluate(expression.code, in: scope)
  }

  /// Runs postfix code; only calls, sums and products recurse, and no deeper than the text nests them.
  private mutating func evaluate(_ range: Range<Int>, in scope: Scope) throws(NotationError)
    -> Value
  {
    /// For each `if` that is open whether its condition, a constant, holds; nil where it is recorded.
    var choices: [Bool?] = []
    var position = range.lowerBound
    while position < range.upperBound {
      let instruction = code[position]
      position += 1
      operations += 1
      guard operations <= operationLimit else {
        throw failure(.tooManyOperations(limit: operationLimit), instruction.range)
      }
      switch instruction.operation {
      case .number(let number): stack.append(.constant(number, label: nil))
      case .name(let name): stack.append(try value(of: name, at: instruction.range, in: scope))
      case .unary(let elemental):
        let x = stack.removeLast()
        stack.append(try apply(elemental, x, at: instruction.range))
      case .binary(let elemental):
        let y = stack.removeLast()
        let x = stack.removeLast()
        stack.append(try apply(elemental, x, y, at: instruction.range))
      case .ternary(let elemental):
        if case .some(.some) = choices.popLast() { continue }
        let z = stack.removeLast()
        let y = stack.removeLast()
        let x = stack.removeLast()
        stack.append(try apply(elemental, x, y, z, at: instruction.range))
      case .choose(let otherwise):
        let holds = stack.last?.folded.map { Elemental.Select.taken($0.value) == 1 }
        choices.append(holds)
        if let holds {
          stack.removeLast()
          if !holds { position = otherwise }
        }
      case .otherwise(let end):
        if choices.last == true { position = end }
      case .call(let name, let count):
        let arguments = Array(stack.suffix(count))
        stack.removeLast(count)
        stack.append(try call(name, arguments, at: instruction.range))
      case .member(let base, let count):
        let indices = Array(stack.suffix(count))
        stack.removeLast(count)
        stack.append(try member(of: base, indices, at: instruction.range, in: scope))
      case .series(let elemental, let index, let end):
        let last = stack.removeLast()
        let first = stack.removeLast()
        let bounds = (
          try wholeNumber(first, at: instruction.range),
          try wholeNumber(last, at: instruction.range)
        )
        stack.append(
          try series(
            elemental, over: index, bounds, position..<end, at: instruction.range, in: scope))
        position = end
      }
    }
    return stack.removeLast()
  }

  /// The sum or product of a term over an index, added up from the first one on; 0 or 1 where there is none.
  private mutating func series(
    _ elemental: Elemental, over index: Name, _ bounds: (first: Int, last: Int), _ term: Range<Int>,
    at range: SourceRange, in scope: Scope
  ) throws(NotationError) -> Value {
    guard bounds.first <= bounds.last else {
      return .constant(elemental == .add ? 0 : 1, label: nil)
    }
    var scope = scope
    var total: Value?
    for number in bounds.first...bounds.last {
      scope[index] = .index(number)
      let value = try evaluate(term, in: scope)
      total =
        try total.map { (sum) throws(NotationError) in
          try apply(elemental, sum, value, at: range)
        } ?? value
    }
    return total ?? .constant(.nan, label: nil)
  }

  private mutating func member(
    of base: Name, _ indices: [Value], at range: SourceRange, in scope: Scope
  ) throws(NotationError) -> Value {
    var numbers: [Int] = []
    for value in indices { numbers.append(try wholeNumber(value, at: range)) }
    let name = names.member(base, numbers)
    guard scope[name] == nil, values[name] == nil, plan.meanings[name] == nil else {
      return try value(of: name, at: range, in: scope)
    }
    let known = (members[base] ?? []).map { names[$0] }
    throw failure(.unknownMember(names[name], base: names[base], known: known), range)
  }

  /// A whole number out of a constant.
  private func wholeNumber(_ value: Value, at range: SourceRange) throws(NotationError) -> Int {
    guard let constant = value.folded else { throw failure(.indexNotConstant, range) }
    guard let number = Int32(exactly: constant.value) else {
      throw failure(.indexNotWhole(constant.value), range)
    }
    return Int(number)
  }

  private func value(
    of name: Name, at range: SourceRange, in scope: Scope
  ) throws(NotationError) -> Value {
    if let value = scope[name] ?? values[name] { return value }
    let text = names[name]
    if let constant = plan.constant(name) {
      return .constant(constant, label: .symbol(text))
    }
    switch plan.meanings[name] {
    case .assignment(_, let use)?:
      let line = source.position(of: use.range.start).line
      throw failure(.usedBeforeAssigned(text, line: line), range)
    case .function?: throw failure(.functionWithoutArguments(text), range)
    case .input?, nil:
      let known = plan.meanings.names.map { names[$0] }
      throw failure(.unknownName(text, near: nearest(to: text, among: known)), range)
    }
  }

  private mutating func call(
    _ name: Name, _ arguments: [Value], at range: SourceRange, isGroup: Bool = true
  ) throws(NotationError) -> Value {
    let text = names[name]
    guard case .function(let index, _)? = plan.meanings[name] else {
      if plan.meanings[name] != nil || plan.constant(name) != nil {
        throw failure(.notAFunction(text), range)
      }
      let known =
        Array(Elemental.functions.keys) + plan.functions.map { names[$0.name.name] }
      throw failure(.unknownFunction(text, near: nearest(to: text, among: known)), range)
    }
    let function = plan.functions[index]
    guard arguments.count == function.parameters.count else {
      throw failure(
        .wrongNumberOfArguments(text, expected: function.parameters.count, given: arguments.count),
        range)
    }
    if let start = activeCalls.firstIndex(of: name) {
      throw failure(.callsItself(activeCalls[start...].map { names[$0] }), range)
    }
    guard activeCalls.count < Parser.nestingLimit else {
      throw failure(.nestedTooDeeply(limit: Parser.nestingLimit), range)
    }
    activeCalls.append(name)
    defer { activeCalls.removeLast() }
    let scope = Dictionary(uniqueKeysWithValues: zip(function.parameters.map(\.name), arguments))
    let start = builder.graph.count
    defer { if isGroup { builder.group(text, from: start) } }
    return try evaluate(function.body, in: scope)
  }

  /// Records an elemental, or computes it where all operands are constants.
  private mutating func apply(
    _ elemental: Elemental, _ x: Value, at range: SourceRange
  ) throws(NotationError) -> Value {
    guard case .node(let node) = x else { return try fold(elemental, [x], at: range) }
    return noted(builder.apply(elemental, node), at: range)
  }

  private mutating func apply(
    _ elemental: Elemental, _ x: Value, _ y: Value, at range: SourceRange
  ) throws(NotationError) -> Value {
    if case .constant = x, case .constant = y { return try fold(elemental, [x, y], at: range) }
    let first = node(x, at: range)
    return noted(builder.apply(elemental, first, node(y, at: range)), at: range)
  }

  private mutating func apply(
    _ elemental: Elemental, _ x: Value, _ y: Value, _ z: Value, at range: SourceRange
  ) throws(NotationError) -> Value {
    if case .constant = x, case .constant = y, case .constant = z {
      return try fold(elemental, [x, y, z], at: range)
    }
    let (first, second) = (node(x, at: range), node(y, at: range))
    return noted(builder.apply(elemental, first, second, node(z, at: range)), at: range)
  }

  private func fold(
    _ elemental: Elemental, _ operands: [Value], at range: SourceRange
  ) throws(NotationError) -> Value {
    let constant = try Constant.fold(elemental, operands.compactMap(\.folded), at: range, source)
    return .constant(constant.value, label: constant.label)
  }

  private mutating func noted(_ node: NodeID, at range: SourceRange) -> Value {
    noteRange(range)
    return .node(node)
  }

  private mutating func node(_ value: Value, at range: SourceRange?) -> NodeID {
    switch value {
    case .node(let node): return node
    case .constant(let number, let label):
      let isNumber = if case .number? = label { true } else { false }
      let node = builder.constant(number, label: isNumber ? nil : label)
      noteRange(range)
      return node
    }
  }

  /// Remembers the place of a node that has just been recorded; a shared one keeps its first place.
  private mutating func noteRange(_ range: SourceRange?) {
    if ranges.count < builder.graph.count { ranges.append(range) }
  }

  private func failure(_ problem: NotationError.Problem, _ range: SourceRange) -> NotationError {
    NotationError(problem: problem, range: range, source: source)
  }
}

extension Recorder.Value {
  fileprivate var folded: Constant? {
    guard case .constant(let value, let label) = self else { return nil }
    return Constant(value: value, label: label)
  }
}

/// A constant and how it was written.
struct Constant {
  let value: Double
  let label: Formula?

  /// The most symbols of a label; a longer expression is shown as its number.
  private static let labelLimit = 12

  /// The elemental computed on constants.
  ///
  /// - Throws: a primal that is not defined there.
  static func fold(
    _ elemental: Elemental, _ constants: [Constant], at range: SourceRange, _ source: SourceText
  ) throws(NotationError) -> Constant {
    let values = constants.map(\.value)
    guard let value = elemental.primal(at: values) else {
      let error = NotationError.UndefinedPrimal(elemental, values, names: values.map(\.plain))
      throw NotationError(problem: .undefined(error), range: range, source: source)
    }
    return Constant(value: value, label: label(elemental, constants, value))
  }

  private static func label(
    _ elemental: Elemental, _ operands: [Constant], _ value: Double
  ) -> Formula? {
    // What is computed from an index and numbers is a number to the reader.
    let isIndex = operands.contains { if case .number? = $0.label { true } else { false } }
    let isNumber = operands.allSatisfy {
      if case .number? = $0.label { true } else { $0.label == nil }
    }
    if isIndex, isNumber { return .number(value) }
    let formulas = operands.map { $0.label ?? .number($0.value) }
    if elemental == .neg, operands[0].label == nil { return nil }
    let label = Formula.apply(elemental, formulas)
    return label.tokens(.source).count <= labelLimit ? label : nil
  }
}
