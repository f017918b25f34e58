import Foundation
import TestSupport

/// A command from its start to its end, as a person waits for it.
struct WholeCommand: Codable {
  let name: String
  /// The median of the runs.
  let milliseconds: Double
  let peakMegabytes: Double

  /// The commands on a small function, in turn.
  static func short(_ tool: URL, in folder: URL, runs: Int = 15) throws -> [WholeCommand] {
    let dotFile = folder.appending(path: "bishop.dot").path
    let example = Tool.root.appending(path: "examples/bishop.expr").path
    func wengert(_ words: String...) -> ChildProcess {
      ChildProcess(words: [tool.path] + words)
    }
    _ = try wengert("render", example, "--format", "dot", "-o", dotFile).run()
    var commands = [
      render: wengert("render", example, "-o", folder.appending(path: "bishop.svg").path),
      trace: wengert("trace", example),
    ]
    if let dot = Tool.find("dot") {
      let words = [dot.path, "-Tsvg", dotFile, "-o", folder.appending(path: "dot.svg").path]
      commands[WholeCommand.dot] = ChildProcess(words: words)
    }
    return try inTurn(commands, runs)
  }

  /// The names of the commands on a small function.
  static let (render, trace, dot) = (
    "wengert render examples/bishop.expr", "wengert trace examples/bishop.expr",
    "dot -Tsvg on the DOT of the same figure"
  )

  /// Whether it is one of those.
  var isShort: Bool {
    [WholeCommand.render, WholeCommand.trace, WholeCommand.dot].contains(name)
  }

  /// A trace with all numbers of texts up to a million lines.
  static func long(_ tool: URL, in folder: URL, runs: Int = 3) throws -> [WholeCommand] {
    let commands = try [10_000, 100_000, 1_000_000].map { lines in
      let file = folder.appending(path: "\(lines).expr")
      try Data(LongText.lines(lines).utf8).write(to: file)
      let words = [tool.path, "trace", file.path, "--format", "json"]
      return ("wengert trace --format json, \(lines) lines", ChildProcess(words: words))
    }
    return try inTurn(Dictionary(uniqueKeysWithValues: commands), runs)
  }

  private static func inTurn(
    _ commands: [String: ChildProcess], _ runs: Int
  ) throws -> [WholeCommand] {
    let commands = commands.sorted { $0.key < $1.key }
    var usages = [[ChildProcess.Usage]](repeating: [], count: commands.count)
    for _ in 0..<runs {
      for (index, command) in commands.enumerated() {
        usages[index].append(try command.value.run())
      }
    }
    return zip(commands, usages).map { command, usages in
      WholeCommand(
        name: command.key, milliseconds: usages.map(\.milliseconds).median ?? .nan,
        peakMegabytes: usages.map(\.peakMegabytes).max() ?? .nan)
    }
  }
}
