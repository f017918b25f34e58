/// The page of a command in the manual.
struct ManualPage {
  /// Its name, such as `wengert-render`.
  let name: String
  /// The page.
  let text: String

  /// The pages of a command and of all in it.
  static func all(of command: CommandHelp, version: String) -> [ManualPage] {
    [ManualPage(command, version: version)]
      + command.visibleSubcommands.flatMap { all(of: $0, version: version) }
  }

  /// The page of a command.
  init(_ command: CommandHelp, version: String) {
    var writer = PageWriter(command, version: version)
    writer.write()
    (name, text) = (writer.name, writer.page.text)
  }
}

/// Writes a page, section by section in the order that manuals have.
private struct PageWriter {
  let command: CommandHelp
  let help: HelpText
  let version: String
  let name: String
  var page = Roff()

  init(_ command: CommandHelp, version: String) {
    self.command = command
    self.version = version
    help = HelpText(command.discussion ?? "")
    name = command.words.joined(separator: "-")
  }

  mutating func write() {
    page.title(
      name.uppercased(), section: 1, source: "\(command.words[0]) \(version)",
      manual: "User Commands")
    page.section("NAME")
    page.line([.plain("\(name) - \(purpose(of: command))")])
    writeSynopsis()
    writeDescription()
    writeArguments()
    writeSubcommands()
    writeDefinitions("EXIT STATUS", or: PageWriter.usualStatus)
    writeDefinitions("ENVIRONMENT")
    writeDefinitions("FILES")
    writeExamples()
    writeReferences()
  }

  /// The abstract as manuals have it: no sentence, but a part of one.
  private func purpose(of command: CommandHelp) -> String {
    let abstract = command.abstract ?? ""
    let end = abstract.hasSuffix(".") ? abstract.dropLast() : abstract[...]
    return end.prefix(1).lowercased() + end.dropFirst()
  }

  private mutating func writeSynopsis() {
    page.section("SYNOPSIS")
    var spans: [Roff.Span] = [.bold(command.words.joined(separator: " "))]
    if !command.visibleSubcommands.isEmpty {
      spans += [.plain(" "), .italic("subcommand")]
    }
    let arguments = command.visibleArguments
    if arguments.contains(where: { $0.kind != .positional && $0.isOptional }) {
      spans += [.plain(" ["), .italic("options"), .plain("]")]
    }
    for argument in arguments where argument.kind == .positional || !argument.isOptional {
      let term = argument.kind == .positional ? argument.values : argument.longTerm
      spans.append(.plain(argument.isOptional ? " [" : " "))
      spans +=
        term + [.plain((argument.isRepeating ? " ..." : "") + (argument.isOptional ? "]" : ""))]
    }
    page.line(spans)
  }

  private mutating func writeDescription() {
    page.section("DESCRIPTION")
    for block in help.blocks {
      switch block {
      case .paragraph(let text): page.paragraph(prose(text))
      case .lines(let lines): page.lines(lines)
      }
    }
    if command.discussion == nil { page.paragraph(prose(command.abstract ?? "")) }
  }

  private mutating func writeArguments() {
    let arguments = command.visibleArguments
    write(arguments.filter { $0.kind == .positional }, under: "ARGUMENTS")
    let options = arguments.filter { $0.kind != .positional }
    write(options.filter { $0.sectionTitle == nil }, under: "OPTIONS")
    var titles: [String] = []
    for case let title? in options.map(\.sectionTitle) where !titles.contains(title) {
      titles.append(title)
      page.subsection(title)
      write(options.filter { $0.sectionTitle == title })
    }
  }

  private mutating func write(_ arguments: [CommandHelp.ArgumentInfo], under heading: String) {
    guard !arguments.isEmpty else { return }
    page.section(heading)
    write(arguments)
  }

  private mutating func write(_ arguments: [CommandHelp.ArgumentInfo]) {
    for argument in arguments { page.definition(argument.term, prose(argument.meaning)) }
  }

