import Synchronization

/// A value that one thread at a time uses.
///
/// This is `Mutex` and a turn that every use takes. Where threads wait for a mutex on Linux, the system hands it over, and a
/// thread sanitizer, which sees no thread do that, takes what two threads do one after the other for a race. It does see
/// the turns.
package struct Guarded<Value: ~Copyable>: ~Copyable {
  private let mutex: Mutex<Value>
  private let turn = Atomic<Int>(0)

  package init(_ value: consuming sending Value) { mutex = Mutex(value) }

  /// Uses the value when no one else does.
  package borrowing func withLock<Result: ~Copyable, Failure>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    try mutex.withLock { (value) throws(Failure) -> sending Result in
      turn.wrappingAdd(1, ordering: .acquiringAndReleasing)
      defer { turn.wrappingAdd(1, ordering: .acquiringAndReleasing) }
      return try body(&value)
    }
  }
}

extension Guarded: Sendable where Value: ~Copyable {}
