import TestSupport
import Testing
import Wengert
import WengertDrawing
import WengertNotation

/// Places boxes in a column, so that figures can be compared without Graphviz.
struct ColumnLayout: LayoutEngine {
  func layout(_ request: LayoutRequest) throws(LayoutError) -> LayoutResult {
    var y = 0.0
    var centers: [Point] = []
    for size in request.boxes {
      centers.append(Point(x: 200, y: y + size.height / 2))
      y += size.height + request.rankGap
    }
    let routes = request.edges.map { edge -> LayoutResult.Route in
      let (start, end) = (centers[edge.tail], centers[edge.head])
      let middle = Point(x: (start.x + end.x) / 2, y: (start.y + end.y) / 2)
      return LayoutResult.Route(
        curves: [[start, middle, middle, middle], [middle, middle, middle, end]],
        start: start, end: end, chip: edge.chip == nil ? nil : middle)
    }
    return LayoutResult(size: Size(width: 400, height: y), centers: centers, routes: routes)
  }
}

/// The figure of a text.
func figure(_ text: String, _ options: FigureOptions = FigureOptions()) throws -> Figure {
  let program = try Program(SourceText(text, name: "t"))
  let evaluation = try program.linearized().map {
    Evaluation($0, tangentSeed: program.tangentSeed, adjointSeed: program.adjointSeed)
  }
  return Figure(Equations(program.graph), evaluation, title: "f", options: options)
}

@Suite struct `Figures` {
  static let bishop = "f(x1, x2) = x1*x2 + exp(x1*x2) - sin(x2)\nat x1 = 1, x2 = 2"

