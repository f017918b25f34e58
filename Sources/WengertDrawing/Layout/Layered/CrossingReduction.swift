/// Orders layers so that few lines cross: sweeps by barycentre with exchanges of neighbours, the best order kept.
///
/// Among orders with as many crossings, those are preferred in which lines enter a box in the order of its operands.
struct CrossingReduction {
  private let graph: LayeredGraph
  private(set) var ordering: Ordering

  /// The number of the first end of a vertex among all ends on the right side, and on the left side, of its layer.
  private var exitBases: [Int32]
  private var entryBases: [Int32]
  /// The place of a segment among those that leave its tail, 0 where they have no fixed order; and that enter its head.
  private var exitOffsets: [Int32]
  private var entryOffsets: [Int32]

  private let usesMedians: Bool

  // Kept to spare allocations.
  private var places: [Double] = []
  private var keys: [Double]
  private var sorted: [Sorted] = []
  private var ends: [Int32] = []
  private var tree: [Int32] = []

  private struct Sorted {
    let key: Double
    let vertex: Int32
  }

  /// The least crossings found, and where.
  static func order(
    _ graph: LayeredGraph, _ effort: Effort
  ) -> (ordering: Ordering, crossings: Int) {
    let effort = effort.plan(parts: graph.layers.count + graph.tails.count)
    var best: (ordering: Ordering, crossings: Int)?
    var failures = 0
    for start in 0..<effort.starts {
      let first = FirstOrder(number: start)
      var reduction = CrossingReduction(
        graph, Ordering(graph, sequence: first.sequence(graph)), usesMedians: start / 2 % 2 == 1)
      let crossings = reduction.run(effort)
      if crossings < best?.crossings ?? .max {
        best = (reduction.ordering, crossings)
        failures = 0
      } else {
        failures += 1
      }
      if crossings == 0 || failures == effort.failures { break }
    }
    return best ?? (Ordering(graph, sequence: []), 0)
  }

  private init(_ graph: LayeredGraph, _ ordering: Ordering, usesMedians: Bool) {
    self.graph = graph
    self.ordering = ordering
    self.usesMedians = usesMedians
    exitBases = [Int32](repeating: 0, count: graph.layers.count)
    entryBases = exitBases
    exitOffsets = [Int32](repeating: 0, count: graph.tails.count)
    entryOffsets = exitOffsets
    keys = [Double](repeating: 0, count: graph.layers.count)
    for vertex in graph.layers.indices {
      for (offset, place) in graph.incoming.range(of: vertex).enumerated() {
        entryOffsets[Int(graph.incoming.values[place])] = Int32(truncatingIfNeeded: offset)
      }
      guard graph.hasFixedEnds[vertex] else { continue }
      for (offset, place) in graph.outgoing.range(of: vertex).enumerated() {
        exitOffsets[Int(graph.outgoing.values[place])] = Int32(truncatingIfNeeded: offset)
      }
    }
    for layer in 0..<graph.layerCount { countEnds(layer) }
  }

  // MARK: Rounds

  private mutating func run(_ effort: Effort.Plan) -> Int {
    exchangeAll(effort.exchanges)
    var best = crossings()
    var kept = ordering
    var failures = 0
    for round in 0..<effort.rounds {
      guard best > 0, failures < effort.patience else { break }
      sweep(isForward: round % 2 == 0, keepsTies: round % 4 < 2)
      for pass in 0..<effort.passes {
        shift(isForward: (round + pass) % 2 == 0)
        exchangeAll(pass == effort.passes - 1 ? effort.exchanges : 2)
      }
      let now = crossings()
      if now < best {
        // A gain of less than a hundredth is not worth many more rounds.
        failures = now * 100 < best * 99 ? 0 : failures + 1
        best = now
        kept = ordering
      } else {
        failures += 1
      }
    }
    ordering = kept
    return best
  }

  private mutating func sweep(isForward: Bool, keepsTies: Bool) {
    if isForward {
      for layer in 1..<max(graph.layerCount, 1) { sort(layer, byParents: true, keepsTies) }
    } else {
      for layer in (0..<max(graph.layerCount - 1, 0)).reversed() {
        sort(layer, byParents: false, keepsTies)
      }
    }
  }

  // MARK: Barycentres

