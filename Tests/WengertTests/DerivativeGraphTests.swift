import TestSupport
import Testing
import Wengert

@Suite struct `Derivative graphs` {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `have the values of the sweeps`(_ seed: UInt64) throws {
    let random = RandomGraph(seed: seed, inputs: 3, operations: 15, outputs: 2)
    let linearization = try random.graph.linearized(at: random.point)
    func check(_ graph: Graph, _ expected: [Double], _ what: String) throws {
      let values = try graph.linearized(at: random.point, checkingDomains: false).outputs
      let scale = expected.map(\.magnitude).filter(\.isFinite).max() ?? 0
      for (value, target) in zip(values, expected) {
        #expect(
          agree(value, target, relative: 1e-9, absolute: 1e-9 * scale), "seed \(seed), \(what)")
      }
    }
    let tangents = linearization.tangents(seed: [1, 0, -2]).outputs
    try check(random.graph.tangentGraph(seed: [1, 0, -2]), tangents, "tangents")
    let adjoints = linearization.adjoints(seed: [1, 0.5]).inputs
    try check(random.graph.adjointGraph(seed: [1, 0.5]), adjoints, "adjoints")
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `of derivative graphs give the Hessian`(_ seed: UInt64) throws {
    let random = RandomGraph(seed: seed, inputs: 2, operations: 8, outputs: 1)
    let linearization = try random.graph.linearized(at: random.point)
    let hessian = linearization.hessian()
    let gradient = random.graph.adjointGraph(seed: [1])
    let rows = try gradient.linearized(at: random.point, checkingDomains: false)
      .jacobian(by: .reverse).rows
    let scale = hessian.joined().map(\.magnitude).max() ?? 0
    for (value, target) in zip(rows.joined(), hessian.joined()) {
      #expect(agree(value, target, relative: 1e-7, absolute: 1e-8 * (1 + scale)), "seed \(seed)")
    }
  }

