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
    for node in graph.nodes {
      writer.newLine(indent: 4)
      self.node(node)
      try writer.flush(to: sink)
    }
    writer.closeArray()
    startLine("edges")
    writer.openArray()
    for node in graph.nodes {
      edges(into: node)
      try writer.flush(to: sink)
    }
    writer.closeArray()
    writer.closeObject()
    writer.endText()
    try writer.flush(atLeast: 0, to: sink)
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
      id(end.node)
      writer.closeObject()
    }
    writer.closeArray()
  }

  private mutating func id(_ node: NodeID) { writer.value(ids.parts(of: node)) }

  private mutating func node(_ node: NodeID) {
    let kind = graph[node]
    writer.openObject()
    writer.key(keys.id)
    id(node)
    writer.key(keys.name)
    if case .input(let position) = kind {
      writer.value(graph.inputs[position].name)
    } else {
      writer.value(equations.naming.symbols[node].name)
    }
    writer.key(keys.elemental)
    writer.value(elemental(kind))
    writer.key(keys.parents)
    parents(kind)
    writer.key(keys.children)
    children(of: node)
    writer.key(keys.primal)
    writer.value(evaluation?.linearization.primals[node])
    writer.key(keys.tangent)
    writer.value(evaluation?.tangents[node])
    writer.key(keys.adjoint)
    writer.value(evaluation?.adjoints[node])
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
    kind.forEachParent { parent, _ in id(parent) }
    writer.closeArray()
  }

  private mutating func children(of node: NodeID) {
    writer.openArray()
    // A product v·v reads v twice and is one child; its two edges are listed under "edges".
    var last: NodeID?
    for edge in equations.edges(outOf: node) where edge.child != last {
      last = edge.child
      id(edge.child)
    }
    writer.closeArray()
  }

  private mutating func edges(into node: NodeID) {
    graph[node].forEachParent { parent, slot in
      writer.newLine(indent: 4)
      edge(Edge(parent: parent, child: node, slot: slot))
    }
  }

  private mutating func edge(_ edge: Edge) {
    writer.openObject()
    writer.key(keys.parent)
    id(edge.parent)
    writer.key(keys.child)
    id(edge.child)
    writer.key(keys.slot)
    writer.value(edge.slot)
    writer.key(keys.partial)
    writer.value(evaluation?.linearization.partial(along: edge))
    writer.key(keys.tangent)
    writer.value(evaluation?.tangents.contribution(along: edge))
    writer.key(keys.adjoint)
    writer.value(evaluation?.adjoints.contribution(along: edge))
    writer.closeObject()
  }
}
