/// The identifiers and symbols of the nodes of one graph.
///
/// Variables are numbered v₁, v₂, … in recording order, inputs first; constants take no number and are
/// identified as c1, c2, …. The symbol of a node is the name that the author gave it, or its number. Inputs
/// are numbered too, as in v₁ = x₁, unless the author named intermediate variables in another way; then they
/// keep their names. A number that is the author's name for another node gets a prime.
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
      case .unary, .binary, .ternary:
        variables += 1
        ids[node] = "v\(variables)"
      }
    }
    self.ids = ids
    symbols = Naming.symbols(graph, ids)
  }

  private static func symbols(_ graph: Graph, _ ids: NodeTable<String>) -> NodeTable<Symbol> {
    let given = Set(graph.names.values)
    let keepsInputNames = keepsInputNames(graph, given, ids)
    var taken = given.union(given.compactMap(number))
    if keepsInputNames { taken.formUnion(graph.inputs.map(\.name)) }
    var symbols = NodeTable(repeating: Symbol(""), for: graph)
    for node in graph.nodes {
      if let name = graph.names[node] {
        symbols[node] = Symbol(name)
      } else if keepsInputNames, case .input(let position) = graph[node] {
        symbols[node] = Symbol(graph.inputs[position].name)
      } else {
        var name = ids[node]
        while taken.contains(name) { name += "'" }
        if name != ids[node] { taken.insert(name) }
        symbols[node] = Symbol(name)
      }
    }
    return symbols
  }

  /// Whether inputs are shown under their own names.
  ///
  /// The textbook writes v₁ = x₁ and goes on with v₁. That helps nobody whose trace has names of its own, and
  /// misleads where a name looks like the number of another node.
  private static func keepsInputNames(
    _ graph: Graph, _ given: Set<String>, _ ids: NodeTable<String>
  ) -> Bool {
    if graph.inputs.contains(where: { number($0.name) != nil }) { return true }
    let numbers = Set(given.compactMap(number))
    if numbers.isEmpty { return !given.isEmpty }
    return graph.inputs.contains { numbers.contains(ids[$0.node]) && graph.names[$0.node] == nil }
  }

  /// The identifier that a name looks like in figures, as v12, v_12 and v[12] all look like v₁₂.
  private static func number(_ name: String) -> String? {
    guard name.first == "v" else { return nil }
    let symbol = Symbol(name)
    guard symbol.base == "v", symbol.marks.isEmpty, !symbol.index.isEmpty,
      symbol.index.allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    return "v" + symbol.index
  }
}
