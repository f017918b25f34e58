/// Places groups from the inside out, each as a scope of its own that is one box in the scope around it.
///
/// A line between different scopes is drawn in pieces: out of each group to a gate on its border, across the scope that
/// holds both ends, where its chip stands, and from gates into groups.
struct NestedPlacement {
  /// The least distance of what is in a group from its border across the lines, and along them where no line enters.
  private static let padding = 12.0

  /// One part of a line within one scope.
  private struct Piece {
    let edge: Int
    /// The group of the scope, or −1.
    let group: Int
    /// The items that it joins, groups numbered behind boxes; −1 for a gate.
    let tail: Int
    let head: Int
  }

  private let request: LayoutRequest
  private let groups: Groups
  private let page: Page
  private let effort: Effort
  private var pieces: [Piece] = []
  /// The pieces of each edge: a range.
  private var firstPieces: [Int] = [0]
  /// How far from the middle of a group's side each piece meets its border, as seen from outside.
  private var offsets: [Double] = []
  private var courses: [Scope.Course] = []
  /// The size of the whole drawing.
  private var size = Size(width: 0, height: 0)
  /// The sizes of the groups, and the centre of each item in its scope.
  private var groupSizes: [Size]
  private var centers: [Point]

  /// Places a request that has groups.
  init(_ request: LayoutRequest, _ groups: Groups, _ page: Page, _ effort: Effort) {
    (self.request, self.groups, self.page) = (request, groups, page)
    self.effort = effort
    let none = Point(x: 0, y: 0)
    groupSizes = [Size](repeating: Size(width: 0, height: 0), count: request.groups.count)
    centers = [Point](repeating: none, count: request.boxes.count + request.groups.count)
    for (index, edge) in request.edges.enumerated() { cut(index, edge) }
    offsets = [Double](repeating: 0, count: pieces.count)
    courses = [Scope.Course](repeating: Scope.Course(), count: pieces.count)
    placeScopes()
  }

  // MARK: Pieces

  private mutating func cut(_ index: Int, _ edge: LayoutRequest.Edge) {
    let boxes = request.boxes.count
    let (tail, head) = groups.siblings(edge.tail, edge.head)
    var item = edge.tail
    while item != tail {
      let group = owner(of: item)
      pieces.append(Piece(edge: index, group: group, tail: item, head: -1))
      item = boxes + group
    }
    pieces.append(Piece(edge: index, group: owner(of: tail), tail: tail, head: head))
    let first = pieces.count
    item = edge.head
    while item != head {
      let group = owner(of: item)
      pieces.append(Piece(edge: index, group: group, tail: -1, head: item))
      item = boxes + group
    }
    pieces[first...].reverse()
    firstPieces.append(pieces.count)
  }

  /// The group that an item stands in, or −1.
  private func owner(of item: Int) -> Int {
    let boxes = request.boxes.count
    return item < boxes ? groups.owners[item] : groups.parents[item - boxes]
  }

  // MARK: Scopes

  private mutating func placeScopes() {
    let count = request.groups.count
    let items = request.boxes.count + count
    // Scopes are numbered like groups, and the whole drawing is the last.
    func scope(_ group: Int) -> Int { group < 0 ? count : group }
    let owners = (0..<items).map { scope(owner(of: $0)) }
    let isThere = (0..<items).map {
      $0 < request.boxes.count || groups.isPlaced[$0 - request.boxes.count]
    }
    let contents = Adjacency(count: count + 1, items) { (owners[$0], $0) }
    let pieceLists = Adjacency(count: count + 1, pieces.count) { (scope(pieces[$0].group), $0) }
    let order = (0..<count).filter { groups.isPlaced[$0] }
      .sorted { (-groups.depths[$0], $0) < (-groups.depths[$1], $1) }
    var numbers = [Int](repeating: 0, count: items)
    for group in order + [count] {
      let members = contents.values[contents.range(of: group)].map(Int.init).filter { isThere[$0] }
      let own = pieceLists.values[pieceLists.range(of: group)].map(Int.init)
      place(group, members, own, &numbers)
    }
  }

