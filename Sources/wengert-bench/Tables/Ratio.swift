/// The times of the library for one quantity of one workload over other times.
struct Ratio: Codable {
  let workload: String
  let quantity: Quantity
  /// The fastest peer.
  let bestPeer: String?
  /// Over the time of the fastest peer.
  let ofBestPeer: Double?
  /// Over the time of C by hand.
  let ofFloor: Double?
  /// Over the time of the value, both one node after the other.
  let ofValue: Double?
  /// The most that ``ofBestPeer`` may be.
  let goal: Double?
}

extension Results {
  /// Every quotient that there are times for.
  func allRatios() -> [Ratio] {
    functions.flatMap { function in
      Quantity.allCases.compactMap { quantity in
        time(EvaluatorProgram.automatic.name, quantity, function.name).map {
          ratio($0, quantity, function.name)
        }
      }
    }
  }

  private func ratio(_ own: Double, _ quantity: Quantity, _ workload: String) -> Ratio {
    let best = bestPeer(quantity, workload)
    let scalar = EvaluatorProgram.scalar.name
    return Ratio(
      workload: workload, quantity: quantity, bestPeer: best?.name,
      ofBestPeer: quotient(own, best?.time),
      ofFloor: quotient(own, time(FloorProgram.name, quantity, workload)),
      ofValue: quotient(time(scalar, quantity, workload), time(scalar, .value, workload)),
      goal: Goals.toBestPeer(quantity, workload))
  }
}
