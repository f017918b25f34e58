import Wengert
import WengertDrawing

extension TraceTable {
  /// The trace as JSON, schema `wengert-trace/1`.
  ///
  /// Numbers are in shortest round-trip form; NaN and infinities are strings; what was not computed is null.
  public var json: String {
    let children = graph.nodes.map { equations.edges(outOf: $0) }
    var writer = JSONWriter()
    writer.object { root in
      root.newLine(indent: 2)
      root.key("schema")
      root.value("wengert-trace/1")
      root.newLine(indent: 2)
      root.key("inputs")
      root.array { ends(graph.inputs, &$0) }
      root.newLine(indent: 2)
      root.key("outputs")
      root.array { ends(graph.outputs, &$0) }
      root.newLine(indent: 2)
      root.key("nodes")
      root.array { list in
        for node in graph.nodes {
          list.newLine(indent: 4)
          self.node(node, children[node.index], &list)
        }
      }
      root.newLine(indent: 2)
      root.key("edges")
      root.array { list in
        for edge in graph.edges {
          list.newLine(indent: 4)
          self.edge(edge, &list)
        }
      }
    }
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }

  private func ends(_ ends: [NamedNode], _ list: inout JSONWriter) {
    for end in ends {
      list.object {
        $0.key("name")
        $0.value(end.name)
        $0.key("node")
        $0.value(equations.naming.ids[end.node])
      }
    }
  }

  private func node(_ node: NodeID, _ children: [Edge], _ list: inout JSONWriter) {
    let ids = equations.naming.ids
    list.object {
      $0.key("id")
      $0.value(ids[node])
      $0.key("name")
      $0.value(name(of: node))
      $0.key("elemental")
      $0.value(elemental(of: node))
      $0.key("parents")
      $0.array { list in graph.parents(of: node).forEach { list.value(ids[$0]) } }
      $0.key("children")
      $0.array { list in
        // A product v·v reads v twice and is one child; its two edges are listed under "edges".
        for (position, edge) in children.enumerated()
        where position == 0 || children[position - 1].child != edge.child {
          list.value(ids[edge.child])
        }
      }
      $0.key("primal")
      $0.value(evaluation?.linearization.primals[node])
      $0.key("tangent")
      $0.value(evaluation?.tangents[node])
      $0.key("adjoint")
      $0.value(evaluation?.adjoints[node])
    }
  }

  private func edge(_ edge: Edge, _ list: inout JSONWriter) {
    let ids = equations.naming.ids
    list.object {
      $0.key("parent")
      $0.value(ids[edge.parent])
      $0.key("child")
      $0.value(ids[edge.child])
      $0.key("slot")
      $0.value(edge.slot)
      $0.key("partial")
      $0.value(evaluation?.linearization.partial(along: edge))
      $0.key("tangent")
      $0.value(evaluation?.tangents.contribution(along: edge))
      $0.key("adjoint")
      $0.value(evaluation?.adjoints.contribution(along: edge))
    }
  }

  /// The author's name of a node, or its identifier.
  private func name(of node: NodeID) -> String {
    if case .input(let position) = graph[node] { return graph.inputs[position].name }
    return graph.name(of: node) ?? equations.naming.ids[node]
  }

  private func elemental(of node: NodeID) -> String {
    switch graph[node] {
    case .input: "input"
    case .constant: "constant"
    case .unary(let elemental, _), .binary(let elemental, _, _), .ternary(let elemental, _, _, _):
      elemental.name
    }
  }
}
