import Testing
import Wengert

@Suite struct `Formulas` {
  private static let x = Formula.symbol("x")
  private static let y = Formula.symbol("y")

  @Test(
    arguments: [
      (.binary(.sub, x, .binary(.sub, y, x)), "x - (y - x)"),
      (.binary(.add, x, .binary(.add, y, x)), "x + (y + x)"),
      (.binary(.mul, .binary(.add, x, y), x), "(x + y)*x"),
      (.binary(.div, x, .binary(.mul, x, y)), "x/(x*y)"),
      (.binary(.pow, .binary(.pow, x, y), x), "(x^y)^x"),
      (.binary(.pow, x, .binary(.pow, y, x)), "x^y^x"),
      (.unary(.neg, .binary(.pow, x, .number(2))), "-x^2"),
      (.binary(.pow, .unary(.neg, x), .number(2)), "(-x)^2"),
      (.unary(.neg, .binary(.mul, x, y)), "-(x*y)"),
      (.binary(.mul, .unary(.neg, x), y), "-x*y"),
      (.binary(.add, x, .binary(.mul, .number(-2), y)), "x + (-2)*y"),
      (.binary(.sub, x, .unary(.neg, y)), "x - (-y)"),
      (.unary(.neg, .unary(.neg, x)), "-(-x)"),
      (.binary(.max, x, .unary(.sin, y)), "max(x, sin(y))"),
      (.number(1e-7), "1e-07"), (.number(-0.0), "0"), (.number(3), "3"),
    ] as [(Formula, String)])
  func `source text has the parentheses it needs and no others`(_ formula: Formula, _ text: String)
  {
    #expect(formula.source == text)
  }

  @Test func `rules write zeros, ones and signs in the usual way`() {
    let (x, y) = (Self.x, Self.y)
    #expect(Formula(0) * x + Formula(1) * y == y)
    #expect(x * Formula(-1) == .unary(.neg, x))
    #expect(y + x * Formula(-1) == .binary(.sub, y, x))
    #expect(x * (Formula(1) / y) == .binary(.div, x, y))
    #expect(-(-x) == x)
    #expect(x - (-y) == .binary(.add, x, y))
  }

  @Test(
    arguments: [
      ("x1", "x", "1"), ("v12", "v", "12"), ("x_max", "x", "max"), ("loss", "loss", ""),
      ("x'", "x'", ""),
      ("a_", "a_", ""), ("_", "_", ""),
    ])
  func `the index of a name is its digits or what follows an underscore`(
    _ name: String, _ base: String, _ index: String
  ) {
    #expect(Symbol(name).base == base)
    #expect(Symbol(name).index == index)
  }

  @Test func `an expanded node is written out at each use, up to a limit`() {
    var builder = GraphBuilder()
    var node = builder.input("x")
    for _ in 0..<3 { node = builder.apply(.mul, node, node) }
    builder.output("f", node)
    let equations = Equations(builder.graph)
    #expect(equations.expanded(node, limit: 7)?.source == "x*x*(x*x)*(x*x*(x*x))")
    #expect(equations.expanded(node, limit: 6) == nil)
  }

  @Test func `a long chain is refused for expansion without recursion into its depth`() {
    var builder = GraphBuilder(sharing: false)
    var node = builder.input("x")
    for _ in 0..<100_000 { node = builder.apply(.sin, node) }
    #expect(Equations(builder.graph).expanded(node, limit: 100) == nil)
  }
}

// The operators that rules use are internal to the core; formulas are tested through their public form.
extension Formula {
  fileprivate static func + (x: Formula, y: Formula) -> Formula { apply(Elemental.Add.self, x, y) }
  fileprivate static func - (x: Formula, y: Formula) -> Formula { apply(Elemental.Sub.self, x, y) }
  fileprivate static func * (x: Formula, y: Formula) -> Formula { apply(Elemental.Mul.self, x, y) }
  fileprivate static func / (x: Formula, y: Formula) -> Formula { apply(Elemental.Div.self, x, y) }
  fileprivate static prefix func - (x: Formula) -> Formula { apply(Elemental.Neg.self, x) }
}
