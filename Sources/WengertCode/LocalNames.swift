import Wengert

/// The names of the variables of generated functions: identifiers of the language, each for one variable.
///
/// A node keeps the symbol that it has in figures (`v3`, or what the author called it) where that is an
/// identifier; constants have no name and are no more than their number.
struct LocalNames {
  /// The names of the nodes by their index; empty for constants.
  private var nodes: [String]
  private var taken: Set<String>

  /// - Complexity: O(nodes).
  init(_ equations: Equations, avoiding taken: Set<String>) {
    self.taken = taken
    let graph = equations.graph
    let naming = equations.naming
    nodes = Array(repeating: "", count: graph.count)
    // Names of the author first, so that those that are identifiers stay. Identifiers differ from each other.
    for isAuthored in [true, false] {
      for node in graph.nodes {
        if case .constant = graph[node] { continue }
        let (symbol, id) = (naming.symbols[node].name, naming.ids[node])
        guard (symbol != id) == isAuthored else { continue }
        nodes[node.index] = isAuthored ? next(symbol, id: id) : next(id)
      }
    }
  }

  /// The name of a variable of code with so many sweeps.
  func name(of quantity: StraightLine.Quantity, sweeps: Int) -> String {
    func marked(_ node: NodeID, _ mark: Symbol.Accent, _ sweep: Int) -> String {
      sweeps == 1
        ? nodes[node.index] + mark.suffix : "\(nodes[node.index])\(mark.suffix)\(sweep + 1)"
    }
    switch quantity {
    case .primal(let node): return nodes[node.index]
    case .tangent(let node, let sweep): return marked(node, .dot, sweep)
    case .adjoint(let node, let sweep): return marked(node, .bar, sweep)
    case .part(let number, _):
      var name = "p\(number)"
      while taken.contains(name) { name += "_" }
      return name
    }
  }

  /// A name that is new, also with the marks of a tangent and an adjoint.
  private mutating func next(_ name: String, id: String) -> String {
    let safe = Identifier.safe(name)
    for candidate in [safe, safe + "_"] where candidate.first?.isLetter == true {
      if isFree(candidate), !LocalNames.endsLikeSweep(candidate) { return take(candidate) }
    }
    // An identifier of a node is taken only by an author's name, so few steps suffice; a later one may not take it either.
    return take(next(id))
  }

  /// The identifier of a node, with underscores where an author's name is in the way.
  private mutating func next(_ id: String) -> String {
    guard !isFree(id) else { return id }
    var candidate = id + "_"
    while !isFree(candidate) { candidate += "_" }
    return take(candidate)
  }

  private func isFree(_ name: String) -> Bool {
    !LocalNames.marks.contains { taken.contains(name + $0) }
  }

  /// Whether there is a mark with a number behind it, which belongs to the sweeps of a Jacobian.
  private static func endsLikeSweep(_ name: String) -> Bool {
    let digits = name.utf8.reversed().prefix {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    let stem = name.dropLast(digits.count)
    return !digits.isEmpty && marks.dropFirst().contains { stem.hasSuffix($0) }
  }

  private mutating func take(_ name: String) -> String {
    for mark in LocalNames.marks { taken.insert(name + mark) }
    return name
  }

  private static let marks = [Symbol.Accent.none, .dot, .bar].map(\.suffix)
}
