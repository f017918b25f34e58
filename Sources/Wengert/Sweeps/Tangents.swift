/// The tangents of every node after one forward sweep.
///
/// v̇ᵢ = Σ over parents j of v̇ⱼ ∂vᵢ/∂vⱼ (Bishop and Bishop 2024, equation 8.57; Wengert 1964).
public struct Tangents: Sendable {
  /// The linearization that was swept.
  public let linearization: Linearization
  /// The tangents of the inputs that the sweep started from.
  public let seed: [Double]

  private let values: [Double]
  private let isReached: [Bool]

  /// One forward sweep: the product of the Jacobian with `seed`.
  ///
  /// A zero in the seed is a zero by structure: what no other input reaches keeps the tangent 0 and is
  /// never multiplied, so an infinite partial there does no harm.
  ///
  /// - Complexity: O(nodes).
  init(_ linearization: Linearization, seed: [Double]) {
    let graph = linearization.graph
    precondition(seed.count == graph.inputs.count, "a tangent seed has a component for each input")
    var values = [Double](repeating: 0, count: graph.count)
    var isReached = [Bool](repeating: false, count: graph.count)
    for (input, tangent) in zip(graph.inputs, seed) where tangent != 0 {
      values[input.node.index] = tangent
      isReached[input.node.index] = true
    }
    for index in 0..<graph.count {
      let opcode = graph.opcodes[index]
      if opcode == .input || opcode == .constant { continue }
      if let taken = linearization.takenParent(of: index) {
        values[index] = values[taken]
        isReached[index] = isReached[taken]
        continue
      }
      let first = Int(graph.firsts[index])
      let second = Int(graph.seconds[index])
      var sum = 0.0
      if isReached[first] {
        sum = values[first] * linearization.partials[2 * index]
        isReached[index] = true
      }
      if second >= 0, isReached[second] {
        let contribution = values[second] * linearization.partials[2 * index + 1]
        sum = isReached[index] ? sum + contribution : contribution
        isReached[index] = true
      }
      values[index] = sum
    }
    self.linearization = linearization
    self.seed = seed
    self.values = values
    self.isReached = isReached
  }

  /// The tangent of a node; nil on constants.
  public subscript(_ node: NodeID) -> Double? {
    linearization.isConstant[node] ? nil : values[node.index]
  }

  /// Whether a seeded input reaches the node; otherwise its tangent is zero by structure.
  public func isReached(_ node: NodeID) -> Bool { isReached[node.index] }

  /// What flows along an edge, v̇ⱼ ∂vᵢ/∂vⱼ; nil where the parent is constant.
  public func contribution(along edge: Edge) -> Double? {
    linearization.partial(along: edge).map {
      isReached(edge.parent) && linearization.isOpen(edge) ? values[edge.parent.index] * $0 : 0
    }
  }

  /// The tangents of the outputs: the Jacobian times the seed.
  public var outputs: [Double] { linearization.graph.outputs.map { values[$0.node.index] } }
}

extension Linearization {
  /// The tangents of every node, from the tangents of the inputs.
  public func tangents(seed: [Double]) -> Tangents { Tangents(self, seed: seed) }
}
