package import Wengert

/// A graph as a JavaScript function that computes all of its primals and partials, for a page that shows them.
///
/// `linearize(x, v, d)` reads the inputs and writes the primal of each node to `v` and the partial of each edge to
/// `d`, in the order of `Graph.nodes` and `Graph.edges`. The values of constants must be in `v` already; partials
/// along edges from what depends on no input are left alone. Nodes have numbers and no names, so nothing from outside
/// stands in the code.
package struct LinearizationCode: Sendable {
  /// The function and those that it calls.
  package let text: String

  /// The code of a graph.
  ///
  /// - Complexity: O(nodes).
  package init(_ equations: Equations) {
    let graph = equations.graph
    func term(_ node: NodeID) -> Formula {
      if case .constant(let value) = graph[node] { return .number(value) }
      return .symbol(String(node.index))
    }
    var writer = ExpressionWriter(.javascript)
    writer.name = { "v[\($0)]" }
    var body = ""
    func assign(_ target: String, _ formula: Formula) {
      body += "\(target)=\(writer.expression(formula));"
    }
    var edgeCount = 0
    for node in graph.nodes {
      switch graph[node] {
      case .constant: continue
      case .input(let position): body += "v[\(node.index)]=x[\(position)];"
      case .unary(let elemental, let x): assign("v[\(node.index)]", .unary(elemental, term(x)))
      case .binary(let elemental, let x, let y):
        assign("v[\(node.index)]", .binary(elemental, term(x), term(y)))
      case .ternary(let elemental, let x, let y, let z):
        assign("v[\(node.index)]", .ternary(elemental, term(x), term(y), term(z)))
      }
      for edge in graph.edges(into: node) {
        if let partial = equations.guardedPartial(along: edge, terms: term) {
          assign("d[\(edgeCount)]", partial)
        }
        edgeCount += 1
      }
      body += "\n"
    }
    let helpers = writer.helpers.map { $0.definition + "\n" }.joined()
    text = "\(helpers)function linearize(x,v,d){\n\(body)}"
  }
}
