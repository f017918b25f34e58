/// A short name for bytes that depends on nothing else: FNV-1a with 64 bits.
///
/// `Hasher` is seeded anew in each process, and a name by position changes whenever a figure is put before.
struct Fingerprint: Hashable {
  private let state: UInt64

  /// The name of some bytes.
  init(_ bytes: some Sequence<UInt8>) {
    state = bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// The name as letters and digits.
  var text: String { String(state, radix: 36) }
}
