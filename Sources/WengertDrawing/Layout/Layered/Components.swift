extension Scope.Placement {
  /// Places a scope: parts that no line joins one by one, in rows.
  init(_ scope: Scope) {
    let parts = Components(scope)
    guard parts.count > 1, !scope.kinds.contains(where: { $0 == .entry || $0 == .exit }) else {
      self.init(layering: scope)
      return
    }
    self.init()
    centers = [Point](repeating: Point(x: 0, y: 0), count: scope.sizes.count)
    courses = [Scope.Course](repeating: Scope.Course(), count: scope.lines.count)
    let placements = (0..<parts.count).map { Scope.Placement(layering: parts.scope($0, scope)) }
    let origins = Scope.Placement.rows(placements.map(\.size), scope)
    for (part, placement) in placements.enumerated() {
      var placement = placement
      placement.move(by: origins[part])
      for (box, center) in zip(parts.boxes(part), placement.centers) { centers[Int(box)] = center }
      for (line, course) in zip(parts.lines(part), placement.courses) {
        courses[Int(line)] = course
      }
      size.width = max(size.width, origins[part].x + placement.size.width)
      size.height = max(size.height, origins[part].y + placement.size.height)
    }
  }

  /// Where parts go: beside each other across the lines, and in a further row where that gets too wide.
  private static func rows(_ sizes: [Size], _ scope: Scope) -> [Point] {
    let area = sizes.reduce(0) {
      $0 + ($1.width + scope.rankGap) * ($1.height + scope.nodeGap)
    }
    let tallest = sizes.map(\.height).max() ?? 0
    let limit = max(tallest * 1.3, (area * 1.5).squareRoot())
    var origins: [Point] = []
    var next = Point(x: 0, y: 0)
    var width = 0.0
    for size in sizes {
      if next.y > 0, next.y + size.height > limit {
        next = Point(x: next.x + width + scope.rankGap, y: 0)
        width = 0
      }
      origins.append(next)
      next.y += size.height + scope.nodeGap
      width = max(width, size.width)
    }
    return origins
  }
}

/// The parts of a scope that no line joins, by their first boxes.
private struct Components {
  /// How many there are.
  let count: Int
  private let members: Adjacency
  private let memberLines: Adjacency
  /// The number of a box within its part.
  private let numbers: [Int32]

  init(_ scope: Scope) {
    var parents = scope.sizes.indices.map { Int32(truncatingIfNeeded: $0) }
    func root(_ box: Int) -> Int {
      var box = box
      while parents[box] != box {
        parents[box] = parents[Int(parents[box])]
        box = Int(parents[box])
      }
      return box
    }
    for line in scope.lines {
      let (a, b) = (root(line.tail), root(line.head))
      // The lowest number stands for a part.
      parents[max(a, b)] = Int32(truncatingIfNeeded: min(a, b))
    }
    var parts = [Int](repeating: 0, count: parents.count)
    var sizes: [Int32] = []
    var numbers = [Int32](repeating: 0, count: parents.count)
    for box in parents.indices {
      let first = root(box)
      if first == box {
        parts[box] = sizes.count
        sizes.append(0)
      } else {
        parts[box] = parts[first]
      }
      numbers[box] = sizes[parts[box]]
      sizes[parts[box]] += 1
    }
    count = sizes.count
    self.numbers = numbers
    members = Adjacency(count: count, parents.count) { (parts[$0], $0) }
    memberLines = Adjacency(count: count, scope.lines.count) { (parts[scope.lines[$0].tail], $0) }
  }

  func boxes(_ part: Int) -> ArraySlice<Int32> { members.values[members.range(of: part)] }

  func lines(_ part: Int) -> ArraySlice<Int32> { memberLines.values[memberLines.range(of: part)] }

  func scope(_ part: Int, _ whole: Scope) -> Scope {
    var scope = Scope(nodeGap: whole.nodeGap, rankGap: whole.rankGap, effort: whole.effort)
    for box in boxes(part) { _ = scope.add(whole.kinds[Int(box)], whole.sizes[Int(box)]) }
    for line in lines(part) {
      let line = whole.lines[Int(line)]
      scope.add(line.between(Int(numbers[line.tail]), Int(numbers[line.head])))
    }
    return scope
  }
}

extension Scope.Line {
  fileprivate func between(_ tail: Int, _ head: Int) -> Scope.Line {
    Scope.Line(
      tail: tail, head: head, chip: chip, tailOffset: tailOffset, headOffset: headOffset)
  }
}
