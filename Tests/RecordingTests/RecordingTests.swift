import Foundation
import OutsideFunctions
import TestSupport
import Testing
import Wengert
import WengertDrawing
import WengertGraphviz
import WengertReport

@Suite struct `Recordings` {
  @Test
  func `a generic function from outside is recorded, drawn and differentiated unchanged`() throws {
    let function = Recording.of(["x1": 1, "x2": 2], sharing: true) { x in bishop(x[0], x[1]) }
    #expect(function.graph.count == 7)
    let gradient = try function.gradient()
    #expect(agree(gradient[0], 16.7781121978613) && agree(gradient[1], 8.805202935477793))
    #expect(try function.linearized().outputs == [bishop(1, 2)])
    #expect(try function.svg(by: GraphvizLayout()).contains("v₃ = v₁·v₂"))
    #expect(try function.trace().text(NumberFormat()).contains("v3 = v1*v2"))
    #expect(try function.report(by: GraphvizLayout()).contains("Evaluation trace"))
  }

  @Test func `a recorded choice follows the primal and keeps the other branch away`() throws {
    func root(_ x: Variable) -> Variable {
      .select(.greater(x, 0), .sqrt(x), .select(.less(x, 0), -.sqrt(-x), 0))
    }
    for (x, value, slope) in [(4.0, 2.0, 0.25), (-9, -3, 1 / 6.0), (0, 0, 0)] {
      let function = Recording.of(["x": x]) { root($0[0]) }
      #expect(try function.linearized().outputs == [value])
      #expect(try function.gradient() == [slope])
    }
  }

  @Test func `loops and cases follow the primal at the point`() throws {
    let root = Recording.of(["a": 2]) { newtonRoot($0[0]) }
    #expect(try agree(root.linearized().outputs[0], 2.0.squareRoot()))
    #expect(try agree(root.gradient()[0], 0.5 / 2.0.squareRoot(), relative: 1e-9))
    for (x, slope) in [(4.0, 0.25), (-4, 0.25), (0.5, 1)] {
      #expect(try Recording.of(["x": x]) { clamp($0[0]) }.gradient() == [slope])
    }
  }

  @Test func `arrays of inputs and named outputs`() throws {
    let recording = Recording()
    let x = recording.inputs("x", [1, 2, 3])
    recording.output("lse", logSumExp(x))
    recording.output("sum", x.reduce(0, +))
    let function = recording.function
    #expect(function.graph.inputs.map(\.name) == ["x1", "x2", "x3"])
    #expect(function.graph.outputs.map(\.name) == ["lse", "sum"])
    let weights = try function.gradient()
    #expect(agree(weights.reduce(0, +), 1))
    #expect(agree(weights[2] / weights[1], exp(1)))
    #expect(try function.gradient(ofOutput: 1) == [1, 1, 1])
  }

  @Test func `several results are outputs f1, f2 and so on`() throws {
    let function = Recording.of(["x": 3, "y": 2]) { x in [x[0] * x[1], x[0] / x[1]] }
    #expect(function.graph.outputs.map(\.name) == ["f1", "f2"])
    #expect(try function.linearized().jacobian().rows == [[2, 3], [0.5, -0.75]])
  }

  @Test func `special functions of swift-numerics are recorded`() throws {
    let function = Recording.of(["x": 1.5, "k": 2, "r": 0.5]) {
      gammaDensity($0[0], shape: $0[1], rate: $0[2])
    }
    // d/dx of the density is density·((k − 1)/x − r).
    let value = try function.linearized().outputs[0]
    #expect(agree(value, 0.25 * 1.5 * exp(-0.75)))
    #expect(try agree(function.gradient()[0], value * (1 / 1.5 - 0.5), relative: 1e-11))
  }

