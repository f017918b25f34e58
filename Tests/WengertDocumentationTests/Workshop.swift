import Foundation
import TestSupport

/// A copy of what a new elemental touches, and commands that do there what they say.
///
/// The whole tool takes minutes to build. Here the compiler reads the same files, but only `Wengert` and `WengertNotation`
/// become a program, which prints what `wengert gradient` does for a function of one input.
final class Workshop {
  let folder: URL
  /// How many gradients the changed libraries were asked for.
  private(set) var evaluations = 0

  private let temporary: TemporaryFolder
  private let options: [String]
  private var program: URL?

  private static let compiler = Tool.find("swiftc")
  private static let built = Tool.built("wengert").resolvingSymlinksInPath()
    .deletingLastPathComponent()
  /// What makes the modules in C known that the libraries import.
  private static let maps = [
    "CSineCosine.build/module.modulemap",
    "../../checkouts/swift-numerics/Sources/_NumericsShims/include/module.modulemap",
  ].map { built.appending(path: $0) }

  /// Whether there is a compiler, and what the libraries depend on where SwiftPM has it on Linux.
  static var isPossible: Bool {
    compiler != nil && maps.allSatisfy { FileManager.default.fileExists(atPath: $0.path) }
  }

  init() throws {
    temporary = try TemporaryFolder()
    folder = temporary.url
    options =
      [
        "-swift-version", "6", "-package-name", "wengert", "-I", folder.path,
        "-I", Workshop.built.appending(path: "Modules").path,
      ] + Workshop.maps.flatMap { ["-Xcc", "-fmodule-map-file=\($0.path)"] }
    let files = FileManager.default
    for part in ["Wengert", "WengertNotation", "WengertCode"].map({ "Sources/\($0)" })
      + ["scripts/reference.py"]
    {
      let copy = folder.appending(path: part)
      try files.createDirectory(
        at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
      try files.copyItem(at: Tool.root.appending(path: part), to: copy)
    }
  }

  /// What a command of the tutorial prints; nil where it takes longer than a test may.
  func run(_ command: String) throws -> Tool.Outcome? {
    let gradient = "swift run wengert gradient "
    if command == "swift build" {
      return try check("Sources/Wengert/Elementals/Elemental.swift", of: "Wengert")
    }
    guard command.hasPrefix(gradient) else { return nil }
    let arguments = command.dropFirst(gradient.count)
    let elementals = try String(
      contentsOf: folder.appending(path: "Sources/Wengert/Elementals/Elemental.swift"),
      encoding: .utf8)
    // Before the change, the tool is the one that there is.
    guard elementals.contains("visit(Logit.self)") else {
      return try shell("'\(Tool.built("wengert").path)' gradient \(arguments)")
    }
    evaluations += 1
    let program = try program ?? build()
    self.program = program
    return try shell("'\(program.path)' \(arguments)")
  }

  /// Has the compiler read a file and all others of its module.
  func check(_ file: String, of module: String) throws -> Tool.Outcome {
    let others = try sources(of: module).filter { $0 != file }
    return try compiler(
      ["-frontend", "-typecheck", "-primary-file", file] + others
        + ["-module-name", module])
  }

  /// The files of a module, seen from the folder.
  private func sources(of module: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(
      atPath: folder.appending(path: "Sources/\(module)").path
    )
    .filter { $0.hasSuffix(".swift") }.map { "Sources/\(module)/\($0)" }.sorted()
  }

  private func build() throws -> URL {
    for module in ["Wengert", "WengertNotation"] {
      try compile(
        ["-wmo", "-parse-as-library", "-emit-object", "-emit-module", "-module-name", module]
          + sources(of: module) + ["-o", "\(module).o"])
    }
    let main = """
      import Foundation
      import Wengert
      import WengertNotation

      var options = Program.Options()
      options.point = SourceText(CommandLine.arguments[4], name: "--at")
      do {
        let text = SourceText(CommandLine.arguments[2], name: "-e")
        let program = try Program(text, options: options)
        let gradient = try program.requiredLinearization().gradient()
        print(program.graph.inputs[0].name, "", String(format: "%.7g", gradient[0]))
      } catch {
        FileHandle.standardError.write(Data("\\(error)\\n".utf8))
        exit(1)
      }
      """
    try Data(main.utf8).write(to: folder.appending(path: "main.swift"))
    let objects = try ["RealModule.build", "_NumericsShims.build"].flatMap { part in
      try FileManager.default.contentsOfDirectory(atPath: Workshop.built.appending(path: part).path)
        .filter { $0.hasSuffix(".o") }.map { Workshop.built.appending(path: "\(part)/\($0)").path }
    }
    try compile(["main.swift", "Wengert.o", "WengertNotation.o"] + objects + ["-o", "gradient"])
    return folder.appending(path: "gradient")
  }

  private func compile(_ arguments: [String]) throws {
    let outcome = try compiler(arguments)
    guard outcome.status == 0 else { throw TutorialError(line: 0, problem: outcome.errors) }
  }

  private func compiler(_ arguments: [String]) throws -> Tool.Outcome {
    let compiler = Workshop.compiler ?? URL(filePath: "/usr/bin/swiftc")
    return try Tool.run(compiler, arguments + options, in: folder)
  }

  private func shell(_ command: String) throws -> Tool.Outcome {
    try Tool.run(URL(filePath: "/bin/sh"), ["-c", command], in: folder)
  }
}
