import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One HTTP/1.1 request to a server on this machine.
///
/// `URLSession` on Linux refuses the answers of chromedriver: it wants a space after the colon of every header.
enum Loopback {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static func request(port: UInt16, _ method: String, _ path: String, body: Data?) throws -> Data {
    let connection = try connect(port: port)
    defer { close(connection) }
    var message = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
    if let body {
      message +=
        "Content-Type: application/json; charset=utf-8\r\nContent-Length: \(body.count)\r\n"
    }
    try send(Data("\(message)\r\n".utf8) + (body ?? Data()), to: connection)
    return try answer(from: connection)
  }

  private static func connect(port: UInt16) throws -> Int32 {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    let connection = socket(AF_INET, kind, 0)
    guard connection >= 0 else { throw Failure(description: "no socket: errno \(errno)") }
    var patience = timeval(tv_sec: 120, tv_usec: 0)
    for direction in [SO_RCVTIMEO, SO_SNDTIMEO] {
      _ = unsafe setsockopt(
        connection, SOL_SOCKET, direction, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        #if canImport(Glibc)
          unsafe Glibc.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        #else
          unsafe Darwin.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        #endif
      }
    }
    guard result == 0 else {
      close(connection)
      throw Failure(description: "no connection: errno \(errno)")
    }
    return connection
  }

  private static func send(_ message: Data, to connection: Int32) throws {
    #if canImport(Glibc)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    var rest = [UInt8](message)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        #if canImport(Glibc)
          unsafe Glibc.send(connection, $0.baseAddress, $0.count, flags)
        #else
          unsafe Darwin.send(connection, $0.baseAddress, $0.count, flags)
        #endif
      }
      guard count > 0 else { throw Failure(description: "nothing sent: errno \(errno)") }
      rest = rest.dropFirst(count)
    }
  }

  private static func answer(from connection: Int32) throws -> Data {
    var answer = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var length: Int?
    while length.map({ answer.count < $0 }) ?? true {
      let count = unsafe recv(connection, &buffer, buffer.count, 0)
      guard count >= 0 else { throw Failure(description: "no answer: errno \(errno)") }
      if count == 0 { break }
      answer += buffer[0..<count]
      if length == nil, let end = answer.firstRange(of: Data("\r\n\r\n".utf8)) {
        let head = String(decoding: answer[..<end.lowerBound], as: UTF8.self).lowercased()
        if let match = head.firstMatch(of: /content-length:\s*(\d+)/) {
          length = end.upperBound + (Int(match.1) ?? 0)
        }
      }
    }
    guard let end = answer.firstRange(of: Data("\r\n\r\n".utf8)) else {
      throw Failure(description: "the answer has no end of its head")
    }
    return answer[end.upperBound...]
  }
}
