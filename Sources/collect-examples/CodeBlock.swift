/// A fenced block of a page.
struct CodeBlock {
  /// What stands behind the opening fence.
  let language: String
  /// The number of its first line in the file.
  let firstLine: Int
  let lines: [Substring]
  /// Whether it is a file of the reader, whose name in code and a colon end the sentence before it.
  let isFile: Bool

  /// The blocks of a text, whose lines have the numbers of the file; a line that is nil belongs to no text.
  static func all(in lines: [Substring?]) -> [CodeBlock] {
    var blocks: [CodeBlock] = []
    var open: (fence: Substring, indentation: Int, block: CodeBlock)?
    // The last line of text before the block.
    var sentence: Substring = ""
    for (index, line) in lines.enumerated() {
      let text = (line ?? "").drop { $0 == " " }
      if let (fence, indentation, block) = open {
        if line == nil || text.hasPrefix(fence) && text.allSatisfy({ $0 == "`" }) {
          blocks.append(block)
          (open, sentence) = (nil, "")
        } else {
          let content = (line ?? "").dropIndentation(indentation)
          open?.block = CodeBlock(
            language: block.language, firstLine: block.firstLine, lines: block.lines + [content],
            isFile: block.isFile)
        }
      } else if text.hasPrefix("```") {
        let fence = text.prefix { $0 == "`" }
        open = (
          fence, (line ?? "").count - text.count,
          CodeBlock(
            language: String(text.dropFirst(fence.count)), firstLine: index + 2, lines: [],
            isFile: sentence.firstMatch(of: /`[^`\s]+`:$/) != nil)
        )
      } else if !text.isEmpty {
        sentence = text
      }
    }
    return blocks
  }

  /// Whether the block shows a part of a file, which its first line names in a comment.
  var isExcerpt: Bool {
    lines.first?.wholeMatch(of: /\/\/ [\w\/.-]+\.swift/) != nil
  }
}

extension Substring {
  fileprivate func dropIndentation(_ count: Int) -> Substring {
    dropFirst(prefix { $0 == " " }.prefix(count).count)
  }
}
