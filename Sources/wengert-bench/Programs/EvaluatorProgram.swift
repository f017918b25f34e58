import Wengert

/// The library.
struct EvaluatorProgram: MeasuredProgram {
  /// As it chooses for itself.
  static let automatic = EvaluatorProgram(name: "Wengert", options: .init())
  /// One node after the other, with the functions of the C library.
  static let scalar = EvaluatorProgram(
    name: "Wengert, scalar", options: .init(engine: .scalar, vectorFunctions: false))

  let name: String
  let options: Evaluator.Options

  func computes(_ quantity: Quantity, of workload: Workload) -> Bool { true }

  func numbers(_ quantity: Quantity, of workload: Workload) -> [Double] {
    var task = EvaluatorTask(workload, options)
    switch quantity {
    case .value where workload.pointCount > 1:
      task.values(1)
      return task.values
    case .gradient where workload.pointCount > 1:
      task.valuesAndGradients(1)
      return task.values + task.gradients
    case .value: return [task.value(1)]
    case .gradient: return [task.valueAndGradient(1)] + task.gradients
    case .tangent:
      let (value, tangent) = task.valueAndTangent(1)
      return [value, tangent]
    case .eightTangents: return task.eightTangents(1)
    case .jacobian:
      task.jacobian(1)
      return task.rows
    case .hessian:
      task.hessian(1)
      return task.rows
    }
  }

  func nanoseconds(
    _ quantity: Quantity, of workload: Workload, by sampler: Sampler
  ) -> Double {
    var task = EvaluatorTask(workload, options)
    return sampler.nanoseconds { task.run(quantity, $0) }
  }

  /// Makes so many calls of a prepared evaluator.
  func run(_ quantity: Quantity, of workload: Workload, calls: Int) {
    var task = EvaluatorTask(workload, options)
    task.run(quantity, calls)
  }
}
