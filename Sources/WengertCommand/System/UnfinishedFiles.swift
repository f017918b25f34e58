import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Removes unfinished files when the process is told to end; the only file with a signal handler.
///
/// A handler may do next to nothing: it reads a table of paths that never moves, removes what they name, and lets the
/// signal end the process as it would have.
enum UnfinishedFiles {
  private static let slotCount = 16
  /// The paths; a slot that is nil is free.
  private static nonisolated(unsafe) let slots: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> =
    {
      let slots = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
        capacity: slotCount)
      unsafe slots.initialize(repeating: nil, count: slotCount)
      for signal in [SIGINT, SIGTERM, SIGHUP] { unsafe handle(signal, slots) }
      return unsafe slots
    }()
  private static let lock = Mutex(())
  /// Where the handler finds the table without asking whether it is there.
  private static nonisolated(unsafe) var table: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?

  /// Files that are there for a while.
  struct Leftovers {
    fileprivate let slots: [Int]

    /// The files are no longer to be removed.
    func forget() { UnfinishedFiles.forget(slots) }
  }

  /// Has files and then empty folders removed if the process is told to end; a path that finds no room in the table is
  /// left to chance.
  static func removing(_ paths: [String]) -> Leftovers {
    lock.withLock { _ in
      var taken: [Int] = []
      for path in paths {
        guard let slot = (0..<slotCount).first(where: { unsafe slots[$0] == nil }) else { continue }
        unsafe slots[slot] = unsafe strdup(path)
        taken.append(slot)
      }
      return Leftovers(slots: taken)
    }
  }

  /// Removes what is unfinished, for a process that ends now; takes no lock and no memory.
  static func removeAll() {
    guard let table = unsafe table else { return }
    for index in 0..<slotCount {
      guard let path = unsafe table[index] else { continue }
      if unsafe unlink(path) != 0 { _ = unsafe rmdir(path) }
    }
  }

  /// The few bytes of a path are not given back: a handler may be reading them.
  private static func forget(_ indices: [Int]) {
    lock.withLock { _ in
      for index in indices { unsafe slots[index] = nil }
    }
  }

  private static func handle(
    _ number: Int32, _ slots: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  ) {
    unsafe table = slots
    let old = signal(number) { number in
      UnfinishedFiles.removeAll()
      _ = signal(number, SIG_DFL)
      _ = raise(number)
    }
    // Who started this process wants it to go on, as nohup does.
    if isIgnored(old) { _ = signal(number, SIG_IGN) }
  }

  /// What is done at a signal.
  typealias Action = @convention(c) (Int32) -> Void

  /// Whether a signal with this action does nothing.
  static func isIgnored(_ action: Action?) -> Bool {
    action.map { unsafe unsafeBitCast($0, to: Int.self) } == 1
  }
}
