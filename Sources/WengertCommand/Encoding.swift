import Foundation

/// Says what is wrong with a file that is not UTF-8.
enum Encoding {
  /// A message with the line of the first byte that is no UTF-8, or the encoding that the file begins like.
  static func complaint(about data: Data, _ name: String) -> String {
    let help = "\n  = help: save it as UTF-8"
    if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
      return "\(name): error: the file is UTF-16 and not UTF-8" + help
    }
    let place = firstBrokenByte(of: data)
    let line = data[..<place].count { $0 == UInt8(ascii: "\n") } + 1
    let byte = String(data[place], radix: 16, uppercase: true)
    return
      "\(name):\(line): error: the file is not UTF-8: there is a byte \(byte) that means nothing"
      + help
  }

  private static func firstBrokenByte(of data: Data) -> Data.Index {
    var (iterator, decoder) = (data.makeIterator(), UTF8())
    var position = data.startIndex
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): position += UTF8.width(scalar)
      case .error: return position
      case .emptyInput: return max(data.startIndex, data.endIndex - 1)
      }
    }
  }
}
