/// A graph made ready to be evaluated and differentiated many times, at many points.
///
/// ```swift
/// let function = Recording.of(["x": 1, "y": 2]) { x in
///   x[0] * .exp(x[1])
/// }
/// var evaluator = Evaluator(function.graph)
/// var gradient: [Double] = []
/// for x in [1.0, 2, 3] {
///   let value = evaluator.valueAndGradient(at: [x, 0], into: &gradient)
///   print(value, gradient)
/// }
/// ```
///
/// ```text
/// 1.0 [1.0, 1.0]
/// 2.0 [1.0, 2.0]
/// 3.0 [1.0, 3.0]
/// ```
///
/// Where ``Linearization`` keeps every number to be looked at, an evaluator keeps memory of its own and hands out
/// results alone. No call checks domains: infinities and NaN go on as floating-point arithmetic gives them. An
/// evaluator belongs to one thread at a time; each thread makes its own from the graph, which is a value.
public struct Evaluator: ~Copyable {
  /// How an evaluator works.
  public struct Options: Sendable {
    /// The loops that it uses.
    public enum Engine: Sendable {
      /// Whichever suits the graph.
      case automatic
      /// One operation after the other.
      case scalar
      /// Runs of equal operations, eight at a time.
      case runs
    }

    /// The loops that it uses.
    public var engine: Engine
    /// Whether exp, log, sin, cos, tanh and cosh of many numbers at once are computed together, within two units
    /// in the last place, instead of one after the other by the C library.
    public var vectorFunctions: Bool

    /// What suits most graphs, unless told otherwise.
    public init(engine: Engine = .automatic, vectorFunctions: Bool = true) {
      self.engine = engine
      self.vectorFunctions = vectorFunctions
    }
  }

  /// The graph.
  public let graph: Graph
  private let options: Options
  private var first: Workspace?
  private var all: Workspace?
  /// Matrices written out, made when they are first asked for; nil inside where passes cost less.
  private var writtenJacobian, writtenHessian: DerivativeTape??

  /// Prepares a graph.
  ///
  /// - Complexity: O(nodes) time and memory, here and not again.
  public init(_ graph: Graph, options: Options = Options()) {
    self.graph = graph
    self.options = options
    let tape = graph.outputs.isEmpty ? nil : Tape(graph, outputs: [0])
    first = tape.map { Workspace($0, options) }
    all = nil
  }

  // MARK: One point

  /// The value of the first output.
  ///
  /// - Parameter point: a component for each input.
  public mutating func value(at point: [Double]) -> Double {
    guard let workspace = first else { return exact(point).outputs[0] }
    return workspace.value(at: point)
  }

  /// The value of the first output and its gradient: a forward and a reverse pass.
  ///
  /// - Parameters:
  ///   - point: a component for each input.
  ///   - gradient: a component for each input afterwards.
  public mutating func valueAndGradient(
    at point: [Double], into gradient: inout [Double]
  ) -> Double {
    guard let workspace = first else {
      let linearization = exact(point)
      gradient = linearization.gradient()
      return linearization.outputs[0]
    }
    gradient.resize(to: point.count)
    return workspace.valueAndGradient(at: point, into: &gradient)
  }

  /// The value of the first output and its derivative along a direction: one pass.
  ///
  /// - Parameters:
  ///   - point: a component for each input.
  ///   - direction: a component for each input.
  public mutating func valueAndTangent(
    at point: [Double], along direction: [Double]
  ) -> (value: Double, tangent: Double) {
    if let workspace = first {
      let result = workspace.tangent(at: point, along: direction)
      if !result.tangent.isNaN { return result }
    }
    let linearization = exact(point)
    return (linearization.outputs[0], linearization.jacobianVectorProduct(direction)[0])
  }

  /// The derivatives of the first output along several directions, eight of which go through each pass.
  public mutating func tangents(at point: [Double], along directions: [[Double]]) -> [Double] {
    if let workspace = first {
      var results: [Double] = []
      results.reserveCapacity(directions.count)
      for start in stride(from: 0, to: directions.count, by: 8) {
        let count = Swift.min(8, directions.count - start)
        let lanes = workspace.tangents(at: point, along: directions[start..<start + count])
        for lane in 0..<count { results.append(lanes[lane]) }
      }
      if !results.contains(where: \.isNaN) { return results }
    }
    return exact(point).jacobianVectorProducts(directions).map { $0[0] }
  }

