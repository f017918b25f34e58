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
