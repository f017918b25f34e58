import Foundation
import TestSupport
import Wengert
import WengertCode

/// A language with what it takes to run it: a program that calls every generated function.
///
/// The program reads a line for each call: the number of the function and the bits of the arguments; it answers
/// with the bits of the results, or `raised`. One process for all the calls.
struct Toolchain: Sendable {
  let language: Language
  /// The compiler or interpreter.
  let command: String
  /// Arguments of the compiler, from the files; nil for an interpreter.
  let compile: (@Sendable (_ files: [String]) -> [String])?
  /// The source of the program.
  let driver: @Sendable (_ functions: [GeneratedFunction]) -> String

  /// The command's place among those that the user can call.
  var executable: URL? { Tool.find(command) }

  var isAvailable: Bool { executable != nil }
}

/// A function in a generated file.
struct GeneratedFunction: Sendable {
  let file: String
  let name: String
  let derivative: Derivative
  let inputs: Int
  let outputs: Int
}

/// One call and its results; nil where the code raised an error.
struct Answer: Sendable {
  let sample: Sample
  let derivative: Derivative
  let call: Sample.Call
  let values: [Double]?
}

/// The code of samples in a language, and the calls that are made of it.
private struct Batch {
  private(set) var files: [(name: String, text: String)] = []
  private(set) var calls: [(sample: Sample, derivative: Derivative, call: Sample.Call)] = []
  /// What the program reads.
  private(set) var input = ""

  init(_ samples: [Sample], _ toolchain: Toolchain) throws {
    let suffix = toolchain.language.suffix
    var functions: [GeneratedFunction] = []
    for sample in samples {
      let code = try SourceCode(
        Equations(sample.graph), name: sample.name, language: toolchain.language,
        derivatives: sample.derivatives)
      files.append(("case\(files.count).\(suffix)", code.text))
      for (name, derivative) in zip(code.functions, sample.derivatives) {
        for call in sample.calls {
          calls.append((sample, derivative, call))
          input += "\(functions.count) \(bits(call.arguments(derivative)))\n"
        }
        functions.append(
          GeneratedFunction(
            file: files[files.count - 1].name, name: name, derivative: derivative,
            inputs: sample.graph.inputs.count, outputs: sample.graph.outputs.count))
      }
    }
    files.append(("main.\(suffix)", toolchain.driver(functions)))
  }

  /// The answers that the program wrote.
  func answers(_ output: String) throws -> [Answer] {
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    guard lines.count == calls.count else {
      throw Toolchain.Failure(
        description: "\(lines.count) answers to \(calls.count) calls: \(output.suffix(2000))")
    }
    return zip(calls, lines).map { call, line in
      Answer(
        sample: call.sample, derivative: call.derivative, call: call.call,
        values: line == "raised" ? nil : values(line))
    }
  }

  private func bits(_ values: [Double]) -> String {
    values.map { value in
      let digits = String(value.bitPattern, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined(separator: " ")
  }

  private func values(_ line: Substring) -> [Double] {
    line.split(separator: " ").map { Double(bitPattern: UInt64($0, radix: 16) ?? 0) }
  }
}

extension Toolchain {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Writes, compiles and runs the code of samples.
  func run(_ samples: [Sample]) throws -> [Answer] {
    guard let executable else { throw Failure(description: "there is no \(command)") }
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "wengert-code-\(language.name)-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let batch = try Batch(samples, self)
    for file in batch.files + [("calls", batch.input)] {
      try Data(file.text.utf8).write(to: folder.appending(path: file.name))
    }
    guard let compile else {
      let main = "main.\(language.suffix)"
      return try batch.answers(Toolchain.run(executable, [main], in: folder, input: "calls"))
    }
    let messages = try Toolchain.run(executable, compile(batch.files.map(\.name)), in: folder)
    guard messages.isEmpty else { throw Failure(description: messages) }
    let program = folder.appending(path: "program")
    return try batch.answers(Toolchain.run(program, [], in: folder, input: "calls"))
  }

  /// Runs a program and returns what it wrote on both of its streams.
  private static func run(
    _ program: URL, _ arguments: [String], in folder: URL, input: String? = nil
  ) throws -> String {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput =
      try input.map {
        try FileHandle(forReadingFrom: folder.appending(path: $0))
      } ?? FileHandle.nullDevice
    // A file, and not a pipe that would fill up.
    let log = folder.appending(path: "log")
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    let handle = try FileHandle(forWritingTo: log)
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    let text = String(decoding: try Data(contentsOf: log), as: UTF8.self)
    guard process.terminationStatus == 0 else {
      throw Failure(description: "\(program.lastPathComponent) failed:\n\(text.prefix(4000))")
    }
    return text
  }
}

extension Sample.Call {
  func arguments(_ derivative: Derivative) -> [Double] {
    switch derivative {
    case .primal, .jacobian: point
    case .forward: point + tangent
    case .reverse: point + adjoint
    }
  }
}
