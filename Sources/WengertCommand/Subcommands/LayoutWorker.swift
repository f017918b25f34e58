import ArgumentParser
import WengertGraphviz
import WengertWorker

/// `wengert layout-worker`: what the tool starts to place boxes for it; nothing for people.
struct LayoutWorker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layout-worker",
    abstract: "Place the boxes of requests on standard input.",
    shouldDisplay: false)

  @Option(help: "The longest time for one layout, in seconds.")
  var timeLimit: Double

  @Option(help: "The most memory, in bytes.")
  var memoryLimit: Int

  /// The words that start a worker with its limits.
  static func arguments(_ limits: WorkerLimits) -> [String] {
    [
      "layout-worker", "--time-limit", "\(limits.time / .seconds(1))",
      "--memory-limit", "\(limits.memory)",
    ]
  }

  mutating func validate() throws {
    guard timeLimit > 0, timeLimit < 1e6, memoryLimit > 0 else {
      throw ValidationError("Limits are greater than zero.")
    }
  }

  func run() throws {
    let limits = WorkerLimits(time: .seconds(timeLimit), memory: memoryLimit)
    // Time and memory are the limits here.
    let engine = GraphvizLayout(boxLimit: .max)
    guard LayoutServer(engine, limits: limits).run() else {
      Files.message("<stdin>: error: this is no request for a layout")
      throw ExitCode(1)
    }
  }
}
