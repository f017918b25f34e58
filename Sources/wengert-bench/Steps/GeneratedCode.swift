import Foundation
import TestSupport
import Wengert
import WengertCode
import WengertNotation

/// The C that is generated for an example, compiled by the system's compiler: what a gradient costs.
struct GeneratedCode: Codable {
  /// The file of the example.
  let name: String
  /// The elementals of the function.
  let elementals: Int
  /// Nanoseconds of a call of the primal.
  let primal: Double
  /// Nanoseconds of a call of the reverse sweep, which gives the value too.
  let reverse: Double

  /// All examples; nil where there is no compiler.
  static func measured(rounds: Int, by sampler: Sampler) throws -> [GeneratedCode]? {
    guard let compiler = Tool.find("cc") else { return nil }
    let folder = Tool.root.appending(path: "examples")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try files.filter { $0.hasSuffix(".expr") }.sorted().compactMap { file in
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      let program = try Program(SourceText(text, name: file))
      guard let point = try program.linearized()?.point else { return nil }
      return try GeneratedCode(file, program.graph, point, compiler, rounds, sampler)
    }
  }

  private init(
    _ file: String, _ graph: Graph, _ point: [Double], _ compiler: URL, _ rounds: Int,
    _ sampler: Sampler
  ) throws {
    let code = try SourceCode(
      Equations(graph), name: "f", language: .c, derivatives: [.primal, .reverse])
    let library = try Library(code.text, compiler)
    let primalFunction = unsafe try library.function(code.functions[0])
    let reverseFunction = unsafe try library.function(code.functions[1])
    let call = Call(point: point, outputs: graph.outputs.count)
    let times = (0..<rounds).map { _ in

      unsafe (call.primal(primalFunction, sampler), call.reverse(reverseFunction, sampler))

    }
    name = file
    elementals = graph.nodes.count { graph[$0].elemental != nil }
    primal = times.map(\.0).median ?? .nan
    reverse = times.map(\.1).median ?? .nan
    library.close()
  }
}

/// The arrays of calls at one point.
private struct Call {
  let point: [Double]
  let seed: [Double]

  init(point: [Double], outputs: Int) {
    self.point = point
    seed = Array(repeating: 1, count: outputs)
  }

  func primal(_ function: UnsafeMutableRawPointer, _ sampler: Sampler) -> Double {
    typealias Primal = @convention(c) (UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Void
    let function = unsafe unsafeBitCast(function, to: Primal.self)
    var y = seed
    return sampler.nanoseconds { calls in
      for _ in 0..<calls { unsafe function(point, &y) }
    }
  }

  func reverse(_ function: UnsafeMutableRawPointer, _ sampler: Sampler) -> Double {
    typealias Reverse =
      @convention(c) (
        UnsafePointer<Double>, UnsafePointer<Double>, UnsafeMutablePointer<Double>,
        UnsafeMutablePointer<Double>
      ) -> Void
    let function = unsafe unsafeBitCast(function, to: Reverse.self)
    var (y, adjoint) = (seed, point)
    return sampler.nanoseconds { calls in
      for _ in 0..<calls { unsafe function(point, seed, &y, &adjoint) }
    }
  }
}

/// C compiled with -O2 and loaded into this process.
@safe private struct Library {
  private let handle: UnsafeMutableRawPointer

  init(_ text: String, _ compiler: URL) throws {
    let folder = try TemporaryFolder()
    let (source, library) = (folder.file("f.c"), folder.file("f.so"))
    try Data(text.utf8).write(to: source)
    let words = ["-std=c11", "-O2", "-shared", "-fPIC", source.path, "-o", library.path, "-lm"]
    let outcome = try Tool.run(compiler, words)
    guard outcome.status == 0, let handle = unsafe dlopen(library.path, RTLD_NOW) else {
      throw BenchmarkError.commandFailed("cc \(words.joined(separator: " ")): \(outcome.errors)")
    }
    unsafe self.handle = unsafe handle
  }

  func function(_ name: String) throws -> UnsafeMutableRawPointer {
    guard let function = unsafe dlsym(handle, name) else {
      throw BenchmarkError.commandFailed("dlsym \(name)")
    }
    return unsafe function
  }

  func close() { unsafe dlclose(handle) }
}
