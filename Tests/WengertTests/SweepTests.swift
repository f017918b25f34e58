import TestSupport
import Testing
import Wengert

@Suite struct `Sweeps` {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `forward and reverse mode give the same Jacobian`(_ seed: UInt64) throws {
    let random = RandomGraph(seed: seed, inputs: 3, operations: 25, outputs: 2)
    let linearization = try random.graph.linearized(at: random.point)
    let forward = linearization.jacobian(by: .forward)
    let reverse = linearization.jacobian(by: .reverse)
    #expect(forward.passes == 3 && reverse.passes == 2)
    let scale = forward.rows.joined().map(\.magnitude).filter(\.isFinite).max() ?? 1
    for (a, b) in zip(forward.rows.joined(), reverse.rows.joined()) {
      #expect(
        agree(a, b, relative: 1e-9, absolute: 1e-9 * scale), "seed \(seed): \(a) against \(b)")
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `the sweeps are transposed to each other`(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let random = RandomGraph(seed: seed, inputs: 4, operations: 15, outputs: 3)
    let linearization = try random.graph.linearized(at: random.point)
    let u = (0..<4).map { _ in Double.random(in: -1...1, using: &generator) }
    let w = (0..<3).map { _ in Double.random(in: -1...1, using: &generator) }
    let left = zip(linearization.tangents(seed: u).outputs, w).map { $0 * $1 }
    let right = zip(u, linearization.adjoints(seed: w).inputs).map { $0 * $1 }
    let scale = (left + right).map(\.magnitude).max() ?? 1
    #expect(
      agree(left.reduce(0, +), right.reduce(0, +), relative: 1e-9, absolute: 1e-9 * scale),
      "seed \(seed)")
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `what flows into a node adds up to its tangent and its adjoint`(_ seed: UInt64) throws {
    let random = RandomGraph(seed: seed)
    let linearization = try random.graph.linearized(at: random.point)
    let tangents = linearization.tangents(seed: [1, 0.5, -2])
    let adjoints = linearization.adjoints(seed: [1, 3])
    let children = random.graph.children()
    for node in random.graph.nodes {
      let incoming = random.graph.edges(into: node).compactMap { tangents.contribution(along: $0) }
      if case .input = random.graph[node] {
      } else {
        let sum = incoming.reduce(0, +)
        #expect(agree(sum, try #require(tangents[node]), relative: 1e-12), "seed \(seed)")
      }
      let seeds = zip(random.graph.outputs, [1.0, 3.0]).filter { $0.0.node == node }.map(\.1)
      let parts = children[node].compactMap { adjoints.contribution(along: $0) } + seeds
      let scale = parts.map(\.magnitude).max() ?? 0
      let adjoint = try #require(adjoints[node])
      #expect(
        agree(parts.reduce(0, +), adjoint, relative: 1e-12, absolute: 1e-13 * scale), "seed \(seed)"
      )
    }
  }

  @Test func `an infinite partial does not meet a zero by structure`() throws {
    // f = x1 + sqrt(x2) at x2 = 0: the partial of the root is infinite.
    var builder = GraphBuilder()
    let (x1, x2) = (builder.input("x1"), builder.input("x2"))
    let root = builder.apply(.sqrt, x2)
    let sum = builder.apply(.add, x1, root)
    builder.output("f", sum)
    let linearization = try builder.graph.linearized(at: [1, 0])
    let tangents = linearization.tangents(seed: [1, 0])
    #expect(tangents[sum] == 1)
    #expect(tangents[root] == 0)
    #expect(!tangents.isReached(root))
    #expect(tangents.contribution(along: builder.graph.edges(into: root)[0]) == 0)
    #expect(linearization.adjoints(seed: [1]).inputs == [1, .infinity])
    #expect(linearization.adjoints(seed: [0]).inputs == [0, 0])
  }

  @Test func `a constant exponent has no partial, so a negative base does no harm`() throws {
    var builder = GraphBuilder()
    let x = builder.input("x")
    let two = builder.constant(2)
    let square = builder.apply(.pow, x, two)
    builder.output("f", square)
    let linearization = try builder.graph.linearized(at: [-3])
    let edges = builder.graph.edges(into: square)
    #expect(linearization.partial(along: edges[0]) == -6)
    #expect(linearization.partial(along: edges[1]) == nil)
    let adjoints = linearization.adjoints(seed: [1])
    #expect(adjoints.inputs == [-6])
    #expect(adjoints[two] == nil && adjoints.contribution(along: edges[1]) == nil)
    #expect(linearization.tangents(seed: [1])[two] == nil)
  }

