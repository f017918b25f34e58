import ArgumentParser
import Foundation

/// `wengert-bench documents`: a site of many figures, built cold, again, and after a change.
struct DocumentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "documents", abstract: "Measure builds of a site with many different figures.")

  @Option(help: "How many figures there are.")
  var figures = 500
  @Option(help: "How often each build is measured.")
  var rounds = 3

  func run() throws {
    let tool = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "wengert")
    guard FileManager.default.isExecutableFile(atPath: tool.path) else {
      throw BenchmarkError.commandFailed("\(tool.path) is not built")
    }
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "wengert-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let lectures = Lectures(folder: folder, figures: figures)
    try lectures.write()
    let builds = try (0..<rounds).map { try SiteBuilds(lectures, tool, round: $0) }
    print(SiteBuilds.table(builds), terminator: "")
  }
}

/// A folder of pages whose fences all differ.
struct Lectures {
  let folder: URL
  let figures: Int

  private static let perPage = 20

  var source: URL { folder.appending(path: "source") }

  /// Writes all pages.
  func write() throws {
    try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
    for first in stride(from: 0, to: figures, by: Lectures.perPage) {
      try write(page: first / Lectures.perPage, changed: nil)
    }
  }

  /// Writes a page; a number makes its first fence another one.
  func write(page: Int, changed: Int?) throws {
    let first = page * Lectures.perPage
    var text = "# Lecture \(page + 1)\n"
    for number in first..<min(first + Lectures.perPage, figures) {
      text += "\n## Function \(number + 1)\n\nIts graph, and both sweeps.\n\n"
      text += "```wengert {caption=\"Function \(number + 1)\"}\n"
      text += function(number, number == first ? changed : nil) + "\n```\n"
    }
    try Data(text.utf8).write(to: source.appending(path: "lecture\(page + 1).md"))
  }

  /// A function of three to nine elementals.
  private func function(_ number: Int, _ changed: Int?) -> String {
    let elementals = ["sin", "exp", "cos", "tanh"]
    var expression = "x*y + \(number + 1)"
    for depth in 0..<(number % 4 + 1) {
      expression = "\(elementals[(number + depth) % 4])(\(expression))*x"
    }
    if let changed { expression += " + \(changed + 2)" }
    return "f(x, y) = \(expression)\nat x = 0.5, y = 0.\(number + 1)"
  }
}

/// The times of one round of builds, in milliseconds.
struct SiteBuilds {
  private static let names = [
    "cold, 1 job", "cold, 2 jobs", "again, nothing changed", "one fence changed",
  ]

  private let times: [Double]

  init(_ lectures: Lectures, _ tool: URL, round: Int) throws {
    func build(_ name: String, jobs: Int) throws -> Double {
      let folder = lectures.folder.appending(path: "\(name)-\(round)").path
      return try ChildProcess(words: [
        tool.path, "build", lectures.source.path, "-o", "\(folder)/site",
        "--cache", "\(folder)/cache", "--jobs", "\(jobs)",
      ]).run().milliseconds
    }
    let cold = (try build("one", jobs: 1), try build("two", jobs: 2))
    let warm = try build("two", jobs: 2)
    try lectures.write(page: 0, changed: round)
    times = [cold.0, cold.1, warm, try build("two", jobs: 2)]
    try lectures.write(page: 0, changed: nil)
  }

  /// The least times of some rounds, for what else runs only adds to them, and their ratios to the cold build with one job.
  static func table(_ rounds: [SiteBuilds]) -> String {
    var table = MarkdownTable(heads: ["build", "ms", "ratio"])
    let least = names.indices.map { index in rounds.map { $0.times[index] }.min() ?? .nan }
    for (name, time) in zip(names, least) {
      table.rows.append([name, String(format: "%.0f", time), ratio(time / least[0])])
    }
    return table.text
  }
}