  private mutating func sort(_ layer: Int, byParents: Bool, _ keepsTies: Bool) {
    let range = ordering.range(of: layer)
    guard range.count > 1 else { return }
    sorted.removeAll(keepingCapacity: true)
    var last = -1.0
    for place in range {
      let vertex = ordering.vertices[place]
      last = barycentre(Int(vertex), byParents: byParents) ?? last
      sorted.append(Sorted(key: last, vertex: vertex))
    }
    if keepsTies {
      // Swift's sort is stable.
      sorted.sort { $0.key < $1.key }
    } else {
      sorted.reverse()
      sorted.sort { $0.key < $1.key }
    }
    for (position, entry) in sorted.enumerated() {
      ordering.vertices[range.lowerBound + position] = entry.vertex
      ordering.positions[Int(entry.vertex)] = Int32(truncatingIfNeeded: position)
    }
    countEnds(layer)
  }

  /// The mean, or the median, of the ends that a vertex is joined to in a layer beside it.
  @inline(__always)
  private mutating func barycentre(_ vertex: Int, byParents: Bool) -> Double? {
    let list = byParents ? graph.incoming : graph.outgoing
    let range = list.range(of: vertex)
    guard !range.isEmpty else { return nil }
    if usesMedians, range.count > 2 { return median(list, range, byParents: byParents) }
    var sum = 0.0
    for place in range {
      let segment = Int(list.values[place])
      sum += byParents ? exitPlace(segment) : entryPlace(segment)
    }
    return sum / Double(range.count)
  }

  /// The median of more than two ends; between the middle two of an even number, nearer to the side where ends are close
  /// (Gansner and others 1993).
  private mutating func median(
    _ list: Adjacency, _ range: Range<Int>, byParents: Bool
  ) -> Double {
    places.removeAll(keepingCapacity: true)
    for place in range {
      let segment = Int(list.values[place])
      places.append(byParents ? exitPlace(segment) : entryPlace(segment))
    }
    places.sort()
    let middle = places.count / 2
    guard places.count % 2 == 0 else { return places[middle] }
    let low = places[middle - 1] - places[0]
    let high = places[places.count - 1] - places[middle]
    guard low + high > 0 else { return (places[middle - 1] + places[middle]) / 2 }
    return (places[middle - 1] * high + places[middle] * low) / (low + high)
  }

  /// Numbers the ends on both sides of a layer.
  private mutating func countEnds(_ layer: Int) {
    var (exits, entries) = (Int32(0), Int32(0))
    for place in ordering.range(of: layer) {
      let vertex = Int(ordering.vertices[place])
      exitBases[vertex] = exits
      entryBases[vertex] = entries
      exits += Int32(truncatingIfNeeded: graph.outgoing.count(of: vertex))
      entries += Int32(truncatingIfNeeded: graph.incoming.count(of: vertex))
    }
  }

  @inline(__always)
  private func exitPlace(_ segment: Int) -> Double {
    let tail = Int(graph.tails[segment])
    if graph.hasFixedEnds[tail] { return Double(exitBases[tail] + exitOffsets[segment]) }
    return Double(exitBases[tail]) + Double(graph.outgoing.count(of: tail) - 1) / 2
  }

  /// Equal for segments that leave a box in no fixed order.
  @inline(__always)
  private func tailKey(_ segment: Int) -> Int32 {
    exitBases[Int(graph.tails[segment])] + exitOffsets[segment]
  }

  /// Operands keep their order.
  @inline(__always)
  private func entryPlace(_ segment: Int) -> Double {
    Double(entryBases[Int(graph.heads[segment])] + entryOffsets[segment])
  }

  /// Equal for segments that enter a box in no fixed order.
  @inline(__always)
  private func headKey(_ segment: Int) -> Int32 {
    let head = Int(graph.heads[segment])
    return entryBases[head] + (graph.hasFixedEnds[head] ? entryOffsets[segment] : 0)
  }

  // MARK: Crossings

  /// The crossings between all layers.
  private mutating func crossings() -> Int {
    var sum = 0
    for layer in 0..<max(graph.layerCount - 1, 0) { sum += crossings(after: layer) }
    return sum
  }

