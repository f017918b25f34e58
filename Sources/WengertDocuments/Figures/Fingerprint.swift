/// A short name for a figure that depends on nothing but what its author wrote: FNV-1a with 64 bits.
///
/// `Hasher` is seeded anew in each process, and a name by position changes whenever a figure is put before.
struct Fingerprint: Hashable {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The name of a function with its attributes.
  init(_ source: some Sequence<UInt8>, _ attributes: [Attribute]) {
    for attribute in attributes {
      add(attribute.name.utf8)
      add(attribute.value.utf8)
    }
    add(source)
  }

  /// The name as letters and digits.
  var text: String { String(state, radix: 36) }

  private mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
    // No text has this byte, so it keeps neighbours apart.
    add(0xFF)
  }

  private mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
}
