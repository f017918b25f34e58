/// The primals and partials of a graph at a point.
///
/// Both sweeps read the same partials, so forward and reverse mode agree by construction, and every edge
/// has a number to draw. A partial is kept for every edge whose parent depends on an input.
public struct Linearization: Sendable {
  /// The graph.
  public let graph: Graph
  /// The values of the inputs.
  public let point: [Double]
  /// The value of every node.
  public let primals: NodeTable<Double>

  /// The partials by child and slot: two places for each node.
  let partials: [Double]
  let isConstant: NodeTable<Bool>

  /// The partial on an edge; nil where the parent depends on no input.
  @inline(__always)
  public func partial(along edge: Edge) -> Double? {
    if isConstant[edge.parent] { return nil }
    guard let taken = takenSlot(of: edge.child.index) else {
      return partials[2 * edge.child.index + edge.slot]
    }
    return edge.slot == taken ? 1 : 0
  }

  /// Whether derivatives can flow along an edge: not into a condition, nor into a branch that is not taken.
  @inline(__always)
  public func isOpen(_ edge: Edge) -> Bool {
    takenSlot(of: edge.child.index).map { $0 == edge.slot } ?? true
  }

  /// The slot of the operand that a node hands on; nil where it computes something.
  @inline(__always)
  private func takenSlot(of index: Int) -> Int? {
    guard graph.opcodes[index] == .select else { return nil }
    return Elemental.Select.taken(primals.storage[Int(graph.firsts[index])])
  }

  /// The parent whose value a node hands on; nil where it computes something.
  @inline(__always)
  func takenParent(of index: Int) -> Int? {
    graph.opcodes[index] == .select ? graph.takenParent(of: index, primals.storage) : nil
  }

  /// Whether an output, or a node that nothing reads, needs each node at the point: not so where all ways
  /// onwards lead into branches that are not taken.
  ///
  /// - Complexity: O(nodes).
  public func usedNodes() -> NodeTable<Bool> { graph.usedNodes(primals.storage) }

  /// Whether a node depends on no input, and so has neither tangent nor adjoint.
  public func isConstant(_ node: NodeID) -> Bool { isConstant[node] }

  /// Whether the node's primal or a partial of it jumps at the point.
  public func isAtKink(_ node: NodeID) -> Bool {
    guard let kinks = graph.kinks(of: node), !isConstant[node] else { return false }
    let (x, y) = firstOperands(of: node)
    return kinks.places.contains(x, y)
  }

  /// Whether a partial jumps between this point and another one, at a kink where the primals do not.
  func hasKink(before other: Linearization) -> Bool {
    graph.nodes.contains { node in
      guard let kinks = graph.kinks(of: node), kinks.isContinuous, !isConstant[node] else {
        return false
      }
      let (here, there) = (firstOperands(of: node), other.firstOperands(of: node))
      return kinks.places.side(here.0, here.1) != kinks.places.side(there.0, there.1)
    }
  }

  private func firstOperands(of node: NodeID) -> (Double, Double) {
    let parents = graph.parents(of: node)
    return (primals[parents[0]], parents.count > 1 ? primals[parents[1]] : 0)
  }

  /// The values of the outputs.
  public var outputs: [Double] { graph.outputs.map { primals[$0.node] } }
}

/// A primal that is not defined at the point.
public struct DomainError: Error, Equatable {
  /// The node whose primal is not defined.
  public let node: NodeID
  /// Its elemental.
  public let elemental: Elemental
  /// The primals of its parents.
  public let operands: [Double]

  /// What is wrong with which operand: its slot and the domain that it misses; nil for a power.
  public var violation: (slot: Int, domain: Domain)? {
    elemental.violation(at: operands)
  }
}

extension Graph {
  /// The primals and partials at a point.
  ///
  /// - Parameters:
  ///   - point: one value for each input, in their order.
  ///   - checkingDomains: whether a primal outside its domain is an error. Without the check the arithmetic of
  ///     floating point goes on with infinities and NaN. What only a branch that is not taken needs may be
  ///     undefined.
  /// - Throws: the first node, in recording order, whose primal is not defined.
  /// - Complexity: O(nodes).
  public func linearized(
    at point: [Double], checkingDomains: Bool = true
  ) throws(DomainError) -> Linearization {
    precondition(
      point.count == inputs.count, "a point of this graph has \(inputs.count) components")
    var primals = [Double](repeating: 0, count: count)
    var partials = [Double](repeating: 0, count: 2 * count)
    var undefined: [Int] = []
    evaluation: for index in 0..<count {
      switch opcodes[index] {
      case .input: primals[index] = point[Int(firsts[index])]
      case .constant: primals[index] = constants[Int(firsts[index])]
      case .select: primals[index] = primals[takenParent(of: index, primals)]
      case let opcode:
        let second = Int(seconds[index])
        let x = primals[Int(firsts[index])]
        let y = second < 0 ? 0 : primals[second]
        var rule = NumericRule(x: x, y: y)
        let result = opcode.elemental.accept(&rule)
        if checkingDomains, !result.isDefined {
          undefined.append(index)
          if ternaries.isEmpty { break evaluation }
        }
        primals[index] = result.primal
        partials[2 * index] = result.first
        partials[2 * index + 1] = result.second
      }
    }
    if !undefined.isEmpty {
      let isUsed = usedNodes(primals)
      if let index = undefined.first(where: { isUsed.storage[$0] }) {
        throw domainError(at: NodeID(index: index), primals)
      }
    }
    return Linearization(
      graph: self, point: point, primals: NodeTable(primals), partials: partials,
      isConstant: constancy())
  }
}

