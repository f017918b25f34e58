import TestSupport
import Testing
import Wengert

@Suite struct `Checks` {
  @Test(arguments: 0..<100 as Range<UInt64>)
  func `pass on random graphs, or say why they cannot tell`(_ seed: UInt64) throws {
    let random = RandomGraph(seed: seed, inputs: 3, operations: 6, outputs: 2)
    let checks = try random.graph.linearized(at: random.point).checks(seed: seed)
    #expect(checks.map(\.subject) == DerivativeCheck.Subject.allCases)
    for check in checks where check.subject != .differences {
      if case .failed(let difference) = check.result {
        Issue.record("seed \(seed), \(check.subject): \(difference)")
      }
    }
  }

  @Test func `find a jump that the point does not show`() throws {
    var builder = GraphBuilder()
    builder.output("f", builder.apply(.floor, builder.input("x")))
    let checks = try builder.graph.linearized(at: [1e-9]).checks()
    guard case .failed = checks[2].result else {
      Issue.record("differences across a jump must fail: \(checks[2])")
      return
    }
  }

  @Test(
    arguments: [
      (Elemental.abs, 1e-7, nil), (.abs, 1e-10, "a kink is nearer than every step"),
      (.abs, 0, "the point is at a kink"), (.cbrt, 0, "the derivatives are not finite"),
      (.exp, 1000, "the values are not finite"), (.sqrt, 1e-12, "a step leaves the domain"),
      (.log, 1, nil),
    ] as [(Elemental, Double, String?)])
  func `differences agree, or say why they cannot tell`(
    _ elemental: Elemental, _ x: Double, _ reason: String?
  ) throws {
    var builder = GraphBuilder()
    builder.output("f", builder.apply(elemental, builder.input("x")))
    let linearization = try builder.graph.linearized(at: [x], checkingDomains: false)
    switch linearization.checks()[2].result {
    case .passed: #expect(reason == nil)
    case .skipped(let said): #expect(said == reason)
    case .failed(let difference): Issue.record("off by \(difference)")
    }
  }

  @Test func `the angle jumps on the cut, and its derivatives are right there`() throws {
    var builder = GraphBuilder()
    let (y, x) = (builder.input("y"), builder.input("x"))
    let angle = builder.apply(.atan2, y, x)
    builder.output("f", angle)
    let linearization = try builder.graph.linearized(at: [0, -1])
    #expect(linearization.isAtKink(angle))
    #expect(linearization.checks()[2].result == .skipped("the point is at a kink"))
    #expect(linearization.jacobian().rows == [[-1, 0]])
  }

  @Test func `no strongest path leads through a condition or the branch that is not taken`() throws
  {
    var builder = GraphBuilder()
    let (x, y) = (builder.input("x"), builder.input("y"))
    let condition = builder.apply(.greater, x, builder.constant(0))
    let far = builder.apply(.mul, x, builder.constant(1000))
    builder.output("f", builder.apply(.select, [condition, builder.apply(.mul, y, y), far]))
    let linearization = try builder.graph.linearized(at: [1, 0])
    let (tangents, adjoints) = (
      linearization.tangents(seed: [1, 1]), linearization.adjoints(seed: [1])
    )
    #expect(tangents.strongestPath() == nil && adjoints.strongestPath() == nil)
    let moved = try builder.graph.linearized(at: [1, 3])
    #expect(moved.adjoints(seed: [1]).strongestPath()?.nodes.first == y)
    #expect(moved.adjoints(seed: [1]).strongestPath()?.factor == 3)
  }

  @Test func `differences that rounding hides are no failure`() throws {
    var builder = GraphBuilder()
    let sum = builder.apply(.add, builder.apply(.sin, builder.input("x")), builder.constant(1e12))
    builder.output("f", builder.apply(.sub, sum, builder.constant(1e12)))
    let checks = try builder.graph.linearized(at: [1]).checks()
    #expect(checks[2].result == .skipped("rounding hides the differences"))
  }

  @Test func `derivatives that underflow agree`() throws {
    var builder = GraphBuilder()
    var node = builder.input("x")
    for index in 0..<10_000 { node = builder.apply(index.isMultiple(of: 2) ? .cos : .sin, node) }
    builder.output("f", node)
    for check in try builder.graph.linearized(at: [1]).checks() {
      if case .failed(let difference) = check.result {
        Issue.record("\(check.subject): \(difference)")
      }
    }
  }

