import ArgumentParser

/// What one call computes.
enum Quantity: String, CaseIterable, Codable, ExpressibleByArgument {
  /// The first output; at many points, that of each.
  case value
  /// The first output and its gradient.
  case gradient
  /// The first output and its tangent along one direction.
  case tangent
  /// The tangents of the first output along eight directions.
  case eightTangents = "eight-tangents"
  /// The derivatives of all outputs.
  case jacobian
  /// The second derivatives of the first output.
  case hessian

  /// What one sweep over a graph with one output gives.
  static let sweeps: [Quantity] = [.value, .gradient, .tangent, .eightTangents]
}
