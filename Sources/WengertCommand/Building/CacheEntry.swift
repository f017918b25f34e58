import WengertReport

/// The name of a result in a store: the digest of everything that decides it.
struct CacheKey: Hashable, Sendable {
  /// 64 hexadecimal digits.
  let digits: String

  /// The key of a text that says what decides the result.
  init(of text: String) { digits = SHA256(text.utf8).hexadecimal }

  /// A key that stands in a file or a name; nil where it is none.
  init?(digits: some StringProtocol) {
    let areDigits = digits.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
    guard areDigits, digits.utf8.count == 64 else { return nil }
    self.digits = String(digits)
  }

  /// The part of so many that the key falls in, from 1.
  func shard(of count: Int) -> Int {
    // 15 digits are as many as fit into an Int on every machine.
    Int(digits.prefix(15), radix: 16).map { $0 % count + 1 } ?? 1
  }
}

/// A result as the file of a store: what it is, its own digest, and the bytes.
///
/// Whatever happened to a file (cut off, damaged, renamed, written by something else), it is either the result of its
/// key or no entry.
enum CacheEntry {
  private static let magic = "wengert-entry/1"
  /// The magic, the key, the length and the digest, in lines.
  private static let headLimit = 256

  /// The file of a result.
  static func bytes(_ content: [UInt8], for key: CacheKey) -> [UInt8] {
    let head = [magic, key.digits, String(content.count), SHA256(content).hexadecimal]
    return head.flatMap { Array($0.utf8) + [newline] } + content
  }

  /// The content of the file of a result; nil where it is damaged, or that of another key.
  static func content(of bytes: [UInt8], for key: CacheKey) -> [UInt8]? {
    var start = 0
    var head: [String] = []
    while head.count < 4 {
      let limit = min(bytes.count, headLimit)
      guard start < limit, let end = bytes[start..<limit].firstIndex(of: newline) else {
        return nil
      }
      head.append(String(decoding: bytes[start..<end], as: UTF8.self))
      start = end + 1
    }
    let content = Array(bytes[start...])
    guard head[0] == magic, head[1] == key.digits, head[2] == String(content.count),
      head[3] == SHA256(content).hexadecimal
    else { return nil }
    return content
  }

  private static let newline = UInt8(ascii: "\n")
}
