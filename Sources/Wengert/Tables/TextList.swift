/// Texts in UTF-8 that stand one behind the other, so that a short one costs its bytes and eight more.
package struct TextList: Sendable {
  private var bytes: [UInt8] = []
  /// Where each text ends.
  private var ends: [Int] = []

  package init() {}

  package var count: Int { ends.count }
  package var isEmpty: Bool { ends.isEmpty }

  /// The text at a position.
  package subscript(_ position: Int) -> ArraySlice<UInt8> { bytes[extent(position)] }

  /// Whether the text at a position is a stretch of another one.
  package func has(_ position: Int, equalTo text: [UInt8], _ range: Range<Int>) -> Bool {
    let extent = extent(position)
    guard extent.count == range.count else { return false }
    for offset in 0..<range.count
    where bytes[extent.lowerBound + offset] != text[range.lowerBound + offset] { return false }
    return true
  }

  package mutating func append(_ text: ArraySlice<UInt8>) {
    bytes += text
    ends.append(bytes.count)
  }

  private func extent(_ position: Int) -> Range<Int> {
    (position == 0 ? 0 : ends[position - 1])..<ends[position]
  }
}
