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
  public func partial(along edge: Edge) -> Double? {
    isConstant[edge.parent] ? nil : partials[2 * edge.child.index + edge.slot]
  }

  /// Whether a node depends on no input, and so has neither tangent nor adjoint.
  public func isConstant(_ node: NodeID) -> Bool { isConstant[node] }

  /// Whether a partial of the node jumps at the point.
  public func isAtKink(_ node: NodeID) -> Bool {
    switch graph[node] {
    case .input, .constant: return false
    case .unary(let elemental, let x):
      var query = KinkQuery(x: primals[x], y: 0)
      return !isConstant[node] && elemental.accept(&query)
    case .binary(let elemental, let x, let y):
      var query = KinkQuery(x: primals[x], y: primals[y])
      return !isConstant[node] && elemental.accept(&query)
    }
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
  ///     floating point goes on with infinities and NaN.
  /// - Throws: the first node, in recording order, whose primal is not defined.
  /// - Complexity: O(nodes).
  public func linearized(
    at point: [Double], checkingDomains: Bool = true
  ) throws(DomainError) -> Linearization {
    precondition(
      point.count == inputs.count, "a point of this graph has \(inputs.count) components")
    var primals = [Double](repeating: 0, count: count)
    var partials = [Double](repeating: 0, count: 2 * count)
    for index in 0..<count {
      switch opcodes[index] {
      case .input: primals[index] = point[Int(firsts[index])]
      case .constant: primals[index] = constants[Int(firsts[index])]
      case let opcode:
        let second = Int(seconds[index])
        let x = primals[Int(firsts[index])]
        let y = second < 0 ? 0 : primals[second]
        var rule = NumericRule(x: x, y: y)
        let result = opcode.elemental.accept(&rule)
        guard result.isDefined || !checkingDomains else {
          throw DomainError(
            node: NodeID(index: index), elemental: opcode.elemental,
            operands: second < 0 ? [x] : [x, y])
        }
        primals[index] = result.primal
        partials[2 * index] = result.first
        partials[2 * index + 1] = result.second
      }
    }
    return Linearization(
      graph: self, point: point, primals: NodeTable(primals), partials: partials,
      isConstant: constancy())
  }
}

/// A rule run on numbers: the primal and one partial for each operand.
private struct NumericRule: ElementalVisitor {
  struct Result {
    let primal, first, second: Double
    let isDefined: Bool
  }

  let x, y: Double

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
}

private struct KinkQuery: ElementalVisitor {
  let x, y: Double

  func visit<E: UnaryElemental>(_: E.Type) -> Bool { E.kinks.contains(x, y) }
  func visit<E: BinaryElemental>(_: E.Type) -> Bool { E.kinks.contains(x, y) }
}

extension Elemental {
  /// The primal at one or two operands; nil outside its domain.
  package func primal(at operands: [Double]) -> Double? {
    var rule = NumericRule(x: operands[0], y: operands.count > 1 ? operands[1] : 0)
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
}
