import TestSupport
import Testing
import Wengert

@Suite struct `Derivatives` {
  @Test(arguments: 0..<100 as Range<UInt64>)
  func `seeds in one sweep give what they give alone`(_ seed: UInt64) throws {
    let random = RandomGraph(seed: seed, inputs: 4, operations: 20, outputs: 3)
    let linearization = try random.graph.linearized(at: random.point)
    var generator = SplitMix64(seed: seed)
    let tangents = (0..<70).map { _ in
      (0..<4).map { _ in Double(Int.random(in: -2...2, using: &generator)) }
    }
    let products = linearization.jacobianVectorProducts(tangents)
    for (tangent, product) in zip(tangents, products) {
      let alone = linearization.tangents(seed: tangent).outputs
      #expect(zip(product, alone).allSatisfy(identical), "seed \(seed)")
    }
    let adjoints = (0..<70).map { _ in
      (0..<3).map { _ in Double(Int.random(in: -2...2, using: &generator)) }
    }
    for (adjoint, product) in zip(adjoints, linearization.vectorJacobianProducts(adjoints)) {
      let alone = linearization.adjoints(seed: adjoint).inputs
      #expect(
        zip(product, alone).allSatisfy { agree($0, $1, relative: 1e-12, absolute: 1e-12) },
        "seed \(seed)")
    }
  }

  @Test func `the gradient is a row of the Jacobian`() throws {
    let random = RandomGraph(seed: 4)
    let linearization = try random.graph.linearized(at: random.point)
    let rows = linearization.jacobian(by: .reverse).rows
    #expect(linearization.gradient() == rows[0])
    #expect(linearization.gradient(ofOutput: 1) == rows[1])
  }

  @Test func `the method with fewest passes is chosen`() throws {
    func method(inputs: Int, outputs: Int) throws -> Jacobian {
      var builder = GraphBuilder()
      let nodes = (0..<inputs).map { builder.input("x\($0)") }
      let sum = nodes.dropFirst().reduce(nodes[0]) { builder.apply(.add, $0, $1) }
      for index in 0..<outputs {
        builder.output("f\(index)", builder.apply(.mul, sum, builder.constant(Double(index + 1))))
      }
      return try builder.graph.linearized(at: Array(repeating: 1, count: inputs)).jacobian()
    }
    #expect(try method(inputs: 5, outputs: 1).method == .reverse)
    #expect(try method(inputs: 1, outputs: 5).method == .forward)
    #expect(try method(inputs: 3, outputs: 7).passes == 3)
  }

  @Test func `a banded Jacobian is compressed to as many passes as the band is wide`() throws {
    var builder = GraphBuilder()
    let x = (0..<100).map { builder.input("x\($0)") }
    for index in 0..<98 {
      let product = builder.apply(.mul, x[index], x[index + 1])
      builder.output("f\(index)", builder.apply(.sub, builder.apply(.sin, product), x[index + 2]))
    }
    let graph = builder.graph
    let sparsity = graph.sparsity()
    #expect(sparsity.count == 3 * 98)
    #expect(sparsity.columnGroups().count == 3)
    let linearization = try graph.linearized(at: (0..<100).map { Double($0) / 10 })
    let compressed = linearization.jacobian()
    #expect(compressed.method == .compressed && compressed.passes == 3)
    #expect(compressed.rows == linearization.jacobian(by: .forward).rows)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `every method gives the same Jacobian, zero outside the pattern`(_ seed: UInt64) throws {
    let random = RandomGraph(seed: seed, inputs: 6, operations: 12, outputs: 5)
    let linearization = try random.graph.linearized(at: random.point)
    let sparsity = random.graph.sparsity()
    let forward = linearization.jacobian(by: .forward).rows
    #expect(linearization.jacobian(by: .compressed).rows == forward, "seed \(seed)")
    for (row, columns) in zip(forward, sparsity.rows) {
      for column in row.indices where !columns.contains(column) { #expect(row[column] == 0) }
    }
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `the Hessian is symmetric and agrees with differences of gradients`(_ seed: UInt64) throws {
    let random = RandomGraph(seed: seed, inputs: 3, operations: 10, outputs: 1)
    let linearization = try random.graph.linearized(at: random.point)
    guard random.graph.nodes.allSatisfy({ !linearization.isAtKink($0) }) else { return }
    let hessian = linearization.hessian()
    let scale = hessian.joined().map(\.magnitude).max() ?? 0
    for i in 0..<3 {
      for j in 0..<3 {
        #expect(
          agree(hessian[i][j], hessian[j][i], relative: 1e-7, absolute: 1e-9 * scale),
          "seed \(seed)")
      }
      func gradient(_ step: Double) throws -> [Double] {
        var point = random.point
        point[i] += step
        return try random.graph.linearized(at: point, checkingDomains: false).gradient()
      }
      let h = 1e-4
      let (up, down, far, back) = try (gradient(h), gradient(-h), gradient(2 * h), gradient(-2 * h))
      for j in 0..<3 {
        let (near, wide) = (up[j] - down[j], far[j] - back[j])
        // Steps that leave a domain or cross a kink say nothing.
        guard (near + wide).isFinite,
          agree(near / (2 * h), wide / (4 * h), relative: 1e-3, absolute: 1e-6 * (1 + scale))
        else { continue }
        #expect(
          agree(
            hessian[i][j], (8 * near - wide) / (12 * h), relative: 1e-4,
            absolute: 1e-5 * (1 + scale)),
          "seed \(seed), entry \(i) \(j)")
      }
    }
  }

  @Test func `second derivatives of a whole power exist for a negative base`() throws {
    var builder = GraphBuilder()
    let x = builder.input("x")
    builder.output("f", builder.apply(.pow, x, builder.constant(3)))
    #expect(try builder.graph.linearized(at: [-2]).hessian() == [[-12]])
  }

  @Test func `what does not change by structure meets no infinite partial`() throws {
    // f = x1² + sqrt(x2) at x2 = 0: the root has infinite partials of every order.
    var builder = GraphBuilder()
    let (x1, x2) = (builder.input("x1"), builder.input("x2"))
    let sum = builder.apply(.add, builder.apply(.mul, x1, x1), builder.apply(.sqrt, x2))
    builder.output("f", sum)
    #expect(try builder.graph.linearized(at: [3, 0]).hessianVectorProduct([1, 0]) == [2, 0])
  }

  @Test func `the Rosenbrock function has its published Hessian`() throws {
    var builder = GraphBuilder()
    let (x, y) = (builder.input("x"), builder.input("y"))
    let one = builder.apply(.sub, builder.constant(1), x)
    let valley = builder.apply(.sub, y, builder.apply(.mul, x, x))
    let term = builder.apply(.mul, builder.constant(100), builder.apply(.mul, valley, valley))
    builder.output("f", builder.apply(.add, builder.apply(.mul, one, one), term))
    let linearization = try builder.graph.linearized(at: [1, 1])
    #expect(linearization.gradient() == [0, 0])
    #expect(linearization.hessian() == [[802, -400], [-400, 200]])
    #expect(linearization.hessianVectorProduct([1, 2]) == [2, 0])
  }
}
