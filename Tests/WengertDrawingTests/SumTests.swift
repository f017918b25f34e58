import TestSupport
import Testing
import Wengert
import WengertDrawing

@Suite struct `Sums at joins` {
  private func row(_ figure: Figure, _ id: String, _ quantity: Quantity) throws -> Figure.Row {
    let card = try #require(figure.cards.first { $0.id == id })
    return try #require(card.rows.first { $0.quantity == quantity })
  }

  @Test(
    arguments: [
      ("v3", .adjoint, ["= 7.3891 + 1"]), ("v2", .adjoint, ["= 8.3891 + 0.41615"]),
      ("v5", .tangent, ["= 2 + 14.778"]), ("v3", .tangent, nil), ("v7", .adjoint, nil),
    ] as [(String, Quantity, [String]?)])
  func `what meets in the textbook's function`(
    _ id: String, _ quantity: Quantity, _ lines: [String]?
  ) throws {
    let row = try row(try figure(`Figures`.bishop), id, quantity)
    #expect(row.sum?.lines == lines)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `addends add up to their total, and there are two of them or more`(_ seed: UInt64) throws {
    let random = RandomGraph(seed: seed, operations: 3 + Int(seed))
    let evaluation = Evaluation(
      try random.graph.linearized(at: random.point), tangentSeed: [1, 0.5, -2],
      adjointSeed: [1, -0.5])
    let figure = Figure(Equations(random.graph), evaluation, title: "f")
    for card in figure.cards {
      for row in card.rows {
        guard let sum = row.sum, let total = row.value else { continue }
        #expect(sum.addends.count >= 2 && sum.isShown)
        let added = sum.addends.reduce(0) { $0 + $1.value }
        let scale = sum.addends.reduce(0) { max($0, $1.value.magnitude) }
        guard added.isFinite, total.isFinite else { continue }
        #expect(
          abs(added - total) <= 1e-12 * scale, "seed \(seed), \(card.id): \(added), \(total)")
      }
    }
  }

  @Test func `many addends end in how many more there are`() throws {
    let figure = try figure("f(x) = sin(x) + cos(x) + exp(x) + x^3 + x^2 + 1/x\nat x = 0.5")
    let sum = try #require(try row(figure, "v1", .adjoint).sum)
    #expect(sum.addends.count == 6)
    #expect(sum.lines == ["= 0.87758 − 0.47943", "+ 1.6487 + … 3 more"])
  }

  @Test func `the seed of an output that others read is an addend, and named`() throws {
    let figure = try figure(
      "input x\noutput f = x^2\noutput g = sin(f)\nat x = 1\nadjoint f = 2, g = 1")
    let card = try #require(figure.cards.first { $0.outputs.map(\.name) == ["f"] })
    let row = try #require(card.rows.first { $0.quantity == .adjoint })
    #expect(row.isSeed && row.sum?.addends.map(\.isSeed) == [true, false])
    #expect(row.sum?.lines == ["= seed 2 + 0.5403"])
  }

  @Test func `sums have their room in every mode and are written where their sweep is`() throws {
    for mode in Mode.allCases {
      var options = FigureOptions()
      options.mode = mode
      let figure = try figure(`Figures`.bishop, options)
      #expect(try row(figure, "v3", .adjoint).sum?.isShown == mode.shows(.adjoint))
      let svg = try PlacedFigure(figure, by: ColumnLayout()).svg()
      #expect(svg.contains(">= 7.3891 + 1<") == mode.shows(.adjoint))
      #expect(svg.contains(">= 2 + 14.778<") == mode.shows(.tangent))
    }
  }

  @Test func `other seeds leave the cards and chips of usual numbers as wide as they are`() throws {
    func sizes(_ seeds: String) throws -> [Double] {
      let text = "f(x, y) = x*y + x\nat x = 1, y = 2\n" + seeds
      let placed = try PlacedFigure(try figure(text), by: ColumnLayout())
      return placed.cardSizes.map(\.width) + placed.chipSizes.compactMap { $0?.width }
    }
    let expected = try sizes("tangent x = 1")
    #expect(try sizes("tangent x = 0.25\nadjoint f = 12.5") == expected)
    #expect(try sizes("tangent y = 3.125") == expected)
  }

  @Test func `decimal points stand below each other`() throws {
    let svg = try PlacedFigure(try figure(`Figures`.bishop), by: ColumnLayout()).svg()
    func text(_ id: String) throws -> String {
      let match = try #require(try svg.firstMatch(of: Regex("id=\"wg-\(id)\"[^>]*>([^<]*)<")))
      return String(try #require(match.output[1].substring))
    }
    #expect(try text("v7-primal") == "8.4798")
    #expect(try text("v7-tangent") == "16.778\u{A0}")
    #expect(try text("v7-adjoint") == "1\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}")
  }
}
