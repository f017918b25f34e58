public import WengertNotation

/// Why a request has no result, and where that lies in the fence.
///
/// The document maps the place to a file, a line and a column: ``ReadFence/located(_:)``.
public struct FenceError: Error, Equatable {
  /// A place in a fence.
  public enum Place: Sendable, Hashable {
    /// The fence as a whole.
    case fence
    /// A stretch of the function's text.
    case body(SourceRange)
    /// A stretch of the value of an attribute; nil is all of it.
    case attribute(FenceAttributes.Name, SourceRange?)
  }

  /// What is wrong.
  public let problem: DocumentError.Problem
  /// Where.
  public let place: Place

  /// An error.
  public init(_ problem: DocumentError.Problem, at place: Place) {
    self.problem = problem
    self.place = place
  }
}
