import Foundation
import PackagePlugin

/// A program that a plugin runs.
struct Tool {
  private let url: URL
  /// What is replaced in the program's messages, so that they name the author's files.
  var replacements: [(String, String)] = []

  init(_ url: URL) { self.url = url }

  /// Runs the program to its end and hands on what it says.
  func run(_ arguments: [String]) throws {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = url
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    var text = String(decoding: data, as: UTF8.self)
    for (old, new) in replacements { text = text.replacingOccurrences(of: old, with: new) }
    if !text.isEmpty { FileHandle.standardOutput.write(Data(text.utf8)) }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw PluginError(
        description: "\(url.lastPathComponent) ended with status \(process.terminationStatus)")
    }
  }
}
