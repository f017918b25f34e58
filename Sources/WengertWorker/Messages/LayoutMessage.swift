package import WengertDrawing

/// What a worker and the process that started it say to each other.
///
/// A message travels as a frame: four bytes that mark the protocol and its version, the number of bytes that follow, a
/// code for the kind, and the content. Everything that is read is checked before it is used.
package enum LayoutMessage: Equatable {
  /// Boxes to place.
  case request(LayoutRequest)
  /// Where they go.
  case result(LayoutResult)
  /// Why they could not be placed.
  case failure(LayoutError)

  /// The message as a frame.
  package var frame: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .request(let request):
      writer.write(1 as UInt8)
      writer.write(request)
    case .result(let result):
      writer.write(2 as UInt8)
      writer.write(result)
    case .failure(let error):
      writer.write(3 as UInt8)
      writer.write(error)
    }
    return FrameHeader(count: writer.bytes.count).bytes + writer.bytes
  }

  /// Reads a message from what a frame holds after its header.
  package init(_ content: [UInt8]) throws(MalformedMessage) {
    var reader = ByteReader(content)
    switch try reader.byte() {
    case 1: self = .request(try reader.request())
    case 2: self = .result(try reader.result())
    case 3: self = .failure(try reader.failure())
    case let code: throw .unknownCode(code)
    }
    try reader.finish()
  }
}

/// The beginning of a frame.
package struct FrameHeader: Equatable {
  /// The number of bytes that follow.
  package let count: Int

  /// The number of bytes of a header.
  package static let size = 8
  /// The most bytes that may follow: some million boxes.
  package static let limit = 1 << 28

  private static let mark: [UInt8] = Array("WGL1".utf8)

  init(count: Int) { self.count = count }

  /// Reads a header; nil where the bytes are none.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == FrameHeader.size, Array(bytes.prefix(4)) == FrameHeader.mark else {
      return nil
    }
    count = bytes[4...].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard count <= FrameHeader.limit else { return nil }
  }

  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(count: count)
    return FrameHeader.mark + writer.bytes
  }
}
