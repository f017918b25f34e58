/// A function being recorded by running it on ``Variable``s.
///
/// ```swift
/// let recording = Recording()
/// let x = recording.input("x", 2)
/// recording.output("f", x * .sin(x))
/// let gradient = try recording.function.gradient()
/// ```
///
/// A recording belongs to one thread; the ``function`` that comes out of it is a value.
public final class Recording {
  private var builder: GraphBuilder
  private var point: [Double] = []

  /// An empty recording.
  ///
  /// - Parameter sharing: whether equal subexpressions become one node. Without it every operation that ran is a
  ///   node.
  public init(sharing: Bool = false) { builder = GraphBuilder(sharing: sharing) }

  /// What has been recorded so far.
  public var function: RecordedFunction { RecordedFunction(graph: builder.graph, point: point) }

  /// Records an input and its value.
  ///
  /// Names of inputs must differ.
  public func input(_ name: String, _ value: Double) -> Variable {
    point.append(value)
    return Variable(value, builder.input(name), self)
  }

  /// Records an array of inputs, named `name1`, `name2`, ….
  public func inputs(_ name: String, _ values: [Double]) -> [Variable] {
    values.enumerated().map { input("\(name)\($0 + 1)", $1) }
  }

  /// Declares a variable to be an output.
  public func output(_ name: String, _ variable: Variable) {
    builder.output(name, node(of: variable))
  }

  /// Records what happens inside `body` as a group, which a figure can fold.
  public func group<Result, Failure>(
    _ name: String, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = builder.graph.count
    defer { builder.group(name, from: start) }
    return try body()
  }

  /// Gives a variable a name; the first name stays.
  func name(_ variable: Variable, _ name: String) {
    builder.name(node(of: variable), name)
  }

  /// The elemental applied to variables of which at least one belongs to this recording.
  func apply<E: UnaryElemental>(_: E.Type, _ x: Variable) -> Variable {
    Variable(E.primal(x.primal), builder.apply(E.elemental, node(of: x)), self)
  }

  /// The elemental applied to variables of which at least one belongs to this recording.
  func apply<E: BinaryElemental>(_: E.Type, _ x: Variable, _ y: Variable) -> Variable {
    let (first, second) = (node(of: x), node(of: y))
    return Variable(
      E.primal(x.primal, y.primal), builder.apply(E.elemental, first, second), self)
  }

  /// The elemental applied to variables of which at least one belongs to this recording.
  func apply<E: TernaryElemental>(
    _: E.Type, _ x: Variable, _ y: Variable, _ z: Variable
  ) -> Variable {
    let (first, second, third) = (node(of: x), node(of: y), node(of: z))
    return Variable(
      E.primal(x.primal, y.primal, z.primal), builder.apply(E.elemental, first, second, third),
      self)
  }

  /// The node of a variable; a constant gets one now.
  private func node(of variable: Variable) -> NodeID {
    guard let owner = variable.recording else { return builder.constant(variable.primal) }
    precondition(
      owner === self,
      "a variable with the value \(variable.primal) belongs to another recording; variables of two recordings cannot meet"
    )
    return variable.node
  }
}

extension Recording {
  /// Records a function of named inputs with one output `f`.
  ///
  /// ```swift
  /// let function = Recording.of(["x1": 1, "x2": 2]) { x in bishop(x[0], x[1]) }
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
