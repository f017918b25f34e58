/// Boxes to be layered together, with evaluation running from left to right.
///
/// A scope is what stands directly in the drawing or directly in a group: boxes, and groups that were placed before
/// and are boxes here. An edge that leaves a group runs to a box without width on its border, a gate.
struct Scope {
  /// What a box of a scope is.
  enum Kind {
    case card
    /// A placed group, whose lines meet its border at given places.
    case group
    /// Where lines enter or leave the group that the scope is.
    case entry, exit
  }

  /// A line between two boxes of a scope.
  struct Line {
    let tail: Int
    let head: Int
    /// The size of its chip.
    let chip: Size?
    /// Where it leaves a group, from the middle of its side.
    var tailOffset = 0.0
    /// Where it enters a group.
    var headOffset = 0.0
  }

  /// What a line is drawn as within a scope.
  struct Course {
    /// The curve up to the chip, or the whole line.
    var first: [Point] = []
    /// The curve from the chip on.
    var second: [Point] = []
    var start = Point(x: 0, y: 0)
    var end = Point(x: 0, y: 0)
    var chip: Point?
  }

  /// Where everything in a scope goes.
  struct Placement {
    var size = Size(width: 0, height: 0)
    var centers: [Point] = []
    var courses: [Course] = []
  }

  let nodeGap: Double
  let rankGap: Double
  let effort: Effort
  private(set) var kinds: [Kind] = []
  private(set) var sizes: [Size] = []
  private(set) var lines: [Line] = []

  init(nodeGap: Double, rankGap: Double, effort: Effort) {
    self.nodeGap = nodeGap
    self.rankGap = rankGap
    self.effort = effort
  }

  /// Adds a box and gives its number.
  mutating func add(_ kind: Kind, _ size: Size) -> Int {
    kinds.append(kind)
    sizes.append(size)
    return sizes.count - 1
  }

  mutating func add(_ line: Line) { lines.append(line) }

  /// The least distance of a line from other lines and from boxes.
  var lineGap: Double { nodeGap * 0.625 }
}
