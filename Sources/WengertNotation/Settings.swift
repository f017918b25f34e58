import Wengert

/// The point and the seeds: from the statements of a text, then from options.
struct Settings {
  private let graph: Graph
  private let source: SourceText
  private let inputs: [String: Int]
  private let outputs: [String: Int]
  private var values: [Double?]
  private var hasSeed = false
  /// Whether the text may speak of inputs and outputs that are not there: one function was picked.
  private let isPart: Bool
  private(set) var tangent: [Double]?
  private(set) var adjoint: [Double]?

  init(_ graph: Graph, _ source: SourceText, isPart: Bool) {
    self.graph = graph
    self.source = source
    self.isPart = isPart
    inputs = Dictionary(
      zip(graph.inputs.map(\.name), graph.inputs.indices), uniquingKeysWith: { first, _ in first })
    outputs = Dictionary(
      zip(graph.outputs.map(\.name), graph.outputs.indices), uniquingKeysWith: { first, _ in first }
    )
    values = Array(repeating: nil, count: graph.inputs.count)
  }

  /// The values of all inputs; nil where none is given.
  ///
  /// A graph without inputs needs none.
  func point() throws(NotationError) -> [Double]? {
    let missing = zip(graph.inputs, values).filter { $1 == nil }.map(\.0.name)
    if missing.isEmpty { return values.compactMap { $0 } }
    guard missing.count == values.count else {
      throw NotationError(problem: .missingValues(missing), range: nil, source: source)
    }
    guard !hasSeed else {
      throw NotationError(problem: .seedWithoutPoint, range: nil, source: source)
    }
    return nil
  }

  mutating func read(_ script: Script) throws(NotationError) {
    var given: [Int: SourceRange] = [:]
    var tangents: [Name: SourceRange] = [:]
    var adjoints: [Name: SourceRange] = [:]
    func known(_ bindings: [Binding], _ names: [String: Int]) -> [Binding] {
      isPart ? bindings.filter { names[script.names[$0.target.name]] != nil } : bindings
    }
    for statement in script.statements {
      switch statement {
      case .point(let bindings):
        let reader = BindingReader(script, source)
        for binding in known(bindings, inputs) {
          let (position, value) = try reader.read(binding, inputs, isPoint: true)
          if let first = given.updateValue(binding.target.range, forKey: position) {
            let line = source.position(of: first.start).line
            throw reader.failure(
              .givenTwice(graph.inputs[position].name, line: line), binding.target.range)
          }
          values[position] = value
        }
      case .tangent(let bindings):
        let reader = BindingReader(script, source)
        try reader.refuseRepeats(bindings, since: &tangents)
        try reader.add(known(bindings, inputs), to: &tangent, inputs)
        hasSeed = true
      case .adjoint(let bindings):
        let reader = BindingReader(script, source)
        try reader.refuseRepeats(bindings, since: &adjoints)
        try reader.add(known(bindings, outputs), to: &adjoint, outputs, areOutputs: true)
        hasSeed = true
      case .assignment, .family, .function, .expression, .input, .output: continue
      }
    }
  }

  mutating func override(with options: Program.Options) throws(NotationError) {
    if let text = options.point {
      try withBindings(text, options) { (reader, bindings) throws(NotationError) in
        try reader.refuseRepeats(bindings)
        for binding in bindings {
          let (position, value) = try reader.read(binding, inputs, isPoint: true)
          values[position] = value
        }
      }
    }
    if let text = options.tangent {
      hasSeed = true
      tangent = nil
      try withBindings(text, options) { (reader, bindings) throws(NotationError) in
        try reader.refuseRepeats(bindings)
        try reader.add(bindings, to: &tangent, inputs)
      }
    }
    if let text = options.adjoint {
      hasSeed = true
      adjoint = nil
      try withBindings(text, options) { (reader, bindings) throws(NotationError) in
        try reader.refuseRepeats(bindings)
        try reader.add(bindings, to: &adjoint, outputs, areOutputs: true)
      }
    }
  }

