import Foundation
import TestSupport
import Testing

@testable import WengertCommand

/// What stands beside an installed tool: the pages of the manual and the completions for shells.
@Suite struct `The manual` {
  /// What the parser of the command line tells other programs, read by itself.
  private struct Described {
    let words: [String]
    let isVisible: Bool
    let fields: [String: Any]
    let arguments: [[String: Any]]

    /// The tool and all its commands, those that nobody is shown among them.
    static func all() throws -> [Described] {
      let dump = try Tool.run(Tool.wengert, ["--experimental-dump-help"]).output
      let root = try JSONSerialization.jsonObject(with: Data(dump.utf8)) as? [String: Any]
      return list(try #require(root?["command"] as? [String: Any]), above: [], isVisible: true)
    }

    private static func list(
      _ fields: [String: Any], above: [String], isVisible: Bool
    ) -> [Described] {
      let name = fields["commandName"] as? String ?? ""
      guard name != "help" else { return [] }
      let words = above + [name]
      let isVisible = isVisible && fields["shouldDisplay"] as? Bool == true
      let own = Described(
        words: words, isVisible: isVisible, fields: fields,
        arguments: fields["arguments"] as? [[String: Any]] ?? [])
      let inner = fields["subcommands"] as? [[String: Any]] ?? []
      return [own] + inner.flatMap { list($0, above: words, isVisible: isVisible) }
    }

    /// The names of an argument as they are written.
    static func spellings(_ argument: [String: Any]) -> [String] {
      (argument["names"] as? [[String: String]] ?? []).filter { $0["kind"] != "longWithSingleDash" }
        .map { ($0["kind"] == "long" ? "--" : "-") + ($0["name"] ?? "") }
    }
  }

  /// A folder in which `wengert manual` wrote.
  private func written() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let outcome = try Tool.run(Tool.wengert, ["manual", folder.url.path])
    try #require(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return folder
  }

