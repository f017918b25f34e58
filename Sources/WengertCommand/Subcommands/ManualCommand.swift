import ArgumentParser

/// `wengert manual`: what belongs beside an installed tool; for `make install`, nothing for people.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Write the pages of the manual and the completions for shells below a folder.",
    shouldDisplay: false)

  @Argument(help: ArgumentHelp("The folder, such as /usr/local.", valueName: "prefix"))
  var prefix: String

  func run() throws {
    try reportingErrors {
      let pages = ManualPage.all(
        of: try .ofTool(), version: WengertCommand.configuration.version)
      for page in pages { try write(page.text, to: "man/man1/\(page.name).1") }
      for (shell, path) in ManualCommand.completions {
        try write(WengertCommand.completionScript(for: shell), to: path)
      }
    }
  }

  /// Where shells look for completions.
  private static let completions: [(CompletionShell, String)] = [
    (.bash, "bash-completion/completions/wengert"),
    (.zsh, "zsh/site-functions/_wengert"),
    (.fish, "fish/vendor_completions.d/wengert.fish"),
  ]

  private func write(_ text: String, to path: String) throws {
    let path = "\(prefix)/share/\(path)"
    try Files.write(text, to: path)
    try Files.report(path)
  }
}
