import Foundation
import TestSupport
import Testing
import Wengert
import WengertDrawing
import WengertNotation

/// A random graph with random groups, and numbers for it.
private struct Sample: CustomStringConvertible {
  let seed: UInt64
  let equations: Equations
  let evaluation: Evaluation
  let folding: Folding

  var graph: Graph { equations.graph }
  var description: String { "seed \(seed), \(folding)" }

  init(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let size = Int.random(in: 1...120, using: &generator)
    let random = RandomGraph(
      seed: seed, inputs: Int.random(in: 1...6, using: &generator), operations: size)
    let graph = Sample.grouped(random.graph, &generator)
    self.seed = seed
    equations = Equations(graph)
    let linearization = try graph.linearized(at: random.point)
    evaluation = Evaluation(
      linearization, tangentSeed: random.point.map { $0 > 0 ? 1 : 0 },
      adjointSeed: graph.outputs.indices.map { Double($0 + 1) })
    var folding = Folding()
    folding.limit = [1, 2, 3, 5, 10, 30, nil].randomElement(using: &generator) ?? nil
    if Bool.random(using: &generator) { folding.depth = Int.random(in: 0...3, using: &generator) }
    if let name = graph.groups.randomElement(using: &generator)?.name {
      if Bool.random(using: &generator) { folding.folded = [name] }
    }
    let name = { (node: NodeID) in Naming(graph).ids[node] }
    if let node = graph.nodes.randomElement(using: &generator) {
      switch Int.random(in: 0..<4, using: &generator) {
      case 0:
        let radius = Int.random(in: 0...3, using: &generator)
        folding.selection = .neighbourhood(of: name(node), radius: radius)
      case 1 where graph.parents(of: node).first != nil:
        folding.selection = .paths(from: name(graph.parents(of: node)[0]), to: name(node))
      default: break
      }
    }
    self.folding = folding
  }

  /// The same nodes with groups that lie inside each other or apart, and with constants and long sums.
  private static func grouped(_ graph: Graph, _ generator: inout SplitMix64) -> Graph {
    var builder = GraphBuilder()
    var nodes: [NodeID] = []
    var sums: [NodeID] = []
    var open: [(name: String, start: Int)] = []
    for node in graph.nodes {
      if Int.random(in: 0..<6, using: &generator) == 0 {
        open.append((["g", "h", "k"][open.count % 3], builder.graph.count))
      }
      switch graph[node] {
      case .input(let position): nodes.append(builder.input(graph.inputs[position].name))
      case .constant(let value): nodes.append(builder.constant(value))
      case .unary(let elemental, let x): nodes.append(builder.apply(elemental, nodes[x.index]))
      case .binary(let elemental, let x, let y):
        nodes.append(builder.apply(elemental, nodes[x.index], nodes[y.index]))
      case .ternary(let elemental, let x, let y, let z):
        nodes.append(
          builder.apply(elemental, nodes[x.index], nodes[y.index], nodes[z.index]))
      }
      if Int.random(in: 0..<12, using: &generator) == 0, let last = nodes.last {
        var sum = builder.apply(.sin, last)
        for factor in 2..<Int.random(in: 3...9, using: &generator) {
          sum = builder.apply(
            .add, sum, builder.apply(.mul, builder.constant(Double(factor)), last))
        }
        sums.append(sum)
      }
      if Int.random(in: 0..<6, using: &generator) == 0, let group = open.popLast() {
        builder.group(group.name, from: group.start)
      }
    }
    while let group = open.popLast() { builder.group(group.name, from: group.start) }
    for output in graph.outputs { builder.output(output.name, nodes[output.node.index]) }
    // Nothing reads the other sums.
    if let sum = sums.first { builder.output("s", sum) }
    return builder.graph
  }

  var view: GraphView { get throws { try GraphView(equations, folding) } }

