#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a worker does to itself so that it cannot outgrow the machine or outlive its use.
enum ResourceLimits {
  /// Lets the process have no more memory than that, and leave no core file.
  ///
  /// Linux limits the address space, and an allocation beyond it fails. macOS takes the call and enforces nothing, so
  /// there the limit of time alone holds.
  static func limitMemory(bytes: Int) {
    #if os(Linux)
      var space = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
      _ = unsafe setrlimit(kind(RLIMIT_AS), &space)
    #endif
    var core = rlimit(rlim_cur: 0, rlim_max: 0)
    _ = unsafe setrlimit(kind(RLIMIT_CORE), &core)
  }

  /// Ends the process by a signal after that time; 0 withdraws it.
  ///
  /// The process that started a worker ends it on time, but may be gone.
  static func endProcess(afterSeconds seconds: Int) { _ = alarm(UInt32(clamping: seconds)) }

  #if canImport(Glibc)
    private static func kind(_ resource: __rlimit_resource) -> __rlimit_resource_t {
      __rlimit_resource_t(resource.rawValue)
    }
  #else
    private static func kind(_ resource: Int32) -> Int32 { resource }
  #endif
}
