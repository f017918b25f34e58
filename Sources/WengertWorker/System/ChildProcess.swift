import Wengert

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A running child with a socket as its standard input and output; the only file that starts and ends layout processes.
///
/// By the calls of the system: layout is synchronous, and what a general library for processes does besides takes longer
/// than a small layout.
struct ChildProcess {
  let channel: Channel
  private let process: pid_t

  /// Why a child could not be started.
  struct StartFailure: Error {
    let reason: String
  }

  /// Starts a program; what it writes to standard error is dropped.
  init(_ program: String, _ arguments: [String]) throws(StartFailure) {
    let (own, other) = try ChildProcess.sockets()
    defer { _ = close(other) }
    do {
      process = try ChildProcess.spawn(program, arguments, socket: other)
    } catch {
      _ = close(own)
      throw error
    }
    channel = Channel(socket: own)
  }

  /// The children that nobody has waited for, whose numbers are therefore theirs.
  private static let running = Guarded<Set<pid_t>>([])

  /// Ends all children of this process, whatever they are doing, without waiting for the threads that use them.
  static func endAll() {
    running.withLock { for process in $0 { kill(process, SIGKILL) } }
  }

  /// Ends the child, whatever it is doing.
  func end() {
    channel.shut()
    ChildProcess.running.withLock { running in
      kill(process, SIGKILL)
      running.remove(process)
    }
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
  }

  /// Asks how the child ended: its number, or 0 as long as it runs.
  private func poll(_ status: inout Int32) -> pid_t {
    ChildProcess.running.withLock { running in
      let result = unsafe waitpid(process, &status, WNOHANG)
      if result == process { running.remove(process) }
      return result
    }
  }

  /// Waits for a child that closed its socket, and says how it ended; one that lives on is ended.
  func outcome() -> String {
    var status: Int32 = 0
    for _ in 0..<200 {
      let result = poll(&status)
      if result == process {
        channel.shut()
        return ChildProcess.words(status)
      }
      guard result == 0 || errno == EINTR else { break }
      usleep(1_000)
    }
    end()
    return "stopped answering"
  }

  private static func words(_ status: Int32) -> String {
    let signal = status & 0x7F
    guard signal != 0 else { return "ended with status \(status >> 8 & 0xFF)" }
    let names = [
      SIGABRT: "SIGABRT", SIGALRM: "SIGALRM", SIGBUS: "SIGBUS", SIGKILL: "SIGKILL",
      SIGSEGV: "SIGSEGV", SIGTERM: "SIGTERM", SIGTRAP: "SIGTRAP", SIGILL: "SIGILL",
    ]
    return "was ended by signal \(signal)" + (names[signal].map { " (\($0))" } ?? "")
  }

  // MARK: Starting

  /// A pair of sockets that no other child inherits, and that block nobody and send no signal.
  private static func sockets() throws(StartFailure) -> (own: Int32, other: Int32) {
    var pair: [Int32] = [-1, -1]
    #if os(Linux)
      let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    guard unsafe socketpair(AF_UNIX, kind, 0, &pair) == 0 else { throw failure(errno) }
    // Descriptors above those of the streams, so that the child's copies never meet them.
    let moved = pair.map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
    for descriptor in pair { _ = close(descriptor) }
    guard !moved.contains(-1) else {
      for descriptor in moved where descriptor >= 0 { _ = close(descriptor) }
      throw failure(EMFILE)
    }
    _ = fcntl(moved[0], F_SETFL, O_NONBLOCK)
    #if !os(Linux)
      var isOn: Int32 = 1
      _ = unsafe setsockopt(
        moved[0], SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
    #endif
    return (moved[0], moved[1])
  }

  private static func spawn(
    _ program: String, _ arguments: [String], socket: Int32
  ) throws(StartFailure) -> pid_t {
    #if os(Linux)
      var actions = unsafe posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
      let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_CLOEXEC_DEFAULT
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, socket, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, socket, 1)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // Whatever signals this process ignores or blocks, the child is ended by them.
    var (none, defaults) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&none)
    unsafe sigemptyset(&defaults)
    unsafe sigaddset(&defaults, SIGPIPE)
    for signal in [SIGALRM, SIGINT, SIGTERM] { unsafe sigaddset(&defaults, signal) }
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    var process = pid_t()
    let status = unsafe withStrings([program] + arguments) { words in
      unsafe withStrings(environment) { environment in
        unsafe posix_spawn(&process, program, &actions, &attributes, words, environment)
      }
    }
    guard status == 0 else { throw failure(status) }
    running.withLock { _ = $0.insert(process) }
    return process
  }

  /// The variables of this process; Swift's backtraces are off, for they take seconds and nobody sees them.
  private static var environment: [String] {
    var variables: [String] = []
    var position = unsafe environ
    while let entry = unsafe position.pointee {
      let variable = unsafe String(cString: entry)
      if !variable.hasPrefix("SWIFT_BACKTRACE=") { variables.append(variable) }
      unsafe position += 1
    }
    return variables + ["SWIFT_BACKTRACE=enable=no"]
  }

  private static func failure(_ code: Int32) -> StartFailure {
    StartFailure(reason: unsafe String(cString: strerror(code)))
  }
}

/// Lends strings as C has them: a list that ends with nothing.
private func withStrings<Result>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers = unsafe strings.map { unsafe strdup($0) } + [nil]
  defer { unsafe pointers.forEach { unsafe free($0) } }
  return unsafe body(&pointers)
}
