/// What one program took for one quantity of one workload.
struct Measurement: Codable {
  let workload: String
  let quantity: Quantity
  let program: String
  /// Nanoseconds a call: the median over rounds of the smallest sample.
  let nanoseconds: Double
  /// The same for each elemental that the value needs.
  let nanosecondsPerElemental: Double
  /// The smallest and the largest of the rounds.
  let spread: [Double]
}

/// The programs on one workload, in turn.
struct Comparison {
  let programs: [any MeasuredProgram]
  let rounds: Int
  let sampler: Sampler

  /// Checks that the programs agree, and measures them.
  func measure(_ workload: Workload) throws -> [Measurement] {
    try workload.quantities.flatMap { quantity in
      let programs = programs.filter { $0.computes(quantity, of: workload) }
      try Agreement.check(quantity, of: workload, by: programs)
      var samples = [[Double]](repeating: [], count: programs.count)
      for _ in 0..<rounds {
        for (index, program) in programs.enumerated() {
          samples[index].append(try program.nanoseconds(quantity, of: workload, by: sampler))
        }
      }
      return zip(programs, samples).map { measurement(workload, quantity, $0.name, $1) }
    }
  }

  private func measurement(
    _ workload: Workload, _ quantity: Quantity, _ program: String, _ samples: [Double]
  ) -> Measurement {
    let median = samples.median ?? .nan
    return Measurement(
      workload: workload.name, quantity: quantity, program: program, nanoseconds: median,
      nanosecondsPerElemental: median / Double(workload.elementals),
      spread: [samples.min() ?? .nan, samples.max() ?? .nan])
  }
}
