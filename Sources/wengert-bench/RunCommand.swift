import ArgumentParser
import Foundation

/// `wengert-bench run`: everything that is measured by the clock.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Measure and print tables of ratios.")

  @Option(help: ArgumentHelp("Measure these workloads only.", valueName: "workload"))
  var only: [String] = []
  @Option(help: "How often the programs take turns.")
  var rounds = 5
  @Option(help: "How long a program is measured in a round.")
  var seconds = 0.1
  @Option(help: "Where the peers were built.")
  var peers = ".build/peers"

  func run() throws {
    let folder = URL(filePath: peers)
    let graphs = folder.appending(path: "graphs")
    try FileManager.default.createDirectory(at: graphs, withIntermediateDirectories: true)
    let programs: [any MeasuredProgram] =
      [FloorProgram(), EvaluatorProgram.automatic, EvaluatorProgram.scalar]
      + (try PeerProgram.all(in: folder, graphs: graphs))
    let comparison = Comparison(
      programs: programs, rounds: rounds, sampler: Sampler(seconds: seconds))
    for (name, make) in Workload.makers where only.isEmpty || only.contains(name) {
      let workload = make(name)
      try Data(workload.graphFile.utf8).write(to: graphs.appending(path: "\(name).graph"))
      for m in try comparison.measure(workload) {
        print(m.workload, m.quantity, m.program, m.nanoseconds, m.nanosecondsPerElemental)
      }
    }
  }
}
