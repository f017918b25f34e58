import Foundation
import FuzzTargets

/// Hands the inputs of libFuzzer to the target that `WENGERT_FUZZ_TARGET` names.
@main enum Driver {
  private static let target: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["WENGERT_FUZZ_TARGET"] ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
      let known = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
      fatalError("WENGERT_FUZZ_TARGET names one of \(known)")
    }
    return target
  }()

  static func main() {
    var count = CommandLine.argc
    var arguments = unsafe CommandLine.unsafeArgv
    exit(
      unsafe runFuzzer(&count, &arguments) { start, count in
        unsafe Driver.check(Array(UnsafeBufferPointer(start: start, count: count)))
        return 0
      })
  }

  private static func check(_ bytes: [UInt8]) {
    do {
      try target.check(bytes)
    } catch {
      fatalError("\(error)")
    }
  }
}

/// libFuzzer's loop, which has no header.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32
