import Foundation

/// Work on several threads at the same time.
enum Threads {
  /// As much as the main thread has: a layout may go deep.
  private static let stackSize = 8 << 20

  /// Calls a function on so many threads, of which this one is the first, and returns when all calls have.
  static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    let group = DispatchGroup()
    for _ in 1..<max(count, 1) {
      group.enter()
      let thread = Thread {
        body()
        group.leave()
      }
      thread.stackSize = stackSize
      thread.start()
    }
    body()
    group.wait()
  }
}
