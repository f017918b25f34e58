/// First orders of the vertices, by walks through the graph in depth.
struct FirstOrder {
  /// Whether the walk begins at what nothing reads and goes against the lines, or at what reads nothing.
  private let isBackward: Bool
  /// What decides between several ways to go on: their order, its opposite, or chance.
  private enum Choice { case inOrder, reversed, random }
  private let choice: Choice
  private var state: UInt64

  /// One of many: the first is the walk from the results through operands in their order, the fourth and later are
  /// walks at random, the same in every run.
  init(number: Int) {
    isBackward = number % 2 == 0
    choice = number < 2 ? .inOrder : number == 2 ? .reversed : .random
    state = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
  }

  /// Every vertex once, those that are near in the walk near to each other.
  func sequence(_ graph: LayeredGraph) -> [Int32] {
    var walk = self
    return walk.walked(graph)
  }

  private mutating func walked(_ graph: LayeredGraph) -> [Int32] {
    let next = isBackward ? graph.incoming : graph.outgoing
    let previous = isBackward ? graph.outgoing : graph.incoming
    let ends = isBackward ? graph.tails : graph.heads
    let count = graph.layers.count
    var isDone = [Bool](repeating: false, count: count)
    var sequence: [Int32] = []
    sequence.reserveCapacity(count)
    var starts = (0..<count).filter { previous.count(of: $0) == 0 }
      .map { Int32(truncatingIfNeeded: $0) }
    arrange(&starts, from: 0)
    var stack: [Int32] = []
    for start in starts {
      stack.append(start)
      while let vertex = stack.popLast() {
        guard !isDone[Int(vertex)] else { continue }
        isDone[Int(vertex)] = true
        sequence.append(vertex)
        let first = stack.count
        for place in next.range(of: Int(vertex)) { stack.append(ends[Int(next.values[place])]) }
        arrange(&stack, from: first)
        stack[first...].reverse()
      }
    }
    return sequence
  }

  /// Puts the last entries in the order in which they are to be taken.
  private mutating func arrange(_ list: inout [Int32], from first: Int) {
    guard list.count - first > 1 else { return }
    switch choice {
    case .inOrder: break
    case .reversed: list[first...].reverse()
    case .random:
      for place in (first + 1)..<list.count {
        // A congruential generator; its high digits are the good ones.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let other = first + Int((state >> 33) % UInt64(place - first + 1))
        list.swapAt(place, other)
      }
    }
  }
}
