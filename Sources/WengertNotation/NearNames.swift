/// The candidate that is spelled most like a name, if any is close enough to be meant.
///
/// The distance counts insertions, deletions, replacements and swaps of neighbours.
func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
  let limit = max(1, min(2, name.count / 2))
  var best: (distance: Int, name: String)?
  for candidate in candidates where abs(candidate.count - name.count) <= limit {
    let distance = editDistance(Array(name.lowercased()), Array(candidate.lowercased()))
    guard distance <= limit else { continue }
    if best.map({ (distance, candidate) < ($0.distance, $0.name) }) ?? true {
      best = (distance, candidate)
    }
  }
  return best?.name
}

/// The optimal string alignment distance.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var previous: [Int] = []
  var current = Array(0...b.count)
  for i in 1...max(1, a.count) where i <= a.count {
    let beforePrevious = previous
    previous = current
    current = [i]
    for j in 1...max(1, b.count) where j <= b.count {
      let replacement = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
      var distance = min(previous[j] + 1, current[j - 1] + 1, replacement)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        distance = min(distance, beforePrevious[j - 2] + 1)
      }
      current.append(distance)
    }
  }
  return current[b.count]
}