  @Test
  func `a card shows its line of the trace and its numbers, a chip what flows along its edge`()
    throws
  {
    let figure = try figure(Self.bishop)
    let card = figure.cards[2]
    #expect(card.title.plain == "v₃ = v₁·v₂")
    #expect(card.rows.map(\.symbol.plain) == ["v₃", "v̇₃", "v̄₃"])
    #expect(card.rows.map(\.text) == ["2", "2", "8.3891"])
    let link = try #require(figure.links.first { $0.id == "e-v3-v4-0" })
    #expect(link.rows.map(\.quantity) == [.partial, .tangent, .adjoint])
    #expect(link.rows.map(\.text) == ["7.3891", "14.778", "7.3891"])
    #expect(
      figure.cards.map(\.role.rawValue) == ["input", "input"]
        + Array(repeating: "intermediate", count: 4) + ["output"])
  }

  @Test func `a factor that stands twice has two edges with a chip each`() throws {
    let figure = try figure("f(x) = x*x\nat x = 3")
    #expect(figure.links.map(\.id) == ["e-v1-v2-0", "e-v1-v2-1"])
    #expect(figure.links.allSatisfy { $0.rows.map(\.text) == ["3", "3", "3"] })
  }

  @Test func `seeds are marked where the sweeps start, and nowhere else`() throws {
    let figure = try figure(Self.bishop)
    let seeds = figure.cards.flatMap { card in
      card.rows.filter(\.isSeed).map { "\(card.id) \($0.quantity)" }
    }
    #expect(seeds == ["v1 tangent", "v7 adjoint"])
  }

  /// Functions with everything that a figure can show.
  static let everything = [
    bishop, "f(x) = x*x\nat x = 3", "f(x) = exp(exp(x))*exp(-x)\nat x = 10",
    "f(x) = if(x > 0, log(x), x^2) + abs(x - 1)\nat x = 1",
    "f(x) = if(x > 0, 2, x^2)\nat x = 1", "f(x) = sigmoid(100*x) + exp(20*x)\nat x = 1",
    "input x, y\noutput f = x - y^2\noutput g = f*x\nat x = 1e9, y = 1e-9\nadjoint f = 2, g = 0.1",
    "output x, y = x\nat x = 2", "y = 3",
    "f(x) = sin(x) + 2*cos(x) + exp(2*x) + x^3 - x/2 + 3/x\nat x = 0.25",
  ]

  @Test(arguments: Mode.allCases, everything)
  func `every mode has the same boxes, and a dash for what it does not show`(
    _ mode: Mode, _ text: String
  ) throws {
    var options = FigureOptions()
    options.mode = mode
    options.weight = .adjoint
    let shown = try PlacedFigure(try figure(text, options), by: ColumnLayout())
    let both = try PlacedFigure(try figure(text), by: ColumnLayout())
    #expect(shown.cardSizes == both.cardSizes && shown.chipSizes == both.chipSizes)
    for row in shown.figure.cards.flatMap(\.rows) + shown.figure.links.flatMap(\.rows) {
      if !mode.shows(row.quantity) { #expect(row.text == "–" && row.value == nil) }
      #expect((row.text == "–") == (row.value == nil))
    }
  }

  @Test func `parts that are not shown have no rows`() throws {
    var options = FigureOptions()
    options.parts = [.primal, .partial]
    let figure = try figure(Self.bishop, options)
    #expect(figure.cards.allSatisfy { $0.rows.map(\.quantity) == [.primal] })
    #expect(figure.links.allSatisfy { $0.rows.map(\.quantity) == [.partial] })
  }

  @Test func `without a point there are equations and no numbers`() throws {
    let figure = try figure("f(x) = sin(x)")
    #expect(figure.cards.map(\.title.plain) == ["v₁ = x", "v₂ = sin(v₁)"])
    #expect(figure.cards.allSatisfy(\.rows.isEmpty) && figure.links.allSatisfy(\.rows.isEmpty))
    #expect(figure.legend.isEmpty)
  }

  @Test func `a constant has no rows and its edges no chips`() throws {
    let figure = try figure("f(x) = 2*pi*x\nat x = 3")
    let constant = try #require(figure.cards.first { $0.role == .constant })
    #expect(constant.title.plain == "2·π = 6.2832" && constant.rows.isEmpty)
    #expect(figure.links.map(\.rows.isEmpty) == [true, false])
  }

  @Test func `constants of larger figures stand in the equations alone, and the figure says so`()
    throws
  {
    let text = "f(x) = 2*sin(2*x) + 2*cos(2*x) + x/2 + 3*exp(x)\nat x = 1"
    let figure = try figure(text)
    #expect(figure.cards.allSatisfy { $0.role != .constant })
    #expect(figure.cards.contains { $0.title.plain == "v₂ = 2·v₁" })
    #expect(figure.links.allSatisfy { $0.operand == nil }, "no operand beside a constant")
    #expect(figure.legend.contains { $0.text.plain == "2 constants in the equations alone" })
    #expect(figure.summary.contains("Constants stand in the equations alone."))
    for link in figure.links {
      #expect(figure.cards[link.parent].node == link.edge.parent)
      #expect(figure.cards[link.child].node == link.edge.child)
    }
    var options = FigureOptions()
    options.constants = .cards
    let whole = try WengertDrawingTests.figure(text, options)
    #expect(whole.cards.filter { $0.role == .constant }.count == 2)
    #expect(whole.links.count == figure.links.count + 5)
    #expect(try WengertDrawingTests.figure("f(x) = 2*x").cards.count == 3)
    options.constants = .equations
    #expect(try WengertDrawingTests.figure("y = 3", options).cards.count == 1)
  }

  @Test func `kinks and several outputs of one node are named`() throws {
    let figure = try figure("y = abs(x)\noutput y, z = y\nat x = 0")
    let card = try #require(figure.cards.last)
    #expect(card.isAtKink)
    #expect(card.outputs.map(\.name) == ["y", "z"])
    #expect(card.badges.map(\.kind) == [.kink])
    #expect(card.label.contains("at a kink"))
  }

  @Test func `the description says in words what the picture shows`() throws {
    let summary = try figure(Self.bishop).summary
    #expect(
      summary
        == "Expression graph of f: 7 nodes, 8 edges. Evaluated at x₁ = 1, x₂ = 2. Result: f = 8.4798."
        + " Forward sweep from ẋ₁ = 1 gives ḟ = 16.778."
        + " Reverse sweep from f̄ = 1 gives x̄₁ = 16.778, x̄₂ = 8.8052.")
  }

  @Test func `small graphs run to the right, larger ones upwards`() {
    #expect(Direction.automatic(cards: 12) == .leftToRight)
    #expect(Direction.automatic(cards: 13) == .bottomToTop)
  }

  @Test(
    arguments: [
      ("alpha1", "α₁"), ("x_max", "x_max"), ("w_12", "w₁₂"), ("loss", "loss"), ("pi", "π"),
    ])
  func `symbols in characters alone`(_ name: String, _ text: String) {
    #expect(RichText(Symbol(name)).plain == text)
  }
}
