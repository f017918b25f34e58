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

  /// The parameters of the function that is being expanded, and the indices around.
  private struct Scope {
    var values: [Name: Value] = [:]
    /// The numbers that each index runs through.
    var extents: [Name: ClosedRange<Int>] = [:]
  }

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
  /// How many calls, sums and products are being run inside each other.
  private var depth = 0
  /// The members of families that computed indices found.
  private var readMembers = NameSet()
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
    // An operation has an operand besides, and what loops and calls repeat is made room for as it comes.
    builder.reserve(code.count / 2)
    ranges.reserveCapacity(code.count / 2)
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
    try declareOutputs()
  }

  // MARK: Statements

  private mutating func assign(_ target: NameUse, _ value: Value) {
    switch value {
    case .node(let node):
      builder.name(node, utf8: names.utf8(target.name))
      values[target.name] = .node(node)
    case .constant(let value, _):
      values[target.name] = .constant(value, label: .symbol(names[target.name]))
    }
  }

  private func scope(_ family: Family, _ indices: [Int]) -> Scope {
    var scope = Scope()
    for (axis, index) in zip(family.axes, indices) {
      guard let name = axis.index?.name else { continue }
      scope.values[name] = .index(index)
      scope.extents[name] = axis.bounds
    }
    return scope
  }

  /// Declares the outputs in their order, members of families only where no expression has read them: what the
  /// functions among the outputs read counts too, so those are recorded first.
  private mutating func declareOutputs() throws(NotationError) {
    var nodes: [NodeID?] = []
    for output in plan.outputs { nodes.append(try record(output)) }
    for (output, node) in zip(plan.outputs, nodes) {
      if let node {
        builder.output(name(of: output), node)
      } else if case .unreadMember(let use) = output, !readMembers.contains(use.name) {
        let value = try value(of: use.name, at: use.range, in: Scope())
        builder.output(names[use.name], self.node(value, at: use.range))
      }
    }
    guard !graph.outputs.isEmpty else {
      throw NotationError(problem: .noOutput, range: nil, source: source)
    }
  }

  private func name(of output: Plan.Output) -> String {
    switch output {
    case .name(let use), .unreadMember(let use): names[use.name]
    case .function(let index): names[plan.functions[index].name.name]
    case .expression(_, let name): name
    }
  }

  /// The node of an output; nil where it has yet to be seen whether it is one.
  private mutating func record(_ output: Plan.Output) throws(NotationError) -> NodeID? {
    switch output {
    case .name(let use):
      return node(try value(of: use.name, at: use.range, in: Scope()), at: use.range)
    case .unreadMember: return nil
    case .function(let index):
      let function = plan.functions[index]
      var arguments: [Value] = []
      for parameter in function.parameters {
        arguments.append(try value(of: parameter.name, at: parameter.range, in: Scope()))
      }
      let value = try call(
        function.name.name, arguments, at: function.name.range, isGroup: false)
      return node(value, at: function.body.range)
    case .expression(let statement, _): return results[statement].map { node($0, at: nil) }
    }
  }

  // MARK: Expressions

  private mutating func evaluate(
    _ expression: Expression, in scope: Scope = Scope()
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
          if !holds { position = Int(otherwise) }
        }
      case .otherwise(let end):
        if choices.last == true { position = Int(end) }
      case .call(let name, let count):
        let arguments = Array(stack.suffix(Int(count)))
        stack.removeLast(Int(count))
        stack.append(try call(name, arguments, at: instruction.range))
      case .member(let base, let count):
        stack.append(try member(of: base, Int(count), at: position - 1, in: scope))
      case .bound: try checkBound(at: instruction.range)
      case .series(let elemental, let index, let end):
        stack.append(
          try series(elemental, over: index, position..<Int(end), at: instruction.range, in: scope))
        position = Int(end)
      }
    }
    return stack.removeLast()
  }

  /// The sum or product of a term over an index, added up from the first one on; 0 or 1 where there is none.
  private mutating func series(
    _ elemental: Elemental, over index: Name, _ term: Range<Int>, at range: SourceRange,
    in scope: Scope
  ) throws(NotationError) -> Value {
    let last = try wholeNumber(stack.removeLast(), at: range)
    let first = try wholeNumber(stack.removeLast(), at: range)
    guard first <= last else { return .constant(elemental == .add ? 0 : 1, label: nil) }
    try enter(at: range)
    defer { depth -= 1 }
    // Said before the work is done, not after minutes of it.
    guard last - first < (operationLimit - operations) / code.leastOperations(of: term) else {
      throw failure(.tooManyOperations(limit: operationLimit), range)
    }
    var scope = scope
    scope.extents[index] = first...last
    var total: Value?
    for number in first...last {
      scope.values[index] = .index(number)
      let value = try evaluate(term, in: scope)
      total =
        try total.map { (sum) throws(NotationError) in
          try apply(elemental, sum, value, at: range)
        } ?? value
    }
    return total ?? .constant(.nan, label: nil)
  }

  /// Counts a call, a sum or a product that is being run: they recurse, and a stack is not without end.
  private mutating func enter(at range: SourceRange) throws(NotationError) {
    guard depth < Parser.nestingLimit else {
      throw failure(.nestedTooDeeply(limit: Parser.nestingLimit), range)
    }
    depth += 1
  }

  /// The bound of a sum or product that has just been computed must be a whole number.
  private func checkBound(at range: SourceRange) throws(NotationError) {
    guard let bound = stack.last?.folded else { throw failure(.boundNotConstant, range) }
    guard Int32(exactly: bound.value) != nil else {
      throw failure(.boundNotWhole(bound.value), range)
    }
  }

  /// The member of a family whose indices, so many, have been computed before the instruction at `position`.
  private mutating func member(
    of base: Name, _ count: Int, at position: Int, in scope: Scope
  ) throws(NotationError) -> Value {
    let range = self.code[position].range
    var indices: [Int] = []
    for value in stack.suffix(count) { indices.append(try wholeNumber(value, at: range)) }
    stack.removeLast(count)
    let name = names.member(base, indices)
    guard isKnown(name, in: scope) else {
      let known = (members[base] ?? []).filter { isKnown($0, in: scope) }.map { names[$0] }
      let wanted = names[base] + wanted(indices, before: position, in: scope)
      throw failure(.unknownMember(names[name], wanted: wanted, known: known), range)
    }
    if scope.values[name] == nil { readMembers.insert(name) }
    return try value(of: name, at: range, in: scope)
  }

  /// Whether a name means something where it stands.
  private func isKnown(_ name: Name, in scope: Scope) -> Bool {
    scope.values[name] != nil || values[name] != nil || plan.meanings[name] != nil
  }

  /// The indices that a declaration should have, as `[1..3]`: those that an index around runs through where it
  /// stands alone, otherwise from 1 on, and the one that is missing at least.
  private func wanted(_ indices: [Int], before position: Int, in scope: Scope) -> String {
    let last = code[..<position].suffix(indices.count)
    let extents = last.map(\.operation).map { operation -> ClosedRange<Int>? in
      if case .name(let name) = operation { scope.extents[name] } else { nil }
    }
    let areSimple = last.allSatisfy { $0.operation.isOperand }
    let ranges = indices.enumerated().map { place, index in
      let extent = areSimple ? extents[place] : nil
      return extent ?? min(1, index)...max(3, index)
    }
    return "[\(ranges.map { "\($0.lowerBound)..\($0.upperBound)" }.joined(separator: ", "))]"
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
    if let value = scope.values[name] ?? values[name] { return value }
    let text = names[name]
    if let constant = plan.constant(name) {
      return .constant(constant, label: .symbol(text))
    }
    switch plan.meanings[name] {
    case .assignment(_, let use)?:
      let line = source.position(of: use.range.start).line
      throw failure(.usedBeforeAssigned(text, line: line), range)
    case .function?: throw failure(.functionWithoutArguments(text), range)
    case .input?, nil: throw failure(.unknownName(text, near: plan.nearest(to: name)), range)
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
      let near = plan.knownMember(of: name) ?? plan.nearestFunction(to: text)
      throw failure(.unknownFunction(text, near: near), range)
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
    try enter(at: range)
    activeCalls.append(name)
    defer {
      activeCalls.removeLast()
      depth -= 1
    }
    let scope = Scope(
      values: Dictionary(uniqueKeysWithValues: zip(function.parameters.map(\.name), arguments)))
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
