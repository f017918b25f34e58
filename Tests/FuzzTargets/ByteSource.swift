/// Choices out of bytes; where they are used up, every choice is the first one.
struct ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isUsedUp: Bool { position >= bytes.count }

  mutating func byte() -> UInt8 {
    guard position < bytes.count else { return 0 }
    defer { position += 1 }
    return bytes[position]
  }

  /// A number from 0 to below a limit of at most 256.
  mutating func choice(of count: Int) -> Int { Int(byte()) % count }

  /// One of several things.
  mutating func pick<Item>(_ items: [Item]) -> Item { items[choice(of: items.count)] }

  /// A number of any kind: small and whole mostly, an edge value or any bits now and then.
  mutating func number() -> Double {
    switch choice(of: 8) {
    case 0: return pick(ByteSource.edges)
    case 1: return Double(bitPattern: (0..<8).reduce(0) { bits, _ in bits << 8 | UInt64(byte()) })
    case 2...4: return Double(Int8(bitPattern: byte())) / 16
    default: return Double(choice(of: 8)) - 2
    }
  }

  /// A name: plain, made to break out of a text, or any bytes.
  mutating func name() -> String {
    switch choice(of: 4) {
    case 0: return "x\(choice(of: 10))"
    case 1: return pick(ByteSource.hostileNames)
    case 2: return pick(ByteSource.hostileNames) + pick(ByteSource.hostileNames)
    default:
      let count = choice(of: 24)
      return String(decoding: (0..<count).map { _ in byte() }, as: UTF8.self)
    }
  }

  private static let edges: [Double] = [
    0, -0.0, .infinity, -.infinity, .nan, .greatestFiniteMagnitude, .leastNonzeroMagnitude,
    .leastNormalMagnitude, 1e308, -1e-308, 0.1, 1e15, 123456789.123456789,
  ]
}
