/// Chooses the engine by what there is to place: a careful one for small graphs, a fast one for large graphs, for groups,
/// and where the careful one fails.
public struct AutomaticLayout: LayoutEngine {
  /// The most boxes, chips included, that go to the careful engine unless another limit is asked for.
  public static let limit = 300

  private let careful: any LayoutEngine
  private let fast: any LayoutEngine
  private let limit: Int
  private let onFailure: @Sendable (LayoutError) -> Void

  /// A choice between two engines.
  ///
  /// - Parameters:
  ///   - careful: what makes the better pictures, and may take long or fail.
  ///   - fast: what takes over; the layered engine by default.
  ///   - limit: the most boxes, chips included, for the careful engine.
  ///   - onFailure: called with the error of the careful engine before the fast one takes over.
  public init(
    careful: any LayoutEngine, fast: any LayoutEngine = LayeredLayout(),
    limit: Int = AutomaticLayout.limit, onFailure: @escaping @Sendable (LayoutError) -> Void
  ) {
    self.careful = careful
    self.fast = fast
    self.limit = limit
    self.onFailure = onFailure
  }

  public var boxLimit: Int { fast.boxLimit }

  /// Places the boxes of a request.
  ///
  /// - Throws: the error of the fast engine.
  public func layout(_ request: LayoutRequest) throws(LayoutError) -> LayoutResult {
    guard request.groups.isEmpty, request.placeCount <= min(limit, careful.boxLimit) else {
      return try fast.layout(request)
    }
    do throws(LayoutError) {
      return try careful.layout(request)
    } catch {
      onFailure(error)
      return try fast.layout(request)
    }
  }
}