  /// The Jacobian of all outputs.
  ///
  /// Small ones are written out once as straight-line code, as far as they are not zero by structure; large ones take a
  /// forward pass for each eight columns.
  ///
  /// - Parameters:
  ///   - point: a component for each input.
  ///   - rows: a row for each output afterwards, one behind the other.
  public mutating func jacobian(at point: [Double], into rows: inout [Double]) {
    rows.resize(to: graph.outputs.count * point.count)
    let written = writtenJacobian ?? DerivativeTape.jacobian(graph, options)
    writtenJacobian = .some(written)
    if let written, written.evaluate(at: point, into: &rows) { return }
    if all == nil, let tape = Tape(graph, outputs: Array(graph.outputs.indices)) {
      all = Workspace(tape, options)
    }
    if let workspace = all {
      workspace.jacobian(at: point, into: &rows)
      if !rows.contains(where: \.isNaN) { return }
    }
    rows = exact(point).jacobian(by: .forward).rows.flatMap { $0 }
  }

  /// The Hessian of the first output.
  ///
  /// Small ones are written out once as straight-line code; large ones take a forward and a reverse pass for each eight
  /// columns. Both differ in the last places.
  ///
  /// - Parameters:
  ///   - point: a component for each input.
  ///   - rows: a row for each input afterwards, one behind the other.
  public mutating func hessian(at point: [Double], into rows: inout [Double]) {
    rows.resize(to: point.count * point.count)
    if first != nil {
      let written = writtenHessian ?? DerivativeTape.hessian(graph, options)
      writtenHessian = .some(written)
      if let written, written.evaluate(at: point, into: &rows) { return }
    }
    if let workspace = first {
      workspace.hessian(at: point, into: &rows)
      if !rows.contains(where: \.isNaN) { return }
    }
    rows = exact(point).hessian().flatMap { $0 }
  }

  // MARK: Many points

  /// The value of the first output at many points.
  ///
  /// - Parameters:
  ///   - points: the points one behind the other, a component of each for each input.
  ///   - values: a value for each point afterwards.
  public mutating func values(at points: [Double], into values: inout [Double]) {
    let count = numberOfPoints(points)
    values.resize(to: count)
    guard let workspace = first else {
      return eachPoint(points) { values[$0] = exact($1).outputs[0] }
    }
    workspace.values(at: points, count: count, into: &values)
  }

  /// The value and the gradient of the first output at many points.
  ///
  /// - Parameters:
  ///   - points: the points one behind the other, a component of each for each input.
  ///   - values: a value for each point afterwards.
  ///   - gradients: a gradient for each point afterwards, one behind the other.
  public mutating func valuesAndGradients(
    at points: [Double], values: inout [Double], gradients: inout [Double]
  ) {
    let count = numberOfPoints(points)
    values.resize(to: count)
    gradients.resize(to: points.count)
    guard let workspace = first else {
      let inputs = graph.inputs.count
      return eachPoint(points) { position, point in
        let linearization = exact(point)
        values[position] = linearization.outputs[0]
        let gradient = linearization.gradient()
        gradients.replaceSubrange(position * inputs..<(position + 1) * inputs, with: gradient)
      }
    }
    workspace.valuesAndGradients(
      at: points, count: count, values: &values, gradients: &gradients)
  }

  private func numberOfPoints(_ points: [Double]) -> Int {
    let inputs = graph.inputs.count
    precondition(inputs > 0, "many points need an input")
    precondition(points.count.isMultiple(of: inputs), "a point has \(inputs) components")
    return points.count / inputs
  }

  private func eachPoint(_ points: [Double], _ body: (Int, [Double]) -> Void) {
    let inputs = graph.inputs.count
    for position in 0..<points.count / inputs {
      body(position, Array(points[position * inputs..<(position + 1) * inputs]))
    }
  }

  // MARK: Where a tape does not say everything

  /// The slow way, which knows zeros by structure: for graphs with a select elemental, and where a product of a
  /// zero and an infinity made a NaN that may not be one.
  private func exact(_ point: [Double]) -> Linearization {
    graph.linearizedBeyondDomains(at: point)
  }
}

extension [Double] {
  /// Makes room for so many numbers, in place where it is there already.
  fileprivate mutating func resize(to count: Int) {
    if self.count != count { self = Array(repeating: 0, count: count) }
  }
}
