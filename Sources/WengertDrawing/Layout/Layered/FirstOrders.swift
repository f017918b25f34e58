/// First orders of the vertices, by walks through the graph in depth.
enum FirstOrder: CaseIterable {
  /// From what nothing reads, against the lines: operands stand in their order.
  case fromResults
  /// From what reads nothing, along the lines.
  case fromInputs
  /// From what nothing reads, in the opposite order.
  case fromResultsReversed

  /// Every vertex once, those that are near in the walk near to each other.
  func sequence(_ graph: LayeredGraph) -> [Int32] {
    let isBackward = self != .fromInputs
    let next = isBackward ? graph.incoming : graph.outgoing
    let previous = isBackward ? graph.outgoing : graph.incoming
    let ends = isBackward ? graph.tails : graph.heads
    let isReversed = self == .fromResultsReversed
    let count = graph.layers.count
    var isDone = [Bool](repeating: false, count: count)
    var sequence: [Int32] = []
    sequence.reserveCapacity(count)
    var stack: [Int32] = []
    for number in 0..<count {
      let start = isReversed ? count - 1 - number : number
      guard previous.count(of: start) == 0 else { continue }
      stack.append(Int32(truncatingIfNeeded: start))
      while let vertex = stack.popLast() {
        guard !isDone[Int(vertex)] else { continue }
        isDone[Int(vertex)] = true
        sequence.append(vertex)
        let range = next.range(of: Int(vertex))
        if isReversed {
          for place in range { stack.append(ends[Int(next.values[place])]) }
        } else {
          for place in range.reversed() { stack.append(ends[Int(next.values[place])]) }
        }
      }
    }
    return sequence
  }
}
