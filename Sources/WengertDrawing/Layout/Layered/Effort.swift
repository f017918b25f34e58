/// How hard crossings are looked for.
package enum Effort: Sendable {
  /// As hard as the size of the graph allows in reasonable time.
  case full
  /// Hardly, which is enough for everything but the number of crossings.
  case least

  /// What is tried.
  struct Plan {
    /// From how many first orders.
    let starts: Int
    /// How many of them may bring nothing before the rest is left out.
    let failures: Int
    /// How often all layers are ordered from each.
    let rounds: Int
    /// How many rounds may bring nothing.
    let patience: Int
    /// How often neighbours are exchanged in all layers at most.
    let exchanges: Int
    /// How often a round moves crossings along lines.
    let passes: Int
  }

  /// The plan for a number of vertices and segments: the larger, the less.
  func plan(parts: Int) -> Plan {
    let numbers =
      switch (self, parts) {
      case (.least, _): (1, 1, 2, 1, 2, 1)
      case (.full, ..<250): (24, 24, 24, 3, 6, 8)
      case (.full, ..<1_000): (12, 4, 24, 3, 6, 8)
      case (.full, ..<5_000): (4, 2, 24, 4, 6, 4)
      case (.full, ..<60_000): (1, 1, 10, 3, 3, 1)
      case (.full, _): (1, 1, 6, 2, 2, 1)
      }
    return Plan(
      starts: numbers.0, failures: numbers.1, rounds: numbers.2, patience: numbers.3,
      exchanges: numbers.4, passes: numbers.5)
  }
}
