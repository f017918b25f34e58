/// The largest number of points that a box, a chip or a gap may measure.
private let largestMeasure = 1e6

extension LayoutRequest {
  /// Fails where the request describes no drawing.
  ///
  /// - Throws: ``LayoutError/invalidRequest(_:)``.
  /// - Complexity: linear in boxes, edges and members of groups.
  func validate() throws(LayoutError) {
    guard boxes.count < 1 << 28, edges.count < 1 << 28, groups.count < 1 << 28 else {
      throw .invalidRequest("there are too many of them")
    }
    try validateMeasures()
    for (index, edge) in edges.enumerated() {
      guard boxes.indices.contains(edge.tail), boxes.indices.contains(edge.head) else {
        throw .invalidRequest("edge \(index) joins a box that does not exist")
      }
    }
    for (index, group) in groups.enumerated() {
      guard group.members.allSatisfy(boxes.indices.contains) else {
        throw .invalidRequest("group \(index) holds a box that does not exist")
      }
      guard group.parent.map(groups.indices.contains) ?? true else {
        throw .invalidRequest("group \(index) lies in a group that does not exist")
      }
    }
    guard isAcyclic else { throw .invalidRequest("the edges form a cycle") }
  }

  private func validateMeasures() throws(LayoutError) {
    for (index, size) in boxes.enumerated() where !size.isMeasure {
      throw .invalidRequest("box \(index) has no proper size")
    }
    for (index, edge) in edges.enumerated() where !(edge.chip?.isMeasure ?? true) {
      throw .invalidRequest("the chip of edge \(index) has no proper size")
    }
    for (index, group) in groups.enumerated() where !group.title.isMeasure {
      throw .invalidRequest("the title of group \(index) has no proper size")
    }
    guard Size(width: nodeGap, height: rankGap).isMeasure else {
      throw .invalidRequest("a gap is no proper length")
    }
  }

  /// Whether every box can come after those that have an edge to it.
  private var isAcyclic: Bool {
    var waiting = [Int32](repeating: 0, count: boxes.count)
    for edge in edges { waiting[edge.head] += 1 }
    let heads = Adjacency(count: boxes.count, edges.count) { (edges[$0].tail, edges[$0].head) }
    var ready = boxes.indices.filter { waiting[$0] == 0 }
    var done = 0
    while let box = ready.popLast() {
      done += 1
      for position in heads.range(of: box) {
        let head = Int(heads.values[position])
        waiting[head] -= 1
        if waiting[head] == 0 { ready.append(head) }
      }
    }
    return done == boxes.count
  }
}

extension Size {
  /// Whether both lengths are finite, not negative, and within what coordinates can hold.
  fileprivate var isMeasure: Bool {
    // A comparison with NaN is false.
    width >= 0 && height >= 0 && width <= largestMeasure && height <= largestMeasure
  }
}