  func figure(_ view: GraphView) -> Figure {
    var options = FigureOptions()
    options.constants = .cards
    return Figure(equations, evaluation, title: "f", options: options, view: view)
  }
}

@Suite struct `Folded figures` {
  private static let seeds: Range<UInt64> = 0..<200

  @Test(arguments: seeds)
  func `every node is shown, in one fold, or left out, and there is no cycle`(_ seed: UInt64) throws
  {
    let sample = try Sample(seed: seed)
    let view = try sample.view
    var owners = [Int](repeating: 0, count: sample.graph.count)
    for (position, part) in view.parts.enumerated() {
      let nodes: [NodeID] =
        switch part {
        case .node(let node): [node]
        case .fold(let fold): fold.nodes
        }
      #expect(!nodes.isEmpty)
      for node in nodes {
        owners[node.index] += 1
        #expect(view.part(of: node) == position, "\(sample)")
      }
    }
    for node in sample.graph.nodes {
      #expect(owners[node.index] == (view.part(of: node) == nil ? 0 : 1), "\(sample)")
    }
    #expect(owners.count { $0 == 0 } == view.hiddenCount)
    if let limit = sample.folding.limit { #expect(view.parts.count <= limit, "\(sample)") }
    let figure = sample.figure(view)
    // Cards stand in an order of evaluation, so the graph of the cards has no cycle.
    #expect(figure.links.allSatisfy { $0.parent < $0.child }, "\(sample)")
    #expect(Set(figure.cards.map(\.id)).count == figure.cards.count, "\(sample)")
    #expect(Set(figure.links.map(\.id)).count == figure.links.count, "\(sample)")
    let safe = #/[A-Za-z][A-Za-z0-9\-]*/#
    #expect(
      (figure.cards.map(\.id) + figure.links.map(\.id)).allSatisfy {
        $0.wholeMatch(of: safe) != nil
      })
  }

  @Test(arguments: seeds)
  func `every edge is drawn, inside a fold, out of a constant into a fold, or outside`(
    _ seed: UInt64
  ) throws {
    let sample = try Sample(seed: seed)
    let view = try sample.view
    var expected = 0
    for edge in sample.graph.edges {
      let (parent, child) = (view.part(of: edge.parent), view.part(of: edge.child))
      if parent == nil, child == nil { continue }
      if let parent, parent == child { continue }
      if case .constant = sample.graph[edge.parent] {
        let ends = [parent, child].compactMap { $0 }
        let touchesFold = ends.contains { if case .fold = view.parts[$0] { true } else { false } }
        if touchesFold || child == nil { continue }
      }
      expected += 1
    }
    let drawn = sample.figure(view).links.reduce(0) { $0 + $1.count }
    #expect(drawn == expected, "\(sample)")
  }

  @Test(arguments: seeds)
  func `contributions add up to the adjoint and the tangent of every card that has one`(
    _ seed: UInt64
  ) throws {
    let sample = try Sample(seed: seed)
    let figure = sample.figure(try sample.view)
    for (position, card) in figure.cards.enumerated() where card.fold?.isOutside != true {
      if let adjoint = card.rows.first(where: { $0.quantity == .adjoint })?.value,
        card.rows.allSatisfy({ $0.range == nil })
      {
        let links = figure.links.filter { $0.parent == position }
        let terms = links.map { value(of: .adjoint, $0) }
        guard terms.allSatisfy({ $0 != nil }) else { continue }
        let seed = sample.graph.outputs.enumerated().reduce(0.0) { sum, output in
          output.element.node == card.node ? sum + Double(output.offset + 1) : sum
        }
        let sum = terms.reduce(seed) { $0 + ($1 ?? 0) }
        #expect(close(sum, adjoint, terms), "\(card.id), \(sample)")
      }
      guard !card.isInput, card.fold?.kind != .inputs,
        let tangent = card.rows.first(where: { $0.quantity == .tangent })?.value,
        card.rows.allSatisfy({ $0.range == nil })
      else { continue }
      let holdsInput = try sample.view.holdsInput(of: card, sample.graph)
      if holdsInput { continue }
      let links = figure.links.filter { $0.child == position }
      let terms = links.map { value(of: .tangent, $0) }
      #expect(close(terms.reduce(0) { $0 + ($1 ?? 0) }, tangent, terms), "\(card.id), \(sample)")
    }
  }

