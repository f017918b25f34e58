import ArgumentParser

/// The benchmark.
@main
struct WengertBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wengert-bench",
    abstract: "Measures the library against C by hand and against other programs.",
    subcommands: [RunCommand.self, InstructionsCommand.self, DocumentsCommand.self],
    defaultSubcommand: RunCommand.self)
}
