/// One thing that is done once for a function: recorded, read, laid out, written.
struct Step: Codable {
  /// What is done.
  let name: String
  /// How long it takes.
  let value: Double
  /// In what unit.
  let unit: String

  /// The steps, each the median over rounds.
  static func measured(rounds: Int, by sampler: Sampler) throws -> [Step] {
    [recording(rounds, sampler)] + (try reading(rounds, sampler)) + (try drawing(rounds, sampler))
  }

  /// A step in which `body` takes `scale` nanoseconds a unit.
  static func measured(
    _ name: String, unit: String, scale: Double, rounds: Int, by sampler: Sampler,
    _ body: () -> Void
  ) -> Step {
    let samples = (0..<rounds).map { _ in
      sampler.nanoseconds { calls in
        for _ in 0..<calls { body() }
      }
    }
    return Step(name: name, value: (samples.median ?? .nan) / scale, unit: unit)
  }
}
