/// A tape as runs of equal operations, with a place for whatever flows along an edge.
///
/// Every contribution to an adjoint has a place of its own: that of the adjoint where it is the only one, otherwise
/// one among the contributions that are summed when the node's turn comes, in the order in which the sweep over
/// single operations adds them. So the order of runs does not show in the results, nothing is read before it is
/// written, and nothing has to be cleared. What only goes into a sum has the sum's adjoint and shares its place.
struct Schedule: Sendable {
  let tape: Tape
  private(set) var runs: [Run]
  /// The sums of contributions, by position.
  private(set) var joins: [Join] = []
  /// The new position of each position of the tape.
  let positions: [Int32]
  /// The places of listed accesses.
  private(set) var places: [Int32]
  /// The number of adjoints and contributions, and a place that nobody reads.
  private(set) var size: Int
  /// The place of the seed of the first output.
  private(set) var seed: Int32

  /// - Complexity: O(operations · different elementals ready at a time).
  init(_ tape: Tape) {
    var scheduler = Scheduler(tape)
    self.tape = tape
    runs = scheduler.runs
    positions = scheduler.positions
    places = []
    size = tape.count
    seed = positions[Int(tape.outputs[0])]
    var edges = Edges(tape, positions)
    if edges.counts[Int(seed)] > 0 { edges.addSeed(at: Int(seed)) }
    for index in runs.indices where !runs[index].isScan {
      let start = Int(runs[index].start) - tape.base
      runs[index].isSquare = edges.joinSquares(
        scheduler.order[start..<start + Int(runs[index].count)])
    }
    placeJoins(&edges)
    if edges.seedRank { seed = edges.place(of: Int(seed), rank: 0) }
    let nowhere = Int32(size)
    size += 1
    placeAdjoints(&scheduler, &edges)
    placeTargets(&scheduler, edges, nowhere)
    places = scheduler.places
  }

  /// Finds neighbouring positions that as many edges leave, and gives each edge a place.
  private mutating func placeJoins(_ edges: inout Edges) {
    // A join may not reach from one run into the next, which may read it.
    let limits = [0] + runs.map { Int($0.start) } + [tape.count]
    for (start, end) in zip(limits, limits.dropFirst()) {
      var position = start
      while position < end {
        let count = edges.counts[position]
        var next = position + 1
        while next < end, edges.counts[next] == count { next += 1 }
        if count >= 2 {
          joins.append(
            Join(
              start: Int32(position), count: Int32(next - position), place: Int32(size),
              ranks: count))
          for index in position..<next {
            edges.bases[index] = Int32(size + index - position)
            edges.steps[index] = Int32(next - position)
          }
          size += Int(count) * (next - position)
        }
        position = next
      }
    }
  }

  /// Finds the adjoints that are those of another node, from the last run to the first.
  ///
  /// They are shared where that leaves the adjoints of a run one after the other or in one place.
  private mutating func placeAdjoints(_ scheduler: inout Scheduler, _ edges: inout Edges) {
    for index in runs.indices.reversed() {
      let run = runs[index]
      let (start, end) = (Int(run.start), Int(run.start + run.count))
      guard !run.isScan else {
        let place = edges.sharedPlace(of: end - 1)
        edges.share(end - 1, place)
        if edges.passesOn(Int(scheduler.order[end - 1 - tape.base]), 0) {
          for link in start..<end - 1 { edges.setPlace(place, of: link) }
        }
        runs[index].adjoint = Run.Operand(access: .strided, place: place, step: 0)
        continue
      }
      let shared = (start..<end).map { edges.sharedPlace(of: $0) }
      if let access = Run.Operand(regular: shared) {
        for (position, place) in zip(start..<end, shared) { edges.share(position, place) }
        runs[index].adjoint = access
      } else {
        runs[index].adjoint = Run.Operand(access: .contiguous, place: run.start, step: 1)
      }
    }
  }

  private mutating func placeTargets(
    _ scheduler: inout Scheduler, _ edges: Edges, _ nowhere: Int32
  ) {
    for index in runs.indices {
      let run = runs[index]
      let start = Int(run.start) - tape.base
      let operations = scheduler.order[start..<start + Int(run.count)]
      let firsts = run.isScan ? operations.prefix(1) : operations
      runs[index].firstTarget = target(firsts, 0, &scheduler, edges, nowhere)
      if run.second.access != .none {
        runs[index].secondTarget = target(operations, 1, &scheduler, edges, nowhere)
      }
    }
  }

  private func target(
    _ operations: ArraySlice<Int32>, _ slot: Int, _ scheduler: inout Scheduler, _ edges: Edges,
    _ nowhere: Int32
  ) -> Run.Operand {
    let isOpen = operations.contains { edges.isOpen(Int($0), slot) }
    return isOpen
      ? scheduler.access(operations.map { edges.place(of: Int($0), slot) ?? nowhere }) : .none
  }
}

/// The edges of a tape by the positions that they leave, and the rank of each among those of its position.
private struct Edges {
  private let tape: Tape
  private let positions: [Int32]
  /// The edges that leave each position.
  private(set) var counts: [Int32]
  /// The ranks of the edges into each operation, by slot; −1 for an edge that nothing flows along.
  private var ranks: [Int32]
  /// The place of the first rank of each position, and how far it is to the next rank.
  var bases: [Int32]
  var steps: [Int32]
  private(set) var seedRank = false
  /// An edge that leaves each position: the only one where its count is 1; −1 where there is none.
  private var readers: [Int32]
  /// Where the adjoint of each position is, other than among contributions.
  private var adjoints: [Int32]
  /// Whether a position shares the adjoint of the operation that reads it.
  private var isShared: [Bool]
  /// The slots of each elemental whose partial is 1.
  private let ones: [(Bool, Bool)]

