import ArgumentParser
import Foundation

/// What the parser of the command line knows about a command, as it prints it for other programs.
struct CommandHelp: Decodable {
  let commandName: String
  let superCommands: [String]?
  let shouldDisplay: Bool
  let abstract: String?
  let discussion: String?
  let subcommands: [CommandHelp]?
  let arguments: [ArgumentInfo]?

  /// An argument, an option or a flag.
  struct ArgumentInfo: Decodable {
    enum Kind: String, Decodable {
      case positional, option, flag
    }

    enum Prefix: String, Decodable {
      case long, short, longWithSingleDash
    }

    struct Name: Decodable {
      let kind: Prefix
      let name: String

      /// The name as it is written.
      var spelling: String { (kind == .long ? "--" : "-") + name }
    }

    let kind: Kind
    let shouldDisplay: Bool
    let sectionTitle: String?
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let valueName: String?
    let defaultValue: String?
    let allValues: [String]?
    let abstract: String?
  }

  /// The tool itself.
  static func ofTool() throws -> CommandHelp {
    struct Dump: Decodable {
      let command: CommandHelp
    }
    // The only public way to the text: an answer to an option, which the parser throws.
    do {
      _ = try WengertCommand.parseAsRoot(["--experimental-dump-help"])
    } catch {
      let text = WengertCommand.fullMessage(for: error)
      return try JSONDecoder().decode(Dump.self, from: Data(text.utf8)).command
    }
    throw Failure(description: "error: the parser of the command line does not describe it")
  }

  /// The commands in it that people see; the parser's own help is no page.
  var visibleSubcommands: [CommandHelp] {
    (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  }

  /// The words that the command is called with.
  var words: [String] { (superCommands ?? []) + [commandName] }

  /// The arguments, options and flags that people see.
  var visibleArguments: [ArgumentInfo] { (arguments ?? []).filter(\.shouldDisplay) }
}
