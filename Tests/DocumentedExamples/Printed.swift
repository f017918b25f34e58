import Foundation
import Synchronization

/// What the examples print, compared with what their page says that they print.
enum Printed {
  private struct State {
    /// What the block has printed, without what was compared already.
    var text = ""
    /// Where the last call of `print` begins in it.
    var last = ""
    var failures = 0
  }

  private static let state = Mutex(State())

  /// Whether everything was as the page says.
  static var isRight: Bool { state.withLock { $0.failures == 0 } }

  /// A block begins.
  static func begin() { state.withLock { $0.text = "" } }

  static func add(_ text: String) {
    state.withLock { state in
      state.text += text
      state.last = text
    }
  }

  /// The last call of `print` printed the text.
  static func expect(_ shown: String, file: StaticString = #filePath, line: UInt = #line) {
    let last = state.withLock { state in
      state.text.removeLast(state.last.count)
      return state.last
    }
    compare(shown, last.trimmingCharacters(in: .newlines), file: "\(file)", line: line)
  }

  /// A value is shown as the text.
  static func expect(
    _ shown: String, value: some Any, file: StaticString = #filePath, line: UInt = #line
  ) {
    compare(shown, String(describing: value), file: "\(file)", line: line)
  }

  /// The block has printed the text.
  static func expect(block shown: String, file: String, line: UInt) {
    let text = state.withLock(\.text)
    compare(shown, text.trimmingCharacters(in: .newlines), file: file, line: line)
  }

  private static func compare(_ shown: String, _ found: String, file: String, line: UInt) {
    guard !agree(shown, found) else { return }
    state.withLock { $0.failures += 1 }
    let message = "\(file):\(line):1: error: the page says '\(shown)'; it is '\(found)'\n"
    FileHandle.standardError.write(Data(message.utf8))
  }

  /// Whether two texts are the same but for the last places of their numbers, which differ between C libraries.
  private static func agree(_ first: String, _ second: String) -> Bool {
    let number = /-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/
    guard first.replacing(number, with: "0") == second.replacing(number, with: "0") else {
      return false
    }
    return zip(first.matches(of: number), second.matches(of: number)).allSatisfy { one, other in
      guard let x = Double(one.0), let y = Double(other.0) else { return one.0 == other.0 }
      return x == y || abs(x - y) <= 1e-12 * Swift.max(abs(x), abs(y))
    }
  }
}

/// Instead of Swift's function in the examples; prints as well, for those who run a page by hand.
func print(_ items: Any..., separator: String = " ", terminator: String = "\n") {
  let text = items.map { "\($0)" }.joined(separator: separator) + terminator
  Printed.add(text)
  Swift.print(text, terminator: "")
}
