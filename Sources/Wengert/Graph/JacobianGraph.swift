extension Graph {
  /// The graph that computes the Jacobian: the forward sweep written out once for every input.
  ///
  /// Its inputs are those of this graph. It has an output for each entry, row by row: one row for each output here, one
  /// column for each input. Equal parts are shared between columns, and what is zero by structure takes no operation.
  /// Everything else is computed as the forward sweep does it, in the same order.
  ///
  /// - Parameters:
  ///   - isLower: leaves out the entries right of the diagonal, which a symmetric matrix has on its left.
  ///   - limit: the most nodes that the graph may have.
  /// - Returns: nil beyond the limit, and where an elemental hands on one of its operands.
  /// - Complexity: O(inputs · nodes).
  package func jacobianGraph(isLower: Bool = false, limit: Int = .max) -> Graph? {
    guard ternaries.isEmpty else { return nil }
    var writer = JacobianWriter(self)
    var columns: [[JacobianWriter.Derivative]] = []
    for column in inputs.indices {
      writer.writeTangents(of: column)
      guard writer.graph.count <= limit else { return nil }
      columns.append(outputs.map { writer.derivatives[$0.node.index] })
    }
    for row in outputs.indices {
      for column in inputs.indices where !isLower || column <= row {
        writer.output("\(outputs[row].name)_\(inputs[column].name)", columns[column][row])
      }
    }
    return writer.graph
  }
}

/// Records tangents behind a copy of the graph that they belong to.
private struct JacobianWriter {
  /// A derivative or partial, as far as it is known before there are numbers.
  enum Derivative {
    case zero
    case number(Double)
    case node(NodeID)
  }

  private let source: Graph
  private let equations: Equations
  private var builder = GraphBuilder()
  private var copies: [NodeID] = []
  /// The partials of each node by its two parents, recorded when a derivative first meets them.
  private var partials: [Derivative?]
  /// The derivatives of all nodes by one input.
  private(set) var derivatives: [Derivative]

  var graph: Graph { builder.graph }

  init(_ source: Graph) {
    self.source = source
    equations = Equations(source)
    partials = Array(repeating: nil, count: 2 * source.count)
    derivatives = Array(repeating: .zero, count: source.count)
    for node in source.nodes {
      switch source[node] {
      case .input(let position): copies.append(builder.input(source.inputs[position].name))
      case .constant(let value): copies.append(builder.constant(value))
      case .unary(let elemental, let x): copies.append(builder.apply(elemental, copies[x.index]))
      case .binary(let elemental, let x, let y):
        copies.append(builder.apply(elemental, copies[x.index], copies[y.index]))
      case .ternary: preconditionFailure("a choice has no graph of this kind")
      }
    }
  }

  /// Records the derivatives of all nodes by an input.
  mutating func writeTangents(of input: Int) {
    for node in source.nodes {
      derivatives[node.index] = .zero
      source[node].forEachParent { parent, slot in
        let term = contribution(from: parent, to: node, slot)
        derivatives[node.index] = sum(derivatives[node.index], term)
      }
      if node == source.inputs[input].node { derivatives[node.index] = .number(1) }
    }
  }

  private mutating func contribution(
    from parent: NodeID, to child: NodeID, _ slot: Int
  ) -> Derivative {
    if case .zero = derivatives[parent.index] { return .zero }
    return product(derivatives[parent.index], partial(from: parent, to: child, slot))
  }

  private mutating func partial(from parent: NodeID, to child: NodeID, _ slot: Int) -> Derivative {
    if let known = partials[2 * child.index + slot] { return known }
    let edge = Edge(parent: parent, child: child, slot: slot)
    let formula = equations.partial(along: edge) { node -> Formula in
      if case .constant(let value) = source[node] { return .number(value) }
      return .symbol(Symbol(String(node.index)))
    }
    let partial = formula.map { record($0) } ?? .zero
    partials[2 * child.index + slot] = partial
    return partial
  }

  /// Records a formula; rules are small, so is the recursion.
  private mutating func record(_ formula: Formula) -> Derivative {
    switch formula {
    case .number(let value): return value == 0 ? .zero : .number(value)
    case .symbol(let symbol):
      guard let index = Int(symbol.name) else { preconditionFailure("symbols are numbers here") }
      return .node(copies[index])
    case .unary(let elemental, let x):
      let operand = node(record(x))
      return .node(builder.apply(elemental, operand))
    case .binary(let elemental, let x, let y):
      let first = node(record(x))
      let second = node(record(y))
      return .node(builder.apply(elemental, first, second))
    case .ternary(let elemental, let x, let y, let z):
      let operands = [x, y, z].map { node(record($0)) }
      return .node(builder.apply(elemental, operands))
    }
  }

  private mutating func product(_ x: Derivative, _ y: Derivative) -> Derivative {
    switch (x, y) {
    case (.zero, _), (_, .zero): return .zero
    case (.number(let a), .number(let b)): return .number(a * b)
    case (.number(1), let other), (let other, .number(1)): return other
    case (.number(-1), .node(let other)), (.node(let other), .number(-1)):
      return .node(builder.apply(.neg, other))
    case (.number, .node), (.node, .number), (.node, .node):
      let first = node(x)
      return .node(builder.apply(.mul, first, node(y)))
    }
  }

  private mutating func sum(_ x: Derivative, _ y: Derivative) -> Derivative {
    switch (x, y) {
    case (.zero, let other), (let other, .zero): return other
    case (.number(let a), .number(let b)): return .number(a + b)
    case (.number, .node), (.node, .number), (.node, .node):
      let first = node(x)
      return .node(builder.apply(.add, first, node(y)))
    }
  }

  private mutating func node(_ derivative: Derivative) -> NodeID {
    switch derivative {
    case .zero: builder.constant(0)
    case .number(let value): builder.constant(value)
    case .node(let node): node
    }
  }

  mutating func output(_ name: String, _ derivative: Derivative) {
    builder.output(name, node(derivative))
  }
}
