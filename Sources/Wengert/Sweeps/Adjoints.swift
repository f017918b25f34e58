/// The adjoints of every node after one reverse sweep.
///
/// v̄ᵢ = Σ over children j of v̄ⱼ ∂vⱼ/∂vᵢ (Bishop and Bishop 2024, equation 8.69).
public struct Adjoints: Sendable {
  /// The linearization that was swept.
  public let linearization: Linearization
  /// The adjoints of the outputs that the sweep started from.
  public let seed: [Double]

  private let values: [Double]
  private let isReached: [Bool]

  /// One reverse sweep: the product of the transposed Jacobian with `seed`.
  ///
  /// A zero in the seed is a zero by structure: what reaches no other output keeps the adjoint 0 and is
  /// never multiplied. Nothing flows into constants.
  ///
  /// - Complexity: O(nodes).
  init(_ linearization: Linearization, seed: [Double]) {
    let graph = linearization.graph
    precondition(
      seed.count == graph.outputs.count, "an adjoint seed has a component for each output")
    var values = [Double](repeating: 0, count: graph.count)
    var isReached = [Bool](repeating: false, count: graph.count)

    func flow(_ adjoint: Double, into index: Int) {
      values[index] = isReached[index] ? values[index] + adjoint : adjoint
      isReached[index] = true
    }
    for (output, adjoint) in zip(graph.outputs, seed)
    where adjoint != 0 && !linearization.isConstant[output.node] {
      flow(adjoint, into: output.node.index)
    }
    for index in (0..<graph.count).reversed() where isReached[index] {
      let opcode = graph.opcodes[index]
      if opcode == .input || opcode == .constant { continue }
      let adjoint = values[index]
      if let taken = linearization.takenParent(of: index) {
        if !linearization.isConstant.storage[taken] { flow(adjoint, into: taken) }
        continue
      }
      let first = Int(graph.firsts[index])
      let second = Int(graph.seconds[index])
      if !linearization.isConstant.storage[first] {
        flow(adjoint * linearization.partials[2 * index], into: first)
      }
      if second >= 0, !linearization.isConstant.storage[second] {
        flow(adjoint * linearization.partials[2 * index + 1], into: second)
      }
    }
    self.linearization = linearization
    self.seed = seed
    self.values = values
    self.isReached = isReached
  }

  /// The adjoint of a node; nil on constants.
  public subscript(_ node: NodeID) -> Double? {
    linearization.isConstant[node] ? nil : values[node.index]
  }

  /// Whether the node reaches a seeded output; otherwise its adjoint is zero by structure.
  public func isReached(_ node: NodeID) -> Bool { isReached[node.index] }

  /// What flows along an edge, v̄ᵢ ∂vᵢ/∂vⱼ; nil where the parent is constant.
  public func contribution(along edge: Edge) -> Double? {
    linearization.partial(along: edge).map {
      isReached(edge.child) && linearization.isOpen(edge) ? values[edge.child.index] * $0 : 0
    }
  }

  /// The adjoints of the inputs: the transposed Jacobian times the seed.
  public var inputs: [Double] { linearization.graph.inputs.map { values[$0.node.index] } }
}

extension Linearization {
  /// The adjoints of every node, from the adjoints of the outputs.
  public func adjoints(seed: [Double]) -> Adjoints { Adjoints(self, seed: seed) }
}
