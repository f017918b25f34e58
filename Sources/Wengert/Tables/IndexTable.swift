/// Finds the indices of things that stand elsewhere by their content: open addressing, eight bytes a place.
///
/// A place holds half of a hash beside the index, so that most strangers are passed without a look at the thing
/// itself. The table is never iterated, so its seed shows in no result.
@usableFromInline
package struct IndexTable: Sendable {
  /// Half of the hash above the index plus one, or zero where the place is free.
  ///
  /// There are as many places as a power of two.
  @usableFromInline var places: [UInt64] = []
  /// The number of indices.
  @usableFromInline var count = 0
  @usableFromInline let seed = IndexTable.seed

  /// Differs between processes, so that no text can be written whose contents collide.
  @usableFromInline static let seed = UInt64.random(in: .min ... .max)

  @inlinable package init() {}

  /// A hash to mix words into.
  @inlinable package var hash: ContentHash { ContentHash(seed: seed) }

  /// The index that was inserted with the hash and passes the test.
  ///
  /// - Complexity: O(1) expected.
  @inlinable
  package func find(_ hash: ContentHash, where matches: (Int32) -> Bool) -> Int32? {
    guard !places.isEmpty else { return nil }
    let mask = places.count - 1
    var place = Int(hash.half) & mask
    while places[place] != 0 {
      let entry = places[place]
      let index = Int32(truncatingIfNeeded: entry) - 1
      if entry >> 32 == UInt64(hash.half), matches(index) { return index }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Adds an index that is not in the table.
  ///
  /// - Complexity: O(1) amortized.
  @inlinable
  package mutating func insert(_ hash: ContentHash, _ index: Int32) {
    if 4 * (count + 1) > 3 * places.count { grow() }
    place(UInt64(hash.half) << 32 | UInt64(UInt32(index) + 1))
    count += 1
  }

  @inlinable
  mutating func place(_ entry: UInt64) {
    let mask = places.count - 1
    var place = Int(entry >> 32) & mask
    while places[place] != 0 { place = (place + 1) & mask }
    places[place] = entry
  }

  @usableFromInline
  mutating func grow() {
    let old = places
    places = Array(repeating: 0, count: max(16, 2 * old.count))
    for entry in old where entry != 0 { place(entry) }
  }
}

/// A hash of a few words.
@usableFromInline
package struct ContentHash: Sendable {
  @usableFromInline var state: UInt64

  @inlinable init(seed: UInt64) { state = seed }

  /// Takes one more word into account.
  @inlinable
  package mutating func mix(_ word: UInt64) {
    let product = (state ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    state = product.high ^ product.low
  }

  /// The half that the table keeps.
  @inlinable var half: UInt32 {
    UInt32(truncatingIfNeeded: state >> 32) ^ UInt32(truncatingIfNeeded: state)
  }
}
