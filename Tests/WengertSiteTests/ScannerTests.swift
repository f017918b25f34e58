import TestSupport
import Testing
import WengertNotation

@testable import WengertDocuments
@testable import WengertSite

/// A fence as the scanner and as cmark find it.
private struct FoundFence: Equatable, CustomStringConvertible {
  let line: Int
  let body: String

  var description: String { "line \(line): \(body.debugDescription)" }
}

@Suite struct `The scanner of fences and cmark` {
  /// Where a note begins; each has a name of its own, and all are referred to.
  private static let note = "[^]: "
  private static let pieces = [
    "```wengert", "```wengert {alt=a}", "~~~wengert", "````wengert", "```{.wengert}", "```", "~~~",
    "````",
    "```c", "~~~~", "> ", ">", "- ", "* ", "1. ", "2) ", "  ", "    ", "\t", " ", "x = 1", "text",
    "# ", "---",
    "===", "<div>", "</div>", "<!--", "-->", "<pre>", "<?", "?>", "|a|b|", "|-|-|", note,
    "$", "$$", "`", "``", "- [ ] t", "[a]: /b", "\\", "&amp;", "\u{e4}", "+ ", "10. ",
  ]

  private func document(_ numbers: inout SplitMix64) -> String {
    let ends = ["\n", "\n", "\n", "\r\n"]
    var text = (0..<60).map { "[^\($0)]" }.joined() + "\n\n"
    var notes = 0
    for _ in 0..<Int.random(in: 1...14, using: &numbers) {
      for _ in 0..<Int.random(in: 0...4, using: &numbers) {
        let piece = Self.pieces.randomElement(using: &numbers) ?? ""
        text += piece == Self.note ? "[^\(notes)]: " : piece
        if piece == Self.note { notes += 1 }
      }
      text += ends.randomElement(using: &numbers) ?? "\n"
    }
    return text
  }

  private func scanned(_ text: String) -> [FoundFence] {
    MarkdownDocument(text, name: "a").fences.map { fence in
      FoundFence(
        line: fence.lines.lowerBound, body: String(decoding: fence.body.bytes, as: UTF8.self))
    }
  }

  private func parsed(_ text: String) -> [FoundFence] {
    CommonMark.events(of: Array(text.utf8)).compactMap { event in
      guard case .code(let info, let body) = event.node,
        AttributeReader.namesLanguage(Array(info.utf8)[...])
      else { return nil }
      return FoundFence(line: event.lines.lowerBound, body: body)
    }.sorted { $0.line < $1.line }
  }

  /// The lines without the blanks around them: cmark writes a tab that is indentation in part as blanks.
  private func normalized(_ body: String) -> [String] {
    var lines = body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      $0.split { " \t".contains($0) }.joined(separator: " ")
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  @Test(arguments: 0..<40)
  func `find the same fences in random documents`(block: Int) {
    for seed in UInt64(block) * 250..<UInt64(block + 1) * 250 {
      var numbers = SplitMix64(seed: seed)
      let text = document(&numbers)
      let scanned = scanned(text)
      let parsed = parsed(text)
      #expect(
        scanned.map(\.line) == parsed.map(\.line),
        "seed \(seed): \(text.debugDescription)")
      guard scanned.map(\.line) == parsed.map(\.line) else { return }
      #expect(
        scanned.map { normalized($0.body) } == parsed.map { normalized($0.body) },
        "seed \(seed): \(text.debugDescription)")
    }
  }
}
