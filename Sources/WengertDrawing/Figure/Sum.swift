extension Figure {
  /// The contributions that meet in a tangent or an adjoint.
  ///
  /// Contributions that are zero by structure are no part of it, so it has two addends or more.
  public struct Sum: Sendable, Equatable {
    /// One addend.
    public struct Addend: Sendable, Equatable {
      /// The contribution, not rounded.
      public let value: Double
      /// The contribution as text.
      public let text: String
      /// Whether it is the seed of the sweep and flows along no edge.
      public let isSeed: Bool
    }

    /// All addends: the seed first, then in evaluation order of the other ends of the edges.
    public let addends: [Addend]
    /// Whether the mode of the figure shows them.
    public let isShown: Bool

    /// The most addends that are written out.
    static let limit = 4
    /// The most addends in a line.
    private static let lineLimit = 2

    /// The lines that a number of addends takes.
    static func lineCount(_ addends: Int) -> Int {
      addends < 2 ? 0 : (min(addends, limit) + lineLimit - 1) / lineLimit
    }

    /// The widest line, in characters, for which a live figure has room.
    static func reservedColumns(_ row: Figure.Row) -> Int { 2 * row.minimumColumns - 1 }

    /// The addends that are written out: all of them, or a few before "more".
    var written: ArraySlice<Addend> {
      addends.count > Sum.limit ? addends.prefix(Sum.limit - 1) : addends[...]
    }

    /// The sum as it stands under the total: `= 7.3891 + 1`, with more addends on further lines.
    public var lines: [String] {
      var parts: [String] = []
      for (index, addend) in written.enumerated() {
        let isNegative = addend.text.hasPrefix("−")
        let size = (isNegative ? String(addend.text.dropFirst()) : addend.text)
        let text = (addend.isSeed ? "seed " : "") + (index == 0 ? addend.text : size)
        parts.append(index == 0 ? "= \(text)" : "\(isNegative ? "−" : "+") \(text)")
      }
      let more = addends.count - written.count
      if more > 0 { parts.append("+ … \(more) more") }
      return stride(from: 0, to: parts.count, by: Sum.lineLimit).map {
        parts[$0..<min($0 + Sum.lineLimit, parts.count)].joined(separator: " ")
      }
    }

    /// The sum in one line, for those who hear it.
    var words: String { lines.joined(separator: " ") }
  }
}

/// The room for numbers that stand below each other with their decimal points aligned, in characters.
struct NumberColumn {
  /// Before the decimal points.
  private let whole: Int
  /// From the decimal points on; zero where the numbers are too unlike to be aligned.
  let fraction: Int
  /// Altogether.
  let columns: Int
  /// What stands in the column from the decimal points on.
  let fractions: [Substring]

  /// The room for the numbers of some rows, the same in every mode.
  ///
  /// Numbers as unlike as 22026 and 4.54e−5 are aligned to the right instead, before the column grows by more
  /// than four characters.
  init(_ rows: [Figure.Row]) {
    let whole = rows.map { $0.columns - $0.fractionColumns }.max() ?? 0
    let fraction = rows.map(\.fractionColumns).max() ?? 0
    let widest = rows.map(\.columns).max() ?? 0
    let isAligned = whole + fraction <= widest + 4
    self.whole = isAligned ? whole : widest
    self.fraction = isAligned ? fraction : 0
    columns = max(self.whole + self.fraction, rows.map(\.minimumColumns).max() ?? 0)
    fractions =
      isAligned ? rows.map { NumberColumn.fraction(of: $0.text) }.filter { !$0.isEmpty } : []
  }

  /// The blanks behind a number that bring its decimal point into line; infinities and NaN stand at the end.
  func padding(after text: String) -> Int {
    text.hasSuffix("∞") || text == "NaN"
      ? 0 : max(0, fraction - NumberColumn.fraction(of: text).count)
  }

  /// What of a number stands from its decimal point, or its exponent, on.
  static func fraction(of text: String) -> Substring {
    guard text.contains(where: \.isNumber),
      let start = text.firstIndex(where: { $0 == "." || $0 == "e" })
    else { return "" }
    return text[start...]
  }
}