  private mutating func writeSubcommands() {
    guard !command.visibleSubcommands.isEmpty else { return }
    page.section("COMMANDS")
    for subcommand in command.visibleSubcommands {
      page.definition(
        reference(to: subcommand.words.joined(separator: "-")), prose(subcommand.abstract ?? ""))
    }
  }

  private static let usualStatus = [
    HelpText.Definition(term: "0", meaning: "success"),
    HelpText.Definition(
      term: "1", meaning: "the input is wrong, or something cannot be read or written"),
    HelpText.Definition(term: "64", meaning: "the command line is wrong"),
  ]

  private mutating func writeDefinitions(
    _ heading: String, or usual: [HelpText.Definition] = []
  ) {
    let definitions = help.definitions[heading] ?? usual
    guard !definitions.isEmpty else { return }
    page.section(heading)
    for definition in definitions {
      page.definition([.bold(definition.term)], prose(definition.meaning))
    }
  }

  private mutating func writeExamples() {
    guard !help.examples.isEmpty else { return }
    page.section("EXAMPLES")
    page.lines(help.examples)
  }

  /// The command above, those in it, and what the text names.
  private mutating func writeReferences() {
    var pages: [String] = []
    if command.words.count > 1 { pages.append(command.words.dropLast().joined(separator: "-")) }
    pages += command.visibleSubcommands.map { $0.words.joined(separator: "-") }
    pages += (command.discussion ?? "").matches(of: /'wengert ([a-z]+)'/).map { "wengert-\($0.1)" }
    if command.visibleArguments.contains(where: { $0.hasName("--convert-timeout") }) {
      pages.append("rsvg-convert")
    }
    var known: Set = [name]
    let others = pages.filter { known.insert($0).inserted }
    guard !others.isEmpty else { return }
    page.section("SEE ALSO")
    page.line(
      others.map(reference).reduce(into: []) { $0 += ($0.isEmpty ? [] : [.plain(", ")]) + $1 })
  }

  private func reference(to page: String) -> [Roff.Span] { [.bold(page), .plain("(1)")] }

  /// Text whose options are bold.
  private func prose(_ text: String) -> [Roff.Span] {
    var spans: [Roff.Span] = []
    var start = text.startIndex
    for match in text.matches(of: /(?:^|[ (\['])(--?[a-z][a-z-]*)/) {
      let option = match.output.1
      spans += [.plain(String(text[start..<option.startIndex])), .bold(String(option))]
      start = option.endIndex
    }
    return spans + [.plain(String(text[start...]))]
  }
}

extension CommandHelp.ArgumentInfo {
  fileprivate func hasName(_ spelling: String) -> Bool {
    (names ?? []).contains { $0.spelling == spelling }
  }

  /// What stands for the values, which can be several.
  fileprivate var values: [Roff.Span] {
    (valueName ?? "").split(separator: "> <").map { [.italic(String($0))] }
      .reduce(into: []) { $0 += ($0.isEmpty ? [] : [.plain(" ")]) + $1 }
  }

  /// All names, the short ones first as in the help, and the values.
  fileprivate var term: [Roff.Span] {
    guard kind != .positional else { return values }
    let names = (names ?? []).filter { $0.kind != .longWithSingleDash }
    let sorted = names.filter { $0.kind == .short } + names.filter { $0.kind == .long }
    let all = sorted.map(\.spelling).flatMap { [.plain(", "), .bold($0)] as [Roff.Span] }
      .dropFirst()
    return all + (kind == .option ? [.plain(" ")] + values : [])
  }

  /// The long name and the values.
  fileprivate var longTerm: [Roff.Span] {
    let name = names?.first { $0.kind == .long } ?? names?.first
    return [.bold(name?.spelling ?? "")] + (kind == .option ? [.plain(" ")] + values : [])
  }

  /// The help, with the values that there are and the one that counts without the option, as the help has them.
  fileprivate var meaning: String {
    let remarks = [
      allValues.map { "values: \($0.joined(separator: ", "))" },
      defaultValue.map { "default: \($0)" },
    ].compactMap { $0 }
    return (abstract ?? "") + (remarks.isEmpty ? "" : " (\(remarks.joined(separator: "; ")))")
  }
}
