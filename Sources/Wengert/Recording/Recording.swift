/// A function being recorded by running it on ``Variable``s.
///
/// ```swift
/// let recording = Recording()
/// let x = recording.input("x", 2)
/// recording.output("f", x * .sin(x))
/// let gradient = try recording.function.gradient()  // [0.0770037537313969]
/// ```
///
/// A recording belongs to one thread; the ``function`` that comes out of it is a value.
public final class Recording {
  private var builder: GraphBuilder
  private var point: [Double] = []
  private let isSharing: Bool
  /// What operators have written that the builder does not have yet.
  private let tape: RecordingTape

  /// An empty recording.
  ///
  /// - Parameter sharing: whether equal subexpressions become one node. Without it every operation that ran is a
  ///   node.
  public init(sharing: Bool = false) {
    builder = GraphBuilder(sharing: sharing)
    isSharing = sharing
    tape = RecordingTape.make(isDirect: !sharing)
    tape.owner = self
  }

  deinit { tape.end() }

  /// What has been recorded so far.
  public var function: RecordedFunction {
    tape.flush(into: &builder)
    return RecordedFunction(graph: builder.graph, point: point)
  }

  /// Changes the graph behind what operators have written.
  private func build<Result>(_ body: (inout GraphBuilder) -> Result) -> Result {
    tape.flush(into: &builder)
    defer { tape.flush(into: &builder) }
    return body(&builder)
  }

  /// Records an input and its value.
  ///
  /// Names of inputs must differ.
  public func input(_ name: String, _ value: Double) -> Variable {
    point.append(value)
    return Variable(value, build { $0.input(name) }.rawValue, tape, tape.generation)
  }

  /// Records an array of inputs, named `name1`, `name2`, ….
  public func inputs(_ name: String, _ values: [Double]) -> [Variable] {
    values.enumerated().map { input("\(name)\($0 + 1)", $1) }
  }

  /// Declares a variable to be an output.
  public func output(_ name: String, _ variable: Variable) {
    let node = node(of: variable)
    build { $0.output(name, node) }
  }

  /// Records what happens inside `body` as a group, which a figure can fold.
  public func group<Result, Failure>(
    _ name: String, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = build { $0.graph.count }
    defer { build { $0.group(name, from: start) } }
    return try body()
  }

  /// Gives a variable a name; the first name stays.
  func name(_ variable: Variable, _ name: String) {
    let node = node(of: variable)
    build { $0.name(node, name) }
  }

  /// The elemental applied to variables of which at least one belongs to this recording.
  func apply(_ elemental: Elemental, _ x: Variable, _ y: Variable?) -> Int32 {
    tape.makeRoom()
    let (first, second) = (position(of: x), y.map(position) ?? -1)
    if isSharing { return share(elemental, first, second) }
    guard let node = tape.append(elemental, first, second) else {
      preconditionFailure("there is no room on the tape")
    }
    return node
  }

  private func share(_ elemental: Elemental, _ first: Int32, _ second: Int32) -> Int32 {
    build { builder in
      let x = NodeID(rawValue: first)
      let node =
        second < 0
        ? builder.apply(elemental, x) : builder.apply(elemental, x, NodeID(rawValue: second))
      return node.rawValue
    }
  }

  /// The elemental applied to variables of which at least one belongs to this recording.
  func apply(_ elemental: Elemental, _ x: Variable, _ y: Variable, _ z: Variable) -> Int32 {
    let (first, second, third) = (node(of: x), node(of: y), node(of: z))
    return build { $0.apply(elemental, first, second, third) }.rawValue
  }

  private func node(of variable: Variable) -> NodeID { NodeID(rawValue: position(of: variable)) }

  /// The node of a variable; a constant gets one now.
  private func position(of variable: Variable) -> Int32 {
    guard let owner = variable.tape else {
      if isSharing { return build { $0.constant(variable.primal) }.rawValue }
      tape.makeRoom()
      return tape.append(constant: variable.primal)
    }
    precondition(
      owner == tape && variable.generation == tape.generation,
      "a variable with the value \(variable.primal) belongs to another recording; variables of two recordings cannot meet"
    )
    return variable.node
  }
}

extension Recording {
  /// Records a function of named inputs with one output `f`.
  ///
  /// ```swift
  /// let function = Recording.of(["x": 1, "y": 2]) { x in
  ///   x[0] * .exp(x[1])
  /// }
  /// ```
  public static func of<Failure>(
    _ inputs: KeyValuePairs<String, Double>, sharing: Bool = false,
    _ body: ([Variable]) throws(Failure) -> Variable
  ) throws(Failure) -> RecordedFunction {
    let recording = Recording(sharing: sharing)
    let variables = inputs.map { recording.input($0.key, $0.value) }
    recording.output("f", try body(variables))
    return recording.function
  }

  /// Records a function of named inputs with the outputs `f1`, `f2`, ….
  public static func of<Failure>(
    _ inputs: KeyValuePairs<String, Double>, sharing: Bool = false,
    _ body: ([Variable]) throws(Failure) -> [Variable]
  ) throws(Failure) -> RecordedFunction {
    let recording = Recording(sharing: sharing)
    let variables = inputs.map { recording.input($0.key, $0.value) }
    for (index, output) in try body(variables).enumerated() {
      recording.output("f\(index + 1)", output)
    }
    return recording.function
  }
}

/// A recorded graph and the point at which it was recorded.
public struct RecordedFunction: Sendable, Equatable {
  /// The graph.
  public let graph: Graph
  /// The values of the inputs.
  public let point: [Double]

  /// The primals and partials at the point.
  ///
  /// - Parameter checkingDomains: whether a primal outside its domain is an error; without the check infinities
  ///   and NaN go on, as they did when the function ran.
  public func linearized(checkingDomains: Bool = true) throws(DomainError) -> Linearization {
    try graph.linearized(at: point, checkingDomains: checkingDomains)
  }

  /// The gradient of an output at the point, by one reverse pass.
  public func gradient(ofOutput output: Int = 0) throws(DomainError) -> [Double] {
    try linearized().gradient(ofOutput: output)
  }
}
