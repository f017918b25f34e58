/// One quantity of a workload by hand in C.
struct FloorCall {
  private let size: Int
  private let repeated: (Int, inout [Double]) -> Void

  /// A call that writes so many numbers: a value first, then derivatives.
  @inline(__always)
  init(_ size: Int, _ call: @escaping (inout [Double]) -> Void) {
    self.size = size
    repeated = { count, result in
      for _ in 0..<count { call(&result) }
    }
  }

  /// Where the numbers go.
  var buffer: [Double] { Array(repeating: 0, count: size) }

  /// Calls so many times.
  func callAsFunction(_ count: Int, _ buffer: inout [Double]) { repeated(count, &buffer) }
}

/// Lets C write behind the value, and puts what it returns in the place of the value.
@inline(__always)
func writeGradient(
  _ result: inout [Double], _ call: (UnsafeMutablePointer<Double>) -> Double
) {
  unsafe withStart(of: &result) { unsafe $0[0] = call($0 + 1) }
}

/// Lends the place of the first number, where there is one.
@inline(__always)
func withStart(of result: inout [Double], _ body: (UnsafeMutablePointer<Double>) -> Void) {
  unsafe result.withUnsafeMutableBufferPointer {
    if let start = $0.baseAddress { unsafe body(start) }
  }
}