  private func withBindings(
    _ source: SourceText, _ options: Program.Options,
    _ body: (BindingReader, [Binding]) throws(NotationError) -> Void
  ) throws(NotationError) {
    let script = try Parser.parseBindings(source, memberLimit: options.memberLimit)
    guard case .point(let bindings)? = script.statements.first else { return }
    try body(BindingReader(script, source), bindings)
  }
}

/// Reads `name = constant expression`.
private struct BindingReader {
  let script: Script
  let source: SourceText

  init(_ script: Script, _ source: SourceText) {
    self.script = script
    self.source = source
  }

  /// One list may name each component once.
  func refuseRepeats(_ bindings: [Binding]) throws(NotationError) {
    var seen: [Name: SourceRange] = [:]
    try refuseRepeats(bindings, since: &seen)
  }

  /// So may all lists of a text together, of which some came before.
  func refuseRepeats(
    _ bindings: [Binding], since seen: inout [Name: SourceRange]
  ) throws(NotationError) {
    for binding in bindings {
      if let first = seen.updateValue(binding.target.range, forKey: binding.target.name) {
        let line = source.position(of: first.start).line
        throw failure(
          .givenTwice(script.names[binding.target.name], line: line), binding.target.range)
      }
    }
  }

  /// Sets the components that are named; the others are zero.
  func add(
    _ bindings: [Binding], to seed: inout [Double]?, _ names: [String: Int],
    areOutputs: Bool = false
  ) throws(NotationError) {
    var components = seed ?? Array(repeating: 0, count: names.count)
    for binding in bindings {
      let (position, value) = try read(binding, names, areOutputs: areOutputs)
      components[position] = value
    }
    seed = components
  }

  /// The position of the name and its value; a bare name means 1 in a seed.
  func read(
    _ binding: Binding, _ names: [String: Int], areOutputs: Bool = false, isPoint: Bool = false
  ) throws(NotationError) -> (Int, Double) {
    let text = script.names[binding.target.name]
    guard let position = names[text] else {
      let near = nearest(to: text, among: names.keys)
      let known = names.sorted { $0.value < $1.value }.map(\.key)
      throw failure(
        areOutputs
          ? .unknownOutput(text, near: near, known: known)
          : .unknownInput(text, near: near, known: known),
        binding.target.range)
    }
    guard let value = binding.value else {
      guard !isPoint else {
        throw failure(.missingValue(text), binding.target.range)
      }
      return (position, 1)
    }
    return (position, try constant(value))
  }

  private func constant(_ expression: Expression) throws(NotationError) -> Double {
    var stack: [Double] = []
    for instruction in script.code[expression.code] {
      switch instruction.operation {
      case .number(let number): stack.append(number)
      case .name(let name):
        guard let value = Vocabulary.constant(name) else {
          throw failure(.notConstant(script.names[name]), instruction.range)
        }
        stack.append(value)
      case .unary(let elemental), .binary(let elemental):
        let operands = stack.suffix(elemental.arity).map { Constant(value: $0, label: nil) }
        stack.removeLast(elemental.arity)
        let result = try Constant.fold(elemental, operands, at: instruction.range, source)
        stack.append(result.value)
      case .call(let name, _):
        throw failure(
          .unknownFunction(
            script.names[name],
            near: nearest(to: script.names[name], among: Elemental.functions.keys)),
          instruction.range)
      case .member(let name, _):
        throw failure(.notConstant(script.names[name] + "[…]"), instruction.range)
      // What a bound belongs to follows it.
      case .bound: continue
      case .ternary, .choose, .otherwise, .series:
        throw failure(.notConstant(source.text(instruction.range)), instruction.range)
      }
    }
    return stack[0]
  }

  func failure(_ problem: NotationError.Problem, _ range: SourceRange) -> NotationError {
    NotationError(problem: problem, range: range, source: source)
  }
}
