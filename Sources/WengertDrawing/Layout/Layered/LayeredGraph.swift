/// A scope cut into layers: boxes, chips and bends are its vertices, and every segment joins two layers that lie side by
/// side.
///
/// Vertices are numbered boxes first, then chips, then bends. A line too long for its bends to be afforded runs in a lane
/// outside of the layers and has at most the segment behind its chip.
struct LayeredGraph {
  let scope: Scope
  let layerCount: Int
  /// The layer of each vertex.
  private(set) var layers: [Int32]
  /// The sizes of the vertices; bends have none.
  private(set) var widths: [Double]
  private(set) var heights: [Double]
  /// The number of the first bend.
  private(set) var firstBend = 0
  /// The chip of each line, or −1.
  private(set) var chips: [Int32] = []
  /// Whether a line runs in a lane.
  private(set) var hasLane: [Bool]
  /// The segments of each line, from tail to head: a range of these two.
  private(set) var firstSegments: [Int32] = [0]
  private(set) var tails: [Int32] = []
  private(set) var heads: [Int32] = []
  /// The segments that enter a vertex, in the order of operands; a group in the order in which they stand on its side.
  private(set) var incoming: Adjacency
  /// The segments that leave a vertex; of a group in the order in which they stand on its side.
  private(set) var outgoing: Adjacency
  /// How far from the middle of a group a segment leaves or enters it; empty without groups.
  private var exitShifts: [Double] = []
  private var entryShifts: [Double] = []
  /// Whether the segments at a vertex have a fixed order.
  private(set) var hasFixedEnds: [Bool]

  /// The bends that each box, chip and line may cost on average.
  private static let bendsPerPart = 6
  private static let bendsAtLeast = 20_000

  init(_ scope: Scope, _ ranks: Layers) {
    self.scope = scope
    layerCount = ranks.count
    layers = ranks.ranks
    widths = scope.sizes.map(\.width)
    heights = scope.sizes.map(\.height)
    hasLane = LayeredGraph.lanes(scope, ranks.ranks)
    incoming = Adjacency(count: 0, 0) { _ in (0, 0) }
    outgoing = incoming
    hasFixedEnds = scope.kinds.map { $0 == .group }
    addChips()
    addSegments()
    hasFixedEnds += [Bool](repeating: false, count: layers.count - hasFixedEnds.count)
    incoming = Adjacency(count: layers.count, heads.count) { (Int(self.heads[$0]), $0) }
    outgoing = Adjacency(count: layers.count, tails.count) { (Int(self.tails[$0]), $0) }
    sortEndsOfGroups()
  }

  /// The lines that run in lanes: the longest, if all bends were too many.
  private static func lanes(_ scope: Scope, _ ranks: [Int32]) -> [Bool] {
    let parts = scope.sizes.count + 2 * scope.lines.count
    let limit = max(bendsAtLeast, bendsPerPart * parts)
    var lengths = [Int](repeating: 0, count: Int(ranks.max() ?? 0) + 1)
    var total = 0
    for line in scope.lines {
      let length = Int(ranks[line.head] - ranks[line.tail])
      lengths[length] += 1
      total += length
    }
    var longest = lengths.count - 1
    while total > limit, longest > 2 {
      total -= longest * lengths[longest]
      longest -= 1
    }
    return scope.lines.map { Int(ranks[$0.head] - ranks[$0.tail]) > longest }
  }

  private mutating func addChips() {
    for line in scope.lines {
      guard let chip = line.chip else {
        chips.append(-1)
        continue
      }
      chips.append(Int32(truncatingIfNeeded: layers.count))
      layers.append(layers[line.head] - 1)
      widths.append(chip.width)
      heights.append(chip.height)
    }
    firstBend = layers.count
  }

  private mutating func addSegments() {
    for (index, line) in scope.lines.enumerated() {
      var last = Int32(truncatingIfNeeded: line.tail)
      let head = Int32(truncatingIfNeeded: line.head)
      let chip = chips[index]
      let end = chip >= 0 ? layers[Int(chip)] : layers[line.head]
      if hasLane[index] {
        last = chip
      } else {
        for layer in (layers[line.tail] + 1)..<max(end, layers[line.tail] + 1) {
          let bend = Int32(truncatingIfNeeded: layers.count)
          layers.append(layer)
          widths.append(0)
          heights.append(0)
          addSegment(last, bend)
          last = bend
        }
        if chip >= 0 {
          addSegment(last, chip)
          last = chip
        }
      }
      if last >= 0 { addSegment(last, head) }
      firstSegments.append(Int32(truncatingIfNeeded: tails.count))
    }
  }

  private mutating func addSegment(_ tail: Int32, _ head: Int32) {
    tails.append(tail)
    heads.append(head)
  }

  /// Lines meet the border of a group where they do inside of it.
  private mutating func sortEndsOfGroups() {
    guard scope.kinds.contains(.group) else { return }
    exitShifts = [Double](repeating: 0, count: tails.count)
    entryShifts = exitShifts
    for (index, line) in scope.lines.enumerated() {
      let segments = segments(of: index)
      guard let first = segments.first, let last = segments.last else { continue }
      if Int(tails[first]) == line.tail { exitShifts[first] = line.tailOffset }
      entryShifts[last] = line.headOffset
    }
    let (entries, exits) = (entryShifts, exitShifts)
    for box in scope.kinds.indices where scope.kinds[box] == .group {
      incoming.sort(box) { (entries[Int($0)], $0) < (entries[Int($1)], $1) }
      outgoing.sort(box) { (exits[Int($0)], $0) < (exits[Int($1)], $1) }
    }
  }

  /// The segments of a line.
  func segments(of line: Int) -> Range<Int> {
    Int(firstSegments[line])..<Int(firstSegments[line + 1])
  }

  /// How far from the middle of its tail a segment leaves it, where that is given.
  @inline(__always)
  func exitShift(_ segment: Int) -> Double { exitShifts.isEmpty ? 0 : exitShifts[segment] }

  /// How far from the middle of its head a segment enters it, where that is given.
  @inline(__always)
  func entryShift(_ segment: Int) -> Double { entryShifts.isEmpty ? 0 : entryShifts[segment] }

  /// The place of a segment's tail for which it is straight.
  @inline(__always)
  func tailGoal(_ segment: Int, _ across: [Double]) -> Double {
    across[Int(heads[segment])] + entryShift(segment) - exitShift(segment)
  }

  /// The place of a segment's head for which it is straight.
  @inline(__always)
  func headGoal(_ segment: Int, _ across: [Double]) -> Double {
    across[Int(tails[segment])] + exitShift(segment) - entryShift(segment)
  }

  /// How much a segment wants to be straight.
  @inline(__always)
  func weight(_ segment: Int) -> Double {
    isBend(Int(tails[segment])) ? (isBend(Int(heads[segment])) ? 8 : 4) : 1
  }

  /// Whether a vertex is a bend.
  @inline(__always)
  func isBend(_ vertex: Int) -> Bool { vertex >= firstBend }
}
