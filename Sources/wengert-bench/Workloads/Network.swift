import BenchmarkFloor
import Wengert

extension Workload {
  /// The loss of a network with one hidden layer by its 4,225 parameters, scalar by scalar.
  ///
  /// Eight samples, constants of the graph; tanh in the hidden units, a linear output, squared errors summed.
  @Sendable static func network(_ name: String) -> Workload {
    let (width, samples) = (Int(FLOOR_NETWORK_WIDTH), 8)
    let parameters = randomNumbers(width * (width + 2) + 1, in: -0.2...0.2, seed: 4)
    let data = randomNumbers(samples * (width + 1), in: -1...1, seed: 9)
    return Workload(
      name: name, title: "network 64-64-1, tanh, 8 samples", graph: networkGraph(width, data),
      points: parameters, quantities: Quantity.sweeps,
      floor: [
        .value: FloorCall(1) { $0[0] = unsafe floor_network(parameters, data, samples) },
        .gradient: FloorCall(1 + parameters.count) {
          unsafe writeGradient(&$0) { unsafe floor_network_gradient(parameters, data, samples, $0) }
        },
      ])
  }

  private static func networkGraph(_ width: Int, _ data: [Double]) -> Graph {
    var builder = GraphBuilder(sharing: false)
    let parameters = builder.inputs(width * (width + 2) + 1)
    let constants = data.map { builder.constant($0) }
    func affine(_ weights: [NodeID], _ values: ArraySlice<NodeID>, _ bias: NodeID) -> NodeID {
      builder.sum(zip(weights, values).map { builder.apply(.mul, $0, $1) } + [bias])
    }
    let output = Array(parameters.suffix(width + 1))
    let losses = stride(from: 0, to: data.count, by: width + 1).map { start in
      let sample = constants[start..<start + width]
      let hidden = (0..<width).map { unit in
        let weights = (0..<width).map { parameters[width * $0 + unit] }
        return builder.apply(.tanh, affine(weights, sample, parameters[width * width + unit]))
      }
      let error = builder.apply(
        .sub, affine(output, hidden[...], output[width]), constants[start + width])
      return builder.apply(.mul, error, error)
    }
    return builder.graph(output: builder.sum(losses))
  }
}
