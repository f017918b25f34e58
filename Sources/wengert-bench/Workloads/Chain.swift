import BenchmarkFloor
import Wengert

extension Workload {
  /// A million elementals, almost every one of which waits for the one before.
  ///
  /// Each period adds its end to a sum, so no adjoint underflows on the long way back.
  @Sendable static func chain(_ name: String) -> Workload {
    let periods = 125_000
    let point = [0.3, 0.9, 0.5]
    var workspace = [Double](repeating: 0, count: Int(FLOOR_CHAIN_KEPT) * periods)
    return Workload(
      name: name, title: "chain of 10⁶ mixed elementals", graph: chainGraph(periods),
      points: point, quantities: Quantity.sweeps,
      floor: [
        .value: FloorCall(1) { $0[0] = unsafe floor_chain(point, periods) },
        .gradient: FloorCall(4) {
          unsafe writeGradient(&$0) { unsafe floor_chain_gradient(point, periods, &workspace, $0) }
        },
      ])
  }

  private static func chainGraph(_ periods: Int) -> Graph {
    var builder = GraphBuilder(sharing: false)
    let x = builder.inputs(3)
    var v = x[0]
    var sum: NodeID?
    for _ in 0..<periods {
      v = builder.apply(.exp, builder.apply(.mul, builder.apply(.sin, v), x[1]))
      v = builder.apply(.cos, builder.apply(.log, builder.apply(.add, v, x[2])))
      v = builder.apply(.tanh, v)
      sum = sum.map { builder.apply(.add, $0, v) } ?? v
    }
    return builder.graph(output: sum ?? v)
  }
}