  private func pages(_ folder: TemporaryFolder) throws -> [String: String] {
    let man = folder.file("share/man/man1")
    let names = try FileManager.default.contentsOfDirectory(atPath: man.path)
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, try String(contentsOf: man.appending(path: $0), encoding: .utf8))
      })
  }

  private static let hasGroff = Tool.find("groff") != nil

  /// What a terminal shows of a page in lines that are long enough for everything.
  private func shown(_ page: String) throws -> String {
    let groff = try #require(Tool.find("groff"))
    let outcome = try Tool.run(
      groff, ["-man", "-ww", "-Tutf8", "-rLL=2000n", "-P-c", "-P-b", "-P-u"], input: page)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return outcome.output
  }

  @Test func `every visible command has a page with all its options, and no other has one`() throws
  {
    let pages = try pages(written())
    let commands = try Described.all()
    let visible = commands.filter(\.isVisible)
    #expect(Set(pages.keys) == Set(visible.map { $0.words.joined(separator: "-") + ".1" }))
    #expect(commands.count > visible.count && visible.count > 15)
    let hidden = commands.filter { !$0.isVisible }.compactMap(\.words.last)
    for command in visible {
      let page = try #require(pages[command.words.joined(separator: "-") + ".1"])
      for argument in command.arguments {
        for name in Described.spellings(argument) {
          let tag = "\\fB\(Roff.escaped(name))\\fR"
          let isThere = page.split(separator: "\n").contains { line in
            line.split(separator: ", ").contains { $0 == tag || $0.hasPrefix(tag + " ") }
          }
          #expect(isThere == (argument["shouldDisplay"] as? Bool), "\(command.words): \(name)")
        }
      }
      for name in hidden {
        #expect(!page.contains("wengert \(Roff.escaped(name))"), "\(command.words): \(name)")
      }
    }
  }

  @Test(.enabled(if: hasGroff, "needs groff"))
  func `pages are shown without a warning, and say what the help says`() throws {
    let commands = try Described.all().filter(\.isVisible)
    let pages = try pages(written())
    for command in commands {
      let page = try #require(pages[command.words.joined(separator: "-") + ".1"])
      let shown = try shown(page)
      func expect(_ text: String?, _ comment: String) {
        #expect(shown.contains(text ?? ""), "\(command.words): \(comment): \(text ?? "")")
      }
      for argument in command.arguments where argument["shouldDisplay"] as? Bool == true {
        expect(argument["abstract"] as? String, "help")
        for value in argument["allValues"] as? [String] ?? [] { expect(value, "value") }
      }
      let discussion = command.fields["discussion"] as? String ?? ""
      for line in discussion.split(separator: "\n") {
        // Terms and meanings stand in columns of other widths.
        for part in line.trimmingCharacters(in: .whitespaces).split(separator: /\ {2,}/) {
          expect(String(part), "discussion")
        }
      }
    }
  }

  @Test(
    .enabled(if: hasGroff, "needs groff"),
    arguments: [
      ".so /etc/passwd", "'br", "\\fBbold\\fR", "ends in \\", "\"two\" 'one' `back` ^ ~",
      "--option - and -o", "∂f/∂x₁ — 𝑥", "%# $1 \\n[x] \\\\",
    ])
  func `no text is a command of the formatter`(_ text: String) throws {
    var page = Roff()
    page.title("A \"B\"", section: 1, source: "-", manual: "'")
    page.section(text)
    page.line([.plain(text)])
    page.definition([.bold(text)], [.italic(text)])
    page.lines([text])
    let shown = try shown(page.text)
    #expect(shown.ranges(of: text).count == 5, "\(shown)")
  }

  @Test func `a page is the same wherever and whenever it is made`() throws {
    #expect(try pages(written()) == pages(written()))
  }

  @Test func `the help of every option is a sentence, and its values can be completed`() throws {
    for command in try Described.all() where command.isVisible {
      #expect(command.fields["abstract"] as? String != nil, "\(command.words)")
      #expect(command.fields["discussion"] as? String != nil, "\(command.words)")
      for argument in command.arguments where argument["shouldDisplay"] as? Bool == true {
        let name = Described.spellings(argument).last ?? argument["valueName"] as? String ?? ""
        let help = try #require(argument["abstract"] as? String, "\(command.words): \(name)")
        #expect(help.wholeMatch(of: /[A-Z'].*\./) != nil, "\(command.words): \(name): \(help)")
        // The parser says the default itself.
        #expect(
          argument["defaultValue"] == nil || !help.lowercased().contains("default:"),
          "\(command.words): \(name): \(help)")
        let completion = argument["completionKind"] as? [String: Any]
        let valueName = argument["valueName"] as? String ?? ""
        let isKnown = ["file", "folder"].contains(valueName) || argument["allValues"] != nil
        #expect(completion != nil || !isKnown, "\(command.words): \(name)")
      }
    }
  }

  @Test(arguments: [
    ("bash", "bash-completion/completions/wengert"), ("zsh", "zsh/site-functions/_wengert"),
    ("fish", "fish/vendor_completions.d/wengert.fish"),
  ])
  func `completions are a script of their shell`(_ shell: String, _ path: String) throws {
    let written = try written()
    let text = try String(contentsOf: written.file("share/\(path)"), encoding: .utf8)
    for command in try Described.all() {
      guard let name = command.words.last, command.words.count > 1 else { continue }
      #expect(text.contains(name) == command.isVisible, "\(name)")
    }
    guard let program = Tool.find(shell) else { return }
    let folder = try TemporaryFolder()
    let copy = folder.file("script")
    try Data(text.utf8).write(to: copy)
    let outcome = try Tool.run(program, ["-n", copy.path])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
  }

  /// What is typed, and what the shells offer.
  private static let completed: [(String, [String])] = [
    ("wengert tr", ["trace"]),
    ("wengert layout-w", []),
    ("wengert render --format p", ["pdf", "png"]),
    ("wengert generate --language s", ["swift"]),
    ("wengert templates ", ["export"]),
    ("wengert render a", ["a.expr"]),
  ]

  @Test(.enabled(if: Tool.find("bash") != nil, "needs bash"), arguments: completed)
  func `bash completes`(_ typed: String, _ offered: [String]) throws {
    let bash = try #require(Tool.find("bash"))
    let folder = try written()
    try Data().write(to: folder.file("a.expr"))
    try Data().write(to: folder.file("a.txt"))
    let script = """
      source share/bash-completion/completions/wengert
      COMP_WORDS=(\(typed)\(typed.hasSuffix(" ") ? "''" : ""))
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      COMP_LINE='\(typed)'; COMP_POINT=${#COMP_LINE}
      _wengert wengert "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      [ ${#COMPREPLY[@]} = 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
      """
    let outcome = try Tool.run(bash, ["-c", script], in: folder.url)
    #expect(outcome.errors.isEmpty, "\(outcome.errors)")
    // Options are always on offer.
    let words = outcome.output.split(separator: "\n").filter { !$0.hasPrefix("-") }
    #expect(words.map(String.init).sorted() == offered)
  }

  @Test(.enabled(if: Tool.find("fish") != nil, "needs fish"), arguments: completed)
  func `fish completes`(_ typed: String, _ offered: [String]) throws {
    let fish = try #require(Tool.find("fish"))
    let folder = try written()
    try Data().write(to: folder.file("a.expr"))
    try Data().write(to: folder.file("a.txt"))
    let script = """
      source share/fish/vendor_completions.d/wengert.fish; complete -C '\(typed)'
      """
    let outcome = try Tool.run(fish, ["--no-config", "-c", script], in: folder.url)
    #expect(outcome.errors.isEmpty, "\(outcome.errors)")
    let words = outcome.output.split(separator: "\n").map { $0.prefix { $0 != "\t" } }
    #expect(words.map(String.init).sorted() == offered)
  }
}
