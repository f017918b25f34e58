public import Foundation

/// Runs programs and collects what they say.
public enum Tool {
  /// What a finished program left behind.
  public struct Outcome: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String
  }

  /// The path of a program, if it is installed.
  public static func find(_ name: String) -> URL? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { URL(filePath: String($0)).appending(path: name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// A program of this package: it is built beside the tests; on macOS they lie inside a bundle.
  public static func built(_ name: String) -> URL {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    for _ in 0..<4
    where !FileManager.default.isExecutableFile(atPath: folder.appending(path: name).path) {
      folder.deleteLastPathComponent()
    }
    return folder.appending(path: name)
  }

  /// The tool of this package.
  public static let wengert = built("wengert")

  /// The root of the package.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Runs a program to its end.
  public static func run(
    _ program: URL, _ arguments: [String], input: String = "", in folder: URL? = nil,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    let scratch = try TemporaryFolder()
    let (standardInput, standardOutput, standardError) =
      (scratch.file("in"), scratch.file("out"), scratch.file("err"))
    try Data(input.utf8).write(to: standardInput)
    for file in [standardOutput, standardError] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder ?? scratch.url
    // What a user's cache holds is nothing that a test may see.
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["XDG_CACHE_HOME": scratch.url.path]
    ) { $1 }.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: standardInput)
    process.standardOutput = try FileHandle(forWritingTo: standardOutput)
    process.standardError = try FileHandle(forWritingTo: standardError)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: try String(contentsOf: standardOutput, encoding: .utf8),
      errors: try String(contentsOf: standardError, encoding: .utf8))
  }
}

/// A folder that is gone when the value is.
public final class TemporaryFolder: Sendable {
  /// The folder.
  public let url: URL

  /// An empty folder.
  public init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "wengert-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// A file in the folder.
  public func file(_ name: String) -> URL { url.appending(path: name) }
}
