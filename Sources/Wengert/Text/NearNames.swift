/// The candidate that is spelled most like a name, if any is close enough to be meant.
///
/// The distance counts insertions, deletions, replacements and swaps of neighbours; among equals, the longest
/// common beginning wins.
package func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
  let limit = min(2, name.count / 2)
  let letters = Array(name.lowercased())
  let near = candidates.compactMap { candidate -> (distance: Int, mismatch: Int, name: String)? in
    guard abs(candidate.count - name.count) <= limit else { return nil }
    let other = Array(candidate.lowercased())
    let distance = editDistance(letters, other)
    let common = zip(letters, other).prefix { $0 == $1 }.count
    return distance <= limit ? (distance, letters.count - common, candidate) : nil
  }
  return near.min { $0 < $1 }?.name
}

/// The optimal string alignment distance.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var current = [i + 1]
    for (j, other) in b.enumerated() {
      var distance = min(
        previous[j + 1] + 1, current[j] + 1, previous[j] + (letter == other ? 0 : 1))
      if i > 0, j > 0, letter == b[j - 1], a[i - 1] == other {
        distance = min(distance, beforePrevious[j - 1] + 1)
      }
      current.append(distance)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[b.count]
}

/// What an author may have meant by a name that does not exist.
package enum NearNames {
  /// A question that names the nearest candidate.
  package static func hint(_ name: String, _ names: some Sequence<String>) -> String? {
    nearest(to: name, among: names).map { "did you mean '\($0)'?" }
  }
}
