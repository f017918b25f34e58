import Foundation

/// Nanoseconds of a clock of the system.
enum Clock {
  /// What this thread has used of a processor: what other programs do does not count.
  static var thread: Double { now(CLOCK_THREAD_CPUTIME_ID) }
  /// What has passed.
  static var wall: Double { now(CLOCK_MONOTONIC) }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
