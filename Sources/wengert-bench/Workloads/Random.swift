import TestSupport
import Wengert

extension Workload {
  /// A random graph in which operands lie anywhere; nobody would write it by hand.
  @Sendable static func random(_ name: String) -> Workload {
    let point = randomNumbers(1_000, in: -1...1, seed: 5)
    var generator = SplitMix64(seed: 10)
    return Workload(
      name: name, title: "random graph of 1.7·10⁵ elementals",
      graph: randomGraph(point, operations: 120_000, &generator), points: point,
      quantities: Quantity.sweeps, floor: [:])
  }

  /// Elementals with operands drawn from all nodes before, as long as primals stay moderate; the output is the
  /// sum of what nothing reads.
  private static func randomGraph(
    _ point: [Double], operations: Int, _ generator: inout SplitMix64
  ) -> Graph {
    let elementals: [Elemental] = [.add, .sub, .mul, .mul, .add, .sin, .cos, .tanh, .exp, .log]
    var builder = GraphBuilder(sharing: false)
    var values = point
    var isRead = [Bool](repeating: false, count: point.count)
    var nodes = builder.inputs(point.count)
    while nodes.count < point.count + operations {
      let elemental = elementals[Int.random(in: 0..<elementals.count, using: &generator)]
      let operands = (0..<elemental.arity).map { _ in
        Int.random(in: 0..<nodes.count, using: &generator)
      }
      guard let value = elemental.primal(at: operands.map { values[$0] }),
        (0.01...8).contains(value.magnitude)
      else { continue }
      for operand in operands { isRead[operand] = true }
      nodes.append(builder.apply(elemental, operands.map { nodes[$0] }))
      values.append(value)
      isRead.append(false)
    }
    return builder.graph(output: builder.sum(zip(nodes, isRead).filter { !$1 }.map(\.0)))
  }
}
