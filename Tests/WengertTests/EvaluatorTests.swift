import Foundation
import TestSupport
import Testing
import Wengert

/// An evaluator gives what the sweeps of a linearization give, on every path.
@Suite struct `Evaluators` {
  /// Equal numbers; the sign of a zero may differ.
  private func same(_ x: Double, _ y: Double) -> Bool { x == y || (x.isNaN && y.isNaN) }

  private func expectSame(_ computed: [Double], _ expected: [Double], _ what: String) {
    #expect(computed.count == expected.count, "\(what)")
    for (x, y) in zip(computed, expected) { #expect(same(x, y), "\(what): \(x) against \(y)") }
  }

  private static func options(_ engine: Evaluator.Options.Engine) -> Evaluator.Options {
    var options = Evaluator.Options()
    options.engine = engine
    options.vectorFunctions = false
    return options
  }

  @Test(arguments: 1...150)
  func `every path gives the numbers of the sweeps`(_ seed: UInt64) throws {
    let random = RandomGraph(
      seed: seed, inputs: Int(seed % 12) + 1, operations: Int(seed) % 90 + 1, outputs: 1,
      without: seed % 4 == 0 ? [] : [.select])
    let (graph, point) = (random.graph, random.point)
    let linearization = try graph.linearized(at: point)
    let direction = point.indices.map { Double($0) - 1.5 }
    for engine in [Evaluator.Options.Engine.automatic, .scalar, .runs] {
      var evaluator = Evaluator(graph, options: Self.options(engine))
      let what = "seed \(seed), \(engine)"
      // Twice: a call must leave nothing behind.
      for _ in 1...2 {
        var numbers: [Double] = []
        let value = evaluator.valueAndGradient(at: point, into: &numbers)
        expectSame([value], linearization.outputs, "value, \(what)")
        expectSame(numbers, linearization.gradient(), "gradient, \(what)")
        #expect(same(evaluator.value(at: point), value), "\(what)")
        let tangent = evaluator.valueAndTangent(at: point, along: direction).tangent
        expectSame([tangent], linearization.jacobianVectorProduct(direction), "tangent, \(what)")
        let directions = point.indices.map { [Double].unit($0, of: point.count) }
        expectSame(
          evaluator.tangents(at: point, along: directions),
          linearization.jacobian(by: .forward).rows[0], "tangents, \(what)")
        evaluator.hessian(at: point, into: &numbers)
        for (x, y) in zip(numbers, linearization.hessian().joined()) {
          #expect(agree(x, y, relative: 1e-9, absolute: 1e-9), "Hessian, \(what): \(x), \(y)")
        }
      }
    }
  }

  /// Loops, sums, products and layers, which runs are made for, with more operations than one window has.
  private static let regular: [(name: String, graph: Graph)] = {
    var loops = GraphBuilder(sharing: false)
    let x = (0..<1500).map { loops.input("x\($0)") }
    let (one, hundred) = (loops.constant(1), loops.constant(100))
    var sum: NodeID?
    for index in 0..<x.count - 1 {
      let slope = loops.apply(.sub, x[index + 1], loops.apply(.mul, x[index], x[index]))
      let rest = loops.apply(.sub, one, x[index])
      let term = loops.apply(
        .add, loops.apply(.mul, hundred, loops.apply(.mul, slope, slope)),
        loops.apply(.mul, rest, rest))
      sum = sum.map { loops.apply(.add, $0, term) } ?? term
    }
    loops.output("f", sum ?? one)

    var product = GraphBuilder(sharing: false)
    let factors = (0..<9000).map { product.input("x\($0)") }
    product.output("f", factors.dropFirst().reduce(factors[0]) { product.apply(.mul, $0, $1) })

    var layers = GraphBuilder(sharing: false)
    let weights = (0..<24 * 24).map { layers.input("w\($0)") }
    var units = (0..<24).map { layers.input("u\($0)") }
    for layer in 0..<9 {
      units = (0..<24).map { unit in
        let products = (0..<24).map {
          layers.apply(.mul, weights[24 * unit + ($0 + layer) % 24], units[$0])
        }
        let total = products.dropFirst().reduce(products[0]) { layers.apply(.add, $0, $1) }
        return layers.apply([.tanh, .sin, .exp, .sqrt][layer % 4], layers.apply(.sigmoid, total))
      }
    }
    // An output that is read again.
    let square = layers.apply(.mul, units[0], units[0])
    layers.output("f", square)
    _ = layers.apply(.add, square, units[1])
    return [("loops", loops.graph), ("product", product.graph), ("layers", layers.graph)]
  }()

  @Test(arguments: 0..<3)
  func `runs give the numbers of the sweeps on loops, products and layers`(_ index: Int) throws {
    let (name, graph) = Self.regular[index]
    let point = graph.inputs.indices.map { 0.9 + 0.2 * sin(Double($0)) }
    let linearization = try graph.linearized(at: point)
    for engine in [Evaluator.Options.Engine.automatic, .runs, .scalar] {
      var evaluator = Evaluator(graph, options: Self.options(engine))
      for _ in 1...2 {
        var gradient: [Double] = []
        let value = evaluator.valueAndGradient(at: point, into: &gradient)
        expectSame([value], linearization.outputs, "\(name), \(engine)")
        expectSame(gradient, linearization.gradient(), "gradient of \(name), \(engine)")
      }
    }
    var fast = Evaluator(graph)
    var gradient: [Double] = []
    let value = fast.valueAndGradient(at: point, into: &gradient)
    #expect(agree(value, linearization.outputs[0], relative: 1e-12))
    for (computed, expected) in zip(gradient, linearization.gradient()) {
      #expect(agree(computed, expected, relative: 1e-9, absolute: 1e-12))
    }
  }

  @Test(arguments: 1...40)
  func `many points give the numbers of each`(_ seed: UInt64) throws {
    let random = RandomGraph(
      seed: seed, inputs: 3, operations: 25, outputs: 1, without: [.select])
    var generator = SplitMix64(seed: seed)
    let count = 150
    var points: [Double] = []
    for _ in 0..<count {
      for component in random.point {
        points.append(component + Double.random(in: -0.1...0.1, using: &generator))
      }
    }
    var evaluator = Evaluator(random.graph, options: Self.options(.automatic))
    var (values, gradients, valuesAlone): ([Double], [Double], [Double]) = ([], [], [])
    evaluator.valuesAndGradients(at: points, values: &values, gradients: &gradients)
    evaluator.values(at: points, into: &valuesAlone)
    for index in 0..<count {
      let point = Array(points[3 * index..<3 * index + 3])
      let linearization = try random.graph.linearized(at: point, checkingDomains: false)
      expectSame(
        [values[index], valuesAlone[index]], linearization.outputs + linearization.outputs,
        "seed \(seed)")
      let gradient = Array(gradients[3 * index..<3 * index + 3])
      expectSame(gradient, linearization.gradient(), "seed \(seed), point \(index)")
    }
  }

  @Test func `a Jacobian of several outputs is that of the sweeps`() throws {
    for seed in UInt64(1)...30 {
      let random = RandomGraph(
        seed: seed, inputs: 11, operations: 50, outputs: 4, without: [.select])
      var evaluator = Evaluator(random.graph)
      var rows: [Double] = []
      evaluator.jacobian(at: random.point, into: &rows)
      let expected = try random.graph.linearized(at: random.point).jacobian(by: .forward).rows
      expectSame(rows, expected.flatMap { $0 }, "seed \(seed)")
    }
  }

  @Test func `large Jacobians and Hessians, which take passes, are those of the sweeps`() throws {
    for seed in UInt64(1)...4 {
      let random = RandomGraph(
        seed: seed, inputs: 45, operations: 500, outputs: 2, without: [.select])
      let linearization = try random.graph.linearized(at: random.point)
      var evaluator = Evaluator(random.graph, options: Self.options(.automatic))
      var rows: [Double] = []
      evaluator.jacobian(at: random.point, into: &rows)
      expectSame(rows, linearization.jacobian(by: .forward).rows.flatMap { $0 }, "seed \(seed)")
      evaluator.hessian(at: random.point, into: &rows)
      for (x, y) in zip(rows, linearization.hessian().joined()) {
        #expect(agree(x, y, relative: 1e-9, absolute: 1e-9), "Hessian, seed \(seed): \(x), \(y)")
      }
    }
  }

  @Test(arguments: 1...60)
  func `sums that share their adjoints give the numbers of the sweeps`(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var builder = GraphBuilder(sharing: false)
    var nodes = (0..<20).map { builder.input("x\($0)") }
    let point = nodes.map { _ in Double.random(in: -1...1, using: &generator) }
    // Chains and layers of sums and differences, a product now and then, some nodes read often.
    for _ in 0..<60 {
      let elemental = [Elemental.add, .sub, .add, .mul][Int.random(in: 0..<4, using: &generator)]
      let operands = (0..<Int.random(in: 2...14, using: &generator)).map { _ in
        nodes[Int.random(in: max(0, nodes.count - 60)..<nodes.count, using: &generator)]
      }
      if Bool.random(using: &generator) {
        nodes.append(operands.dropFirst().reduce(operands[0]) { builder.apply(elemental, $0, $1) })
      } else {
        nodes += operands.map { builder.apply(elemental, $0, operands[0]) }
      }
    }
    let total = nodes.dropFirst().reduce(nodes[0]) { builder.apply(.add, $0, $1) }
    builder.output("f", builder.apply(.tanh, total))
    let linearization = try builder.graph.linearized(at: point)
    var evaluator = Evaluator(builder.graph, options: Self.options(.runs))
    for _ in 1...2 {
      var gradient: [Double] = []
      let value = evaluator.valueAndGradient(at: point, into: &gradient)
      expectSame([value], linearization.outputs, "value, seed \(seed)")
      expectSame(gradient, linearization.gradient(), "gradient, seed \(seed)")
    }
  }

  @Test func `a zero by structure meets no infinity, and a choice takes its branch`() throws {
    var builder = GraphBuilder()
    let x = builder.input("x")
    let y = builder.input("y")
    builder.output("f", builder.apply(.add, x, builder.apply(.sqrt, y)))
    var evaluator = Evaluator(builder.graph)
    #expect(evaluator.valueAndTangent(at: [2, 0], along: [1, 0]).tangent == 1)
    #expect(evaluator.tangents(at: [2, 0], along: [[1, 0], [0, 1]]) == [1, .infinity])
    var choice = GraphBuilder()
    let z = choice.input("z")
    choice.output("f", choice.apply(.select, z, choice.apply(.log, z), z))
    var chooser = Evaluator(choice.graph)
    var gradient: [Double] = []
    #expect(chooser.valueAndGradient(at: [0], into: &gradient) == 0)
    #expect(gradient == [1])
    #expect(chooser.value(at: [1]) == 0)
  }

  @Test func `vector functions are within two units in the last place`() {
    var generator = SplitMix64(seed: 7)
    let functions:
      [(String, ClosedRange<Double>, (SIMD8<Double>) -> SIMD8<Double>, (Double) -> Double)] = [
        ("exp", -700...700, FastLanes.exp, Foundation.exp),
        ("exp", -1...1, FastLanes.exp, Foundation.exp),
        ("log", 1e-300...1e300, FastLanes.log, Foundation.log),
        ("log", 0.5...2, FastLanes.log, Foundation.log),
        ("sin", -1e5...1e5, FastLanes.sin, Foundation.sin),
        ("sin", -4...4, FastLanes.sin, Foundation.sin),
        ("cos", -1e5...1e5, FastLanes.cos, Foundation.cos),
        ("cos", -4...4, FastLanes.cos, Foundation.cos),
        ("tanh", -20...20, FastLanes.tanh, Foundation.tanh),
        ("tanh", -1...1, FastLanes.tanh, Foundation.tanh),
        ("cosh", -700...700, FastLanes.cosh, Foundation.cosh),
        ("cosh", -1...1, FastLanes.cosh, Foundation.cosh),
      ]
    for (name, range, function, expected) in functions {
      var worst = 0.0
      for _ in 0..<20_000 {
        var x = SIMD8<Double>()
        for lane in 0..<8 { x[lane] = Double.random(in: range, using: &generator) }
        let computed = function(x)
        for lane in 0..<8 {
          let target = expected(x[lane])
          worst = max(worst, (computed[lane] - target).magnitude / target.ulp)
        }
      }
      // The C library is itself off by up to one half.
      #expect(worst <= 2.5, "\(name) on \(range): \(worst) units")
    }
  }

  @Test func `vector functions are right at the edges of floating point`() {
    let edges = SIMD8<Double>(0, 1, -1, .infinity, -.infinity, .nan, 1e300, .leastNonzeroMagnitude)
    for (fast, exact) in [
      (FastLanes.exp(edges), ExactLanes.exp(edges)), (FastLanes.log(edges), ExactLanes.log(edges)),
      (FastLanes.sin(edges), ExactLanes.sin(edges)), (FastLanes.cos(edges), ExactLanes.cos(edges)),
      (FastLanes.tanh(edges), ExactLanes.tanh(edges)),
      (FastLanes.cosh(edges), ExactLanes.cosh(edges)),
    ] {
      for lane in 0..<8 { #expect(same(fast[lane], exact[lane])) }
    }
    for value in [0.0, 708, -708, 709, -709, 1e5, -1e5, 1.5707963267948966, 3.141592653589793] {
      let x = SIMD8<Double>(repeating: value)
      #expect(agree(FastLanes.sin(x)[3], Foundation.sin(value), relative: 1e-15))
      #expect(agree(FastLanes.cos(x)[3], Foundation.cos(value), relative: 1e-15))
      #expect(agree(FastLanes.exp(x)[3], Foundation.exp(value), relative: 1e-15))
    }
  }
}
