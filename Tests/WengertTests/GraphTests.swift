import TestSupport
import Testing
import Wengert

@Suite struct `Graphs` {
  @Test func `equal subexpressions are one node`() {
    var builder = GraphBuilder()
    let (x, y) = (builder.input("x"), builder.input("y"))
    #expect(builder.apply(.mul, x, y) == builder.apply(.mul, x, y))
    #expect(builder.apply(.mul, x, y) != builder.apply(.mul, y, x), "operand order is kept")
    #expect(builder.constant(2) == builder.constant(2))
    #expect(builder.constant(0) != builder.constant(-0.0), "the zeros differ")
  }

  @Test func `without sharing every subexpression is a node of its own`() {
    var builder = GraphBuilder(sharing: false)
    let x = builder.input("x")
    #expect(builder.apply(.sin, x) != builder.apply(.sin, x))
    #expect(builder.constant(2) != builder.constant(2))
  }

  @Test func `a product of a node with itself has two edges and one child`() {
    var builder = GraphBuilder()
    let x = builder.input("x")
    let square = builder.apply(.mul, x, x)
    let edges = builder.graph.edges(into: square)
    #expect(edges.map(\.slot) == [0, 1])
    #expect(edges.allSatisfy { $0.parent == x })
    #expect(Array(builder.graph.children()[x]) == edges)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `parents come before children`(_ seed: UInt64) {
    let graph = RandomGraph(seed: seed).graph
    for edge in graph.edges { #expect(edge.parent < edge.child, "seed \(seed)") }
  }

  @Test func `a node is constant where no input reaches it`() {
    var builder = GraphBuilder()
    let x = builder.input("x")
    let two = builder.constant(2)
    let four = builder.apply(.mul, two, two)
    let product = builder.apply(.mul, x, four)
    let constancy = builder.graph.constancy()
    #expect([x, two, four, product].map { constancy[$0] } == [false, true, true, false])
  }

  @Test func `inputs are numbered first, and constants apart`() {
    var builder = GraphBuilder()
    let x = builder.input("x")
    let two = builder.constant(2)
    let product = builder.apply(.mul, x, two)
    let y = builder.input("y")
    let naming = Naming(builder.graph)
    #expect([x, y, product, two].map { naming.ids[$0] } == ["v1", "v2", "v3", "c1"])
  }

  @Test(
    arguments: [
      // The textbook's way: v₁ = x₁ and on with numbers.
      (["x1", "x2"], [], ["v1", "v2", "v3", "v4"]),
      (["x1", "x2"], ["v3"], ["v1", "v2", "v3", "v4"]),
      // Names of another kind: inputs keep theirs.
      (["x1", "x2"], ["h"], ["x1", "x2", "h", "v4"]),
      // The survey's way: v₁ is the first intermediate variable.
      (["x1", "x2"], ["v1", "v2"], ["x1", "x2", "v1", "v2"]),
      // A name that is another node's number.
      (["x1", "x2"], ["v4"], ["v1", "v2", "v4", "v4'"]),
      (["v2", "v1"], [], ["v2", "v1", "v3", "v4"]),
      (["v4", "x"], [], ["v4", "x", "v3", "v4'"]),
    ] as [([String], [String], [String])])
  func `symbols are the author's names or numbers, and never ambiguous`(
    _ inputs: [String], _ names: [String], _ expected: [String]
  ) {
    var builder = GraphBuilder()
    let nodes = inputs.map { builder.input($0) }
    let sum = builder.apply(.add, nodes[0], nodes[1])
    let product = builder.apply(.mul, sum, sum)
    for (node, name) in zip([sum, product], names) { builder.name(node, name) }
    let naming = Naming(builder.graph)
    let symbols = builder.graph.nodes.map { naming.symbols[$0].name }
    #expect(symbols == expected)
    #expect(Set(symbols).count == symbols.count)
  }

  @Test func `graphs recorded alike are equal`() {
    #expect(RandomGraph(seed: 7).graph == RandomGraph(seed: 7).graph)
    #expect(RandomGraph(seed: 7).graph != RandomGraph(seed: 8).graph)
  }
}
