#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why bytes did not get through.
enum ChannelError: Error, Equatable {
  /// The other side closed its end.
  case closed
  /// The time is over.
  case timedOut
  /// The bytes are no frame.
  case malformed
}

/// Two descriptors that carry frames; the only file that reads from and writes to them.
struct Channel {
  private let input, output: Int32
  private let isSocket: Bool

  /// Standard input and output.
  static let standard = Channel(input: 0, output: 1, isSocket: false)

  /// One end of a pair of sockets.
  init(socket: Int32) { self.init(input: socket, output: socket, isSocket: true) }

  private init(input: Int32, output: Int32, isSocket: Bool) {
    (self.input, self.output, self.isSocket) = (input, output, isSocket)
  }

  func shut() { _ = close(input) }

  /// Sends a frame.
  ///
  /// - Parameter deadline: when to give up; nil waits for as long as it takes.
  func deliver(_ frame: [UInt8], until deadline: ContinuousClock.Instant?) throws(ChannelError) {
    var position = 0
    while position < frame.count {
      try wait(output, for: POLLOUT, until: deadline)
      let count = unsafe frame.withUnsafeBytes {
        unsafe put(UnsafeRawBufferPointer(rebasing: $0[position...]))
      }
      if count > 0 { position += count } else { try checkAgain() }
    }
  }

  /// Receives what a frame holds; nil where the other side closed its end before a frame began.
  func receive(until deadline: ContinuousClock.Instant?) throws(ChannelError) -> [UInt8]? {
    var head: [UInt8] = []
    while head.count < FrameHeader.size {
      let piece = try piece(FrameHeader.size - head.count, until: deadline)
      if piece.isEmpty {
        if head.isEmpty { return nil }
        throw .closed
      }
      head += piece
    }
    guard let header = FrameHeader(head) else { throw .malformed }
    var content: [UInt8] = []
    while content.count < header.count {
      let piece = try piece(header.count - content.count, until: deadline)
      guard !piece.isEmpty else { throw .closed }
      content += piece
    }
    return content
  }

  /// The next bytes; none where the other side closed its end.
  private func piece(
    _ count: Int, until deadline: ContinuousClock.Instant?
  ) throws(ChannelError) -> [UInt8] {
    // What the other side says of a frame's length is believed a piece at a time.
    let room = min(count, 1 << 16)
    while true {
      try wait(input, for: POLLIN, until: deadline)
      var status = 0
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, used in
        unsafe status = read(input, buffer.baseAddress, room)
        used = max(status, 0)
      }
      if status >= 0 { return piece }
      try checkAgain()
    }
  }

  private func put(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard isSocket else { return unsafe write(output, bytes.baseAddress, bytes.count) }
    #if os(Linux)
      // A child that died is an error here and no signal that ends this process.
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    return unsafe send(output, bytes.baseAddress, bytes.count, flags)
  }

  /// Returns where the last call may be tried again.
  private func checkAgain() throws(ChannelError) {
    guard errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK else { throw .closed }
  }

  private func wait(
    _ descriptor: Int32, for event: some BinaryInteger, until deadline: ContinuousClock.Instant?
  ) throws(ChannelError) {
    var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    while true {
      let rest = deadline.map { ContinuousClock.now.duration(to: $0) }
      if let rest, rest <= .zero { throw .timedOut }
      // A long wait is cut into hours, which a number of milliseconds can hold.
      let milliseconds = rest.map { Int32(min($0 / .milliseconds(1), 3_600_000).rounded(.up)) }
      let status = unsafe poll(&entry, 1, milliseconds ?? -1)
      if status > 0 { return }
      if status < 0 { try checkAgain() }
    }
  }
}
