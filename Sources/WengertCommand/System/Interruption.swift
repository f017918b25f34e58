import Dispatch
import Foundation
import WengertWorker

/// What happens when the process is told to end by SIGINT or SIGTERM: the terminal and the child processes are left in
/// order, and the process ends at once, because every file that it writes appears whole or not at all.
final class Interruption {
  private let sources: [any DispatchSourceSignal]

  /// Ends the process so from now on, as long as the value lives.
  ///
  /// - Parameters:
  ///   - status: the exit status after SIGINT; nil ends by the signal itself, as if nobody had listened.
  ///   - clean: called before.
  init(status: Int32?, _ clean: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM].map { number in
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        clean()
        WorkerLayout.endAll()
        UnfinishedFiles.removeAll()
        if number == SIGINT, let status { _exit(status) }
        Interruption.end(by: number)
      }
      source.activate()
      return source
    }
  }

  /// Ends the process by a signal, which the threads of the dispatcher block.
  private static func end(by number: Int32) -> Never {
    _ = signal(number, SIG_DFL)
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, number)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    _ = raise(number)
    _exit(128 + number)
  }

  deinit {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { _ = signal(number, SIG_DFL) }
  }
}
