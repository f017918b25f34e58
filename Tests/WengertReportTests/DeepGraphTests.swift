import Testing
import Wengert
import WengertDrawing
import WengertNotation
import WengertReport

/// A long chain goes through every operation, none of which recurses over the graph.
///
/// A stack would overflow at a fraction of these lengths.
@Suite struct `Deep graphs` {
  private static let length = 100_000

  /// x, −x, x, …, with a factor x twice: x³ at the end.
  private static func chain(_ length: Int) -> Graph {
    var builder = GraphBuilder(sharing: false)
    let x = builder.input("x")
    var node = x
    for index in 0..<length {
      node = index % (length / 2) == 0 ? builder.apply(.mul, node, x) : builder.apply(.neg, node)
    }
    builder.output("f", node)
    return builder.graph
  }

  @Test func `its sweeps, products, Hessian and sparsity are right`() throws {
    let linearization = try Self.chain(1_000_000).linearized(at: [2])
    #expect(linearization.outputs == [8])
    #expect(linearization.gradient() == [12])
    #expect(linearization.hessian() == [[12]])
    #expect(linearization.jacobian(by: .compressed).rows == [[12]])
    #expect(linearization.usedNodes()[NodeID(index: 0)])
  }

  @Test func `its derivative can be written out as a graph in both modes`() throws {
    let graph = Self.chain(Self.length)
    #expect(try graph.tangentGraph(seed: [1]).linearized(at: [2]).outputs == [12])
    #expect(try graph.adjointGraph(seed: [1]).linearized(at: [2]).outputs == [12])
  }

  @Test func `it is checked, diagnosed and printed`() throws {
    let graph = Self.chain(Self.length)
    let linearization = try graph.linearized(at: [2])
    let evaluation = Evaluation(linearization, tangentSeed: [1], adjointSeed: [1])
    let diagnosis = Diagnosis(evaluation.tangents, evaluation.adjoints)
    #expect(
      diagnosis.strongestPath?.nodes.count == Self.length / 2 + 1,
      "the second factor is the shorter way")
    for check in linearization.checks() {
      if case .failed = check.result { Issue.record("\(check)") }
    }
    #expect(graph.symbolicSwell().functionOperations >= Double(Self.length))
    let table = TraceTable(Equations(graph), evaluation, title: "f(x)")
    #expect(table.json.utf8.count > 100 * Self.length)
    #expect(table.text(NumberFormat(digits: 7)).utf8.count > 20 * Self.length)
  }

  @Test func `the cost of its sweeps is counted, also where one node has all the children`() throws
  {
    #expect(Equations(Self.chain(Self.length)).reverseCost().operations > Self.length)
    var builder = GraphBuilder()
    let (x, y) = (builder.input("x"), builder.input("y"))
    var sum = y
    for _ in 0..<Self.length { sum = builder.apply(.add, builder.apply(.mul, x, sum), y) }
    builder.output("f", sum)
    let cost = Equations(builder.graph).reverseCost()
    #expect(cost.operations > 4 * Self.length && cost.operations < 12 * Self.length)
  }

  @Test func `its text is read back`() throws {
    let text = Self.chain(Self.length).notation(point: [2], tangentSeed: [1], adjointSeed: [1])
    var options = Program.Options()
    options.sharing = false
    let program = try Program(SourceText(text, name: "chain"), options: options)
    #expect(try program.requiredLinearization().gradient() == [12])
  }
}
