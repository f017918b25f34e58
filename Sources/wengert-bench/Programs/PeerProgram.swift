import Foundation

/// Another program that differentiates, started once; it answers requests as `benchmarks/README.md` says.
final class PeerProgram: MeasuredProgram {
  let name: String
  private let process = Process()
  private let requests = Pipe()
  private let answers = Pipe()

  /// The peers that `scripts/bench-peers` has built in a folder.
  static func all(in folder: URL, graphs: URL) throws -> [PeerProgram] {
    try ["ADOL-C": "adolc", "CasADi": "casadi"].sorted { $0.key < $1.key }.compactMap {
      let program = folder.appending(path: $0.value)
      guard FileManager.default.isExecutableFile(atPath: program.path) else { return nil }
      return try PeerProgram(name: $0.key, program, graphs: graphs)
    }
  }

  private init(name: String, _ program: URL, graphs: URL) throws {
    self.name = name
    process.executableURL = program
    process.arguments = [graphs.path]
    process.standardInput = requests
    process.standardOutput = answers
    try process.run()
  }

  deinit { try? requests.fileHandleForWriting.close() }

  func computes(_ quantity: Quantity, of workload: Workload) -> Bool { true }

  func numbers(_ quantity: Quantity, of workload: Workload) throws -> [Double] {
    try answer("numbers \(workload.name) \(quantity.rawValue)").numbers ?? []
  }

  func nanoseconds(
    _ quantity: Quantity, of workload: Workload, by sampler: Sampler
  ) throws -> Double {
    let request = "time \(workload.name) \(quantity.rawValue) \(sampler.seconds)"
    return try answer(request).nanoseconds ?? .nan
  }

  private struct Answer: Decodable {
    let numbers: [Double]?
    let nanoseconds: Double?
  }

  private func answer(_ request: String) throws -> Answer {
    try requests.fileHandleForWriting.write(contentsOf: Data("\(request)\n".utf8))
    return try JSONDecoder().decode(Answer.self, from: try line(answering: request))
  }

  /// One request has one line as its answer, so nothing can follow the end of the line.
  private func line(answering request: String) throws -> Data {
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      let more = answers.fileHandleForReading.availableData
      guard !more.isEmpty else { throw BenchmarkError.peerStopped(name, request: request) }
      line += more
    }
    return line
  }
}
