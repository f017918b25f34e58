import Wengert
import WengertDrawing

extension TraceTable {
  /// The trace as JSON, schema `wengert-trace/1`.
  ///
  /// Numbers are in shortest round-trip form; NaN and infinities are strings; what was not computed is null.
  public var json: String {
    var bytes: [UInt8] = []
    writeJSON { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Hands the trace as JSON to a sink, piece by piece.
  ///
  /// - Complexity: O(nodes + edges) time; the memory of a piece.
  public func writeJSON<Failure>(
    to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var writer = TraceJSON(self)
    try writer.write(to: sink)
  }
}

/// Where a trace has its numbers from.
///
/// What writes a node or an edge is specialised for both cases: an optional evaluation would be copied for each.
private protocol TraceNumbers {
  func values(at node: NodeID) -> (primal: Double?, tangent: Double?, adjoint: Double?)
  /// The partial and the contributions.
  func values(along edge: Edge) -> (partial: Double?, tangent: Double?, adjoint: Double?)
}

private struct NoNumbers: TraceNumbers {
  func values(at _: NodeID) -> (primal: Double?, tangent: Double?, adjoint: Double?) {
    (nil, nil, nil)
  }

  func values(along _: Edge) -> (partial: Double?, tangent: Double?, adjoint: Double?) {
    (nil, nil, nil)
  }
}

extension Evaluation: TraceNumbers {
  fileprivate func values(
    at node: NodeID
  ) -> (primal: Double?, tangent: Double?, adjoint: Double?) {
    (linearization.primals[node], tangents[node], adjoints[node])
  }

  fileprivate func values(
    along edge: Edge
  ) -> (partial: Double?, tangent: Double?, adjoint: Double?) {
    (
      linearization.partial(along: edge), tangents.contribution(along: edge),
      adjoints.contribution(along: edge)
    )
  }
}

private struct Keys {
  let id = JSONKey("id")
  let name = JSONKey("name")
  let elemental = JSONKey("elemental")
  let parents = JSONKey("parents")
  let children = JSONKey("children")
  let primal = JSONKey("primal")
  let tangent = JSONKey("tangent")
  let adjoint = JSONKey("adjoint")
  let parent = JSONKey("parent")
  let child = JSONKey("child")
  let slot = JSONKey("slot")
  let partial = JSONKey("partial")
}

/// Writes a trace straight from the graph and the sweeps.
private struct TraceJSON: ~Copyable {
  private let graph: Graph
  private let ids: NodeIdentifiers
  private let equations: Equations
  private let evaluation: Evaluation?
  private let keys = Keys()
  /// The names of the elementals by their raw values.
  private let elementals: [JSONText]
  private let input = JSONText("input")
  private let constant = JSONText("constant")
  private var writer = JSONWriter()

  init(_ table: TraceTable) {
    graph = table.graph
    ids = table.equations.naming.ids
    equations = table.equations
    evaluation = table.evaluation
    let last = Elemental.allCases.map(\.rawValue).max() ?? 0
    elementals = (0...last).map { JSONText(Elemental(rawValue: $0)?.name ?? "") }
  }

  mutating func write<Failure>(to sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    writer.openObject()
    startLine("schema")
    writer.value("wengert-trace/1")
    startLine("inputs")
    ends(graph.inputs)
    startLine("outputs")
    ends(graph.outputs)
    startLine("nodes")
    writer.openArray()
    for piece in pieces {
      nodes(piece)
      try writer.flush(to: sink)
    }
    writer.closeArray()
    startLine("edges")
    writer.openArray()
    for piece in pieces {
      edges(into: piece)
      try writer.flush(to: sink)
    }
    writer.closeArray()
    writer.closeObject()
    writer.endText()
    try writer.flush(atLeast: 0, to: sink)
  }

  /// The positions of the nodes, a few at a time.
  private var pieces: some Sequence<Range<Int>> {
    let (count, size) = (graph.count, 128)
    return stride(from: 0, to: count, by: size).lazy.map { $0..<min($0 + size, count) }
  }

  private mutating func nodes(_ positions: Range<Int>) {
    if let evaluation {
      for index in positions { node(NodeID(index: index), evaluation) }
    } else {
      for index in positions { node(NodeID(index: index), NoNumbers()) }
    }
  }

  private mutating func edges(into positions: Range<Int>) {
    if let evaluation {
      for index in positions { edges(into: NodeID(index: index), evaluation) }
    } else {
      for index in positions { edges(into: NodeID(index: index), NoNumbers()) }
    }
  }

  private mutating func startLine(_ key: String) {
    writer.newLine(indent: 2)
    writer.key(key)
  }

  private mutating func ends(_ ends: [NamedNode]) {
    writer.openArray()
    for end in ends {
      writer.openObject()
      writer.key(keys.name)
      writer.value(end.name)
      writer.key("node")
      writer.value(id(end.node))
      writer.closeObject()
    }
    writer.closeArray()
  }

  private func id(_ node: NodeID) -> JSONText { JSONText(ids.parts(of: node)) }

  private mutating func node(_ node: NodeID, _ numbers: some TraceNumbers) {
    writer.newLine(indent: 4)
    let kind = graph[node]
    let values = numbers.values(at: node)
    writer.openObject()
    writer.key(keys.id)
    writer.value(id(node))
    writer.key(keys.name)
    if case .input(let position) = kind {
      writer.value(graph.inputs[position].name)
    } else if let name = equations.naming.symbols.givenName(of: node) {
      writer.value(name)
    } else {
      writer.value(equations.naming.symbols.name(of: node))
    }
    writer.key(keys.elemental)
    writer.value(elemental(kind))
    writer.key(keys.parents)
    parents(kind)
    writer.key(keys.children)
    children(of: node)
    writer.key(keys.primal)
    writer.value(values.primal)
    writer.key(keys.tangent)
    writer.value(values.tangent)
    writer.key(keys.adjoint)
    writer.value(values.adjoint)
    writer.closeObject()
  }

  private func elemental(_ kind: Node) -> JSONText {
    switch kind {
    case .input: input
    case .constant: constant
    case .unary(let elemental, _), .binary(let elemental, _, _), .ternary(let elemental, _, _, _):
      elementals[Int(elemental.rawValue)]
    }
  }

  private mutating func parents(_ kind: Node) {
    writer.openArray()
    kind.forEachParent { parent, _ in writer.value(id(parent)) }
    writer.closeArray()
  }

  private mutating func children(of node: NodeID) {
    writer.openArray()
    // A product v·v reads v twice and is one child; its two edges are listed under "edges".
    var last: NodeID?
    for edge in equations.edges(outOf: node) where edge.child != last {
      last = edge.child
      writer.value(id(edge.child))
    }
    writer.closeArray()
  }

  private mutating func edges(into node: NodeID, _ numbers: some TraceNumbers) {
    let child = id(node)
    graph[node].forEachParent { parent, slot in
      writer.newLine(indent: 4)
      edge(Edge(parent: parent, child: node, slot: slot), child, numbers)
    }
  }

  private mutating func edge(_ edge: Edge, _ child: JSONText, _ numbers: some TraceNumbers) {
    let values = numbers.values(along: edge)
    writer.openObject()
    writer.key(keys.parent)
    writer.value(id(edge.parent))
    writer.key(keys.child)
    writer.value(child)
    writer.key(keys.slot)
    writer.value(edge.slot)
    writer.key(keys.partial)
    writer.value(values.partial)
    writer.key(keys.tangent)
    writer.value(values.tangent)
    writer.key(keys.adjoint)
    writer.value(values.adjoint)
    writer.closeObject()
  }
}
