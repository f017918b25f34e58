import Wengert

/// What the names of a script stand for: found before anything is recorded, because inputs come first.
struct Plan {
  struct Function {
    let name: NameUse
    let parameters: [NameUse]
    let body: Expression
  }

  enum Meaning {
    /// Assigned by the statement at that position.
    case assignment(statement: Int, NameUse)
    case function(Int, NameUse)
    case input(NameUse)

    var use: NameUse {
      switch self {
      case .assignment(_, let use), .function(_, let use), .input(let use): use
      }
    }
  }

  /// One output: a name that is bound, a function, or the expression of an output statement.
  enum Output {
    case name(NameUse)
    /// A member of a family, unless the recording finds that a computed index reads it.
    case unreadMember(NameUse)
    case function(Int)
    /// The text of the output's name; its expression was recorded under the statement's position.
    case expression(statement: Int, name: String)
  }

  let script: Script
  let source: SourceText
  private(set) var meanings = NameMap<Meaning>()
  private(set) var functions: [Function] = []
  /// The inputs in the order of the components of a point.
  private(set) var inputs: [NameUse] = []
  private(set) var outputs: [Output] = []
  /// Whether the statement at each position takes part.
  private(set) var isNeeded: [Bool] = []

  private var inputSet = NameSet()
  private var hasInputStatement = false
  private var called = NameSet()
  private var used = NameSet()
  /// The families of which members are used that only the recording knows.
  private var usedFamilies = NameSet()
  private var membersOfUsedFamilies = NameSet()

  init(_ script: Script, _ source: SourceText, function: String?) throws(NotationError) {
    self.script = script
    self.source = source
    isNeeded = Array(repeating: true, count: script.statements.count)
    try collectDefinitions()
    collectUses()
    if let function {
      try select(function)
    } else {
      try collectOutputs()
      leaveOutUnreachedFunctions()
    }
    try collectInputs()
  }

  /// The constant that a name stands for where nothing else has that name.
  func constant(_ name: Name) -> Double? {
    meanings[name] == nil ? Vocabulary.constant(name) : nil
  }

  // MARK: Names that may be meant

  /// What is known and spelled most like a name, or a member of the family of that name.
  func nearest(to name: Name) -> String? {
    knownMember(of: name)
      ?? Wengert.nearest(
        to: script.names[name], among: meanings.names.map { script.names[$0] })
  }

  /// The function that is spelled most like a name.
  func nearestFunction(to text: String) -> String? {
    Wengert.nearest(
      to: text, among: Elemental.functions.keys + functions.map { script.names[$0.name.name] })
  }

  /// The first known member of a family.
  func knownMember(of family: Name) -> String? {
    script.members[family]?.first { meanings[$0] != nil }.map { script.names[$0] }
  }

  // MARK: Definitions

  private mutating func collectDefinitions() throws(NotationError) {
    for (position, statement) in script.statements.enumerated() {
      switch statement {
      case .assignment(let target, _):
        try bind(target, to: .assignment(statement: position, target))
      case .family(_, let members, _):
        for member in members { try bind(member, to: .assignment(statement: position, member)) }
      case .output(let bindings):
        for binding in bindings where binding.value != nil {
          try bind(binding.target, to: .assignment(statement: position, binding.target))
        }
      case .function(let name, let parameters, let body):
        try bind(name, to: .function(functions.count, name))
        functions.append(Function(name: name, parameters: parameters, body: body))
        try refuseRepeats(parameters)
      case .input(let names):
        hasInputStatement = true
        for name in names {
          try bind(name, to: .input(name))
          addInput(name)
        }
      case .expression, .point, .tangent, .adjoint: continue
      }
    }
  }

  private mutating func bind(_ use: NameUse, to meaning: Meaning) throws(NotationError) {
    // A variable may be called gamma: it never stands before a parenthesis, the elemental always does.
    if case .function = meaning, Vocabulary.function(use.name) != nil {
      throw failure(.namedLikeElemental(script.names[use.name]), use.range)
    }
    if let first = meanings[use.name] { throw boundTwice(use, first.use) }
    meanings[use.name] = meaning
  }

  private func refuseRepeats(_ uses: [NameUse]) throws(NotationError) {
    var seen: [Name: NameUse] = [:]
    for use in uses {
      if let first = seen.updateValue(use, forKey: use.name) { throw boundTwice(use, first) }
    }
  }

  private func boundTwice(_ second: NameUse, _ first: NameUse) -> NotationError {
    let line = source.position(of: first.range.start).line
    return failure(.boundTwice(script.names[second.name], line: line), second.range)
  }

  // MARK: Uses

