import WengertDrawing
import WengertWorker

/// A message between processes: what is read is written alike, and what is asked for can be placed.
enum MessageCheck {
  /// More boxes take the engine longer than a harness likes.
  private static let boxLimit = 60

  static func check(_ bytes: [UInt8]) throws(Finding) {
    _ = FrameHeader(Array(bytes.prefix(FrameHeader.size)))
    let message: LayoutMessage
    do throws(MalformedMessage) {
      message = try LayoutMessage(bytes)
    } catch {
      return try promise(!error.description.isEmpty, "an error says nothing")
    }
    let frame = message.frame
    try promise(
      FrameHeader(Array(frame.prefix(FrameHeader.size)))?.count == bytes.count,
      "a message is written with another length")
    try promise(Array(frame.dropFirst(FrameHeader.size)) == bytes, "a message is written otherwise")
    if case .request(let request) = message { try place(request) }
  }

  private static func place(_ request: LayoutRequest) throws(Finding) {
    guard request.placeCount <= boxLimit, request.groups.count <= boxLimit else { return }
    let result: LayoutResult
    do throws(LayoutError) {
      result = try LayeredLayout().layout(request)
    } catch {
      guard case .invalidRequest = error else { throw Finding("the engine fails: \(error)") }
      return
    }
    try promise(
      result.centers.count == request.boxes.count && result.routes.count == request.edges.count,
      "a layout does not fit its request")
    let points = result.centers + result.routes.flatMap { $0.curves.flatMap { $0 } }
    try promise(
      points.allSatisfy { $0.x.isFinite && $0.y.isFinite }, "a layout has no finite coordinates")
  }
}