  @Test func `what is computed from constants alone has neither tangent nor adjoint`() throws {
    var builder = GraphBuilder()
    let x = builder.input("x")
    let minusOne = builder.constant(-1)
    let sum = builder.apply(.add, builder.constant(1), builder.constant(1))
    let power = builder.apply(.pow, builder.apply(.mul, x, minusOne), sum)
    builder.output("f", power)
    let linearization = try builder.graph.linearized(at: [3])
    #expect(linearization.tangents(seed: [1])[sum] == nil)
    #expect(linearization.adjoints(seed: [1])[sum] == nil)
    #expect(linearization.adjoints(seed: [1]).inputs == [6])
  }

  @Test func `one node may be two outputs, and an input or a constant may be one`() throws {
    var builder = GraphBuilder()
    let (x, y) = (builder.input("x"), builder.input("y"))
    let product = builder.apply(.mul, x, y)
    builder.output("f", product)
    builder.output("g", product)
    builder.output("h", x)
    builder.output("c", builder.constant(7))
    let linearization = try builder.graph.linearized(at: [2, 3])
    #expect(linearization.outputs == [6, 6, 2, 7])
    let rows = [[3.0, 2.0], [3, 2], [1, 0], [0, 0]]
    #expect(linearization.jacobian(by: .forward).rows == rows)
    #expect(linearization.jacobian(by: .reverse).rows == rows)
    #expect(linearization.adjoints(seed: [1, 10, 100, 1000]).inputs == [133, 22])
  }

  @Test func `a graph without inputs or outputs is swept like any other`() throws {
    let empty = try GraphBuilder().graph.linearized(at: [])
    #expect(empty.jacobian(by: .reverse).rows.isEmpty)
    var builder = GraphBuilder()
    builder.output("c", builder.constant(1))
    #expect(try builder.graph.linearized(at: []).jacobian(by: .forward).rows == [[]])
  }

  @Test func `a primal outside its domain is reported with its operands`() throws {
    var builder = GraphBuilder()
    let x = builder.input("x")
    let log = builder.apply(.log, builder.apply(.neg, x))
    builder.output("f", log)
    let graph = builder.graph
    let error = #expect(throws: DomainError.self) { try graph.linearized(at: [2]) }
    #expect(error?.node == log && error?.elemental == .log && error?.operands == [-2])
    #expect(error?.violation?.domain == .greaterThan(0))
    #expect(try graph.linearized(at: [2], checkingDomains: false).primals[log].isNaN)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `tangents agree with central differences`(_ seed: UInt64) throws {
    let random = RandomGraph(seed: seed, inputs: 2, operations: 8, outputs: 1)
    let linearization = try random.graph.linearized(at: random.point)
    guard random.graph.nodes.allSatisfy({ !linearization.isAtKink($0) }) else { return }
    for input in 0..<2 {
      let exact = linearization.tangents(seed: .unit(input, of: 2)).outputs[0]
      func value(_ step: Double) throws -> Double {
        var point = random.point
        point[input] += step
        return try random.graph.linearized(at: point, checkingDomains: false).outputs[0]
      }
      let h = 1e-4
      let near = try value(h) - value(-h)
      let far = try value(2 * h) - value(-2 * h)
      let difference = (8 * near - far) / (12 * h)
      // The steps may leave a domain or cross a kink; then the difference says nothing.
      guard difference.isFinite,
        agree(near / (2 * h), far / (4 * h), relative: 1e-3, absolute: 1e-6)
      else { continue }
      #expect(
        agree(exact, difference, relative: 1e-4, absolute: 1e-6), "seed \(seed), input \(input)")
    }
  }

  @Test func `a chain of a hundred thousand nodes is swept without recursion`() throws {
    var builder = GraphBuilder(sharing: false)
    var node = builder.input("x")
    for _ in 0..<100_000 { node = builder.apply(.neg, node) }
    builder.output("f", node)
    let linearization = try builder.graph.linearized(at: [2])
    #expect(linearization.outputs == [2])
    #expect(linearization.adjoints(seed: [1]).inputs == [1])
    #expect(linearization.tangents(seed: [1]).outputs == [1])
  }
}