  private mutating func collectUses() {
    // Read out of self while self changes, the script would be copied for every expression.
    let script = script
    for statement in script.statements {
      switch statement {
      case .assignment(_, let value), .expression(let value):
        collectUses(in: value, of: nil, script)
      case .family(let family, _, let value):
        collectUses(in: value, of: nil, except: family.indexNames, script)
      case .function(let name, let parameters, let body):
        collectUses(in: body, of: name.name, except: parameters, script)
      case .output(let bindings):
        for case let value? in bindings.map(\.value) { collectUses(in: value, of: nil, script) }
      case .input, .point, .tangent, .adjoint: continue
      }
    }
    for base in usedFamilies.names {
      for member in script.members[base] ?? [] { membersOfUsedFamilies.insert(member) }
    }
  }

  private mutating func collectUses(
    in expression: Expression, of function: Name?, except parameters: [NameUse] = [],
    _ script: Script
  ) {
    script.forEachUse(in: expression, except: parameters) { use in
      switch use {
      case .name(let use): used.insert(use.name)
      case .call(let name) where name != function: called.insert(name)
      case .call: return
      case .members(let base): usedFamilies.insert(base)
      }
    }
  }

  // MARK: Outputs

  private mutating func collectOutputs() throws(NotationError) {
    let explicit = script.statements.contains { if case .output = $0 { true } else { false } }
    for (position, statement) in script.statements.enumerated() {
      switch statement {
      case .assignment(let target, _) where !explicit: addUnlessUsed(target)
      case .family(_, let members, _) where !explicit:
        for member in members { addUnlessUsed(member) }
      case .function(let name, _, _) where !explicit && !called.contains(name.name):
        addFunction(name.name)
      case .expression(let value) where !explicit:
        outputs.append(.expression(statement: position, name: try freeName(for: value)))
      case .output(let bindings):
        for binding in bindings {
          if binding.value == nil, case .function? = meanings[binding.target.name] {
            addFunction(binding.target.name)
          } else {
            outputs.append(.name(binding.target))
          }
        }
      default: continue
      }
    }
    try refuseEqualOutputs()
    // Functions that call each other in a circle leave none uncalled; recording the first one reports it.
    if outputs.isEmpty, !functions.isEmpty { outputs.append(.function(0)) }
  }

  private func refuseEqualOutputs() throws(NotationError) {
    try refuseRepeats(
      outputs.compactMap { output in
        switch output {
        case .name(let name), .unreadMember(let name): name
        case .function(let index): functions[index].name
        case .expression: nil
        }
      })
  }

  private mutating func addUnlessUsed(_ target: NameUse) {
    guard !used.contains(target.name) else { return }
    let mayBeRead = membersOfUsedFamilies.contains(target.name)
    outputs.append(mayBeRead ? .unreadMember(target) : .name(target))
  }

  private mutating func addFunction(_ name: Name) {
    if case .function(let index, _)? = meanings[name] { outputs.append(.function(index)) }
  }

  /// The name `f` for the value of a bare expression.
  private func freeName(for value: Expression) throws(NotationError) -> String {
    let name = "f"
    let isTaken = script.names.find(name).map { meanings[$0] != nil } ?? false
    let isSecond = outputs.contains { if case .expression = $0 { true } else { false } }
    guard !isTaken && !isSecond else {
      throw failure(
        .expected("a name and '=' before it", found: "an expression that would be called f too"),
        value.range)
    }
    return name
  }

  /// What only functions use that no output and no assignment leads to is no input.
  private mutating func leaveOutUnreachedFunctions() {
    let script = script
    var pending = outputs.compactMap { output in
      if case .function(let index) = output { functions[index].name.name } else { nil }
    }
    func addCalls(in expression: Expression) {
      script.forEachUse(in: expression, except: []) { use in
        if case .call(let name) = use { pending.append(name) }
      }
    }
    for statement in script.statements { expressions(of: statement).forEach(addCalls) }
    var reached = NameSet()
    while let name = pending.popLast() {
      guard reached.insert(name), case .function(let index, _)? = meanings[name] else { continue }
      addCalls(in: functions[index].body)
    }
    for (position, statement) in script.statements.enumerated() {
      if case .function(let name, _, _) = statement {
        isNeeded[position] = reached.contains(name.name)
      }
    }
  }

  // MARK: One function alone

