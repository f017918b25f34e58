import TestSupport
import Testing
import Wengert
import WengertDrawing
import WengertGraphviz

@Suite struct `Layout by Graphviz` {
  private func place(_ seed: UInt64, _ operations: Int, _ direction: Direction) throws
    -> PlacedFigure
  {
    let random = RandomGraph(seed: seed, operations: operations)
    let linearization = try random.graph.linearized(at: random.point)
    let evaluation = Evaluation(linearization, tangentSeed: [1, 0, 0], adjointSeed: [1, 0])
    var options = FigureOptions()
    options.direction = direction
    return try PlacedFigure(
      Figure(Equations(random.graph), evaluation, title: "f", options: options),
      by: GraphvizLayout())
  }

  @Test(arguments: 0..<40 as Range<UInt64>, Direction.allCases)
  func `no two boxes overlap, and nothing is lost`(_ seed: UInt64, _ direction: Direction) throws {
    let placed = try place(seed, Int(seed) + 1, direction)
    var boxes = zip(placed.layout.centers, placed.cardSizes).map { ($0, $1) }
    #expect(boxes.count == placed.figure.cards.count)
    #expect(placed.layout.routes.count == placed.figure.links.count)
    for (route, size) in zip(placed.layout.routes, placed.chipSizes) {
      #expect((route.chip == nil) == (size == nil))
      if let center = route.chip, let size { boxes.append((center, size)) }
    }
    for i in boxes.indices {
      for j in boxes.indices where j > i {
        let (a, b) = (boxes[i], boxes[j])
        let isApart =
          abs(a.0.x - b.0.x) >= (a.1.width + b.1.width) / 2 - 0.5
          || abs(a.0.y - b.0.y) >= (a.1.height + b.1.height) / 2 - 0.5
        #expect(isApart, "seed \(seed), \(direction): boxes \(i) and \(j)")
      }
    }
  }

  @Test func `evaluation runs where it should`() throws {
    for direction in Direction.allCases {
      let placed = try place(3, 12, direction)
      for link in placed.figure.links {
        let (a, b) = (placed.layout.centers[link.parent], placed.layout.centers[link.child])
        switch direction {
        case .leftToRight: #expect(a.x < b.x)
        case .bottomToTop: #expect(a.y > b.y)
        case .topToBottom: #expect(a.y < b.y)
        }
      }
    }
  }

  @Test func `the same request has the same answer, also from many threads`() async throws {
    let expected = try place(5, 20, .leftToRight).svg()
    let results = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<16 { group.addTask { try? place(5, 20, .leftToRight).svg() } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.count == 16 && results.allSatisfy { $0 == expected })
  }

  @Test func `nothing to place is an empty drawing`() throws {
    let result = try GraphvizLayout().layout(
      LayoutRequest(direction: .leftToRight, boxes: [], edges: [], nodeGap: 10, rankGap: 10))
    #expect(result.centers.isEmpty && result.routes.isEmpty)
  }

  @Test func `too much to place is refused at once`() {
    let request = LayoutRequest(
      direction: .leftToRight, boxes: Array(repeating: Size(width: 10, height: 10), count: 3_000),
      edges: [], nodeGap: 10, rankGap: 10)
    #expect(throws: LayoutError.tooLarge(boxes: 3_000, limit: GraphvizLayout.limit)) {
      try GraphvizLayout().layout(request)
    }
    #expect(throws: LayoutError.tooLarge(boxes: 3_000, limit: 10)) {
      try GraphvizLayout(boxLimit: 10).layout(request)
    }
  }
}