  init(_ tape: Tape, _ positions: [Int32]) {
    self.tape = tape
    self.positions = positions
    counts = Array(repeating: 0, count: tape.count)
    ranks = Array(repeating: -1, count: 2 * tape.codes.count)
    bases = (0..<Int32(tape.count)).map { $0 }
    adjoints = bases
    isShared = Array(repeating: false, count: tape.count)
    readers = Array(repeating: -1, count: tape.count)
    ones = Elemental.allCases.map(\.unitPartials)
    steps = Array(repeating: 0, count: tape.count)
    // The order in which the sweep over single operations meets them.
    for child in tape.codes.indices.reversed() {
      let code = tape.codes[child]
      let variation = code & Tape.Variation.mask
      if variation != Tape.Variation.secondOnly { count(tape.firsts[child], 2 * child) }
      if Elemental(code: code).arity == 2, variation != Tape.Variation.firstOnly {
        count(tape.seconds[child], 2 * child + 1)
      }
    }
  }

  private mutating func count(_ parent: Int32, _ edge: Int) {
    let position = Int(positions[Int(parent)])
    ranks[edge] = counts[position]
    counts[position] += 1
    readers[position] = Int32(edge)
  }

  /// Whether the partial of an operation by an operand is 1, so that its adjoint is handed on as it is.
  func passesOn(_ operation: Int, _ slot: Int) -> Bool {
    let elemental = Elemental(code: tape.codes[operation])
    return slot == 0 ? ones[Int(elemental.rawValue)].0 : ones[Int(elemental.rawValue)].1
  }

  /// Where the adjoint of a position may be read: at that of the only operation that reads it, if it hands that on.
  func sharedPlace(of position: Int) -> Int32 {
    guard counts[position] == 1, position >= tape.base else { return adjoints[position] }
    let (reader, slot) = (Int(readers[position]) / 2, Int(readers[position]) % 2)
    guard ranks[Int(readers[position])] == 0, passesOn(reader, slot) else {
      return adjoints[position]
    }
    return adjoints[Int(positions[tape.base + reader])]
  }

  /// Puts the adjoint of a position to a place that was found for it.
  mutating func share(_ position: Int, _ place: Int32) {
    isShared[position] = place != adjoints[position]
    adjoints[position] = place
  }

  /// Says where the adjoint of a link is that is handed on without being put anywhere.
  mutating func setPlace(_ place: Int32, of position: Int) { adjoints[position] = place }

  /// Whether something has to be written for an edge.
  func isOpen(_ operation: Int, _ slot: Int) -> Bool {
    let parent = slot == 0 ? tape.firsts[operation] : tape.seconds[operation]
    return ranks[2 * operation + slot] >= 0 && !isShared[Int(positions[Int(parent)])]
  }

  /// Makes room for a seed before all that flows into a position.
  mutating func addSeed(at position: Int) {
    seedRank = true
    counts[position] += 1
    for child in tape.codes.indices {
      for (slot, parent) in [tape.firsts[child], tape.seconds[child]].enumerated()
      where ranks[2 * child + slot] >= 0 && Int(positions[Int(parent)]) == position {
        ranks[2 * child + slot] += 1
      }
    }
  }

  /// Makes one edge of two where every operation reads a node twice that nothing else reads; says whether so.
  mutating func joinSquares(_ operations: ArraySlice<Int32>) -> Bool {
    let isSquare = operations.allSatisfy { operation in
      let operation = Int(operation)
      let parent = tape.firsts[operation]
      return ranks[2 * operation] == 0 && ranks[2 * operation + 1] == 1
        && parent == tape.seconds[operation] && counts[Int(positions[Int(parent)])] == 2
    }
    guard isSquare else { return false }
    for operation in operations {
      ranks[2 * Int(operation) + 1] = -1
      counts[Int(positions[Int(tape.firsts[Int(operation)])])] = 1
    }
    return true
  }

  func place(of position: Int, rank: Int32) -> Int32 { bases[position] + rank * steps[position] }

  /// The place of what flows along an edge; nil where nothing does.
  func place(of operation: Int, _ slot: Int) -> Int32? {
    let rank = ranks[2 * operation + slot]
    guard rank >= 0 else { return nil }
    let parent = slot == 0 ? tape.firsts[operation] : tape.seconds[operation]
    return place(of: Int(positions[Int(parent)]), rank: rank)
  }
}

extension Elemental {
  /// Whether the partials by the two operands are 1 everywhere, as the rule says when it runs on symbols.
  fileprivate var unitPartials: (Bool, Bool) {
    var query = UnitQuery()
    return accept(&query)
  }
}

private struct UnitQuery: ElementalVisitor {
  private let x = Formula.symbol("x")
  private let y = Formula.symbol("y")
  private let v = Formula.symbol("v")

  func visit<E: UnaryElemental>(_: E.Type) -> (Bool, Bool) {
    (E.partial(x, v) == .number(1), false)
  }

  func visit<E: BinaryElemental>(_: E.Type) -> (Bool, Bool) {
    let (first, second) = E.partials(x, y, v)
    return (first == .number(1), second == .number(1))
  }

  func visit<E: TernaryElemental>(_: E.Type) -> (Bool, Bool) { (false, false) }
}