  private mutating func place(
    _ group: Int, _ members: [Int], _ own: [Int], _ numbers: inout [Int]
  ) {
    let boxes = request.boxes.count
    var scope = Scope(nodeGap: request.nodeGap, rankGap: request.rankGap, effort: effort)
    for item in members {
      numbers[item] =
        item < boxes
        ? scope.add(.card, page.turned(request.boxes[item]))
        : scope.add(.group, groupSizes[item - boxes])
    }
    let none = Size(width: 0, height: 0)
    for piece in own {
      let ends = pieces[piece]
      let tail = ends.tail < 0 ? scope.add(.entry, none) : numbers[ends.tail]
      let head = ends.head < 0 ? scope.add(.exit, none) : numbers[ends.head]
      let hasChip = ends.tail >= 0 && ends.head >= 0
      scope.add(
        Scope.Line(
          tail: tail, head: head,
          chip: hasChip ? request.edges[ends.edge].chip.map(page.turned) : nil,
          tailOffset: ends.tail >= boxes ? offsets[piece - 1] : 0,
          headOffset: ends.head >= boxes ? offsets[piece + 1] : 0))
    }
    var placement = Scope.Placement(scope)
    let isGroup = group < request.groups.count
    if isGroup { frame(group, scope, &placement) } else { size = placement.size }
    for item in members { centers[item] = placement.centers[numbers[item]] }
    for (index, piece) in own.enumerated() {
      courses[piece] = placement.courses[index]
      guard isGroup else { continue }
      let middle = groupSizes[group].height / 2
      if pieces[piece].tail < 0 { offsets[piece] = placement.courses[index].start.y - middle }
      if pieces[piece].head < 0 { offsets[piece] = placement.courses[index].end.y - middle }
    }
  }

  /// Puts a border around what is in a group, with room for the title at its top on the page.
  private mutating func frame(
    _ group: Int, _ scope: Scope, _ placement: inout Scope.Placement
  ) {
    let title = request.groups[group].title
    let side = NestedPlacement.padding
    var left = scope.kinds.contains(.entry) ? 0 : side
    var right = scope.kinds.contains(.exit) ? 0 : side
    var (top, bottom) = (side, side)
    let inner = placement.size
    let titleLength = title.width > 0 ? title.width + 2 * side : 0
    switch request.direction {
    case .leftToRight:
      top += title.height
      right += max(0, titleLength - inner.width - left - right)
    case .topToBottom, .bottomToTop:
      if request.direction == .topToBottom { left += title.height } else { right += title.height }
      let missing = max(0, titleLength - inner.height - top - bottom) / 2
      top += missing
      bottom += missing
    }
    placement.move(by: Point(x: left, y: top))
    let size = Size(width: inner.width + left + right, height: inner.height + top + bottom)
    for (index, line) in scope.lines.enumerated() {
      if scope.kinds[line.tail] == .entry { placement.courses[index].begin(at: 0) }
      if scope.kinds[line.head] == .exit { placement.courses[index].finish(at: size.width) }
    }
    groupSizes[group] = size
  }

  // MARK: Results

  /// The drawing on the page.
  var result: LayoutResult {
    let boxes = request.boxes.count
    var origins = [Point](repeating: Point(x: 0, y: 0), count: request.groups.count)
    let order = origins.indices.filter { groups.isPlaced[$0] }
      .sorted { (groups.depths[$0], $0) < (groups.depths[$1], $1) }
    for group in order {
      let around = groups.parents[group]
      let center = centers[boxes + group] + (around < 0 ? Point(x: 0, y: 0) : origins[around])
      let size = groupSizes[group]
      origins[group] = Point(x: center.x - size.width / 2, y: center.y - size.height / 2)
    }
    func origin(_ group: Int) -> Point { group < 0 ? Point(x: 0, y: 0) : origins[group] }
    return LayoutResult(
      size: page.turned(size),
      centers: (0..<boxes).map { page.point(centers[$0] + origin(groups.owners[$0]), in: size) },
      routes: request.edges.indices.map { edge in
        page.route(joined(firstPieces[edge]..<firstPieces[edge + 1], origin), in: size)
      },
      groups: origins.indices.map { group in
        guard groups.isPlaced[group] else { return nil }
        return page.rectangle(at: origins[group], groupSizes[group], in: size)
      })
  }

  /// The pieces of a line as one.
  private func joined(_ range: Range<Int>, _ origin: (Int) -> Point) -> Scope.Course {
    var result = Scope.Course()
    for index in range {
      var course = courses[index]
      course.move(by: origin(pieces[index].group))
      if index == range.lowerBound {
        result.start = course.start
        result.first = course.first
      } else if result.second.isEmpty {
        result.first += course.first.dropFirst()
      } else {
        result.second += course.first.dropFirst()
      }
      if course.chip != nil { (result.chip, result.second) = (course.chip, course.second) }
      result.end = course.end
    }
    return result
  }
}

extension Scope.Course {
  /// Begins level at a place before its start.
  fileprivate mutating func begin(at x: Double) {
    var path = Path(points: [Point(x: x, y: start.y)])
    path.straight(to: first[0])
    path.append(first)
    first = path.points
    start.x = x
  }

  /// Goes on level to a place behind its end.
  fileprivate mutating func finish(at x: Double) {
    var path = Path(points: first)
    path.straight(to: Point(x: x, y: end.y))
    first = path.points
    end.x = x
  }
}
