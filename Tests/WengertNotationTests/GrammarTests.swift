import Foundation
import TestSupport
import Testing
import Wengert
import WengertNotation

@Suite struct `Grammar` {
  /// Reads a text and evaluates its first output.
  private func value(_ text: String, at point: String? = nil) throws -> Double {
    var options = Program.Options()
    options.point = point.map { SourceText($0, name: "--at") }
    return try #require(try Program(SourceText(text, name: "t"), options: options).linearized())
      .outputs[0]
  }

  @Test(
    arguments: [
      ("2 + 3*4", 14), ("2*3 + 4", 10), ("10 - 4 - 3", 3), ("24/4/3", 2), ("24/(4/2)", 12),
      ("2^3^2", 512), ("-2^2", -4), ("(-2)^2", 4), ("2^-1", 0.5), ("2*-3", -6), ("6/-2*3", -9),
      ("--2", 2), ("-+-2", 2), ("+3", 3), ("2**3", 8), ("2·3×4÷6−1", 3), ("1.5e2 + .5 + 2.", 152.5),
      ("1e-3*1E+3", 1), ("ln(e)", 1), ("sqrt(abs(-16))", 4), ("max(2, 3) - min(2, 3)", 1),
      ("cos(2*pi)", 1), ("(1\n + 2\n)*3", 9), ("2*(3 # a comment\n + 1)", 8), ("arctan(0)", 0),
      ("sign(-3)", -1), ("0^0", 1),
    ] as [(String, Double)])
  func `operators bind as in mathematics`(_ text: String, _ expected: Double) throws {
    #expect(try value("f = x*0 + \(text)", at: "x=1") == expected)
    #expect(try value("f = \(text)") == expected, "constants alone")
  }

  @Test(
    arguments: [
      ("input w[1..3]; sum(i in 1..3, w[i])", ["w[1]", "w[2]", "w[3]"], ["f"]),
      ("input W[1..2, 0..1]; W[1,0] + W[2,1]", ["W[1,0]", "W[1,1]", "W[2,0]", "W[2,1]"], ["f"]),
      ("x[1]*x[2]", ["x[1]", "x[2]"], ["f"]),
      ("input x; h[i in 1..2] = x*i", ["x"], ["h[1]", "h[2]"]),
      ("input x; h[i in 1..2] = x*i; y = h[1]", ["x"], ["h[2]", "y"]),
      ("input x; h[i in 1..2] = x*i; y = product(j in 1..2, h[j])", ["x"], ["y"]),
      ("input x; h[i in 1..2] = x*i; output h[1..2], h[1] = 3", ["x"], []),
      ("h[1] = x; h[i in 2..3] = h[i-1]*x", ["x"], ["h[3]"]),
      ("h[i in 1..3] = if(i == 1, x, h[i-1]*x)", ["x"], ["h[3]"]),
      ("h[i in 1..3] = if(i == 1, x, h[i-1]*x); g = h[2]", ["x"], ["h[3]", "g"]),
      ("h[i in 1..3] = i*x; f(y) = sum(i in 1..2, h[i]) + y", ["x", "y"], ["h[3]", "f"]),
      ("h[i in 1..3] = i*x; f(h[1..2]) = h[1]*h[2]", [], []),
      ("input x; k[0] = 1; h[i in 1..2] = k[i-1]*i; k[1] = x", [], []),
      ("input x; g(h[1..2]) = sum(i in 1..2, h[i]); h[3] = x; y = g(x, x)", ["x"], ["h[3]", "y"]),
      ("f(x[1..2], y) = y*x[1] + x[2]", ["x[1]", "x[2]", "y"], ["f"]),
      (
        "dot(a[1..2], b[1..2]) = sum(i in 1..2, a[i]*b[i]); input u[1..2]; y = dot(u[1..2], u[1..2])",
        ["u[1]", "u[2]"], ["y"]
      ),
      ("input x[1..2]; max(x[1..2])", ["x[1]", "x[2]"], ["f"]),
      ("f(i) = i + sum(i in 1..2, i)", ["i"], ["f"]),
      ("sum = 2*x; if = 3; product(i in 1..2, sum*if)", ["x"], ["f"]),
    ] as [(String, [String], [String])])
  func `families declare, define and list variables`(
    _ text: String, _ inputs: [String], _ outputs: [String]
  ) throws {
    let program = try? Program(SourceText(text, name: "t"))
    #expect((program?.graph.inputs.map(\.name) ?? inputs) == inputs)
    #expect((program?.graph.outputs.map(\.name) ?? []) == outputs)
  }

