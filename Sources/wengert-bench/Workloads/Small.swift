import BenchmarkFloor
import Wengert

extension Workload {
  /// A map from eight to eight variables with a dense Jacobian.
  @Sendable static func map(_ name: String) -> Workload {
    let point = mapPoint
    return Workload(
      name: name, title: "map R⁸ → R⁸", graph: mapGraph(isSummed: false), points: point,
      quantities: [.jacobian],
      floor: [
        .jacobian: FloorCall(point.count * point.count) { unsafe floor_map_jacobian(point, &$0) }
      ])
  }

  /// The sum of the outputs of the map.
  @Sendable static func mapSum(_ name: String) -> Workload {
    let point = mapPoint
    return Workload(
      name: name, title: "map R⁸ → R⁸, outputs summed", graph: mapGraph(isSummed: true),
      points: point, quantities: Quantity.sweeps,
      floor: [
        .value: FloorCall(1) { $0[0] = unsafe floor_map_sum(point) },
        .gradient: FloorCall(1 + point.count) {
          unsafe writeGradient(&$0) { unsafe floor_map_sum_gradient(point, $0) }
        },
      ])
  }

  private static var mapPoint: [Double] {
    randomNumbers(Int(FLOOR_MAP_WIDTH), in: -1...1, seed: 6)
  }

  private static func mapGraph(isSummed: Bool) -> Graph {
    var builder = GraphBuilder(sharing: false)
    let x = builder.inputs(Int(FLOOR_MAP_WIDTH))
    let factor = builder.apply(.tanh, builder.sum(x))
    let y = x.indices.map { index in
      let product = builder.apply(.mul, x[index], x[(index + 1) % x.count])
      let power = builder.apply(.exp, x[(index + 2) % x.count])
      return builder.apply(
        .add, builder.apply(.sin, product), builder.apply(.mul, power, factor))
    }
    if isSummed { return builder.graph(output: builder.sum(y)) }
    for (index, node) in y.enumerated() { builder.output("y\(index + 1)", node) }
    return builder.graph
  }

  /// A function of twenty variables with a dense Hessian.
  @Sendable static func coupled(_ name: String) -> Workload {
    let count = Int(FLOOR_COUPLED_WIDTH)
    let point = randomNumbers(count, in: -1...1, seed: 7)
    return Workload(
      name: name, title: "log(1 + Σxᵢ²) + Σ sin(xᵢxᵢ₊₁), 20 variables",
      graph: coupledGraph(count), points: point, quantities: Quantity.sweeps + [.hessian],
      floor: [
        .value: FloorCall(1) { $0[0] = unsafe floor_coupled(point) },
        .gradient: FloorCall(1 + count) {
          unsafe writeGradient(&$0) { unsafe floor_coupled_gradient(point, $0) }
        },
        .hessian: FloorCall(count * count) { unsafe floor_coupled_hessian(point, &$0) },
      ])
  }

  private static func coupledGraph(_ count: Int) -> Graph {
    var builder = GraphBuilder(sharing: false)
    let x = builder.inputs(count)
    let one = builder.constant(1)
    let squares = x.map { builder.apply(.mul, $0, $0) }
    let logarithm = builder.apply(.log, builder.sum([one] + squares))
    let waves = zip(x, x.dropFirst()).map {
      builder.apply(.sin, builder.apply(.mul, $0, $1))
    }
    return builder.graph(output: builder.sum([logarithm] + waves))
  }
}
