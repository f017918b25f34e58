/// Lists of numbers for consecutive owners, in one flat array.
struct Adjacency {
  /// Where the list of each owner begins; one entry more than there are owners.
  private(set) var starts: [Int32]
  /// All lists, one behind the other.
  private(set) var values: [Int32]

  /// The lists of `count` owners: `pair` gives the owner and the value of each of the entries, and a list keeps the
  /// order of its entries.
  @inline(__always)
  init(count: Int, _ entries: Int, _ pair: (Int) -> (owner: Int, value: Int)) {
    starts = [Int32](repeating: 0, count: count + 1)
    values = [Int32](repeating: 0, count: entries)
    for entry in 0..<entries { starts[pair(entry).owner + 1] += 1 }
    for owner in 0..<count { starts[owner + 1] += starts[owner] }
    var next = starts
    for entry in 0..<entries {
      let (owner, value) = pair(entry)
      values[Int(next[owner])] = Int32(truncatingIfNeeded: value)
      next[owner] += 1
    }
  }

  /// The positions of an owner's list in ``values``.
  @inline(__always)
  func range(of owner: Int) -> Range<Int> { Int(starts[owner])..<Int(starts[owner + 1]) }

  /// The length of an owner's list.
  @inline(__always)
  func count(of owner: Int) -> Int { Int(starts[owner + 1] - starts[owner]) }

  /// Sorts an owner's list.
  mutating func sort(_ owner: Int, by precedes: (Int32, Int32) -> Bool) {
    values[range(of: owner)].sort(by: precedes)
  }
}
