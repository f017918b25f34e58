import Wengert
public import WengertDrawing

extension LayoutRequest {
  /// Boxes of very different sizes with random lines, parallel ones among them, mostly with chips; the same for the
  /// same seed.
  ///
  /// Boxes that nothing joins, and parts that do not hang together, occur.
  public static func random(
    seed: UInt64, boxes count: Int, direction: Direction, groups: Bool = false
  ) -> LayoutRequest {
    var generator = SplitMix64(seed: seed)
    func size(_ range: ClosedRange<Double>) -> Size {
      Size(
        width: .random(in: range, using: &generator), height: .random(in: range, using: &generator))
    }
    let boxes = (0..<count).map { _ in
      size(Int.random(in: 0..<8, using: &generator) == 0 ? 1...400 : 20...140)
    }
    let isDeep = Bool.random(using: &generator)
    var edges: [Edge] = []
    for head in 1..<max(count, 1) {
      for _ in 0..<Int.random(in: 0...2, using: &generator) {
        let first = isDeep ? max(0, head - 6) : 0
        let tail = Int.random(in: first..<head, using: &generator)
        let hasChip = Int.random(in: 0..<5, using: &generator) > 0
        for _ in 0..<(Int.random(in: 0..<8, using: &generator) == 0 ? 2 : 1) {
          edges.append(Edge(tail: tail, head: head, chip: hasChip ? size(12...80) : nil))
        }
      }
    }
    return LayoutRequest(
      direction: direction, boxes: boxes, edges: edges,
      groups: groups ? randomGroups(count, &generator) : [], nodeGap: 16, rankGap: 24)
  }

  /// Runs of boxes with runs inside them, and now and then any boxes at all.
  private static func randomGroups(_ count: Int, _ generator: inout SplitMix64) -> [Group] {
    var groups: [Group] = []
    var next = 0
    while next < count {
      let end = min(count, next + Int.random(in: 1...12, using: &generator))
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: break
      case 1:
        let members = (next..<end).filter { _ in Bool.random(using: &generator) }
        groups.append(Group(members: members, title: Size(width: 90, height: 18)))
      default:
        let middle = Int.random(in: next..<end, using: &generator)
        let parent = groups.count
        groups.append(Group(members: Array(next..<end)))
        groups.append(Group(members: Array(next..<middle), parent: parent))
        if Bool.random(using: &generator) {
          let members = Array(middle..<end)
          groups.append(Group(members: members, parent: parent, title: Size(width: 0, height: 0)))
        }
      }
      next = end
    }
    return groups
  }
}
