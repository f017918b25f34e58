import Wengert

/// Stands in for the evaluator of the library until it is there; the same calls, none of the speed.
struct Evaluator: ~Copyable {
  struct Options: Sendable {
    enum Engine { case automatic, scalar, runs }
    var engine: Engine = .automatic
    var vectorFunctions = true
  }

  private let graph: Graph

  init(_ graph: Graph, options: Evaluator.Options = .init()) { self.graph = graph }

  private func linearized(_ point: [Double]) -> Linearization {
    guard let result = try? graph.linearized(at: point, checkingDomains: false) else {
      preconditionFailure("domains are not checked")
    }
    return result
  }

  mutating func value(at point: [Double]) -> Double { linearized(point).outputs[0] }

  mutating func valueAndGradient(at point: [Double], into gradient: inout [Double]) -> Double {
    let linearization = linearized(point)
    gradient = linearization.adjoints(seed: .unit(0, of: graph.outputs.count)).inputs
    return linearization.outputs[0]
  }

  mutating func valueAndTangent(
    at point: [Double], along direction: [Double]
  ) -> (value: Double, tangent: Double) {
    let linearization = linearized(point)
    return (linearization.outputs[0], linearization.tangents(seed: direction).outputs[0])
  }

  mutating func tangents(at point: [Double], along directions: [[Double]]) -> [Double] {
    linearized(point).jacobianVectorProducts(directions).map { $0[0] }
  }

  mutating func jacobian(at point: [Double], into rows: inout [Double]) {
    rows = linearized(point).jacobian().rows.flatMap { $0 }
  }

  mutating func hessian(at point: [Double], into rows: inout [Double]) {
    rows = linearized(point).hessian().flatMap { $0 }
  }

  mutating func values(at points: [Double], into values: inout [Double]) {
    let width = graph.inputs.count
    for index in values.indices {
      values[index] = value(at: Array(points[index * width..<(index + 1) * width]))
    }
  }

  mutating func valuesAndGradients(
    at points: [Double], values: inout [Double], gradients: inout [Double]
  ) {
    let width = graph.inputs.count
    var gradient = [Double](repeating: 0, count: width)
    for index in values.indices {
      let range = index * width..<(index + 1) * width
      values[index] = valueAndGradient(at: Array(points[range]), into: &gradient)
      gradients.replaceSubrange(range, with: gradient)
    }
  }
}
extension [Double] {
  fileprivate static func unit(_ index: Int, of count: Int) -> [Double] {
    (0..<count).map { $0 == index ? 1 : 0 }
  }
}
