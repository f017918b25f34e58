import CGraphvizShims
import Wengert
public import WengertDrawing

/// Layout by Graphviz' `dot`, in this process.
///
/// Graphviz gets numbered boxes and no text, so fonts, markup and names cannot disturb it. The library is
/// not safe for threads; one lock guards all of it.
public struct GraphvizLayout: LayoutEngine {
  /// The most boxes, chips included, that are placed unless another limit is asked for; beyond it `dot` takes minutes,
  /// and nothing stops it inside this process.
  public static let limit = 2_500

  /// The number of boxes from which the layout trades width for time.
  private static let large = 300

  private static let lock = Guarded(())
  private static let messages = Guarded<[String]>([])

  public let boxLimit: Int

  /// The version of the library, on which coordinates depend.
  public static var version: String {
    lock.withLock { _ in unsafe String(cString: wgv_version()) }
  }

  /// The engine.
  ///
  /// - Parameter boxLimit: the most boxes, chips included, that are placed.
  public init(boxLimit: Int = GraphvizLayout.limit) { self.boxLimit = boxLimit }

  /// Places the boxes of a request.
  ///
  /// - Throws: `LayoutError.tooLarge(boxes:limit:)`, or the messages of Graphviz.
  /// - Complexity: some milliseconds for 20 boxes, a quarter of a second for 700, seconds for 2,500.
  public func layout(_ request: LayoutRequest) throws(LayoutError) -> LayoutResult {
    let count = request.placeCount
    guard count <= boxLimit else { throw .tooLarge(boxes: count, limit: boxLimit) }
    guard count > 0 else {
      return LayoutResult(size: Size(width: 0, height: 0), centers: [], routes: [])
    }
    do {
      return try GraphvizLayout.lock.withLock { _ in
        try place(request, isLarge: count > GraphvizLayout.large)
      }
    } catch let error as LayoutError {
      throw error
    } catch {
      throw .engine(step: "placing", messages: ["\(error)"])
    }
  }

  /// Uses Graphviz' library in another way, when no layout does.
  package static func withoutLayouts<Result: Sendable>(_ body: () -> Result) -> Result {
    lock.withLock { _ in body() }
  }

  private func place(_ request: LayoutRequest, isLarge: Bool) throws -> LayoutResult {
    GraphvizLayout.messages.withLock { $0 = [] }
    unsafe wgv_capture { fragment in
      if let fragment = unsafe fragment {
        let text = unsafe String(cString: fragment)
        GraphvizLayout.messages.withLock { $0.append(text) }
      }
      return 0
    }
    let drawing = try GraphvizDrawing(request, isLarge: isLarge)
    defer { drawing.close() }
    try drawing.run()
    return try drawing.result()
  }

  /// An error with what Graphviz said: fragments joined to lines.
  static func failure(_ step: String) -> LayoutError {
    let text = messages.withLock { $0.joined() }
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    return .engine(step: step, messages: lines)
  }
}
