import BenchmarkFloor
import Wengert

extension Workload {
  /// Rosenbrock's function of many variables, each term eight elementals.
  @Sendable static func rosenbrock(_ name: String) -> Workload {
    let count = 100_000
    let point = randomNumbers(count, in: -2...2, seed: 2)
    return Workload(
      name: name, title: "Rosenbrock, n = 10⁵", graph: rosenbrockGraph(count), points: point,
      quantities: Quantity.sweeps,
      floor: [
        .value: FloorCall(1) { $0[0] = unsafe floor_rosenbrock(point, count) },
        .gradient: FloorCall(1 + count) {
          unsafe writeGradient(&$0) { unsafe floor_rosenbrock_gradient(point, count, $0) }
        },
      ])
  }

  private static func rosenbrockGraph(_ count: Int) -> Graph {
    var builder = GraphBuilder(sharing: false)
    let x = builder.inputs(count)
    let (one, hundred) = (builder.constant(1), builder.constant(100))
    var sum: NodeID?
    for (current, next) in zip(x, x.dropFirst()) {
      let valley = builder.apply(.sub, next, builder.apply(.mul, current, current))
      let steep = builder.apply(.mul, hundred, builder.apply(.mul, valley, valley))
      let rest = builder.apply(.sub, one, current)
      let term = builder.apply(.add, steep, builder.apply(.mul, rest, rest))
      sum = sum.map { builder.apply(.add, $0, term) } ?? term
    }
    return builder.graph(output: sum ?? one)
  }

  /// Speelpenning's product at a point where it neither overflows nor vanishes.
  @Sendable static func speelpenning(_ name: String) -> Workload {
    let count = 100_000
    let point = randomNumbers(count / 2, in: 0.5...2, seed: 3).flatMap { [$0, 1 / $0] }
    return Workload(
      name: name, title: "Speelpenning's product, n = 10⁵", graph: productGraph(count),
      points: point, quantities: Quantity.sweeps,
      floor: [
        .value: FloorCall(1) { $0[0] = unsafe floor_speelpenning(point, count) },
        .gradient: FloorCall(1 + count) {
          unsafe writeGradient(&$0) { unsafe floor_speelpenning_gradient(point, count, $0) }
        },
      ])
  }

  private static func productGraph(_ count: Int) -> Graph {
    var builder = GraphBuilder(sharing: false)
    let x = builder.inputs(count)
    var product = x[0]
    for factor in x.dropFirst() { product = builder.apply(.mul, product, factor) }
    return builder.graph(output: product)
  }
}
