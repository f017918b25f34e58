/// Why a page's examples cannot be tried.
struct ExampleError: Error {
  let line: Int
  let message: String
}

/// The examples of a page: one program, in their order, as someone who reads the page would type it.
///
/// In doc comments each block is a program of its own that has imported its module and RealModule.
struct ExamplePage {
  /// Swift source with a function that runs the examples.
  let source: String

  /// - Parameters:
  ///   - path: the page's path in the package.
  ///   - file: its path on this machine, for messages of the compiler.
  ///   - text: what stands there.
  init(path: String, file: String, text: String) throws(ExampleError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let isCode = path.hasSuffix(".swift")
    let blocks = CodeBlock.all(in: isCode ? lines.map(\.commentText) : lines)
    var imports: [String] = []
    if isCode {
      // Sources/MODULE/…
      imports = ["import \(path.split(separator: "/")[1])", "import RealModule"]
    }
    var body = ""
    for (index, block) in blocks.enumerated()
    where block.language == "swift" && !block.isExcerpt && !block.isFile {
      let statements = try ExamplePage.statements(of: block, file: file, imports: &imports)
      body += isCode ? "do {\n\(statements)}\n" : statements
      // A block of text behind the code is what it prints.
      if index + 1 < blocks.count, blocks[index + 1].language == "text" {
        let shown = blocks[index + 1]
        guard shown.firstLine - block.firstLine - block.lines.count <= 3 else { continue }
        let printed = String(reflecting: shown.lines.joined(separator: "\n"))
        body += "Printed.expect(block: \(printed), file: \(String(reflecting: file)), "
        body += "line: \(shown.firstLine))\n"
      }
    }
    source =
      imports.map { "\($0)\n" }.joined()
      + "func \(ExamplePage.name(path))() async throws {\n\(body)}\n"
  }

  /// The function of a page.
  private static func name(_ path: String) -> String {
    "example_" + String(path.map { $0.isLetter || $0.isNumber ? $0 : "_" })
  }

  /// Swift source with a dictionary from the names of all pages to their functions.
  static func list(of paths: [String]) -> String {
    let entries = paths.map { "  \(String(reflecting: $0)): \(name($0)),\n" }.joined()
    return "let examplePages: [String: @Sendable () async throws -> Void] = [\n\(entries)]\n"
  }

  /// The statements of a block, with what compares values with the comments behind them.
  private static func statements(
    of block: CodeBlock, file: String, imports: inout [String]
  ) throws(ExampleError) -> String {
    var text = "Printed.begin()\n"
    text += "#sourceLocation(file: \(String(reflecting: file)), line: \(block.firstLine))\n"
    for (offset, line) in block.lines.enumerated() {
      let number = block.firstLine + offset
      if line.wholeMatch(of: /import \w+/) != nil {
        if !imports.contains(String(line)) { imports.append(String(line)) }
        text += "\n"
      } else if let (code, comment) = line.codeAndComment {
        text += try checked(code, comment, number) + "\n"
      } else {
        text += line + "\n"
      }
    }
    return text + "#sourceLocation()\n"
  }

  /// A statement, and that it gives what the comment behind it says.
  private static func checked(
    _ code: Substring, _ comment: Substring, _ line: Int
  ) throws(ExampleError) -> String {
    let shown = String(reflecting: String(comment))
    if code.hasPrefix("print(") { return "\(code); Printed.expect(\(shown))" }
    if let name = code.firstMatch(of: #/^(?:let|var) (\w+)(?:: [^=]+)? = /#)?.1 {
      return "\(code); Printed.expect(\(shown), value: \(name))"
    }
    throw ExampleError(
      line: line,
      message: "a comment behind code is the value of 'let NAME = …' or what 'print(…)' prints; "
        + "write others on lines of their own")
  }
}

extension Substring {
  /// The text of a doc comment; nil where there is none.
  fileprivate var commentText: Substring? {
    let text = drop { $0 == " " }
    guard text.hasPrefix("///") else { return nil }
    let content = text.dropFirst(3)
    return content.hasPrefix(" ") ? content.dropFirst() : content
  }

  /// Code and the comment behind it, if there are both.
  fileprivate var codeAndComment: (code: Substring, comment: Substring)? {
    guard let match = firstMatch(of: /^\s*\S.*?(\s+\/\/ )/), !match.0.hasPrefix("//") else {
      return nil
    }
    // Two slashes in a string are no comment.
    guard match.0.count(where: { $0 == "\"" }).isMultiple(of: 2) else { return nil }
    let code = match.0.dropLast(match.1.count)
    guard !code.drop(while: { $0 == " " }).hasPrefix("//") else { return nil }
    return (code, self[match.0.endIndex...])
  }
}