  @Test func `numbers that meet variables are constants, and numbers alone are not recorded`()
    throws
  {
    let recording = Recording()
    let x = recording.input("x", 3)
    let two: Variable = 1 + 1
    recording.output("f", two * x)
    #expect(recording.function.graph.count == 3)
    #expect(
      recording.function.graph.nodes.contains { recording.function.graph[$0] == .constant(2) })
  }

  @Test(arguments: 0..<6)
  func `a long recording has every node, whichever operation the tape grows in`(_ shift: Int) {
    let recording = Recording()
    var builder = GraphBuilder(sharing: false)
    var v = recording.input("x", 0.5)
    var node = builder.input("x")
    for _ in 0..<shift { (v, node) = (.sin(v), builder.apply(.sin, node)) }
    for round in 0..<3000 {
      v = 2 * v - Variable(Double(round))
      let two = builder.constant(2)
      node = builder.apply(.mul, two, node)
      node = builder.apply(.sub, node, builder.constant(Double(round)))
      v = .tanh(v) + v
      node = builder.apply(.add, builder.apply(.tanh, node), node)
    }
    recording.output("f", v)
    builder.output("f", node)
    #expect(recording.function.graph == builder.graph)
  }

  @Test func `names and groups are kept`() throws {
    let recording = Recording()
    let x = recording.input("x", 1)
    let y = recording.group("outer") {
      recording.group("inner") { Variable.sin(x) }.named("s") + 1
    }
    recording.output("f", y)
    let graph = recording.function.graph
    #expect(graph.nodes.compactMap { graph.name(of: $0) } == ["s"])
    #expect(graph.groups.map(\.name) == ["inner", "outer"])
    #expect(graph.groups.map(\.nodes) == [1..<2, 1..<4])
  }

  @Test func `a recording inside a recording does not disturb it`() throws {
    let outer = Recording.of(["x": 2]) { x -> Variable in
      let inner = Recording.of(["t": x[0].primal]) { .exp($0[0]) }
      let slope = (try? inner.gradient()[0]) ?? .nan
      return x[0] * Variable(slope)
    }
    #expect(try outer.gradient() == [exp(2)])
  }

  @Test func `variables of two recordings cannot meet`() async {
    await #expect(processExitsWith: .failure) {
      let (a, b) = (Recording(), Recording())
      let sum = a.input("x", 1) + b.input("y", 2)
      print(sum)
    }
  }

  @Test func `a variable that outlives its recording is refused`() async {
    await #expect(processExitsWith: .failure) {
      func escaped() -> Variable { Recording().input("x", 1) }
      let x = escaped()
      // The memory of the first recording is that of the second.
      let second = Recording()
      let y = second.input("y", 2)
      print(x * y)
    }
  }

  @Test func `recordings of many threads do not meet`() async {
    await withTaskGroup(of: Bool.self) { group in
      for number in 1...8 {
        group.addTask {
          (0..<50).allSatisfy { _ in
            let function = Recording.of(["x": Double(number)]) { x in
              (0..<3000).reduce(x[0]) { sum, _ in sum + x[0] * 1 }
            }
            return function.graph.count == 9001
              && (try? function.gradient()) == [3001]
          }
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }

  @Test func `what is undefined in floating point is recorded as it ran`() throws {
    let function = Recording.of(["x": -1]) { .log($0[0]) }
    #expect(throws: DomainError.self) { try function.linearized() }
    #expect(try function.linearized(checkingDomains: false).outputs[0].isNaN)
  }

  @Test(arguments: Elemental.allCases)
  func `every elemental can be recorded by a variable or is a comparison`(_ elemental: Elemental)
    throws
  {
    let operations: [Elemental: ([Variable]) -> Variable] = [
      .add: { $0[0] + $0[1] },
      .sub: { $0[0] - $0[1] },
      .mul: { $0[0] * $0[1] },
      .div: { $0[0] / $0[1] },
      .neg: { -$0[0] },
      .pow: { .pow($0[0], $0[1]) },
      .sqrt: { .sqrt($0[0]) },
      .cbrt: { .root($0[0], 3) },
      .hypot: { .hypot($0[0], $0[1]) },
      .exp: { .exp($0[0]) },
      .expm1: { .expMinusOne($0[0]) },
      .exp2: { .exp2($0[0]) },
      .log: { .log($0[0]) },
      .log1p: { .log(onePlus: $0[0]) },
      .log2: { .log2($0[0]) },
      .log10: { .log10($0[0]) },
      .sin: { .sin($0[0]) },
      .cos: { .cos($0[0]) },
      .tan: { .tan($0[0]) },
      .asin: { .asin($0[0]) },
      .acos: { .acos($0[0]) },
      .atan: { .atan($0[0]) },
      .atan2: { .atan2(y: $0[0], x: $0[1]) },
      .sinh: { .sinh($0[0]) },
      .cosh: { .cosh($0[0]) },
      .tanh: { .tanh($0[0]) },
      .asinh: { .asinh($0[0]) },
      .acosh: { .acosh($0[0]) },
      .atanh: { .atanh($0[0]) },
      .erf: { .erf($0[0]) },
      .erfc: { .erfc($0[0]) },
      .gamma: { .gamma($0[0]) },
      .lgamma: { .logGamma($0[0]) },
      .polygamma: { .digamma($0[0]) },
      .sigmoid: { .sigmoid($0[0]) },
      .softplus: { .softplus($0[0]) },
      .relu: { .relu($0[0]) },
      .silu: { .silu($0[0]) },
      .gelu: { .gelu($0[0]) },
      .abs: { abs($0[0]) },
      .sign: { .sign($0[0]) },
      .floor: { .floor($0[0]) },
      .min: { .min($0[0], $0[1]) },
      .max: { .max($0[0], $0[1]) },
      .less: { .less($0[0], $0[1]) },
      .lessEqual: { .lessEqual($0[0], $0[1]) },
      .greater: { .greater($0[0], $0[1]) },
      .greaterEqual: { .greaterEqual($0[0], $0[1]) },
      .equal: { .equal($0[0], $0[1]) },
      .notEqual: { .notEqual($0[0], $0[1]) },
      .select: { .select($0[0], $0[1], 2) },
    ]
    let operation = try #require(operations[elemental])
    let graph = Recording.of(["x": 0.5, "y": 0.25], operation).graph
    let output = try #require(graph.outputs.first?.node)
    #expect(graph[output].elemental == elemental)
  }
}
