import ArgumentParser
import Foundation
import WengertTemplates

/// `wengert templates`: what reports are made from.
struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "Work with the templates that reports and sites are made from.",
    discussion: """
      A page is made from templates in Mustache, a style sheet and scripts, which all stand in the tool. A folder with \
      changed ones is a house style, which 'wengert report' and 'wengert build' take with --templates.
      """,
    subcommands: [Export.self])

  /// `wengert templates export`: the starting point for a house style.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write the templates into a folder.",
      discussion: """
        The files can be changed there and given to 'wengert report' or 'wengert build' with --templates; those that are removed are \
        taken from the tool again. Files that were changed are not overwritten. Prints the paths.

        EXAMPLES
          wengert templates export house-style
          wengert report lecture.expr --templates house-style
        """)

    @Argument(help: "The folder; it is made where there is none.", completion: .directory)
    var folder: String

    @Flag(help: "Overwrite files that were changed.")
    var force = false

    mutating func validate() throws { try FolderName.check(["<folder>": folder]) }

    func run() throws {
      try reportingErrors {
        let files = Templates.embedded.files.sorted { $0.key < $1.key }
        let changed = files.filter { file in
          let path = "\(folder)/\(file.key)"
          guard FileManager.default.fileExists(atPath: path) else { return false }
          return (try? Files.contents(path)) != Data(file.value.utf8)
        }
        if !force, let first = changed.first {
          throw Failure(
            description: "\(folder)/\(first.key): error: this file was changed\n"
              + "  = help: name another folder, or give --force to overwrite it")
        }
        for (file, text) in files {
          try Files.write(text, to: "\(folder)/\(file)")
          try Files.report("\(folder)/\(file)")
        }
      }
    }
  }
}