  @Test func `differences have an error that falls with the step and then rises`() throws {
    var builder = GraphBuilder()
    builder.output("f", builder.apply(.exp, builder.input("x")))
    let errors = try builder.graph.linearized(at: [1]).differenceErrors(along: [1])
    #expect(errors.map(\.step).count == 16)
    let best = try #require(errors.indices.min { errors[$0].error < errors[$1].error })
    #expect((3...8).contains(best), "the best step is 1e-\(best)")
    #expect(errors[0].error > 0.1 && errors[15].error > 1e-4)
    // Truncation: a tenth of the step has a hundredth of the error.
    #expect(agree(errors[1].error / errors[2].error, 100, relative: 0.01))
  }

  @Test func `symbolic differentiation swells where the graph does not`() {
    // Speelpenning's product of n factors: a tree of n − 1 products, whose naive derivative by the first factor
    // writes every partial product again.
    var builder = GraphBuilder()
    let inputs = (1...10).map { builder.input("x\($0)") }
    let product = inputs.dropFirst().reduce(inputs[0]) { builder.apply(.mul, $0, $1) }
    builder.output("f", product)
    let swell = builder.graph.symbolicSwell()
    #expect(swell.sharedOperations == 9 && swell.functionOperations == 9)
    #expect(swell.derivativeOperations == 9, "one product for each level")

    // Repeated squaring: n operations shared, 2ⁿ − 1 written out.
    var squares = GraphBuilder()
    var node = squares.input("x")
    for _ in 0..<60 { node = squares.apply(.mul, node, node) }
    squares.output("f", node)
    let power = squares.graph.symbolicSwell()
    #expect(power.sharedOperations == 60)
    #expect(power.functionOperations == 0x1p60 - 1)
    #expect(power.derivativeOperations > 0x1p60 && power.derivativeOperations.isFinite)
  }

  @Test func `the diagnosis names the edge where 0 meets infinity`() throws {
    var builder = GraphBuilder()
    let x = builder.input("x")
    let square = builder.apply(.mul, x, x)
    let root = builder.apply(.sqrt, square)
    builder.output("f", root)
    let linearization = try builder.graph.linearized(at: [0])
    let diagnosis = Diagnosis(
      linearization.tangents(seed: [1]), linearization.adjoints(seed: [1]))
    let finding = try #require(diagnosis.firstNonFinite)
    #expect(finding.quantity == .tangent && finding.node == root)
    #expect(finding.edge == builder.graph.edges(into: root)[0])
    #expect(finding.reason == .product(0, partial: .infinity))
  }

  @Test func `the diagnosis finds where an adjoint stops being finite`() throws {
    var builder = GraphBuilder()
    let (x, y) = (builder.input("x"), builder.input("y"))
    let root = builder.apply(.sqrt, y)
    builder.output("f", builder.apply(.add, x, root))
    let linearization = try builder.graph.linearized(at: [1, 0])
    let diagnosis = Diagnosis(
      linearization.tangents(seed: [1, 0]), linearization.adjoints(seed: [1]))
    let finding = try #require(diagnosis.firstNonFinite)
    #expect(finding.quantity == .adjoint && finding.node == y && finding.value == .infinity)
    #expect(finding.reason == .product(1, partial: .infinity))
  }

  @Test func `the strongest path multiplies its partials`() throws {
    var builder = GraphBuilder()
    let (x, y) = (builder.input("x"), builder.input("y"))
    let scaled = builder.apply(.mul, x, builder.constant(10))
    let sum = builder.apply(.add, scaled, y)
    let output = builder.apply(.mul, sum, builder.constant(0.5))
    builder.output("f", output)
    builder.output("g", y)
    let linearization = try builder.graph.linearized(at: [1, 1])
    let diagnosis = Diagnosis(
      linearization.tangents(seed: [1, 0]), linearization.adjoints(seed: [1, 0]))
    #expect(diagnosis.strongestPath?.nodes == [x, scaled, sum, output])
    #expect(diagnosis.strongestPath?.factor == 5)
    #expect(diagnosis.firstNonFinite == nil && diagnosis.unreached.isEmpty)
  }

  @Test func `what reaches no seeded output is listed`() throws {
    var builder = GraphBuilder()
    let (x, y) = (builder.input("x"), builder.input("y"))
    let dead = builder.apply(.sin, y)
    builder.output("f", builder.apply(.exp, x))
    let linearization = try builder.graph.linearized(at: [1, 1])
    let diagnosis = Diagnosis(
      linearization.tangents(seed: [1, 0]), linearization.adjoints(seed: [1]))
    #expect(diagnosis.unreached == [y, dead])
  }
}