  @Test(
    arguments: [
      ("sum(i in 1..4, i^2)", 30), ("product(i in 1..5, i)", 120), ("sum(i in -1..1, i)", 0),
      ("sum(i in 3..1, 1/0)", 0), ("product(i in 3..1, 2)", 1),
      ("sum(i in 1..3, sum(j in i..3, i*j))", 25), ("sum(i in 1..3, x*i)", 12),
      ("product(i in 1..2, x + i)", 12), ("sum(n in 1..2+1, n)", 6),
      ("if(1 < 2, 3, log(-1))", 3), ("if(0, log(-1), 4)", 4), ("if(x > 1, x, -x)", 2),
      ("if(x < 1, log(-x), x^2)", 4), ("if(if(x > 1, 0, 1), 5, 6)", 6), ("if(x, 1, 2)", 1),
      ("sum(i in 1..3, if(i > 1, 6/(i - 1), 0))", 9), ("1 + if(x == 2, 1, 0)*10", 11),
      ("if(x != x, 1, 2) + if(inf - inf, 10, 20)", 12),
    ] as [(String, Double)])
  func `sums, products and choices have their values`(_ text: String, _ expected: Double) throws {
    #expect(try value("f(x) = x*0 + \(text)", at: "x=2") == expected)
  }

  @Test func `a branch that is not taken does no harm, and its error is none`() throws {
    let text = "f(x) = if(x > 0, log(x), x^2)"
    let program = try Program(SourceText("\(text); at x = -3", name: "t"))
    let linearization = try program.requiredLinearization()
    #expect(linearization.outputs == [9])
    #expect(linearization.gradient() == [-6])
    #expect(linearization.jacobian(by: .forward).rows == [[-6]])
    #expect(linearization.hessian() == [[2]])
    let taken = SourceText("f(x) = if(x < 0, log(x), x^2); at x = -3", name: "t")
    #expect(throws: NotationError.self) { try Program(taken).requiredLinearization() }
    let used = SourceText("a = log(x); f = if(x > 0, a, 1) + a; at x = -3", name: "t")
    #expect(throws: NotationError.self) { try Program(used).requiredLinearization() }
    // Where a partial of the branch is infinite, its structural zero must win.
    let root = SourceText("f(x) = if(x > 0, sqrt(x), x); at x = 0", name: "t")
    #expect(try Program(root).requiredLinearization().gradient() == [1])
    let adjoint = try Program(root).graph.adjointGraph(seed: [1])
    #expect(try adjoint.linearized(at: [0], checkingDomains: false).outputs == [1])
  }

  @Test func `values and seeds can be given for a family`() throws {
    let program = try Program(
      SourceText(
        "f(x[1..3]) = x[1]*x[2]*x[3]\nat x[1..2] = 2, x[3] = 5\ntangent x[1..3]", name: "t"))
    #expect(program.point == [2, 2, 5])
    #expect(program.tangentSeed == [1, 1, 1])
    var options = Program.Options()
    options.point = SourceText("x[1..3]=[1, pi,\n 3]", name: "--at")
    #expect(try Program(program.source, options: options).point == [1, .pi, 3])
  }

  @Test func `infinity is a constant, and a definition of the same name wins`() throws {
    #expect(try value("f = inf") == .infinity)
    #expect(try value("f(e) = e^2", at: "e=3") == 9)
    #expect(try value("pi = 3; f = 2*pi") == 6)
    #expect(try value("f = e") == 2.718281828459045)
  }

  @Test func `a variable may have the name of an elemental`() throws {
    #expect(try value("f(gamma) = gamma*gamma(4)", at: "gamma=2") == 12)
    #expect(try value("sin = 3; f = sin + sin(0)") == 3)
  }

  @Test(
    arguments: [
      ("f(x, y) = x*y", ["x", "y"], ["f"]),
      ("z = y + x", ["y", "x"], ["z"]),
      ("a = x; b = a + y; c = a*b", ["x", "y"], ["c"]),
      ("input y, x\nz = x + y", ["y", "x"], ["z"]),
      ("input u\nz = 1", ["u"], ["z"]),
      ("a = x; b = 2*a; output a", ["x"], ["a"]),
      ("output f1 = x*x, f2 = f1 + 1", ["x"], ["f1", "f2"]),
      ("f(x) = x^2; g(x, y) = f(y) + x", ["x", "y"], ["g"]),
      ("f(x) = x; g(y) = y", ["x", "y"], ["f", "g"]),
      ("f(x) = x^2; y = f(z) + f(2)", ["z"], ["y"]),
      ("f(x) = a*x", ["x", "a"], ["f"]),
      ("x*y + z", ["x", "y", "z"], ["f"]),
      ("x = 3; f = x*y", ["y"], ["f"]),
      ("at = 1 + x; input = 2*at", ["x"], ["input"]),
      ("θ₁ = α·x₁", ["α", "x1"], ["θ1"]),
    ] as [(String, [String], [String])])
  func `names never assigned are inputs, names never used are outputs`(
    _ text: String, _ inputs: [String], _ outputs: [String]
  ) throws {
    let graph = try Program(SourceText(text, name: "t")).graph
    #expect(graph.inputs.map(\.name) == inputs)
    #expect(graph.outputs.map(\.name) == outputs)
  }

