/// The ratios that the library is held to: at most so much of another time of the same run.
enum Goals {
  /// Of the best peer's time.
  static func toBestPeer(_ quantity: Quantity, _ workload: String) -> Double? {
    switch quantity {
    case .value:
      [
        "rosenbrock": 0.25, "speelpenning": 0.25, "network": 0.25, "random": 0.35,
        "bishop-points": 0.25, "map-sum": 0.65, "coupled": 0.65, "chain": 1.0,
      ][workload]
    case .gradient:
      [
        "rosenbrock": 0.45, "speelpenning": 0.3, "network": 0.3, "random": 0.75,
        "bishop-points": 0.35, "map-sum": 0.9, "coupled": 0.9, "chain": 1.05,
      ][workload]
    case .jacobian: 0.6
    case .hessian: 0.45
    case .tangent, .eightTangents: nil
    }
  }

  /// Of the time of C by hand.
  static func toFloor(_ quantity: Quantity, _ workload: String) -> Double? {
    switch workload {
    case "chain": 1.25
    case "bishop-points": 0.8
    default: nil
    }
  }

  /// Of the time of the value, one node after the other.
  static func toValue(_ quantity: Quantity) -> Double? {
    switch quantity {
    case .gradient: 3
    case .tangent: 1.5
    case .eightTangents: 1.6
    case .value, .jacobian, .hessian: nil
    }
  }

  /// The reverse sweep in generated C, of the time of the primal in generated C.
  static let generatedGradient = 3.0

  /// Recording, in nanoseconds an elemental.
  static let recording = 5.0
}