  @Test func `are simplified, shared and named`() {
    var builder = GraphBuilder()
    let (x1, x2) = (builder.input("x1"), builder.input("x2"))
    let product = builder.apply(.mul, x1, x2)
    let sine = builder.apply(.sin, x2)
    let exponential = builder.apply(.exp, product)
    let difference = builder.apply(.sub, product, sine)
    builder.output("f", builder.apply(.add, exponential, difference))
    let adjoint = builder.graph.adjointGraph(seed: [1])
    let equations = Equations(adjoint)
    // v̄₇ = v̄₆ = v̄₅ = 1 and v̄₄ = −1 are numbers and take no node; v₆ and v₇ are not needed.
    let lines = adjoint.nodes.compactMap { node -> String? in
      if case .constant = adjoint[node] { return nil }
      return "\(equations.naming.symbols[node].name) = \(equations.definition(of: node).source)"
    }
    #expect(
      lines == [
        "v1 = x1", "v2 = x2", "v3 = v1*v2", "v5 = exp(v3)", "v3_bar = v5 + 1", "v6 = v3_bar*v1",
        "v7 = cos(v2)", "v2_bar = v6 - v7", "v1_bar = v3_bar*v2",
      ])
    #expect(adjoint.outputs.map(\.name) == ["x1_bar", "x2_bar"])
  }

  @Test func `give way to a name that the author uses`() throws {
    var builder = GraphBuilder()
    let x = builder.input("x")
    let a = builder.apply(.sin, x)
    let bar = builder.apply(.mul, builder.apply(.cos, a), x)
    builder.name(a, "a")
    builder.name(bar, "a_bar")
    builder.output("b", builder.apply(.mul, a, bar))
    let adjoint = builder.graph.adjointGraph(seed: [1])
    let names = adjoint.nodes.compactMap { adjoint.name(of: $0) }
    #expect(Set(names).count == names.count && names.contains("a'_bar"))
  }

  @Test func `keep constants as they were written and infinite partials away from zeros`() throws {
    var builder = GraphBuilder()
    let (x, y) = (builder.input("x"), builder.input("y"))
    let pi = builder.constant(.pi, label: .symbol("pi"))
    let sum = builder.apply(.add, builder.apply(.mul, pi, x), builder.apply(.sqrt, y))
    builder.output("f", sum)
    let tangent = builder.graph.tangentGraph(seed: [1, 0])
    #expect(try tangent.linearized(at: [1, 0]).outputs == [.pi])
    #expect(tangent.nodes.contains { tangent.label(of: $0) == .symbol("pi") })
  }

  @Test func `of a constant output or an unused input are zero`() throws {
    var builder = GraphBuilder()
    let x = builder.input("x")
    _ = builder.input("y")
    builder.output("f", builder.apply(.sin, x))
    builder.output("c", builder.constant(3))
    #expect(
      try builder.graph.adjointGraph(seed: [0, 1]).linearized(at: [1, 2]).outputs == [0, 0])
    #expect(
      try builder.graph.tangentGraph(seed: [0, 1]).linearized(at: [1, 2]).outputs == [0, 0])
  }

  @Test func `of a long chain and of a node with many children are made without deep recursion`()
    throws
  {
    var builder = GraphBuilder(sharing: false)
    let x = builder.input("x")
    var node = x
    for _ in 0..<50_000 { node = builder.apply(.mul, node, builder.constant(-1)) }
    for _ in 0..<50_000 { node = builder.apply(.add, node, x) }
    builder.output("f", node)
    for graph in [builder.graph.adjointGraph(seed: [1]), builder.graph.tangentGraph(seed: [1])] {
      #expect(try graph.linearized(at: [2]).outputs == [50_001])
    }
  }

  @Test(
    arguments: [
      ("v3_bar", "v", "3", [.bar]), ("v3_bar_dot", "v", "3", [.bar, .dot]),
      ("_bar", "_bar", "", []),
      ("x_max_dot", "x", "max", [.dot]),
    ] as [(String, String, String, [Symbol.Accent])])
  func `symbols carry their marks in their names`(
    _ name: String, _ base: String, _ index: String, _ marks: [Symbol.Accent]
  ) {
    let symbol = Symbol(name)
    #expect(symbol.base == base && symbol.index == index && symbol.marks == marks)
  }

  /// Each elemental alone and in both branches of a choice, also where a coordinate is zero.
  @Test(arguments: Elemental.allCases)
  func `differentiated again give the Hessian, also at zeros and in branches`(
    _ elemental: Elemental
  )
    throws
  {
    let coordinates = [0.0, 0.5, 2, -0.5]
    for x in coordinates {
      for y in elemental.arity == 1 ? [1] : coordinates {
        for branch in 0...2 {
          var builder = GraphBuilder()
          let inputs = ["x", "y", "z"].map { builder.input($0) }
          var node = builder.apply(elemental, Array(inputs.prefix(elemental.arity)))
          node = builder.apply(.mul, node, node)
          let condition = builder.apply(.greater, inputs[2], builder.constant(0))
          if branch == 1 { node = builder.apply(.select, condition, node, inputs[0]) }
          if branch == 2 { node = builder.apply(.select, condition, inputs[0], node) }
          builder.output("f", node)
          let point = [x, y, branch == 2 ? -1.0 : 1]
          let linearization = try builder.graph.linearized(at: point, checkingDomains: false)
          let gradient = linearization.gradient()
          let adjoint = builder.graph.adjointGraph(seed: [1])
          let second = try adjoint.linearized(at: point, checkingDomains: false)
          guard gradient.allSatisfy(\.isFinite) else { continue }
          let what = "\(elemental) at \(point), branch \(branch)"
          for (computed, expected) in zip(second.outputs, gradient) {
            #expect(agree(computed, expected, relative: 1e-13, absolute: 1e-13), "\(what)")
          }
          let hessian = linearization.hessian()
          guard hessian.joined().allSatisfy(\.isFinite) else { continue }
          for (row, expected) in zip(second.jacobian(by: .reverse).rows, hessian) {
            for (entry, target) in zip(row, expected) where entry.isFinite {
              #expect(
                agree(entry, target, relative: 1e-12, absolute: 1e-12),
                "\(what): \(row) against \(expected)")
            }
          }
        }
      }
    }
  }

  @Test func `keep a branch that is not taken away from what is infinite in it`() throws {
    for rule in [Elemental.log, .sqrt, .acosh, .gamma] {
      for isTaken in [false, true] {
        var builder = GraphBuilder()
        let x = builder.input("x")
        let y = builder.input("y")
        let bad = builder.apply(.sub, y, builder.apply(.div, y, builder.apply(rule, x)))
        let condition = builder.apply(.less, x, x)
        let opposite = builder.apply(.equal, condition, builder.constant(0))
        let node =
          isTaken
          ? builder.apply(.select, opposite, y, bad) : builder.apply(.select, condition, bad, y)
        builder.output("f", node)
        let adjoint = builder.graph.adjointGraph(seed: [1])
        let second = try adjoint.linearized(at: [0, 3], checkingDomains: false)
        #expect(second.outputs == [0, 1], "\(rule)")
        #expect(second.jacobian(by: .reverse).rows == [[0, 0], [0, 0]], "\(rule)")
      }
    }
  }
}