  private func value(of quantity: Quantity, _ link: Figure.Link) -> Double? {
    link.rows.first { $0.quantity == quantity }?.value
  }

  private func close(_ sum: Double, _ value: Double, _ terms: [Double?]) -> Bool {
    let size = terms.reduce(1) { max($0, ($1 ?? 0).magnitude) }
    return agree(sum, value, relative: 1e-8, absolute: 1e-9 * size)
  }

  @Test(arguments: seeds)
  func `a partial is given where what flows in and out is one value, and makes both contributions`(
    _ seed: UInt64
  ) throws {
    let sample = try Sample(seed: seed)
    let figure = sample.figure(try sample.view)
    for link in figure.links where !link.rows.isEmpty {
      guard let partial = value(of: .partial, link) else { continue }
      let parent = figure.cards[link.parent]
      let child = figure.cards[link.child]
      if let tangent = value(of: .tangent, link), parent.fold?.isOutside != true,
        let own = sample.evaluation.tangents[link.edge.parent]
      {
        #expect(
          agree(tangent, own * partial, relative: 1e-8, absolute: 1e-8), "\(link.id), \(sample)")
      }
      if child.fold?.isOutside != true, child.rows.allSatisfy({ $0.range == nil }),
        let adjoint = value(of: .adjoint, link),
        let own = child.rows.first(where: { $0.quantity == .adjoint })?.value
      {
        #expect(
          agree(adjoint, own * partial, relative: 1e-8, absolute: 1e-8 * max(1, partial.magnitude)),
          "\(link.id), \(sample)")
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 7]) func `any limit is kept, by a chain, a sum and many inputs`(
    _ limit: Int
  ) throws {
    let texts = [
      "f(x) = \(String(repeating: "sin(", count: 200))x\(String(repeating: ")", count: 200))",
      "input x[1..100]\nf = sum(i in 1..100, x[i]^2)",
      "input x[1..100]\nh[i in 1..100] = tanh(x[i])\noutput h[1], h[2], h[3]",
      "f(a, b, c, d, p, q, r) = a + 2*b + 3*c + 4*d + 5*p*q*r",
    ]
    for text in texts {
      let program = try Program(SourceText(text, name: "t"))
      var folding = Folding()
      folding.limit = limit
      let view = try GraphView(Equations(program.graph), folding)
      #expect(view.parts.count <= limit && !view.parts.isEmpty, "\(text.prefix(60))")
      #expect(
        view.folds.reduce(0) { $0 + $1.nodes.count } + view.parts.count - view.folds.count
          == program.graph.count)
    }
  }
}

extension GraphView {
  /// Whether the part of a card holds an input, whose tangent is a seed.
  fileprivate func holdsInput(of card: Figure.Card, _ graph: Graph) -> Bool {
    guard let position = part(of: card.node), case .fold(let fold) = parts[position] else {
      return false
    }
    return fold.nodes.contains { if case .input = graph[$0] { true } else { false } }
  }
}

/// What is recognised, and how it is drawn.
@Suite struct `Folds` {
  private static let network = """
    input x[1..20], W[1..8, 1..20], b[1..8], w[1..8]
    h[i in 1..8] = tanh(b[i] + sum(j in 1..20, W[i,j]*x[j]))
    output y = sum(i in 1..8, w[i]*h[i])
    at x[1..20] = 0.5, W[1..8, 1..20] = 0.1, b[1..8] = 0.2, w[1..8] = 1
    """