  /// Keeps one function and what it needs.
  private mutating func select(_ text: String) throws(NotationError) {
    guard let name = script.names.find(text), case .function(let index, _)? = meanings[name] else {
      let names = functions.map { script.names[$0.name.name] }
      throw failure(
        .noSuchFunction(text, near: Wengert.nearest(to: text, among: names), known: names),
        nil)
    }
    outputs = [.function(index)]
    var visited = NameSet()
    for parameter in functions[index].parameters { visited.insert(parameter.name) }
    var visitedFamilies = NameSet()
    var pending = [name]
    isNeeded = Array(repeating: false, count: script.statements.count)
    while let name = pending.popLast() {
      guard visited.insert(name) else { continue }
      switch meanings[name] {
      case .assignment(let position, _)?:
        isNeeded[position] = true
        let statement = script.statements[position]
        for value in expressions(of: statement) {
          pending += names(in: value, except: statement.indexNames, &visitedFamilies)
        }
      case .function(let index, _)?:
        let function = functions[index]
        pending += names(in: function.body, except: function.parameters, &visitedFamilies)
      case .input?, nil: continue
      }
    }
    for (position, statement) in script.statements.enumerated() {
      if case .function(let name, _, _) = statement {
        isNeeded[position] = visited.contains(name.name)
      }
    }
    inputs.removeAll { !visited.contains($0.name) }
    inputSet = NameSet()
    for input in inputs { inputSet.insert(input.name) }
  }

  /// What an expression refers to, the members of a family only once.
  private func names(
    in expression: Expression, except own: [NameUse], _ families: inout NameSet
  ) -> [Name] {
    var names: [Name] = []
    script.forEachUse(in: expression, except: own) { use in
      switch use {
      case .name(let use): names.append(use.name)
      case .call(let name): names.append(name)
      case .members(let base) where families.insert(base): names += script.members[base] ?? []
      case .members: return
      }
    }
    return names
  }

  private func expressions(of statement: Statement) -> [Expression] {
    switch statement {
    case .assignment(_, let value), .expression(let value), .family(_, _, let value): [value]
    case .output(let bindings): bindings.compactMap(\.value)
    case .function, .input, .point, .tangent, .adjoint: []
    }
  }

  // MARK: Inputs

  private mutating func collectInputs() throws(NotationError) {
    let outputFunctions = Set(
      outputs.compactMap { if case .function(let index) = $0 { index } else { nil } })
    let script = script
    for (position, statement) in script.statements.enumerated() where isNeeded[position] {
      switch statement {
      case .function(let name, let parameters, let body):
        guard case .function(let index, _)? = meanings[name.name] else { continue }
        if outputFunctions.contains(index) { try addParameters(parameters) }
        try addFreeNames(in: body, except: parameters, script)
      case .assignment(_, let value), .expression(let value): try addFreeNames(in: value, script)
      default:
        for value in expressions(of: statement) {
          try addFreeNames(in: value, except: statement.indexNames, script)
        }
        if case .output(let bindings) = statement {
          for binding in bindings where binding.value == nil { try addFreeName(binding.target) }
        }
      }
    }
  }

  /// The parameters of a function that is an output are inputs.
  private mutating func addParameters(_ parameters: [NameUse]) throws(NotationError) {
    for parameter in parameters {
      switch meanings[parameter.name] {
      case nil:
        meanings[parameter.name] = .input(parameter)
        addInput(parameter)
      case .input?: addInput(parameter)
      case .assignment?, .function?:
        guard let first = meanings[parameter.name] else { continue }
        throw boundTwice(parameter, first.use)
      }
    }
  }

  private mutating func addFreeNames(
    in expression: Expression, except parameters: [NameUse] = [], _ script: Script
  ) throws(NotationError) {
    try script.forEachUse(in: expression, except: parameters) { use throws(NotationError) in
      if case .name(let use) = use { try addFreeName(use) }
    }
  }

  private mutating func addFreeName(_ use: NameUse) throws(NotationError) {
    guard meanings[use.name] == nil, Vocabulary.constant(use.name) == nil else { return }
    let text = script.names[use.name]
    guard Vocabulary.function(use.name) == nil else {
      throw failure(.functionWithoutArguments(text), use.range)
    }
    guard !hasInputStatement else {
      throw failure(.unknownName(text, near: nearest(to: use.name)), use.range)
    }
    meanings[use.name] = .input(use)
    addInput(use)
  }

  private mutating func addInput(_ use: NameUse) {
    if inputSet.insert(use.name) { inputs.append(use) }
  }

  private func failure(_ problem: NotationError.Problem, _ range: SourceRange?) -> NotationError {
    NotationError(problem: problem, range: range, source: source)
  }
}

extension Family {
  /// What the indices are called where the members are defined.
  var indexNames: [NameUse] { axes.compactMap(\.index) }
}

extension Statement {
  fileprivate var indexNames: [NameUse] {
    guard case .family(let family, _, _) = self else { return [] }
    return family.indexNames
  }
}
