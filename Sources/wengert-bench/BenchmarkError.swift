/// Why a run of the benchmark says nothing.
enum BenchmarkError: Error, CustomStringConvertible {
  /// Two programs computed different numbers.
  case disagreement(String)
  /// A peer ended instead of answering.
  case peerStopped(String, request: String)
  /// A command failed.
  case commandFailed(String)

  var description: String {
    switch self {
    case .disagreement(let text): text
    case .peerStopped(let name, let request): "\(name) stopped when it was asked: \(request)"
    case .commandFailed(let command): "failed: \(command)"
    }
  }
}