  /// The crossings between a layer and the next: inversions, counted with a Fenwick tree.
  private mutating func crossings(after layer: Int) -> Int {
    ends.removeAll(keepingCapacity: true)
    for place in ordering.range(of: layer) {
      let vertex = Int(ordering.vertices[place])
      let first = ends.count
      for exit in graph.outgoing.range(of: vertex) {
        ends.append(headKey(Int(graph.outgoing.values[exit])))
      }
      if ends.count - first > 1, !graph.hasFixedEnds[vertex] { ends[first...].sort() }
    }
    let count = ends.count
    guard count > 1 else { return 0 }
    if tree.count < count + 1 { tree = [Int32](repeating: 0, count: count + 1) }
    for index in 0...count { tree[index] = 0 }
    var sum = 0
    for (index, end) in ends.enumerated() {
      // Those before it that end no later.
      var below = 0
      var node = Int(end) + 1
      while node > 0 {
        below += Int(tree[node])
        node &= node - 1
      }
      sum += index - below
      node = Int(end) + 1
      while node <= count {
        tree[node] += 1
        node += node & -node
      }
    }
    return sum
  }

  // MARK: Exchanges

  /// Exchanges neighbours once in all layers, also where that removes nothing: it moves crossings along lines, to where
  /// they may meet another one and vanish.
  private mutating func shift(isForward: Bool) {
    for step in 0..<graph.layerCount {
      _ = exchange(isForward ? step : graph.layerCount - 1 - step, least: 0)
    }
  }

  /// Exchanges neighbours while that removes crossings, a few times through all layers.
  private mutating func exchangeAll(_ limit: Int) {
    var isDirty = [Bool](repeating: true, count: graph.layerCount + 2)
    for _ in 0..<limit {
      var hasChanged = false
      for layer in 0..<graph.layerCount where isDirty[layer + 1] {
        isDirty[layer + 1] = false
        if exchange(layer, least: 1) {
          hasChanged = true
          for near in layer...(layer + 2) { isDirty[near] = true }
        }
      }
      if !hasChanged { return }
    }
  }

  private mutating func exchange(_ layer: Int, least: Int) -> Bool {
    let range = ordering.range(of: layer)
    guard range.count > 1 else { return false }
    var hasChanged = false
    var upper = Int(ordering.vertices[range.lowerBound])
    for place in (range.lowerBound + 1)..<range.upperBound {
      let lower = Int(ordering.vertices[place])
      if gain(upper, lower) >= least {
        swap(upper, lower, place)
        hasChanged = true
      } else {
        upper = lower
      }
    }
    return hasChanged
  }

  private mutating func swap(_ upper: Int, _ lower: Int, _ place: Int) {
    ordering.vertices[place] = Int32(truncatingIfNeeded: upper)
    ordering.vertices[place - 1] = Int32(truncatingIfNeeded: lower)
    ordering.positions[upper] += 1
    ordering.positions[lower] -= 1
    exitBases[lower] = exitBases[upper]
    entryBases[lower] = entryBases[upper]
    exitBases[upper] += Int32(truncatingIfNeeded: graph.outgoing.count(of: lower))
    entryBases[upper] += Int32(truncatingIfNeeded: graph.incoming.count(of: lower))
  }

  /// The crossings that an exchange of neighbours removes, doubled; 1 where it removes none and puts operands in order.
  private func gain(_ upper: Int, _ lower: Int) -> Int {
    var gain = 0
    let (entries, others) = (graph.incoming.range(of: upper), graph.incoming.range(of: lower))
    if entries.count * others.count <= CrossingReduction.mostPairs {
      for a in entries {
        let key = tailKey(Int(graph.incoming.values[a]))
        for b in others {
          let other = tailKey(Int(graph.incoming.values[b]))
          gain += key > other ? 2 : key < other ? -2 : 0
        }
      }
    }
    var order = 0
    let (exits, lasts) = (graph.outgoing.range(of: upper), graph.outgoing.range(of: lower))
    if exits.count * lasts.count <= CrossingReduction.mostPairs {
      for a in exits {
        let segment = Int(graph.outgoing.values[a])
        let key = headKey(segment)
        for b in lasts {
          let second = Int(graph.outgoing.values[b])
          let other = headKey(second)
          if key == other {
            order += entryOffsets[segment] > entryOffsets[second] ? 1 : -1
          } else {
            gain += key > other ? 2 : -2
          }
        }
      }
    }
    return gain == 0 && order > 0 ? 1 : gain
  }

  /// Neighbours with more pairs of lines than this are left to the barycentres.
  private static let mostPairs = 4_096
}
