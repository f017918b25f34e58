/// Why bytes are not a message.
package enum MalformedMessage: Error, Equatable, CustomStringConvertible {
  /// They end too early, or a number of items is larger than what follows.
  case truncated
  /// Something follows the end of the message.
  case trailingBytes
  /// A byte that stands for one of several things stands for none.
  case unknownCode(UInt8)
  /// A number is NaN, infinite or not a length on a page.
  case unusableNumber
  /// An edge leads to a box that does not exist, or a group holds one or lies in one that does not.
  case unknownBox
  /// A text is not UTF-8.
  case invalidText
  /// A curve has another number of points than 3k + 1.
  case incompleteCurve

  package var description: String {
    switch self {
    case .truncated: "it ends too early"
    case .trailingBytes: "something follows its end"
    case .unknownCode(let code): "the code \(code) means nothing"
    case .unusableNumber: "a number is no length on a page"
    case .unknownBox: "an edge or a group names what does not exist"
    case .invalidText: "a text is not UTF-8"
    case .incompleteCurve: "a curve is incomplete"
    }
  }
}

/// Reads what ``ByteWriter`` wrote, and believes nothing.
struct ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func byte() throws(MalformedMessage) -> UInt8 {
    guard position < bytes.count else { throw .truncated }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func word() throws(MalformedMessage) -> UInt32 {
    UInt32(truncatingIfNeeded: try bits(4))
  }

  /// A number that can be a coordinate.
  mutating func number() throws(MalformedMessage) -> Double {
    let number = Double(bitPattern: try bits(8))
    guard number.magnitude < ByteReader.farthest else { throw .unusableNumber }
    return number
  }

  /// A number that can be a length.
  mutating func length() throws(MalformedMessage) -> Double {
    let length = try number()
    guard length >= 0 else { throw .unusableNumber }
    return length
  }

  mutating func text() throws(MalformedMessage) -> String {
    let count = try count(ofItems: 1)
    defer { position += count }
    guard let text = String(validating: bytes[position..<position + count], as: UTF8.self) else {
      throw .invalidText
    }
    return text
  }

  /// Items after their number.
  ///
  /// - Parameter size: the fewest bytes of an item, so that no more room is taken than what is there can fill.
  mutating func items<Item>(
    ofAtLeast size: Int, _ body: (inout ByteReader) throws(MalformedMessage) -> Item
  ) throws(MalformedMessage) -> [Item] {
    let count = try count(ofItems: size)
    var items: [Item] = []
    items.reserveCapacity(count)
    for _ in 0..<count { items.append(try body(&self)) }
    return items
  }

  /// An item that may be absent.
  mutating func optional<Item>(
    _ body: (inout ByteReader) throws(MalformedMessage) -> Item
  ) throws(MalformedMessage) -> Item? {
    switch try byte() {
    case 0: nil
    case 1: try body(&self)
    case let code: throw .unknownCode(code)
    }
  }

  func finish() throws(MalformedMessage) {
    guard position == bytes.count else { throw .trailingBytes }
  }

  private mutating func bits(_ count: Int) throws(MalformedMessage) -> UInt64 {
    guard bytes.count - position >= count else { throw .truncated }
    var bits: UInt64 = 0
    for place in 0..<count { bits |= UInt64(bytes[position + place]) << (8 * UInt64(place)) }
    position += count
    return bits
  }

  private mutating func count(ofItems size: Int) throws(MalformedMessage) -> Int {
    let count = Int(try word())
    guard count <= (bytes.count - position) / size else { throw .truncated }
    return count
  }

  /// No page is larger, in points; NaN is not less either.
  private static let farthest = 1e9
}
