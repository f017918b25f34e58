/// Bytes that are written one behind the other: the only place where text meets pointers.
///
/// It owns its memory alone, for it cannot be copied. Every append makes room first, so a byte is never written
/// behind the end, and only bytes that were counted are read.
@safe
package struct ByteBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity = 256
  package private(set) var count = 0

  package init() { unsafe start = .allocate(capacity: capacity) }

  deinit { unsafe start.deallocate() }

  /// The bytes as an array of their own.
  package var array: [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: start, count: count))
  }

  /// Forgets the bytes and keeps the room for others.
  package mutating func removeAll() { count = 0 }

  @inline(__always)
  package mutating func append(_ byte: UInt8) {
    reserve(1)
    unsafe start[count] = byte
    count += 1
  }

  @inline(__always)
  package mutating func append(_ bytes: borrowing [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append($0) }
  }

  /// The lowest bytes of two words, likewise.
  @inline(__always)
  mutating func append(_ words: UInt128, count length: Int) {
    reserve(16)
    unsafe UnsafeMutableRawPointer(start + count)
      .storeBytes(of: words.littleEndian, as: UInt128.self)
    count += length
  }

  /// A text as UTF-8.
  package mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { unsafe append($0) }
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.baseAddress else { return }
    reserve(bytes.count)
    unsafe (start + count).update(from: first, count: bytes.count)
    count += bytes.count
  }

  /// The lowest bytes of a word, from the lowest on.
  ///
  /// The whole word is written, so that no loop is needed, and what is too much is written over later.
  @inline(__always)
  package mutating func append(_ word: UInt64, count length: Int) {
    reserve(8)
    unsafe UnsafeMutableRawPointer(start + count).storeBytes(of: word.littleEndian, as: UInt64.self)
    count += length
  }

  @inline(__always)
  private mutating func reserve(_ room: Int) {
    if count + room > capacity { grow(room) }
  }

  @inline(never)
  private mutating func grow(_ room: Int) {
    let larger = 2 * capacity + room
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    unsafe moved.update(from: start, count: count)
    unsafe start.deallocate()
    unsafe start = moved
    capacity = larger
  }
}
