import ArgumentParser
import WengertReport

/// `wengert elementals`: the table of elementals.
struct Elementals: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "elementals",
    abstract: "Print the table of elementals.",
    discussion: """
      For each elemental how it is written, where it is defined, its partials as formulas in the operands x and y and \
      the value v, and where it jumps.

      EXAMPLES
        wengert elementals
        wengert elementals --format markdown
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, json
  }

  @Option(help: "The form of the table.")
  var format = Format.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write instead of standard output.", valueName: "file"),
    completion: .file())
  var output = "-"

  func run() throws {
    try reportingErrors {
      let table = ElementalTable()
      let text =
        switch format {
        case .text: table.text
        case .markdown: table.markdown
        case .json: table.json
        }
      try Files.write(text, to: output)
    }
  }
}
