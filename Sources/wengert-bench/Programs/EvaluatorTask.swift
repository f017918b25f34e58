import Wengert

/// A prepared evaluator with its arguments and the places for its results.
struct EvaluatorTask: ~Copyable {
  private var evaluator: Evaluator
  private let points: [Double]
  private let directions: [[Double]]
  private let isAtManyPoints: Bool
  private(set) var values: [Double]
  private(set) var gradients: [Double]
  private(set) var rows: [Double]

  init(_ workload: Workload, _ options: Evaluator.Options) {
    let graph = workload.graph
    evaluator = Evaluator(graph, options: options)
    points = workload.points
    directions = workload.directions
    isAtManyPoints = workload.pointCount > 1
    values = Array(repeating: 0, count: workload.pointCount)
    gradients = Array(repeating: 0, count: points.count)
    let needsRows = workload.quantities.contains { $0 == .jacobian || $0 == .hessian }
    let count = max(graph.outputs.count, graph.inputs.count)
    rows = Array(repeating: 0, count: needsRows ? count * graph.inputs.count : 0)
  }

  /// Makes so many calls.
  @inline(__always)
  mutating func run(_ quantity: Quantity, _ calls: Int) {
    switch quantity {
    case .value where isAtManyPoints: values(calls)
    case .gradient where isAtManyPoints: valuesAndGradients(calls)
    case .value: consume(value(calls))
    case .gradient: consume(valueAndGradient(calls))
    case .tangent: consume(valueAndTangent(calls).tangent)
    case .eightTangents: consume(eightTangents(calls)[0])
    case .jacobian: jacobian(calls)
    case .hessian: hessian(calls)
    }
  }

  mutating func value(_ calls: Int) -> Double {
    var sum = 0.0
    for _ in 0..<calls { sum += evaluator.value(at: points) }
    return sum
  }

  mutating func valueAndGradient(_ calls: Int) -> Double {
    var sum = 0.0
    for _ in 0..<calls { sum += evaluator.valueAndGradient(at: points, into: &gradients) }
    return sum
  }

  mutating func valueAndTangent(_ calls: Int) -> (value: Double, tangent: Double) {
    var sums = (value: 0.0, tangent: 0.0)
    for _ in 0..<calls {
      let (value, tangent) = evaluator.valueAndTangent(at: points, along: directions[0])
      sums = (sums.value + value, sums.tangent + tangent)
    }
    return sums
  }

  mutating func eightTangents(_ calls: Int) -> [Double] {
    var tangents: [Double] = []
    for _ in 0..<calls { tangents = evaluator.tangents(at: points, along: directions) }
    return tangents
  }

  mutating func values(_ calls: Int) {
    for _ in 0..<calls { evaluator.values(at: points, into: &values) }
  }

  mutating func valuesAndGradients(_ calls: Int) {
    for _ in 0..<calls {
      evaluator.valuesAndGradients(at: points, values: &values, gradients: &gradients)
    }
  }

  mutating func jacobian(_ calls: Int) {
    for _ in 0..<calls { evaluator.jacobian(at: points, into: &rows) }
  }

  mutating func hessian(_ calls: Int) {
    for _ in 0..<calls { evaluator.hessian(at: points, into: &rows) }
  }
}
