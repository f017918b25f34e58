import BenchmarkFloor
import Wengert

extension Workload {
  /// The function of the textbook at its point.
  @Sendable static func bishop(_ name: String) -> Workload {
    let point = [1.0, 2.0]
    return Workload(
      name: name, title: "x₁x₂ + exp(x₁x₂) − sin x₂, once", graph: bishopGraph, points: point,
      quantities: Quantity.sweeps,
      floor: [
        .value: FloorCall(1) { $0[0] = unsafe floor_bishop(point) },
        .gradient: FloorCall(3) {
          unsafe writeGradient(&$0) { unsafe floor_bishop_gradient(point, $0) }
        },
      ])
  }

  /// The function of the textbook at many points.
  @Sendable static func bishopPoints(_ name: String) -> Workload {
    let count = 100_000
    let points = randomNumbers(2 * count, in: -2...2, seed: 1)
    return Workload(
      name: name, title: "x₁x₂ + exp(x₁x₂) − sin x₂, at 10⁵ points", graph: bishopGraph,
      points: points, quantities: [.value, .gradient],
      floor: [
        .value: FloorCall(count) { unsafe floor_bishop_points(points, count, &$0) },
        .gradient: FloorCall(3 * count) { result in
          unsafe withStart(of: &result) {
            unsafe floor_bishop_points_gradients(points, count, $0, $0 + count)
          }
        },
      ])
  }

  /// Bishop and Bishop 2024, equation (8.49).
  private static var bishopGraph: Graph {
    var builder = GraphBuilder(sharing: false)
    let (x1, x2) = (builder.input("x1"), builder.input("x2"))
    let product = builder.apply(.mul, x1, x2)
    let sine = builder.apply(.sin, x2)
    let power = builder.apply(.exp, product)
    builder.output("f", builder.apply(.add, power, builder.apply(.sub, product, sine)))
    return builder.graph
  }
}