extension Graph {
  /// The primals and partials at a point, in or out of the domains.
  ///
  /// - Complexity: O(nodes).
  func linearizedBeyondDomains(at point: [Double]) -> Linearization {
    do {
      return try linearized(at: point, checkingDomains: false)
    } catch {
      preconditionFailure("without a check of domains there is no error")
    }
  }

  private func domainError(at node: NodeID, _ primals: [Double]) -> DomainError {
    guard let elemental = self[node].elemental else {
      preconditionFailure("inputs and constants are always defined")
    }
    return DomainError(
      node: node, elemental: elemental, operands: parents(of: node).map { primals[$0.index] })
  }

  /// The parent whose value a select elemental hands on.
  fileprivate func takenParent(of index: Int, _ primals: [Double]) -> Int {
    let slot = Elemental.Select.taken(primals[Int(firsts[index])])
    return Int(slot == 1 ? seconds[index] : third(of: index))
  }

  fileprivate func usedNodes(_ primals: [Double]) -> NodeTable<Bool> {
    var isUsed = NodeTable(repeating: true, for: self)
    guard !ternaries.isEmpty else { return isUsed }
    for node in nodes {
      for parent in parents(of: node) { isUsed[parent] = false }
    }
    for output in outputs { isUsed[output.node] = true }
    for node in nodes.reversed() where isUsed[node] {
      if opcodes[node.index] == .select {
        isUsed.storage[Int(firsts[node.index])] = true
        isUsed.storage[takenParent(of: node.index, primals)] = true
      } else {
        for parent in parents(of: node) { isUsed[parent] = true }
      }
    }
    return isUsed
  }
}

extension Graph {
  /// The nodes whose adjoint is zero by structure at some points, because branches of a select elemental lie on
  /// every way onwards; nil where there are none.
  ///
  /// - Complexity: O(nodes).
  package func conditionalNodes() -> NodeTable<Bool>? {
    guard !ternaries.isEmpty else { return nil }
    var isConditional = NodeTable(repeating: true, for: self)
    for output in outputs { isConditional[output.node] = false }
    for node in nodes.reversed() where !isConditional[node] && opcodes[node.index] != .select {
      for parent in parents(of: node) { isConditional[parent] = false }
    }
    return isConditional
  }
}

/// A rule run on numbers: the primal and one partial for each operand.
private struct NumericRule: ElementalVisitor {
  struct Result {
    let primal, first, second: Double
    let isDefined: Bool
  }

  let x, y: Double
  var z = 0.0

  func visit<E: UnaryElemental>(_: E.Type) -> Result {
    let v = E.primal(x)
    return Result(
      primal: v, first: E.partial(x, v), second: 0, isDefined: E.domain.contains(x))
  }

  func visit<E: BinaryElemental>(_: E.Type) -> Result {
    let v = E.primal(x, y)
    let (first, second) = E.partials(x, y, v)
    return Result(
      primal: v, first: first, second: second, isDefined: E.domain.contains(x, y))
  }

  func visit<E: TernaryElemental>(_: E.Type) -> Result {
    // Sweeps copy through a choice; its partials are asked for nowhere.
    Result(primal: E.primal(x, y, z), first: 0, second: 0, isDefined: true)
  }
}

private struct KinkQuery: ElementalVisitor {
  typealias Result = (places: Kinks, isContinuous: Bool)

  func visit<E: UnaryElemental>(_: E.Type) -> Result { (E.kinks, E.isContinuous) }
  func visit<E: BinaryElemental>(_: E.Type) -> Result { (E.kinks, E.isContinuous) }
  func visit<E: TernaryElemental>(_: E.Type) -> Result { (E.kinks, E.isContinuous) }
}

extension Graph {
  /// Where the elemental of a node has kinks; nil where it has none.
  fileprivate func kinks(of node: NodeID) -> (places: Kinks, isContinuous: Bool)? {
    guard let elemental = self[node].elemental else { return nil }
    var query = KinkQuery()
    let kinks = elemental.accept(&query)
    return kinks.places == .none ? nil : kinks
  }
}

extension Elemental {
  /// The primal at its operands; nil outside its domain.
  package func primal(at operands: [Double]) -> Double? {
    let (x, y, z) = (operands[0], operands.dropFirst().first ?? 0, operands.dropFirst(2).first ?? 0)
    var rule = NumericRule(x: x, y: y, z: z)
    let result = accept(&rule)
    return result.isDefined ? result.primal : nil
  }

  /// For operands outside the domain, which of them misses what; nil where only both together do.
  package func violation(at operands: [Double]) -> (slot: Int, domain: Domain)? {
    var query = ViolationQuery(operands: operands)
    return accept(&query)
  }
}

private struct ViolationQuery: ElementalVisitor {
  let operands: [Double]

  func visit<E: UnaryElemental>(_: E.Type) -> (slot: Int, domain: Domain)? {
    (0, E.domain)
  }

  func visit<E: BinaryElemental>(_: E.Type) -> (slot: Int, domain: Domain)? {
    guard case .operands(let first, let second) = E.domain else { return nil }
    return first.contains(operands[0]) ? (1, second) : (0, first)
  }

  func visit<E: TernaryElemental>(_: E.Type) -> (slot: Int, domain: Domain)? { nil }
}
