import ArgumentParser
import Foundation

/// `wengert-bench run`: everything that is measured by the clock.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Measure and print tables of ratios.")

  /// The words for layouts and for generated code among the workloads.
  private static let (layouts, generated) = ("layouts", "generated")

  @Option(
    help: ArgumentHelp(
      "Measure these workloads only; layouts and generated are among them.", valueName: "workload"))
  var only: [String] = []
  @Option(help: "How often the programs take turns.")
  var rounds = 5
  @Option(help: "How long a program is measured in a round.")
  var seconds = 0.1
  @Option(help: "Where the programs of the peers are; see scripts/bench-peers.")
  var peers = ".build/peers"
  @Option(help: "The day that the tables bear.")
  var date = ""
  @Option(help: ArgumentHelp("Where to write the numbers as well.", valueName: "file"))
  var json: String?
  @Option(help: ArgumentHelp("Where to write the tables instead of printing.", valueName: "file"))
  var markdown: String?

  func run() throws {
    let folder = URL(filePath: peers)
    let graphs = folder.appending(path: "graphs")
    try FileManager.default.createDirectory(at: graphs, withIntermediateDirectories: true)
    // First, while this process is small: what it occupies would count as the memory of the commands.
    let commands = only.isEmpty ? try measuredCommands(in: graphs) : []
    let programs = PeerProgram.all(in: folder, graphs: graphs)
    let names = PeerProgram.names.map(\.0)
    let missing = names.filter { name in !programs.contains { $0.name == name } }
    for name in missing { note("\(name) is not there; scripts/bench-peers gets it") }
    var results = Results(
      date: date, machine: .current, rounds: rounds, peers: names, missingPeers: missing)
    results.commands = commands
    let sampler = Sampler(seconds: seconds)
    if only.isEmpty { results.steps = try Step.measured(rounds: rounds, by: sampler) }
    if only.isEmpty || only.contains(RunCommand.layouts) {
      note("measuring layouts")
      results.layouts = try LayoutMeasurement.measured()
    }
    if only.isEmpty || only.contains(RunCommand.generated) {
      note("measuring generated C")
      results.generated = try GeneratedCode.measured(rounds: rounds, by: sampler) ?? []
    }
    try measure(against: programs, by: sampler, graphs, &results)
    results.ratios = results.allRatios()
    try write(results)
  }

  private func measure(
    against peers: [PeerProgram], by sampler: Sampler, _ graphs: URL, _ results: inout Results
  ) throws {
    let own: [any MeasuredProgram] = [
      FloorProgram(), EvaluatorProgram.automatic, EvaluatorProgram.scalar,
    ]
    let comparison = Comparison(programs: own + peers, rounds: rounds, sampler: sampler)
    for (name, make) in Workload.makers where only.isEmpty || only.contains(name) {
      note("measuring \(name)")
      let workload = make(name)
      try Data(workload.graphFile.utf8).write(to: graphs.appending(path: "\(name).graph"))
      results.functions.append(Results.Function(workload))
      results.measurements += try comparison.measure(workload)
    }
  }

  private func measuredCommands(in folder: URL) throws -> [WholeCommand] {
    let tool = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "wengert")
    guard FileManager.default.isExecutableFile(atPath: tool.path) else {
      note("the tool is not built, so no whole command is measured")
      return []
    }
    note("measuring whole commands")
    return try WholeCommand.short(tool, in: folder)
      + WholeCommand.long(
        tool, in: folder, runs: min(rounds, 3))
  }

  private func write(_ results: Results) throws {
    if let json { try results.json().write(to: URL(filePath: json)) }
    if let markdown {
      try Data(results.markdown.utf8).write(to: URL(filePath: markdown))
    } else {
      print(results.markdown, terminator: "")
    }
  }

  private func note(_ text: String) {
    FileHandle.standardError.write(Data("\(text)\n".utf8))
  }
}
