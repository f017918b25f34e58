import Foundation
import TestSupport
import Testing

/// The lecture in `examples/lecture`: what its words say is what the tool computes.
@Suite struct `The lecture` {
  private static let folder = Tool.root.appending(path: "examples/lecture")

  /// The names of the pages.
  private static let pages =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
    .filter { $0.hasSuffix(".md") }.sorted() ?? []

  private static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  // MARK: Claims

  /// A line of `lecture-claims.tsv`: a page says something, a command prints it.
  private struct Claim {
    let page: String
    /// Words of the page, with the numbers in them.
    let words: String
    let command: String
    /// A regular expression for what the command prints before the numbers.
    let before: String
    /// The numbers as the page rounds them.
    let numbers: [String]

    init?(_ line: Substring) {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 5 else { return nil }
      (page, words, command, before) = (fields[0], fields[1], fields[2], fields[3])
      numbers = fields[4].split(separator: " ").map(String.init)
    }
  }

  private static let lines =
    ((try? String(
      contentsOf: Tool.root.appending(path: "examples/lecture-claims.tsv"), encoding: .utf8)) ?? "")
    .split(separator: "\n").dropFirst()

  private static let claims = lines.compactMap(Claim.init)

  private static let commands = Set(claims.map(\.command)).sorted()

  /// Text on one line, because lines break in different places.
  private func oneLine(_ text: String) -> String { text.replacing(/\s+/, with: " ") }

  /// The numbers that follow one another in a text.
  private func numbers(in text: Substring) -> [Double] {
    text.replacing("−", with: "-").matches(of: /-?\d+(?:\.\d+)?(?:e-?\d+)?/).compactMap {
      Double($0.0)
    }
  }

  /// Whether a number is what a text rounds it to; whole numbers are counts and have to be equal.
  private func rounds(_ number: Double, to text: String) -> Bool {
    guard let rounded = Double(text) else { return false }
    let parts = text.split(separator: "e")
    let decimals = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    if decimals == 0, parts.count == 1 { return number == rounded }
    return abs(number - rounded) <= 0.500_001 * pow(10, Double(exponent - decimals))
  }

  @Test func `each page that computes has claims, and each claim can be read`() {
    #expect(Self.claims.count == Self.lines.count)
    #expect(
      Set(Self.claims.map(\.page)) == Set(Self.pages).subtracting(["11-further-reading.md"]))
  }

  @Test func `pages say what their claims quote`() throws {
    for (page, claims) in Dictionary(grouping: Self.claims, by: \.page) {
      let text = try oneLine(Self.text(page))
      for claim in claims {
        let isSaid = text.contains(claim.words)
        #expect(isSaid, "\(page) does not say: \(claim.words)")
      }
    }
  }

  @Test(arguments: commands)
  func `numbers of the text are those that a command prints`(_ command: String) throws {
    let outcome = try Tool.run(
      URL(filePath: "/bin/sh"), ["-c", "'\(`Command line`.tool.path)' \(command)"],
      in: Self.folder)
    // Costs are printed in reports alone, which are HTML.
    let output = oneLine(outcome.output.replacing(/<[^>]*>/, with: " "))
    for claim in Self.claims where claim.command == command {
      let start = try #require(
        try output.firstRange(of: Regex(claim.before)), "\(claim.before)\n\(outcome.errors)")
      let found = numbers(in: output[start.upperBound...].prefix(400))
      #expect(found.count >= claim.numbers.count)
      for (number, text) in zip(found, claim.numbers) {
        #expect(rounds(number, to: text), "\(claim.page): \(claim.words)")
      }
    }
  }

  @Test func `the adjoint graph is the one that the tool makes of the running function`() throws {
    let printed = try Tool.run(
      `Command line`.tool,
      ["trace", "running.expr", "--derivative", "reverse", "--format", "notation"],
      in: Self.folder)
    let kept = try Self.text("adjoint.expr").split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(printed.output == kept.joined(separator: "\n") + "\n")
  }

  @Test func `fences write the running function as its file does`() throws {
    let lines = try Self.text("running.expr").split(separator: "\n")
    let function = try #require(lines.first { $0.hasPrefix("f(") })
    let point = try #require(lines.last)
    for page in ["01-evaluation-trace.md", "03-forward-mode.md", "04-reverse-mode.md"] {
      #expect(try Self.text(page).contains("\n\(function)\n\(point)\n"), "\(page)")
    }
  }

  // MARK: Pages

  @Test(arguments: pages)
  func `every fence of a page becomes what it asks for`(_ page: String) throws {
    let outcome = try Tool.run(`Command line`.tool, ["markdown", page], in: Self.folder)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(!outcome.output.contains("```wengert"))
  }

  @Test(arguments: pages)
  func `a page has a title, a place in the order, and one heading of that title`(_ page: String)
    throws
  {
    let text = try Self.text(page)
    let front = try #require(
      text.firstMatch(of: /^---\ntitle: (.+)\ndescription: .+\norder: \d+\n---\n/))
    #expect(text[front.range.upperBound...].hasPrefix("\n# \(front.1)\n"))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("# ") } == 1)
  }

  /// What links can name on a page: ids of its fences, and its headings as words with hyphens.
  private func anchors(of page: String) throws -> Set<String> {
    let text = try Self.text(page)
    let ids = text.matches(of: #/(?m)^```wengert \{.*?\bid=([\w-]+)/#).map { String($0.1) }
    let headings = text.matches(of: #/(?m)^##+ (.+)$/#).map {
      $0.1.lowercased().replacing(#/[^\w -]/#, with: "").replacing(" ", with: "-")
    }
    return Set(ids + headings)
  }

  @Test(arguments: pages)
  func `references lead to what exists`(_ page: String) throws {
    let references = try Self.text(page).matches(of: /\]\(([\w.-]*\.md)?(?:#([\w-]+))?\)/)
    for reference in references {
      let target = reference.1.map(String.init) ?? page
      #expect(Self.pages.contains(target), "\(reference.0)")
      if let anchor = reference.2 {
        #expect(try anchors(of: target).contains(String(anchor)), "\(reference.0)")
      }
    }
  }

  @Test func `the overview leads to every page`() throws {
    let overview = try Self.text("index.md")
    for page in Self.pages where page != "index.md" {
      let isLinked = overview.contains("](\(page))")
      #expect(isLinked, "\(page)")
    }
  }
}
