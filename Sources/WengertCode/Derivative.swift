/// What a generated function computes beside the primals of the outputs.
public enum Derivative: String, CaseIterable, Sendable {
  /// Nothing else.
  case primal
  /// The tangents of the outputs, by one forward sweep.
  case forward
  /// The adjoints of the inputs, by one reverse sweep.
  case reverse
  /// The derivatives of every output with respect to every input, by a sweep for each input or each output.
  case jacobian

  /// What the name of the function ends in.
  var suffix: String {
    switch self {
    case .primal: ""
    case .forward, .reverse, .jacobian: "_\(rawValue)"
    }
  }

  /// The arrays that the function reads, in the order of its parameters.
  var arguments: [Vector] {
    switch self {
    case .primal, .jacobian: [.x]
    case .forward: [.x, .xTangent]
    case .reverse: [.x, .yAdjoint]
    }
  }

  /// The arrays that the function gives, in their order.
  var results: [Vector] {
    switch self {
    case .primal: [.y]
    case .forward: [.y, .yTangent]
    case .reverse: [.y, .xAdjoint]
    case .jacobian: [.y, .jacobian]
    }
  }
}

/// An array that goes into a generated function, comes out of it, or is handed from one of its parts to the next.
enum Vector: String, CaseIterable, Sendable {
  case x, y
  case xTangent = "x_tangent"
  case yTangent = "y_tangent"
  case yAdjoint = "y_adjoint"
  case xAdjoint = "x_adjoint"
  case jacobian
  case values
}
