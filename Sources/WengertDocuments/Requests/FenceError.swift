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

  /// The error of a request that a text makes by itself, without a fence around it.
  func located(in text: SourceText) -> DocumentError {
    guard case .body(let range) = place else { return located(SourceRange(0, 0), in: text) }
    return located(range, in: text)
  }

  /// The error at a stretch of a text.
  func located(_ range: SourceRange, in source: SourceText) -> DocumentError {
    guard case .notation(let problem) = self.problem else {
      return DocumentError(problem: problem, range: range, source: source)
    }
    return DocumentError(
      problem: .notation(problem.moved(to: source)), range: range, source: source)
  }
}
