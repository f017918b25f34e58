public import Wengert
public import WengertDrawing

/// Derivatives at a point as text or JSON.
public struct DerivativeTable: Sendable {
  /// What the numbers are.
  public enum Kind: String, Sendable {
    case gradient, jacobian, hessian, jvp, vjp, hvp

    /// Whether the tangents of the inputs are a direction to multiply with.
    var hasDirection: Bool {
      switch self {
      case .jvp, .hvp: true
      case .gradient, .jacobian, .hessian, .vjp: false
      }
    }

    /// Whether the adjoints of the outputs weigh them.
    var hasWeights: Bool {
      switch self {
      case .gradient, .hessian, .vjp, .hvp: true
      case .jacobian, .jvp: false
      }
    }
  }

  /// The numbers: a vector, or a matrix by rows.
  public enum Values: Sendable, Equatable {
    case vector([Double])
    case matrix([[Double]])
  }

  /// What the numbers are.
  public let kind: Kind
  /// The graph with its numbers.
  public let evaluation: Evaluation
  /// The numbers.
  public let values: Values
  /// How a Jacobian was computed.
  public let jacobian: Jacobian?

  private var graph: Graph { evaluation.linearization.graph }
  private var inputs: [String] { graph.inputs.map(\.name) }
  private var outputs: [String] { graph.outputs.map(\.name) }

  /// The derivatives of a kind, with the seeds of the evaluation: the tangents are the direction of a `jvp` or
  /// `hvp`, the adjoints weigh the outputs for all others.
  ///
  /// - Parameters:
  ///   - kind: which derivatives.
  ///   - evaluation: the point and the seeds.
  ///   - method: how a Jacobian is computed; by default with fewest passes.
  public init(_ kind: Kind, _ evaluation: Evaluation, by method: Jacobian.Method? = nil) {
    let linearization = evaluation.linearization
    let (direction, weights) = (evaluation.tangents.seed, evaluation.adjoints.seed)
    let jacobian = kind == .jacobian ? linearization.jacobian(by: method) : nil
    self.kind = kind
    self.evaluation = evaluation
    self.jacobian = jacobian
    values =
      switch kind {
      case .gradient, .vjp: .vector(evaluation.adjoints.inputs)
      case .jvp: .vector(evaluation.tangents.outputs)
      case .hvp: .vector(linearization.hessianVectorProduct(direction, adjointSeed: weights))
      case .hessian: .matrix(linearization.hessian(adjointSeed: weights))
      case .jacobian: .matrix(jacobian?.rows ?? [])
      }
  }

  // MARK: JSON

  /// The derivatives as JSON, schema `wengert-derivative/1`.
  public var json: String {
    var writer = JSONWriter()
    writer.object { root in
      root.key("schema")
      root.value("wengert-derivative/1")
      root.key("kind")
      root.value(kind.rawValue)
      root.key("inputs")
      root.array { list in inputs.forEach { list.value($0) } }
      root.key("outputs")
      root.array { list in outputs.forEach { list.value($0) } }
      write("point", inputs, evaluation.linearization.point, &root)
      root.key("values")
      write(&root)
      if kind.hasDirection { write("direction", inputs, evaluation.tangents.seed, &root) }
      if kind.hasWeights { write("weights", outputs, evaluation.adjoints.seed, &root) }
      if let jacobian {
        root.key("method")
        root.value(jacobian.method.rawValue)
        root.key("passes")
        root.value(jacobian.passes)
      }
    }
    return writer.text + "\n"
  }

  private func write(
    _ key: String, _ names: [String], _ numbers: [Double], _ root: inout JSONWriter
  ) {
    root.key(key)
    root.object { object in
      for (name, number) in zip(names, numbers) {
        object.key(name)
        object.value(number)
      }
    }
  }

  private func write(_ root: inout JSONWriter) {
    func vector(_ numbers: [Double], _ list: inout JSONWriter) {
      list.array { list in numbers.forEach { list.value($0) } }
    }
    switch values {
    case .vector(let numbers): vector(numbers, &root)
    case .matrix(let rows):
      root.array { list in rows.forEach { vector($0, &list) } }
    }
  }

  // MARK: Text

  /// The derivatives in aligned columns with the names of rows and columns.
  public func text(_ format: NumberFormat) -> String {
    switch values {
    case .vector(let numbers):
      let names = kind == .jvp ? outputs : inputs
      return Columns(zip(names, numbers).map { [$0, format.ascii($1)] }, textColumns: 1).text
    case .matrix(let rows):
      let names = kind == .jacobian ? outputs : inputs
      let body = zip(names, rows).map { [$0] + $1.map(format.ascii) }
      return Columns([[""] + inputs] + body, textColumns: 1).text
    }
  }
}

extension NumberFormat {
  /// The number in characters that every terminal and program reads.
  func ascii(_ value: Double?) -> String {
    var result = ""
    for scalar in string(value).unicodeScalars {
      switch scalar {
      case "−", "–": result += "-"
      case "∞": result += "inf"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
