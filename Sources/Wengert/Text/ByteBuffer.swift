/// Bytes that are written one behind the other: the only place where text meets pointers.
///
/// It owns its memory alone, for it cannot be copied. Every append makes room first, so a byte is never written
/// behind the end, and only bytes that were written are read.
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

  /// A number in decimal digits.
  package mutating func append(decimal number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let length = ByteBuffer.digits(of: rest)
    reserve(length)
    for place in (count..<count + length).reversed() {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      unsafe start[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      rest = quotient
    }
    count += length
  }

  private static func digits(of number: UInt) -> Int {
    var (digits, rest) = (1, number)
    while rest >= 10_000 {
      digits += 4
      rest /= 10_000
    }
    return digits + (rest >= 1000 ? 3 : rest >= 100 ? 2 : rest >= 10 ? 1 : 0)
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
