/// Finds out how long a call takes.
///
/// Disturbances only ever add time, so the smallest of many samples is what the call takes by itself. Samples are
/// long enough that reading the clock does not show.
struct Sampler {
  /// How long to go on, in seconds of processor time.
  let seconds: Double
  /// The shortest sample, in nanoseconds.
  private static let shortest = 100_000.0
  /// The fewest samples of a call that takes long.
  private static let fewest = 3

  /// Nanoseconds a call; `batch` makes as many calls as it is told.
  @inline(__always)
  func nanoseconds(_ batch: (Int) -> Void) -> Double {
    func sample(_ calls: Int) -> Double {
      let start = Clock.thread
      batch(calls)
      return Clock.thread - start
    }
    // The first call finds cold memory.
    batch(1)
    var calls = 1
    var last = sample(calls)
    while last < Sampler.shortest {
      calls *= 2
      last = sample(calls)
    }
    var best = last
    var (spent, samples) = (last, 1)
    while samples < Sampler.fewest || spent < seconds * 1e9 {
      last = sample(calls)
      best = min(best, last)
      spent += last
      samples += 1
    }
    return best / Double(calls)
  }
}

/// Takes a number that nobody needs, so that the compiler cannot leave out the work behind it.
@inline(never)
@_optimize(none)
func consume(_ value: Double) {}
