/// Products with the Jacobian, several at a time.
extension Linearization {
  /// The Jacobian times a vector: one forward pass.
  ///
  /// - Parameter seed: a component for each input.
  /// - Returns: a component for each output.
  public func jacobianVectorProduct(_ seed: [Double]) -> [Double] {
    jacobianVectorProducts([seed])[0]
  }

  /// The transposed Jacobian times a vector: one reverse pass.
  ///
  /// - Parameter seed: a component for each output.
  /// - Returns: a component for each input.
  public func vectorJacobianProduct(_ seed: [Double]) -> [Double] {
    vectorJacobianProducts([seed])[0]
  }

  /// The Jacobian times several vectors, which go through one forward sweep together.
  ///
  /// - Complexity: O(nodes · seeds) time, O(nodes · min(seeds, 64)) memory.
  public func jacobianVectorProducts(_ seeds: [[Double]]) -> [[Double]] {
    chunks(seeds) { lanes in
      var sweep = LaneSweep(count: graph.count, lanes: lanes.count)
      for (lane, seed) in lanes.enumerated() {
        precondition(seed.count == graph.inputs.count, "a seed has a component for each input")
        for (input, tangent) in zip(graph.inputs, seed) where tangent != 0 {
          sweep.add(tangent, to: input.node.index, lane: lane)
        }
      }
      for index in 0..<graph.count {
        for (parent, partial) in variableParents(of: index) {
          sweep.flow(from: parent, times: partial, into: index)
        }
      }
      return lanes.indices.map { lane in
        graph.outputs.map { sweep.value($0.node.index, lane: lane) }
      }
    }
  }

  /// The transposed Jacobian times several vectors, which go through one reverse sweep together.
  ///
  /// - Complexity: O(nodes · seeds) time, O(nodes · min(seeds, 64)) memory.
  public func vectorJacobianProducts(_ seeds: [[Double]]) -> [[Double]] {
    chunks(seeds) { lanes in
      var sweep = LaneSweep(count: graph.count, lanes: lanes.count)
      for (lane, seed) in lanes.enumerated() {
        precondition(seed.count == graph.outputs.count, "a seed has a component for each output")
        for (output, adjoint) in zip(graph.outputs, seed)
        where adjoint != 0 && !isConstant[output.node] {
          sweep.add(adjoint, to: output.node.index, lane: lane)
        }
      }
      for index in (0..<graph.count).reversed() {
        for (parent, partial) in variableParents(of: index) {
          sweep.flow(from: index, times: partial, into: parent)
        }
      }
      return lanes.indices.map { lane in
        graph.inputs.map { sweep.value($0.node.index, lane: lane) }
      }
    }
  }

  /// The parents that derivatives of a node flow from or to, with their partials.
  private func variableParents(of index: Int) -> [(parent: Int, partial: Double)] {
    let opcode = graph.opcodes[index]
    if opcode == .input || opcode == .constant { return [] }
    if let taken = takenParent(of: index) {
      return isConstant.storage[taken] ? [] : [(taken, 1)]
    }
    var parents: [(parent: Int, partial: Double)] = []
    let (first, second) = (Int(graph.firsts[index]), Int(graph.seconds[index]))
    if !isConstant.storage[first] { parents.append((first, partials[2 * index])) }
    if second >= 0, !isConstant.storage[second] {
      parents.append((second, partials[2 * index + 1]))
    }
    return parents
  }

  private func chunks(
    _ seeds: [[Double]], _ sweep: ([[Double]]) -> [[Double]]
  ) -> [[Double]] {
    stride(from: 0, to: seeds.count, by: LaneSweep.limit).flatMap { start in
      sweep(Array(seeds[start..<min(start + LaneSweep.limit, seeds.count)]))
    }
  }
}

/// The values of one sweep for up to 64 seeds; a bit for each lane says whether its seed reaches a node.
private struct LaneSweep {
  static let limit = 64

  private let lanes: Int
  private var values: [Double]
  private var reached: [UInt64]

  init(count: Int, lanes: Int) {
    self.lanes = lanes
    values = Array(repeating: 0, count: count * lanes)
    reached = Array(repeating: 0, count: count)
  }

  func value(_ node: Int, lane: Int) -> Double { values[node * lanes + lane] }

  mutating func add(_ value: Double, to node: Int, lane: Int) {
    let isReached = reached[node] & (1 << UInt64(lane)) != 0
    values[node * lanes + lane] = isReached ? values[node * lanes + lane] + value : value
    reached[node] |= 1 << UInt64(lane)
  }

  mutating func flow(from source: Int, times partial: Double, into target: Int) {
    var lanesLeft = reached[source]
    while lanesLeft != 0 {
      let lane = lanesLeft.trailingZeroBitCount
      lanesLeft &= lanesLeft - 1
      add(values[source * lanes + lane] * partial, to: target, lane: lane)
    }
  }
}
