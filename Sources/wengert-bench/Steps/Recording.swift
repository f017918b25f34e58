import Wengert

extension Step {
  /// Rosenbrock's function recorded by running it on variables, from an empty recording.
  static func recording(_ rounds: Int, _ sampler: Sampler) -> Step {
    let terms = 125_000
    let values = Workload.randomNumbers(terms + 1, in: -2...2, seed: 2)
    let samples = (0..<rounds).map { _ in smallest(terms: terms, values, sampler) }
    return Step(
      name: "record Rosenbrock, 10⁶ elementals, by operators",
      value: (samples.median ?? .nan) / Double(8 * terms), unit: "ns an elemental")
  }

  /// The inputs, which have names, are recorded before the clock starts.
  private static func smallest(terms: Int, _ values: [Double], _ sampler: Sampler) -> Double {
    var best = Double.infinity
    var spent = 0.0
    while spent < sampler.seconds * 1e9 {
      let recording = Recording()
      let x = recording.inputs("x", values)
      let start = Clock.thread
      consume(rosenbrock(x).primal)
      let time = Clock.thread - start
      best = min(best, time)
      spent += time
    }
    return best
  }

  private static func rosenbrock(_ x: [Variable]) -> Variable {
    var sum: Variable = 0
    for index in 0..<x.count - 1 {
      let valley = x[index + 1] - x[index] * x[index]
      let rest = 1 - x[index]
      sum = sum + (100 * (valley * valley) + rest * rest)
    }
    return sum
  }
}
