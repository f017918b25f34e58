import Foundation
import Synchronization
import TestSupport
import Testing
import WengertDocuments
import WengertDrawing

@testable import WengertCommand

/// Takes lines and counts them.
final class Lines: Sendable {
  private let lines = Mutex<[String]>([])

  func add(_ line: String) { lines.withLock { $0.append(line) } }

  var all: [String] { lines.withLock { $0 } }
}

extension LayoutChoice {
  static let layered = LayoutChoice(engine: .layered, timeout: 60)
  static let automatic = LayoutChoice(
    engine: nil, timeout: 60, worker: Tool.wengert.path)
}

extension FenceRequest {
  /// A small figure, another one for each number.
  static func figure(_ number: Int) -> FenceRequest {
    FenceRequest(
      text: "f(x) = sin(x) + \(number)\nat x = 1", content: .figure(FigureOptions(), Folding()),
      form: .html)
  }

  static let wrong = FenceRequest(
    text: "f(x) = sin(", content: .figure(FigureOptions(), Folding()), form: .html)
}

extension FigureCache {
  convenience init(_ folder: TemporaryFolder) {
    self.init(folder: folder.file("cache").path) { Issue.record("a warning: \($0)") }
  }

  /// The paths of all files.
  var files: [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.sorted().map { "\(folder)/\($0)" }.filter { FileStatus($0)?.isFile == true }
  }
}

func contents(_ url: URL) throws -> [UInt8] { Array(try Data(contentsOf: url)) }

/// Writes a text where it may have to make folders.
func write(_ text: String, to url: URL) throws {
  try FileManager.default.createDirectory(
    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(text.utf8).write(to: url)
}
