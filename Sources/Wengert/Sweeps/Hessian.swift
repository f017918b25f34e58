/// Second derivatives: the reverse sweep of a forward sweep.
extension Linearization {
  /// The Hessian of a combination of outputs times a vector, without the Hessian: one forward and one
  /// reverse pass on dual numbers.
  ///
  /// - Parameters:
  ///   - direction: a component for each input.
  ///   - adjointSeed: the weight of each output; by default the first output alone.
  /// - Returns: a component for each input.
  /// - Complexity: O(nodes).
  public func hessianVectorProduct(
    _ direction: [Double], adjointSeed: [Double]? = nil
  ) -> [Double] {
    let seed = adjointSeed ?? .unit(0, of: graph.outputs.count)
    precondition(
      seed.count == graph.outputs.count, "an adjoint seed has a component for each output")
    let dual = DualLinearization(self, tangents(seed: direction))
    var sweep = DualSweep(count: graph.count)
    for (output, adjoint) in zip(graph.outputs, seed)
    where adjoint != 0 && !isConstant[output.node] {
      sweep.add(adjoint, to: output.node.index)
    }
    for index in (0..<graph.count).reversed() where sweep.isReached[index] {
      let opcode = graph.opcodes[index]
      if opcode == .input || opcode == .constant { continue }
      if let taken = takenParent(of: index) {
        if !isConstant.storage[taken] { sweep.flow(from: index, 1, nil, into: taken) }
        continue
      }
      for (slot, parent) in [graph.firsts[index], graph.seconds[index]].enumerated()
      where parent >= 0 && !isConstant.storage[Int(parent)] {
        sweep.flow(
          from: index, partials[2 * index + slot], dual.slopes[2 * index + slot], into: Int(parent))
      }
    }
    return graph.inputs.map { sweep.slopes[$0.node.index] ?? 0 }
  }

  /// The Hessian of a combination of outputs: a Hessian-vector product for each input.
  ///
  /// - Parameter adjointSeed: the weight of each output; by default the first output alone.
  /// - Returns: a row for each input. Rows and columns agree up to rounding.
  /// - Complexity: O(nodes · inputs).
  public func hessian(adjointSeed: [Double]? = nil) -> [[Double]] {
    let count = graph.inputs.count
    return (0..<count).map { hessianVectorProduct(.unit($0, of: count), adjointSeed: adjointSeed) }
  }
}

/// How fast every partial changes along a direction; nil where it does not change by structure.
private struct DualLinearization {
  private(set) var slopes: [Double?]

  init(_ linearization: Linearization, _ tangents: Tangents) {
    let graph = linearization.graph
    slopes = Array(repeating: nil, count: 2 * graph.count)
    func dual(_ parent: Int32) -> Dual<Double> {
      let node = NodeID(rawValue: parent)
      return Dual(
        linearization.primals[node], tangent: tangents.isReached(node) ? tangents[node] : nil)
    }
    for index in 0..<graph.count where tangents.isReached(NodeID(index: index)) {
      let opcode = graph.opcodes[index]
      if opcode == .input || opcode == .constant || opcode == .select { continue }
      let (first, second) = (graph.firsts[index], graph.seconds[index])
      var rule = SlopeRule(x: dual(first), y: second < 0 ? Dual(0) : dual(second))
      let result = opcode.elemental.accept(&rule)
      slopes[2 * index] = result.first
      slopes[2 * index + 1] = result.second
    }
  }
}

/// The tangents of the partials: the rule run on dual numbers.
private struct SlopeRule: ElementalVisitor {
  let x, y: Dual<Double>

  func visit<E: UnaryElemental>(_: E.Type) -> (first: Double?, second: Double?) {
    (E.partial(x, .apply(E.self, x)).tangent, nil)
  }

  func visit<E: BinaryElemental>(_: E.Type) -> (first: Double?, second: Double?) {
    let (dx, dy) = E.partials(x, y, .apply(E.self, x, y))
    return (dx.tangent, dy.tangent)
  }

  func visit<E: TernaryElemental>(_: E.Type) -> (first: Double?, second: Double?) { (nil, nil) }
}

/// Adjoints and how fast they change along a direction; nil where they do not by structure.
private struct DualSweep {
  private var adjoints: [Double]
  private(set) var slopes: [Double?]
  private(set) var isReached: [Bool]

  init(count: Int) {
    adjoints = Array(repeating: 0, count: count)
    slopes = Array(repeating: nil, count: count)
    isReached = Array(repeating: false, count: count)
  }

  mutating func add(_ adjoint: Double, to index: Int) {
    adjoints[index] = isReached[index] ? adjoints[index] + adjoint : adjoint
    isReached[index] = true
  }

  /// Adds v̄·∂ to the parent's adjoint and its derivative, by the product rule, to the slope.
  mutating func flow(from child: Int, _ partial: Double, _ slope: Double?, into parent: Int) {
    let changes = [slopes[child].map { $0 * partial }, slope.map { adjoints[child] * $0 }]
    for change in changes {
      guard let change else { continue }
      slopes[parent] = slopes[parent].map { $0 + change } ?? change
    }
    add(adjoints[child] * partial, to: parent)
  }
}
