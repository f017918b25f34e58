import Foundation

/// A program and its arguments.
struct ChildProcess {
  let words: [String]

  /// What a run took.
  struct Usage {
    /// From the start to the end of the process.
    let milliseconds: Double
    /// The most memory that it had at a time.
    let peakMegabytes: Double
  }

  /// Runs it to its end; what it prints is dropped.
  ///
  /// By the calls of the system, because what a `Process` of Foundation does besides takes as long as a short
  /// command.
  func run() throws -> Usage {
    let environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
    var usage = rusage()
    var status: Int32 = -1
    let start = Clock.wall
    if let child = spawn(environment) { unsafe wait4(child, &status, 0, &usage) }
    let milliseconds = (Clock.wall - start) / 1e6
    guard status == 0 else {
      throw BenchmarkError.commandFailed(words.joined(separator: " "))
    }
    return Usage(
      milliseconds: milliseconds,
      peakMegabytes: Double(usage.ru_maxrss) * ChildProcess.bytesPerUnit / 1e6)
  }

  #if os(Linux)
    private static let bytesPerUnit = 1024.0
  #else
    private static let bytesPerUnit = 1.0
  #endif

  private func spawn(_ environment: [String]) -> pid_t? {
    #if os(Linux)
      var actions = unsafe posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    var child = pid_t()
    let status = unsafe withStrings(words) { words in
      unsafe withStrings(environment) { environment in
        unsafe posix_spawnp(&child, self.words[0], &actions, nil, words, environment)
      }
    }
    return status == 0 ? child : nil
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
