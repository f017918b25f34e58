/// Writes numbers and texts as bytes, the lowest byte first.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ byte: UInt8) { bytes.append(byte) }

  mutating func write(_ word: UInt32) {
    for shift in stride(from: 0, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }

  mutating func write(_ number: Double) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> shift))
    }
  }

  /// A number of items that follow, or an index.
  mutating func write(count: Int) { write(UInt32(clamping: count)) }

  mutating func write(_ text: String) {
    write(count: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Items after their number.
  mutating func write<Item>(_ items: [Item], _ body: (inout ByteWriter, Item) -> Void) {
    write(count: items.count)
    for item in items { body(&self, item) }
  }

  /// An item that may be absent.
  mutating func write<Item>(_ item: Item?, _ body: (inout ByteWriter, Item) -> Void) {
    write(item == nil ? 0 : 1 as UInt8)
    if let item { body(&self, item) }
  }
}
