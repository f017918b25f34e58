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
    Figure(equations, evaluation, title: "f", view: view)
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
