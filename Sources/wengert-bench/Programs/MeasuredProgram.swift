/// Something that computes the quantities of a workload and can be timed.
protocol MeasuredProgram {
  /// What tables call it.
  var name: String { get }
  /// Whether it computes a quantity of a workload.
  func computes(_ quantity: Quantity, of workload: Workload) -> Bool
  /// The numbers: values, then derivatives; tangents, Jacobians and Hessians alone.
  func numbers(_ quantity: Quantity, of workload: Workload) throws -> [Double]
  /// Nanoseconds a call.
  func nanoseconds(
    _ quantity: Quantity, of workload: Workload, by sampler: Sampler
  ) throws -> Double
}

/// The C by hand.
struct FloorProgram: MeasuredProgram {
  static let name = "C by hand"
  var name: String { FloorProgram.name }

  func computes(_ quantity: Quantity, of workload: Workload) -> Bool {
    workload.floor[quantity] != nil
  }

  func numbers(_ quantity: Quantity, of workload: Workload) -> [Double] {
    guard let call = workload.floor[quantity] else { return [] }
    var result = call.buffer
    call(1, &result)
    return result
  }

  func nanoseconds(
    _ quantity: Quantity, of workload: Workload, by sampler: Sampler
  ) -> Double {
    guard let call = workload.floor[quantity] else { return .nan }
    var result = call.buffer
    return sampler.nanoseconds { call($0, &result) }
  }
}
