import TestSupport
import Testing
import Wengert
import WengertDrawing

@Suite struct `Emphasis` {
  private func weighted(_ text: String, _ weight: Weighting, _ mode: Mode = .both) throws -> Figure
  {
    var options = FigureOptions()
    (options.weight, options.mode) = (weight, mode)
    return try figure(text, options)
  }

  private func random(_ seed: UInt64, _ options: FigureOptions) throws -> (Figure, Evaluation) {
    let random = RandomGraph(seed: seed, operations: 5 + Int(seed))
    let evaluation = Evaluation(
      try random.graph.linearized(at: random.point), tangentSeed: [1, 0, 0], adjointSeed: [1, 0])
    return (Figure(Equations(random.graph), evaluation, title: "f", options: options), evaluation)
  }

  @Test(arguments: 0..<40 as Range<UInt64>, [Weighting.tangent, .adjoint])
  func `weights grow with the contributions and stay in their steps`(
    _ seed: UInt64, _ weighting: Weighting
  ) throws {
    var options = FigureOptions()
    options.weight = weighting
    let (figure, evaluation) = try random(seed, options)
    let links = figure.links.map { link -> (size: Double, weight: Weight?) in
      let contribution =
        weighting == .tangent
        ? evaluation.tangents.contribution(along: link.edge)
        : evaluation.adjoints.contribution(along: link.edge)
      return ((contribution ?? 0).magnitude, link.weight)
    }
    var last = -1
    for link in links.filter({ $0.size.isFinite }).sorted(by: { $0.size < $1.size }) {
      switch try #require(link.weight) {
      case .zero: #expect(link.size == 0, "seed \(seed)")
      case .step(let step):
        #expect(
          link.size != 0 && step >= last && (0..<WeightScale.steps).contains(step), "seed \(seed)")
        last = step
      case .notFinite: Issue.record("seed \(seed): \(link.size) is finite")
      }
    }
  }

  @Test func `one huge contribution leaves the others apart`() {
    let sizes = (0..<60).map { Double($0 + 1) } + [1e300]
    let scale = WeightScale(sizes)
    let steps = Set(
      sizes.dropLast().compactMap { size -> Int? in
        if case .step(let step) = scale.weight(size) { step } else { nil }
      })
    #expect(steps.count == WeightScale.steps)
    #expect(scale.weight(1e300) == .step(WeightScale.steps - 1))
  }

  @Test(arguments: [
    [], [0], [3], [3, 3.1], [.leastNonzeroMagnitude, 1.7e308], [.nan, .infinity, 1], [-2, 2],
  ])
  func `every list of contributions has a scale`(_ sizes: [Double]) {
    let scale = WeightScale(sizes)
    #expect(scale.weight(0) == .zero && scale.weight(nil) == .zero)
    #expect(scale.weight(.nan) == .notFinite && scale.weight(-.infinity) == .notFinite)
    for size in [.leastNonzeroMagnitude, 1e-10, 1, 1e300] {
      guard case .step(let step) = scale.weight(size) else {
        Issue.record("\(size) has no step")
        continue
      }
      #expect((0..<WeightScale.steps).contains(step))
      #expect(scale.weight(-size) == .step(step))
    }
  }

  @Test func `nearly equal contributions look equal`() {
    let scale = WeightScale([1, 1.05, 0.95])
    #expect(Set([1, 1.05, 0.95].map { "\(scale.weight($0))" }).count == 1)
  }

  @Test func `the strongest path leads from an input to the seeded output`() throws {
    let figure = try weighted(`Figures`.bishop, .adjoint)
    #expect(figure.cards.filter(\.isOnStrongestPath).map(\.id) == ["v1", "v3", "v4", "v5", "v7"])
    #expect(
      figure.links.filter(\.isOnStrongestPath).map(\.id)
        == ["e-v1-v3-0", "e-v3-v4-0", "e-v4-v5-1", "e-v5-v7-0"])
    #expect(figure.summary.hasSuffix("Strongest path: v₁, v₃, v₄, v₅, v₇."))
    let forward = try weighted(`Figures`.bishop + "\ntangent x2 = 1", .tangent)
    #expect(forward.cards.filter(\.isOnStrongestPath).map(\.id) == ["v2", "v3", "v4", "v5", "v7"])
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `the forward path is the largest product over all paths`(_ seed: UInt64) throws {
    var options = FigureOptions()
    options.weight = .tangent
    let (figure, evaluation) = try random(seed, options)
    let linearization = evaluation.linearization
    let graph = linearization.graph
    // The largest product to each node, by going back over all paths.
    func best(_ node: NodeID) -> Double? {
      let ways = graph.edges(into: node).compactMap { edge -> Double? in
        guard let partial = linearization.partial(along: edge), let before = best(edge.parent)
        else { return nil }
        return before * partial.magnitude
      }
      return ways.max()
        ?? (evaluation.tangents.isReached(node) && graph.parents(of: node).isEmpty ? 1 : nil)
    }
    let expected =
      graph.outputs.compactMap { graph.parents(of: $0.node).isEmpty ? nil : best($0.node) }.max()
      ?? 0
    let links = figure.links.filter(\.isOnStrongestPath)
    guard expected > 0 else {
      #expect(links.isEmpty, "seed \(seed)")
      return
    }
    let product = links.compactMap { linearization.partial(along: $0.edge)?.magnitude }.reduce(1, *)
    #expect(abs(product - expected) <= 1e-9 * expected, "seed \(seed)")
    for (link, next) in zip(links, links.dropFirst()) { #expect(link.child == next.parent) }
  }

  @Test func `what the mode does not show is not weighted`() throws {
    let figure = try weighted(`Figures`.bishop, .adjoint, .forward)
    #expect(figure.weight == .none && figure.links.allSatisfy { $0.weight == nil })
    #expect(figure.cards.allSatisfy { !$0.isOnStrongestPath })
  }

  @Test(
    arguments: [
      (
        "f(x) = exp(exp(x))*exp(-x)\nat x = 10",
        ["v2 startsInfinity adjoint", "v3 overflow primal"]
      ),
      ("f(x) = sigmoid(200*x)\nat x = 3", ["v2 vanishes adjoint"]),
      ("f(x) = relu(2*x)\nat x = -3", ["v2 vanishes adjoint"]),
      ("f(x) = exp(20*x)\nat x = 3", ["v2 explodes adjoint"]),
      ("f(x) = abs(x)\nat x = 0", ["v2 kink primal"]),
      ("f(x) = 0*x\nat x = 1", []),
      ("f(x) = if(x > 0, log(x), x^2)\nat x = -1", ["v3 notTaken primal"]),
      (`Figures`.bishop, []),
    ] as [(String, [String])])
  func `what is remarkable has its badge where it begins`(_ text: String, _ expected: [String])
    throws
  {
    let figure = try figure(text)
    let badges = figure.cards.flatMap { card in
      card.badges.map { "\(card.id) \($0.kind) \($0.quantity)" }
    }
    for badge in expected { #expect(badges.contains(badge), "\(badges)") }
    if expected.isEmpty { #expect(badges.isEmpty, "\(badges)") }
  }

  @Test func `a NaN is marked where it begins and not where it only arrives`() throws {
    var builder = GraphBuilder()
    let x = builder.input("x")
    let log = builder.apply(.log, x)
    let sum = builder.apply(.add, log, x)
    builder.output("f", builder.apply(.sin, sum))
    let linearization = try builder.graph.linearized(at: [-1], checkingDomains: false)
    let figure = Figure(
      Equations(builder.graph),
      Evaluation(linearization, tangentSeed: [1], adjointSeed: [1]), title: "f")
    let starts = figure.cards.filter {
      $0.badges.contains { $0.kind == .startsNaN && $0.quantity == .primal }
    }
    #expect(starts.map(\.id) == ["v2"])
    #expect(figure.summary.contains("NaN starts at: v₂, "))
  }

  @Test func `the legend explains every sign that occurs, and no other`() throws {
    func samples(_ figure: Figure) -> [String] {
      figure.legend.map { "\($0.sample)".prefix { $0.isLetter }.description }
    }
    let plain = ["quantity", "quantity", "quantity", "quantity"]
    #expect(samples(try figure("f(x) = sin(x)\nat x = 1")) == plain)
    #expect(samples(try figure("f(x) = x*x\nat x = 1")) == plain + ["sum"])
    #expect(samples(try figure(`Figures`.bishop)) == plain + ["sum", "operand"])
    #expect(samples(try figure("f(x) = exp(x)\nat x = 1000")) == plain + ["notFinite"])
    #expect(samples(try figure("f(x) = x + 2")) == ["constant"])
    #expect(
      samples(try figure("f(x) = if(x > 0, log(x), x)\nat x = -1"))
        == plain + ["notFinite", "constant", "operand", "notTaken"])
    #expect(
      samples(try weighted("f(x) = x*x\nat x = 1", .adjoint)) == plain + [
        "sum", "weights", "strongestPath",
      ])
    #expect(
      samples(try weighted("f(x, y) = x + y\nat x = 1, y = 2", .tangent, .forward))
        == [
          "quantity", "quantity", "quantity", "notComputed", "weights", "zeroWeight",
          "strongestPath",
        ])
  }
}
