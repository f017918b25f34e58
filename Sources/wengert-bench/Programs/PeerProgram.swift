import Foundation

/// Another program that differentiates; it answers requests as `benchmarks/README.md` says.
final class PeerProgram: MeasuredProgram {
  let name: String
  private let program: URL
  private let graphs: URL
  /// The process for the last workload.
  private var session: (workload: String, process: PeerProcess)?

  /// The peers that there can be, and the files of their programs.
  static let names = [("ADOL-C", "adolc"), ("CasADi", "casadi")]

  /// The peers that `scripts/bench-peers` has built in a folder.
  static func all(in folder: URL, graphs: URL) -> [PeerProgram] {
    names.compactMap { name, file in
      let program = folder.appending(path: file)
      guard FileManager.default.isExecutableFile(atPath: program.path) else { return nil }
      return PeerProgram(name: name, program, graphs: graphs)
    }
  }

  private init(name: String, _ program: URL, graphs: URL) {
    self.name = name
    self.program = program
    self.graphs = graphs
  }

  func computes(_ quantity: Quantity, of workload: Workload) -> Bool { true }

  func numbers(_ quantity: Quantity, of workload: Workload) throws -> [Double] {
    try answer("numbers \(quantity.rawValue)", about: workload).numbers ?? []
  }

  func nanoseconds(
    _ quantity: Quantity, of workload: Workload, by sampler: Sampler
  ) throws -> Double {
    try answer("time \(quantity.rawValue) \(sampler.seconds)", about: workload).nanoseconds ?? .nan
  }

  private struct Answer: Decodable {
    let numbers: [Double]?
    let nanoseconds: Double?
  }

  private func answer(_ request: String, about workload: Workload) throws -> Answer {
    guard let line = try process(for: workload).answer(request) else {
      throw BenchmarkError.peerStopped(name, request: "\(request) of \(workload.name)")
    }
    return try JSONDecoder().decode(Answer.self, from: line)
  }

  private func process(for workload: Workload) throws -> PeerProcess {
    if let session, session.workload == workload.name { return session.process }
    let file = graphs.appending(path: "\(workload.name).graph")
    let process = try PeerProcess(program, file)
    session = (workload.name, process)
    return process
  }
}

/// A running peer.
private final class PeerProcess {
  private let process = Process()
  private let requests = Pipe()
  private let answers = Pipe()

  init(_ program: URL, _ graph: URL) throws {
    process.executableURL = program
    process.arguments = [graph.path]
    process.standardInput = requests
    process.standardOutput = answers
    try process.run()
  }

  /// It ends when there are no more requests.
  deinit { try? requests.fileHandleForWriting.close() }

  /// The line that answers a request; nil where the peer has ended.
  ///
  /// One request has one line as its answer, so nothing can follow the end of the line.
  func answer(_ request: String) throws -> Data? {
    try requests.fileHandleForWriting.write(contentsOf: Data("\(request)\n".utf8))
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      let more = answers.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      line += more
    }
    return line
  }
}