  @Test func `calls are expanded in place with their own parameters`() throws {
    #expect(
      try value("h(x, y) = x - y; f(x, y) = h(y, x) + h(2, x)", at: "x=5,y=7") == 7 - 5 + 2 - 5)
    #expect(try value("k = 3; f(x) = k*x; y = f(f(z))", at: "z=2") == 18)
  }

  @Test func `one function can be picked, and only what it needs remains`() throws {
    var options = Program.Options()
    options.function = "g"
    let text = "a = u*v\nb = 2*w\ng(x) = b + x\nf(x) = a"
    let graph = try Program(SourceText(text, name: "t"), options: options).graph
    #expect(graph.outputs.map(\.name) == ["g"])
    #expect(graph.inputs.map(\.name) == ["w", "x"])
    #expect(graph.count == 5, "w, x, 2, b and the sum")
  }

  @Test func `what a picked function needs are neither indices nor parameters`() throws {
    var options = Program.Options()
    options.function = "g"
    let text = """
      i = 3*z; a = 2*u
      k(a) = a^2
      h[i in 1..2] = i*k(y)
      g(y) = h[1] + sum(j in 2..2, h[j])
      """
    let graph = try Program(SourceText(text, name: "t"), options: options).graph
    #expect(graph.inputs.map(\.name) == ["y"])
    let ordered = SourceText("input y, x, z\ng(x, y) = x - y\nf = z", name: "t")
    #expect(try Program(ordered, options: options).graph.inputs.map(\.name) == ["y", "x"])
  }

  @Test func `many members of families are read in time that grows with the text`() throws {
    let lines = (1...500).map { "y\($0) = sum(i in 1..1, w[i])" }
    let text = "input w[1..100000]\n" + lines.joined(separator: "\n")
    let graph = try Program(SourceText(text, name: "t")).graph
    #expect(graph.inputs.count == 100_000 && graph.outputs.count == 500)
  }

  @Test func `the point and seeds of a text may speak of what a picked function leaves out`() throws
  {
    var options = Program.Options()
    options.function = "h"
    let text = "h(x) = x*2; g(x, z) = h(x) + z\nat x = 1, z = 3\ntangent z\nadjoint g"
    #expect(try Program(SourceText(text, name: "t"), options: options).point == [1])
  }

  @Test func `equal expressions share a node unless sharing is off`() throws {
    let text = SourceText("f(x1, x2) = x1*x2 + exp(x1*x2) - sin(x2)", name: "t")
    #expect(try Program(text).graph.count == 7)
    var options = Program.Options()
    options.sharing = false
    #expect(try Program(text, options: options).graph.count == 8)
  }

  @Test func `constants are computed and remember how they were written`() throws {
    let graph = try Program(SourceText("f(x) = 2*pi*x + sqrt(2)/3", name: "t")).graph
    let labels = graph.nodes.compactMap { graph.label(of: $0)?.source }
    #expect(labels == ["2*pi", "sqrt(2)/3"])
    let named = try Program(SourceText("k = 2; m = 2; f = k*x + m", name: "t")).graph
    #expect(
      named.nodes.compactMap { named.label(of: $0)?.source } == ["k", "m"], "each keeps its name")
  }

  @Test func `the author's names become names of nodes, except on output lines`() throws {
    let text = "v1 = x1; a = v1^2; output f = a + 1"
    let graph = try Program(SourceText(text, name: "t")).graph
    #expect(graph.nodes.compactMap { graph.name(of: $0) } == ["v1", "a"])
  }

  @Test func `points and seeds come from the text, and options win`() throws {
    let text = SourceText(
      "f(x, y) = x*y; g(x, y) = x + y\nat x = pi/2, y = 2\ntangent y = 3\nadjoint g", name: "t")
    let plain = try Program(text)
    #expect(plain.point == [.pi / 2, 2])
    #expect(plain.tangentSeed == [0, 3])
    #expect(plain.adjointSeed == [0, 1])
    var options = Program.Options()
    options.point = SourceText("y = -1", name: "--at")
    options.tangent = SourceText("x, y = sqrt(4)", name: "--tangent")
    options.adjoint = SourceText("f = 2", name: "--adjoint")
    let other = try Program(text, options: options)
    #expect(other.point == [.pi / 2, -1])
    #expect(other.tangentSeed == [1, 2])
    #expect(other.adjointSeed == [2, 0])
  }

  @Test func `the seeds are the first input and the first output unless given`() throws {
    let program = try Program(SourceText("f(x, y) = x*y; g(x) = x", name: "t"))
    #expect(program.point == nil)
    #expect(try program.linearized() == nil)
    #expect(program.tangentSeed == [1, 0])
    #expect(program.adjointSeed == [1, 0])
  }

  @Test(arguments: 1...200)
  func `a graph is printed as a text that is read back as the same graph`(_ seed: UInt64) throws {
    let random = RandomGraph(seed: seed, operations: 30)
    var graph = random.graph
    if seed.isMultiple(of: 4) { graph = graph.adjointGraph(seed: [1, 2]) }
    let text = graph.notation(point: random.point)
    let program = try Program(SourceText(text, name: "t"))
    try expectEqual(program.graph, graph, text)
    #expect(program.point == random.point)
    if !seed.isMultiple(of: 4) {
      #expect(Array(program.graph.nodes.map { program.graph[$0] }) == graph.nodes.map { graph[$0] })
      #expect(program.graph.notation(point: random.point) == text)
    }
  }

  @Test func `examples and odd programs are printed as texts that are read back`() throws {
    let folder = Tool.root.appending(path: "examples")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".expr") }
    let examples = try files.map {
      try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
    }
    let odd = [
      "k = 2; f = k*x + 2*pi + sqrt(2)*x", "v1 = x1; v2 = x1*v1; output v2, g = v1",
      "input e; f = e + 2",
      "pi = 3*x; f = pi*2", "f = x; g = x", "a = -0*x; b = inf*x; c = x + (inf - inf)", "f(x) = 3",
      "input v2, x; f = sin(x) + v2", "x_bar = x + 1; y = x_bar*x",
      "f(α₁) = α₁'*α₁; at α₁ = 1, α₁' = 2",
      "input w[1..2]; h[i in 1..2] = w[i]^2; at w[1..2] = [1, -2]; adjoint h[2] = -3",
    ]
    for text in examples + odd {
      let program = try Program(SourceText(text, name: "t"))
      let hasPoint = program.point != nil
      let printed = program.graph.notation(
        point: program.point, tangentSeed: hasPoint ? program.tangentSeed : nil,
        adjointSeed: hasPoint ? program.adjointSeed : nil)
      let again = try Program(SourceText(printed, name: "t"))
      try expectEqual(again.graph, program.graph, printed)
      #expect(again.point == program.point)
      #expect(again.tangentSeed == program.tangentSeed && again.adjointSeed == program.adjointSeed)
    }
  }

  @Test func `a graph with names that the notation does not know is printed under others`() throws {
    var builder = GraphBuilder()
    let inputs = ["a b", "2x", "x", "w[1", "f", ""].map { builder.input($0) }
    let sum = inputs.dropFirst().reduce(inputs[0]) { builder.apply(.add, $0, $1) }
    builder.name(sum, "x; y = 2")
    builder.output("f", sum)
    builder.output("f", sum)
    let text = builder.graph.notation(point: [1, 2, 3, 4, 5, 6])
    let program = try Program(SourceText(text, name: "t"))
    #expect(try program.requiredLinearization().outputs == [21, 21], "\(text)")
  }

  @Test func `a constant whose name is a number of the trace stays apart from that variable`()
    throws
  {
    let text = "v5 = 3; f = x1 + exp(x2) - x3*x4 <= v5; g = v5*x1"
    let program = try Program(SourceText(text, name: "t"))
    let equations = Equations(program.graph)
    let symbols = program.graph.nodes.map { equations.naming.symbols[$0].name }
    #expect(!symbols.contains("v5"), "\(symbols)")
    let printed = program.graph.notation()
    let again = try Program(SourceText(printed, name: "t"))
    let point = [0.5, 1, 2, 3]
    #expect(
      try again.graph.linearized(at: point).outputs == program.graph.linearized(at: point).outputs,
      "\(printed)")
  }

  @Test(arguments: ["v_3", "v[3]", "v3"])
  func `an input that looks like a number of the trace stays apart from that variable`(
    _ name: String
  ) throws {
    let declared = name.replacing("[3]", with: "[3..3]")
    let graph = try Program(
      SourceText("input \(declared); a = sin(\(name)); f = a*cos(\(name)) + \(name)", name: "t")
    ).graph
    let symbols = Equations(graph).naming.symbols
    let others = graph.nodes.filter { $0 != graph.inputs[0].node }.map { symbols[$0].name }
    #expect(!others.contains("v3"), "\(others)")
  }

  @Test func `what only an unneeded function uses is no input`() throws {
    for body in ["x*k", "g(x)"] {
      let text = "g(u) = u*k; f(x) = \(body); y = 2*a; output y; at a = 1"
      let program = try Program(SourceText(text, name: "t"))
      #expect(program.graph.inputs.map(\.name) == ["a"], "\(body)")
      #expect(try program.requiredLinearization().outputs == [2])
    }
  }

  @Test func `a constant that was written with what is no number is printed as its number`() throws
  {
    var builder = GraphBuilder()
    let x = builder.input("x")
    let label = Formula.binary(.mul, .number(.nan), .symbol("pi"))
    let constant = builder.constant(2.5, label: label)
    builder.output("f", builder.apply(.mul, x, constant))
    let printed = builder.graph.notation()
    let program = try Program(SourceText(printed, name: "t"))
    #expect(try program.graph.linearized(at: [2]).outputs == [5], "\(printed)")
  }

  /// What each node that depends on an input computes from what; constants count by their value.
  private func computations(_ graph: Graph) throws -> [String] {
    let values = try graph.linearized(
      at: graph.inputs.map { _ in 0.5 }, checkingDomains: false)
    var positions: [NodeID: Int] = [:]
    var lines: [String] = []
    for node in graph.nodes where !values.isConstant(node) {
      let operands = graph.parents(of: node).map { parent in
        positions[parent].map { "#\($0)" } ?? "\(values.primals[parent])"
      }
      positions[node] = lines.count
      lines.append("\(graph[node].elemental?.name ?? "input") \(operands)")
    }
    let outputs = graph.outputs.map { output in
      let term = positions[output.node].map { "#\($0)" } ?? "\(values.primals[output.node])"
      return "\(output.name) = \(term)"
    }
    return lines + outputs + graph.inputs.map(\.name)
  }

  private func expectEqual(_ graph: Graph, _ expected: Graph, _ text: String) throws {
    #expect(try computations(graph) == computations(expected), "\(text)")
    let given = Set(expected.nodes.compactMap { expected.name(of: $0) })
    #expect(given.isSubset(of: graph.nodes.compactMap { graph.name(of: $0) }), "\(text)")
  }

  @Test func `what is printed is read back as the same graph`() throws {
    let texts = [
      "-(x*y)", "(-x)*y", "x - (y - x)", "(x^y)^2", "x^y^2", "(-x)^2", "-x^2", "x/(y/x)", "x/y/x",
      "x*(y + 1)", "x - -y", "-(-x)", "max(x, min(y, 2))", "2^(-x)", "1e-7*x", "x*(y*x)",
      "x + (y + x)",
    ]
    for text in texts {
      let graph = try Program(SourceText("f(x, y) = \(text)", name: "t")).graph
      let printed = try #require(Equations(graph).expanded(graph.outputs[0].node, limit: 100))
        .source
      let again = try Program(SourceText("f(x, y) = \(printed)", name: "t")).graph
      #expect(again == graph, "\(text) was printed as \(printed)")
    }
  }

  @Test func `long sums, many lines and deep nesting up to the limit are read`() throws {
    let sum = repeatElement("x", count: 100_000).joined(separator: "+")
    #expect(try value("f = \(sum)", at: "x=1") == 100_000)
    let lines = (1...20_000).map { "a\($0) = \($0 == 1 ? "x" : "a\($0 - 1)") + 1" }
    #expect(try value(lines.joined(separator: "\n"), at: "x=0") == 20_000)
    let depth = 390
    let nested = String(repeating: "(", count: depth) + "x" + String(repeating: ")", count: depth)
    #expect(try value("f = \(nested)", at: "x=4") == 4)
  }

  @Test(arguments: [
    "f(x) = x\r\nat x = 1\r\n", "\u{FEFF}f(x) = x; at x = 1",
    "# only a comment\n\nf(x) = x\nat x=1", "f(x) = x\rat x = 1\r",
  ])
  func `line ends, byte order marks and comments are taken as they come`(_ text: String) throws {
    #expect(try value(text) == 1)
  }
}
