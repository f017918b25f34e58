import Testing

@testable import wengert_bench

@Suite struct `The benchmark` {
  /// The others are the same code at sizes that take long.
  private static let small = ["bishop", "network", "map", "map-sum", "coupled"]

  @Test(arguments: small)
  func `C by hand and the library compute the same`(_ name: String) throws {
    let workload = try #require(Workload.named(name))
    let programs: [any MeasuredProgram] = [
      FloorProgram(), EvaluatorProgram.automatic, EvaluatorProgram.scalar,
    ]
    for quantity in workload.quantities {
      try Agreement.check(
        quantity, of: workload, by: programs.filter { $0.computes(quantity, of: workload) })
    }
  }

  @Test func `numbers that differ are an error`() throws {
    struct Wrong: MeasuredProgram {
      let name = "wrong"
      func computes(_ quantity: Quantity, of workload: Workload) -> Bool { true }
      func numbers(_ quantity: Quantity, of workload: Workload) -> [Double] { [1] }
      func nanoseconds(_ quantity: Quantity, of workload: Workload, by sampler: Sampler) -> Double {
        0
      }
    }
    let workload = try #require(Workload.named("bishop"))
    #expect(throws: BenchmarkError.self) {
      try Agreement.check(.value, of: workload, by: [FloorProgram(), Wrong()])
    }
    #expect(throws: BenchmarkError.self) {
      try Agreement.check(.gradient, of: workload, by: [FloorProgram(), Wrong()])
    }
  }

  @Test func `the operations of the textbook's gradient are counted by hand`() throws {
    // Five elementals forward. Back: exp a product, and a sum with what the difference sent; sin a cosine and a
    // product; x₁x₂ two products, and a sum with what sin sent.
    let workload = try #require(Workload.named("bishop"))
    #expect(workload.graph.gradientOperationRatio == 12.0 / 5)
  }
}
