/// Which group every box stands in, and which groups can have a rectangle.
///
/// A group is placed as one box among those around it, so no line may leave it and come back by way of others: together
/// with the boxes beside it, it must be free of cycles. Of groups that are not, some are dissolved, the smaller first, until
/// the others are; a dissolved group has no rectangle, and what is in it stands in the group around it.
struct Groups {
  /// The group that each box stands in directly, or −1.
  private(set) var owners: [Int]
  /// The group around each group, or −1.
  private(set) var parents: [Int]
  /// How many groups are around each group.
  private(set) var depths: [Int]
  /// Whether a group has a rectangle.
  private(set) var isPlaced: [Bool]

  /// - Throws: ``LayoutError/invalidRequest(_:)`` where a group lies in itself, or a box in two groups of which none lies
  ///   in the other.
  init(_ request: LayoutRequest) throws(LayoutError) {
    parents = request.groups.map { $0.parent ?? -1 }
    owners = [Int](repeating: -1, count: request.boxes.count)
    isPlaced = [Bool](repeating: true, count: parents.count)
    depths = []
    depths = try measuredDepths()
    for (group, entry) in request.groups.enumerated() {
      for box in entry.members {
        let owner = owners[box]
        if owner < 0 || contains(owner, group) {
          owners[box] = group
        } else if !contains(group, owner) {
          throw .invalidRequest(
            "box \(box) is in the groups \(owner) and \(group), and none is in the other")
        }
      }
    }
    dropEmpty()
    dissolve(request)
  }

  private func measuredDepths() throws(LayoutError) -> [Int] {
    var depths = [Int](repeating: -1, count: parents.count)
    for group in parents.indices {
      var path: [Int] = []
      var next = group
      while next >= 0, depths[next] < 0 {
        guard path.count <= parents.count else {
          throw .invalidRequest("group \(group) lies in itself")
        }
        path.append(next)
        next = parents[next]
      }
      var depth = next >= 0 ? depths[next] : -1
      for group in path.reversed() {
        depth += 1
        depths[group] = depth
      }
    }
    return depths
  }

  /// Whether a group is another one or lies in it.
  private func contains(_ outer: Int, _ inner: Int) -> Bool {
    var group = inner
    while group >= 0, depths[group] > depths[outer] { group = parents[group] }
    return group == outer
  }

  /// A group without any box has no place.
  private mutating func dropEmpty() {
    var hasBox = [Bool](repeating: false, count: parents.count)
    for owner in owners {
      var group = owner
      while group >= 0, !hasBox[group] {
        hasBox[group] = true
        group = parents[group]
      }
    }
    for group in parents.indices where !hasBox[group] { isPlaced[group] = false }
  }

  // MARK: Dissolving

  private mutating func dissolve(_ request: LayoutRequest) {
    guard isPlaced.contains(true) else { return }
    while true {
      let stuck = stuckGroups(request)
      guard !stuck.isEmpty else { return }
      for group in stuck { isPlaced[group] = false }
      for group in parents.indices {
        while parents[group] >= 0, !isPlaced[parents[group]] {
          parents[group] = parents[parents[group]]
        }
      }
      for box in owners.indices {
        while owners[box] >= 0, !isPlaced[owners[box]] { owners[box] = parents[owners[box]] }
      }
      depths = (try? measuredDepths()) ?? depths
    }
  }

  /// Groups to dissolve: the smaller half of those that are on a cycle or between cycles, in each group around them.
  private func stuckGroups(_ request: LayoutRequest) -> [Int] {
    let boxes = request.boxes.count
    let pairs = request.edges.map { siblings($0.tail, $0.head) }
    let count = boxes + parents.count
    var isLeft = [Bool](repeating: true, count: count)
    for isForward in [true, false] {
      let ends = pairs.map { isForward ? ($0.tail, $0.head) : ($0.head, $0.tail) }
      let next = Adjacency(count: count, ends.count) { (ends[$0].0, ends[$0].1) }
      var waiting = [Int](repeating: 0, count: count)
      for end in ends where isLeft[end.0] { waiting[end.1] += 1 }
      var ready = (0..<count).filter { isLeft[$0] && waiting[$0] == 0 }
      while let item = ready.popLast() {
        isLeft[item] = false
        for place in next.range(of: item) {
          let other = Int(next.values[place])
          guard isLeft[other] else { continue }
          waiting[other] -= 1
          if waiting[other] == 0 { ready.append(other) }
        }
      }
    }
    let left = parents.indices.filter { isPlaced[$0] && isLeft[boxes + $0] }
    guard !left.isEmpty else { return [] }
    var sizes = [Int](repeating: 0, count: parents.count)
    for owner in owners where owner >= 0 { sizes[owner] += 1 }
    let byParent = Dictionary(grouping: left) { parents[$0] }
    return byParent.values.flatMap { siblings in
      siblings.sorted { (sizes[$0], -$0) < (sizes[$1], -$1) }.prefix((siblings.count + 1) / 2)
    }
  }

  /// The items of one scope that hold two boxes; groups are numbered behind the boxes.
  func siblings(_ tail: Int, _ head: Int) -> (tail: Int, head: Int) {
    var (a, b) = (tail, head)
    var (outerA, outerB) = (owners[tail], owners[head])
    func depth(_ group: Int) -> Int { group < 0 ? -1 : depths[group] }
    while outerA != outerB {
      if depth(outerA) >= depth(outerB) {
        a = owners.count + outerA
        outerA = parents[outerA]
      } else {
        b = owners.count + outerB
        outerB = parents[outerB]
      }
    }
    return (a, b)
  }
}
