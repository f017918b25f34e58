/// The identifiers and symbols of the nodes of one graph.
///
/// Variables are numbered v₁, v₂, … in recording order, inputs first; constants take no number and are
/// identified as c1, c2, …. A name that the author gave is the node's symbol. Where such a name looks like
/// the number of another node, that other node gives way: an input is shown under its own name, and an
/// unnamed node gets a prime.
public struct Naming: Sendable {
  /// Identifiers: `v3` or `c1`, unique in the graph.
  public let ids: NodeTable<String>
  /// Symbols of the primals, unique in the graph.
  public let symbols: NodeTable<Symbol>

  /// Names every node.
  ///
  /// - Complexity: O(nodes).
  public init(_ graph: Graph) {
    var ids = NodeTable(repeating: "", for: graph)
    var variables = 0
    for input in graph.inputs {
      variables += 1
      ids[input.node] = "v\(variables)"
    }
    var constants = 0
    for node in graph.nodes {
      switch graph[node] {
      case .input: continue
      case .constant:
        constants += 1
        ids[node] = "c\(constants)"
      case .unary, .binary:
        variables += 1
        ids[node] = "v\(variables)"
      }
    }
    self.ids = ids
    symbols = Naming.symbols(graph, ids)
  }

  private static func symbols(_ graph: Graph, _ ids: NodeTable<String>) -> NodeTable<Symbol> {
    let given = Set(graph.names.values)
    var taken = given
    var inputNames: [NodeID: String] = [:]
    if !given.isEmpty {
      for input in graph.inputs { inputNames[input.node] = input.name }
      taken.formUnion(inputNames.values)
    }
    var symbols = NodeTable(repeating: Symbol(""), for: graph)
    for node in graph.nodes {
      let id = ids[node]
      if let name = graph.names[node] {
        symbols[node] = Symbol(name)
      } else if !given.contains(id) || taken.isEmpty {
        symbols[node] = Symbol(id)
      } else if let name = inputNames[node] {
        symbols[node] = Symbol(name)
      } else {
        var name = id + "'"
        while taken.contains(name) { name += "'" }
        taken.insert(name)
        symbols[node] = Symbol(name)
      }
    }
    return symbols
  }
}
