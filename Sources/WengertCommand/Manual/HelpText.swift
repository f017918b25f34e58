/// The discussion of a command, taken apart.
///
/// It is written for the help: paragraphs with empty lines between them, indented lines that stay as they are, and
/// parts under headings in capital letters. The lines under `EXAMPLES` are commands; those under other headings are a
/// word, two or more blanks, and what it means.
struct HelpText {
  enum Block: Equatable {
    case paragraph(String)
    /// Lines that stay as they are, without their common indentation.
    case lines([String])
  }

  struct Definition: Equatable {
    let term: String
    let meaning: String
  }

  /// What stands before the first heading.
  private(set) var blocks: [Block] = []
  /// The commands under `EXAMPLES`.
  private(set) var examples: [String] = []
  /// The definitions under other headings.
  private(set) var definitions: [String: [Definition]] = [:]

  init(_ discussion: String) {
    var heading: String?
    for line in discussion.split(separator: "\n", omittingEmptySubsequences: false) {
      if HelpText.isHeading(line) {
        heading = String(line)
      } else if let heading {
        add(line, under: heading)
      } else {
        add(line)
      }
    }
    blocks.removeAll { $0 == .paragraph("") }
  }

  private static func isHeading(_ line: Substring) -> Bool {
    line.wholeMatch(of: /[A-Z][A-Z ]+/) != nil
  }

  private mutating func add(_ line: Substring) {
    let isIndented = line.hasPrefix("  ")
    switch blocks.last {
    case .lines(let lines)? where isIndented:
      blocks[blocks.count - 1] = .lines(lines + [String(line.dropFirst(2))])
    case _ where isIndented: blocks.append(.lines([String(line.dropFirst(2))]))
    case .paragraph(let text)? where !line.isEmpty && !text.isEmpty:
      blocks[blocks.count - 1] = .paragraph("\(text) \(line)")
    default: blocks.append(.paragraph(String(line)))
    }
  }

  private mutating func add(_ line: Substring, under heading: String) {
    let line = line.drop { $0 == " " }
    guard !line.isEmpty else { return }
    guard heading != "EXAMPLES" else { return examples.append(String(line)) }
    guard let match = line.wholeMatch(of: /(.+?) {2,}(.+)/) else { return }
    definitions[heading, default: []]
      .append(Definition(term: String(match.1), meaning: String(match.2)))
  }
}
