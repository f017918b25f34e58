import Foundation

/// A table of text.
struct MarkdownTable {
  let heads: [String]
  var rows: [[String]] = []

  /// The first column to the left, the others, which are numbers, to the right.
  var text: String {
    let marks = heads.indices.map { $0 == 0 ? "---" : "--:" }
    return ([heads, marks] + rows).map { "| \($0.joined(separator: " | ")) |\n" }.joined()
  }
}

extension MarkdownTable {
  /// The same without columns that say nothing.
  var withoutEmptyColumns: MarkdownTable {
    let kept = heads.indices.filter { column in
      rows.isEmpty || rows.contains { !$0[column].isEmpty }
    }
    return MarkdownTable(
      heads: kept.map { heads[$0] }, rows: rows.map { row in kept.map { row[$0] } })
  }
}

/// A ratio with two figures behind the point; in bold where it misses its goal.
func ratio(_ value: Double?, goal: Double? = nil) -> String {
  guard let value, value.isFinite else { return "–" }
  let text = String(format: value < 0.1 ? "%.3f" : value < 100 ? "%.2f" : "%.0f", value)
  return goal.map { value > $0 } ?? false ? "**\(text)**" : text
}

/// A goal, or nothing.
func bound(_ goal: Double?) -> String { goal.map { "≤ \($0)" } ?? "" }

/// A quotient, where there are both.
func quotient(_ numerator: Double?, _ denominator: Double?) -> Double? {
  guard let numerator, let denominator else { return nil }
  return numerator / denominator
}