  private func folded(_ text: String, limit: Int? = 20) throws -> Figure {
    let program = try Program(SourceText(text, name: "t"))
    let evaluation = try program.linearized().map {
      Evaluation($0, tangentSeed: program.tangentSeed, adjointSeed: program.adjointSeed)
    }
    var folding = Folding()
    folding.limit = limit
    let equations = Equations(program.graph)
    return Figure(
      equations, evaluation, title: "f", view: try GraphView(equations, folding))
  }

  private func cards(_ figure: Figure) -> [String] {
    figure.cards.map { "\($0.fold?.caption.plain ?? ""): \($0.title.plain)" }
  }

  @Test func `a layer folds into its operations, each with a count`() throws {
    #expect(
      cards(try folded(Self.network)) == [
        "20 inputs: x₁ … x₂₀", "160 inputs: W_1,1 … W_8,20", "8 inputs: b₁ … b₈",
        "8 inputs: w₁ … w₈", "×160: v_i = W_j·x_k", "×8 · 160 nodes: v_i = Σ of 21 terms",
        "×8: h_i = tanh(v_j)", "×8: v_i = w_j·h_j", "Σ of 8 terms: v₅₃₉ = v₅₂₅ + v₅₂₆ + … + v₅₃₈",
      ])
  }

  @Test(
    arguments: [
      (
        "input x[1..50]\nf = sum(i in 1..49, (1 - x[i])^2 + 100*(x[i+1] - x[i]^2)^2)",
        ["×49: v_i = 1 − x_j", "×49: v_i = 100·v_j", "Σ of 49 terms: f = v₅₇ + v₆₄ + … + v₄₄₀"]
      ),
      (
        "input x\ny[1] = x\ny[i in 2..90] = sin(y[i-1])\nf = y[90]",
        ["×88 in sequence: y_i = sin(y_j)"]
      ),
      (
        "f(x) = x\(String(repeating: "*x*sin(x)", count: 40))",
        ["Π of 81 factors: v₈₂ = v₁·v₁·…·v₃"]
      ),
      (
        "g(x, y) = sin(x)*exp(y)\ninput x[1..30], y[1..30]\nz[i in 1..30] = g(x[i], y[i])\nf = sum(i in 1..30, z[i])",
        ["×30: v_i = sin(x_j)", "×30: v_i = exp(y_j)", "×30: z_i = v_j·v_k"]
      ),
      (
        "input x[1..9], w[1..9]\nh[i in 1..8] = sum(j in 1..9, w[j]*sin(x[j]*i))\nf = sum(i in 1..8, h[i]^2)",
        ["×72: v_i = x_j·c_k", "×72: v_i = sin(v_j)", "×8 · 64 nodes: h_i = Σ of 9 terms"]
      ),
    ])
  func `sums, products, runs and sequences are recognised`(
    _ text: String, _ expected: [String]
  ) throws {
    let shown = cards(try folded(text))
    #expect(expected.allSatisfy(shown.contains), "\(shown)")
  }

  @Test func `same graph, same view`() throws {
    #expect(try folded(Self.network) == folded(Self.network))
  }

  @Test func `nothing folds where there is room`() throws {
    let small = try folded(Self.network, limit: nil)
    #expect(small.note == nil && small.cards.allSatisfy { $0.fold == nil })
    let program = try Program(SourceText("f(x) = sin(x)*x\nat x = 1", name: "t"))
    #expect(GraphView(folded: Equations(program.graph)).isComplete)
  }

  @Test func `a range that holds a NaN says so`() throws {
    let text =
      "input x[1..30]\nh[i in 1..30] = x[i]*x[i]\nf = sum(i in 1..30, h[i])\nat x[1..30] = 1"
    let program = try Program(SourceText(text, name: "t"))
    var point = [Double](repeating: 2, count: 30)
    point[3] = .nan
    let equations = Equations(program.graph)
    let evaluation = Evaluation(
      try program.graph.linearized(at: point, checkingDomains: false),
      tangentSeed: point, adjointSeed: [1])
    let figure = Figure(equations, evaluation, title: "f", view: GraphView(folded: equations))
    let card = try #require(figure.cards.first { $0.fold?.kind == .inputs })
    #expect(card.rows[0].text == "2, NaN" && card.rows[0].value == nil)
  }

  @Test func `the drawing of a folded figure is well-formed, with unique ids`() throws {
    let svg = try PlacedFigure(try folded(Self.network), by: ColumnLayout()).svg()
    let ids = svg.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count && ids.contains { $0.hasPrefix("wg-fold-") })
    #expect(svg.contains("160 edges") && svg.contains("stands for 160 nodes"))
  }

  @Test(.enabled(if: Tool.find("dot") != nil, "needs dot")) func `dot draws it`() throws {
    let dot = try #require(Tool.find("dot"))
    let outcome = try Tool.run(dot, ["-Tsvg"], input: try folded(Self.network).dot)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.output.contains("539 nodes: 0 shown, 539 in 9 folds"))
  }

  /// Puts a frame around the first group.
  private struct FramingLayout: LayoutEngine {
    func layout(_ request: LayoutRequest) throws(LayoutError) -> LayoutResult {
      var result = try ColumnLayout().layout(request)
      let frame = Rectangle(origin: Point(x: 1, y: 2), size: Size(width: 300, height: 200))
      result.groups = request.groups.indices.map { $0 == 0 ? frame : nil }
      return result
    }
  }

  @Test func `an open group has a frame with its name where the layout makes room for one`() throws
  {
    let text = "sq(x) = x*x\nf(x) = sq(x) + sq(x + 1)\nat x = 1"
    let figure = try figure(text)
    #expect(figure.groups.map(\.name).sorted() == ["sq", "sq"])
    #expect(figure.groups.allSatisfy { $0.cards.count == 1 && $0.parent == nil })
    let framed = try PlacedFigure(figure, by: FramingLayout()).svg()
    let plain = try PlacedFigure(figure, by: ColumnLayout()).svg()
    #expect(framed.contains("aria-label=\"group sq\"") && !plain.contains("group sq"))
  }

  @Test(arguments: ["h[1,2]", "h₁,₂", "v5", "x1", "f"])
  func `a node is found by each of its names`(_ name: String) throws {
    let text = "f(x1, x2) = sin(x1)*x2 + x1\nat x1 = 1, x2 = 2"
    let members = "h[i in 1..1, j in 1..2] = x1*x2 + j\nf = h[1,2] + x1\nat x1 = 1, x2 = 2"
    let source = name.hasPrefix("h") ? "input x1, x2\n" + members : text
    let program = try Program(SourceText(source, name: "t"))
    var folding = Folding()
    let spelled = name == "h₁,₂" ? RichText(Symbol("h[1,2]")).plain : name
    folding.selection = .neighbourhood(of: spelled, radius: 0)
    let figure = Figure(
      Equations(program.graph), nil, title: "f",
      view: try GraphView(Equations(program.graph), folding))
    let found = figure.cards.filter { $0.fold == nil && $0.role != .constant }
    #expect(found.count == 1 && found.allSatisfy { $0.title.plain.contains("=") })
  }

  @Test func `a hundred thousand nodes fold without a name for each`() throws {
    var builder = GraphBuilder(sharing: false)
    var node = builder.input("x")
    for level in 0..<1_000 {
      let start = builder.graph.count
      for _ in 0..<100 { node = builder.apply(level % 2 == 0 ? .sin : .tanh, node) }
      builder.group("layer", from: start)
    }
    builder.output("f", node)
    let equations = Equations(builder.graph)
    let view = GraphView(folded: equations)
    #expect(view.parts.count <= Folding.defaultLimit)
    #expect(view.parts.count > 1)
    let figure = Figure(equations, nil, title: "f", view: view)
    #expect(figure.links.allSatisfy { $0.parent < $0.child })
  }
}
