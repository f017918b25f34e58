import Dispatch
import Foundation
import WengertWorker

/// What happens when the process is told to end by SIGINT or SIGTERM: the terminal and the child processes are left in
/// order, and the process ends at once, because every file that it writes appears whole or not at all.
///
/// A signal that is ignored at the start, as by a shell for what it starts behind other work, stays ignored.
final class Interruption {
  private let sources: [any DispatchSourceSignal]
  /// What happened at each signal before.
  private let former: [(number: Int32, action: UnfinishedFiles.Action?)]

  /// Ends the process so from now on, as long as the value lives.
  ///
  /// - Parameters:
  ///   - status: the exit status after SIGINT; nil ends by the signal itself, as if nobody had listened.
  ///   - clean: called before.
  init(status: Int32?, _ clean: @escaping @Sendable () -> Void) {
    former = [SIGINT, SIGTERM].map { ($0, signal($0, SIG_IGN)) }
    sources = former.filter { !UnfinishedFiles.isIgnored($0.action) }.map { number, _ in
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
    for (number, action) in former { _ = signal(number, action) }
  }
}
