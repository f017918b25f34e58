import Foundation
import Synchronization

/// A line on the terminal that says how far the work is, and is gone at the end.
final class ProgressLine: Sendable {
  private struct State {
    var next = ContinuousClock.now
    var isShown = false
  }

  /// A tenth of a second: nobody reads faster.
  private static let interval = Duration.milliseconds(100)

  private let state = Mutex(State())

  /// A line, if standard error is a terminal that can erase one.
  init?() {
    let kind = ProcessInfo.processInfo.environment["TERM"] ?? ""
    guard isatty(STDERR_FILENO) == 1, !kind.isEmpty, kind != "dumb" else { return nil }
  }

  /// Shows a count, unless one was shown just before.
  func show(_ done: Int, of count: Int, _ things: String) {
    state.withLock { state in
      guard ContinuousClock.now >= state.next else { return }
      state.next = .now + ProgressLine.interval
      state.isShown = true
      write("\r\u{1B}[K\(done)/\(count) \(things)")
    }
  }

  /// Erases the line.
  func clear() {
    state.withLock { state in
      guard state.isShown else { return }
      state.isShown = false
      write("\r\u{1B}[K")
    }
  }

  /// The terminal can be gone; then nobody looks.
  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
