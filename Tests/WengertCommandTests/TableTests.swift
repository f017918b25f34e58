import Foundation
import TestSupport
import Testing

/// The tables of docs/faults.md and docs/limits.md: every row names tests that there are, every option is one of the tool.
@Suite struct `Tables of faults and limits` {
  private static let documents = ["docs/faults.md", "docs/limits.md"]

  /// The cells of each row of a document's tables, without their heads.
  private static func rows(of document: String) throws -> [[String]] {
    let text = try String(contentsOf: Tool.root.appending(path: document), encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return zip(lines, lines.dropFirst() + [""]).compactMap { line, next in
      guard line.hasPrefix("| "), !line.hasPrefix("| ---"), !next.hasPrefix("| ---") else {
        return nil
      }
      return line.replacing("\\|", with: "\u{0}").split(separator: "|").map { cell in
        cell.replacing("\u{0}", with: "|").trimmingCharacters(in: .whitespaces)
      }
    }
  }

  /// What stands in code in a cell.
  private static func code(in cell: String) -> [String] {
    cell.matches(of: /`([^`]+)`/).map { String($0.1) }
  }

  /// The names of all tests of the package.
  private static let tests: Set<String> = {
    var names: Set<String> = []
    let folder = Tool.root.appending(path: "Tests")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      // A line may end between the attribute and the function, never within a name.
      names.formUnion(text.matches(of: /func `([^`]+)`\(/).map { String($0.1) })
    }
    return names
  }()

  @Test(arguments: documents)
  func `every row names tests that there are`(_ document: String) throws {
    let rows = try Self.rows(of: document)
    #expect(rows.count > 15)
    let width = document == "docs/faults.md" ? 3 : 5
    for row in rows {
      #expect(row.count == width, "\(row)")
      let names = Self.code(in: row.last ?? "")
      #expect(!names.isEmpty, "no test for: \(row[0])")
      for name in names { #expect(Self.tests.contains(name), "\(row[0]): there is no '\(name)'") }
    }
  }

  /// What passes each limit that an option raises, and where the message goes that names the option.
  private static let excesses: [String: [String]] = [
    "--max-operations": ["trace", "-e", "f(x) = sum(i in 1..100, x^i)", "--max-operations", "9"],
    "--max-members": ["trace", "-e", "input w[1..100]; f = w[1]", "--max-members", "50"],
    "--layout-timeout": [
      "render", "-e", chain, "--at", "x=1", "--layout", "graphviz", "--layout-worker", "WORKER",
      "--layout-timeout", "0.1", "-o", "-",
    ],
    "--layout-memory": [
      "render", "-e", chain, "--at", "x=1", "--layout", "graphviz", "--layout-worker", "/bin/false",
      "-o", "-",
    ],
    "--convert-timeout": ["render", "-e", "f(x) = x", "-o", "a.png", "--convert-timeout", "0.1"],
  ]

  /// Too long for the layout in the tool's own process.
  private static let chain = (1...40).map { "a\($0) = sin(\($0 == 1 ? "x" : "a\($0 - 1)"))" }
    .joined(separator: ";")

  /// Limits that are no errors: the figure is made another way, and the picture or the document says so.
  private static let choices: Set<String> = ["--max-nodes", "--layout"]

  @Test func `every option of the limits is in the tool's help, and the error names it`() throws {
    let help = try ["render", "trace", "report", "build"].map {
      try Tool.run(`Command line`.tool, [$0, "--help"]).output
    }.joined()
    let words: [String] = try Self.rows(of: "docs/limits.md").flatMap { Self.code(in: $0[2]) }
    let options = Set(words.filter { $0.hasPrefix("--") }.map { $0.prefix { $0 != " " } })
      .subtracting(["--derivative"]).map(String.init)
    #expect(Set(options) == Set(Self.excesses.keys).union(Self.choices))
    let folder = try TemporaryFolder()
    for name in ["WORKER", "rsvg-convert"] {
      try Data("#!/bin/sh\nexec sleep 1000\n".utf8).write(to: folder.file(name))
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: folder.file(name).path)
    }
    for option in options.sorted() {
      #expect(help.contains("\(option) "), "no help has \(option)")
      guard let arguments = Self.excesses[option] else { continue }
      let words = arguments.map { $0 == "WORKER" ? folder.file($0).path : "'\($0)'" }
      let outcome = try Tool.run(
        URL(filePath: "/bin/sh"),
        [
          "-c",
          "PATH=\"$PWD:$PATH\" '\(`Command line`.tool.path)' \(words.joined(separator: " "))",
        ], in: folder.url)
      #expect(outcome.status == 1 && outcome.errors.contains(option), "\(outcome.errors)")
    }
  }
}
