import TestSupport
import WengertDrawing

/// A kind of graph whose layout is measured at any size.
enum LayoutWorkload: String, CaseIterable, Codable {
  case random = "random"
  case network = "network"
  case tree = "tree"
  case chain = "chain with skips"

  /// Boxes of the sizes of cards with lines of one kind, each with a chip; the same in every run.
  func request(nodes count: Int) -> LayoutRequest {
    var generator = SplitMix64(seed: 7)
    let boxes = (0..<count).map { _ in
      Size(width: .random(in: 90...140, using: &generator), height: 75)
    }
    var edges: [LayoutRequest.Edge] = []
    for (tail, head) in pairs(count, &generator) {
      let chip = Size(width: .random(in: 30...80, using: &generator), height: 46)
      edges.append(LayoutRequest.Edge(tail: tail, head: head, chip: chip))
    }
    return LayoutRequest(
      direction: .bottomToTop, boxes: boxes, edges: edges, nodeGap: 16, rankGap: 24)
  }

  private func pairs(_ count: Int, _ generator: inout SplitMix64) -> [(tail: Int, head: Int)] {
    var pairs: [(tail: Int, head: Int)] = []
    for head in 1..<count {
      switch self {
      case .random:
        // Most nodes read a recent one, some of them any other one as well.
        pairs.append((Int.random(in: max(0, head - 30)..<head, using: &generator), head))
        if Int.random(in: 0..<5, using: &generator) < 2 {
          pairs.append((Int.random(in: 0..<head, using: &generator), head))
        }
      case .network:
        // Layers of 25, each node of which reads one or two of the layer before.
        let first = head / 25 * 25 - 25
        guard first >= 0 else { continue }
        pairs.append((first + head % 25, head))
        if head % 5 < 2 {
          pairs.append((first + Int.random(in: 0..<25, using: &generator), head))
        }
      case .tree:
        pairs.append((head, (head - 1) / 2))
      case .chain:
        pairs.append((head - 1, head))
        if head > 20, Int.random(in: 0..<5, using: &generator) < 2 {
          pairs.append((head - Int.random(in: 2...20, using: &generator), head))
        }
      }
    }
    return pairs
  }
}
