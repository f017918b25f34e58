/// Whether two programs compute the same.
enum Agreement {
  /// How far numbers may lie apart, of their own size and of the largest among them: sums over a hundred thousand
  /// terms round differently in each order.
  private static let (own, largest) = (1e-8, 1e-10)

  /// Throws where a number of a program differs from the number in the same place of the first.
  static func check(
    _ quantity: Quantity, of workload: Workload, by programs: [any MeasuredProgram]
  ) throws {
    guard let first = programs.first else { return }
    let expected = try first.numbers(quantity, of: workload)
    for program in programs.dropFirst() {
      let found = try program.numbers(quantity, of: workload)
      guard let place = difference(found, expected) else { continue }
      throw BenchmarkError.disagreement(
        """
        \(program.name) and \(first.name) disagree on \(workload.name), \(quantity.rawValue), number \(place): \
        \(number(place, of: found)) and \(number(place, of: expected))
        """)
    }
  }

  private static func number(_ place: Int, of numbers: [Double]) -> String {
    numbers.indices.contains(place) ? "\(numbers[place])" : "none"
  }

  /// The first place where numbers differ, or where one list ends before the other.
  private static func difference(_ found: [Double], _ expected: [Double]) -> Int? {
    let scale = expected.map(\.magnitude).max() ?? 0
    let place = zip(found, expected).enumerated().first {
      let (left, right) = $0.element
      let allowed = own * max(left.magnitude, right.magnitude) + largest * scale
      return !((left - right).magnitude <= allowed)
    }
    if let place { return place.offset }
    return found.count == expected.count ? nil : min(found.count, expected.count)
  }
}
