public import Foundation

/// A page that is worked through from top to bottom, in one folder.
///
/// - A fence whose paragraph before ends with a name in code and a colon is a file to write, or with `diff` a change of one.
/// - A fence `sh` has a command in each line.
/// - A fence `text` right behind it is what the last command prints; `…` stands for anything, alone in a line for any lines. Where it
///   has an error, the command fails.
public struct Tutorial: Sendable {
  /// What the reader does, or is shown.
  public enum Step: Sendable, Equatable {
    /// Writes a file.
    case file(name: String, text: String)
    /// Replaces lines of a file, which stand in it once.
    case change(name: String, old: String, new: String)
    /// Types a command and reads what it prints, as far as that is shown.
    case command(String, output: String?)
    /// Sees a block in another language.
    case other(language: String, text: String)
  }

  /// The steps with their lines in the page.
  public let steps: [(line: Int, step: Step)]

  /// The text of an article in the catalog of `Wengert`.
  public static func text(of name: String) throws -> String {
    try String(
      contentsOf: Tool.root.appending(path: "Sources/Wengert/Wengert.docc/\(name).md"),
      encoding: .utf8)
  }

  /// Reads an article in the catalog of `Wengert`.
  public init(named name: String) throws { try self.init(Tutorial.text(of: name)) }

  /// Reads a page.
  public init(_ text: String) throws {
    var steps: [(line: Int, step: Step)] = []
    // What stands between this block and the one before.
    var prose: [Substring] = []
    var open: (fence: Substring, language: String, line: Int, content: [Substring])?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if var block = open {
        guard line == block.fence else {
          block.content.append(line)
          open = block
          continue
        }
        try Tutorial.add(block.language, block.content, behind: prose, at: block.line, to: &steps)
        (open, prose) = (nil, [])
      } else if line.hasPrefix("```") {
        let fence = line.prefix { $0 == "`" }
        let language = line.dropFirst(fence.count).prefix { $0 != " " }
        open = (fence, String(language), index + 1, [])
      } else {
        prose.append(line)
      }
    }
    if let open { throw TutorialError(line: open.line, problem: "the block is never closed") }
    self.steps = steps
  }

  private static func add(
    _ language: String, _ content: [Substring], behind prose: [Substring], at line: Int,
    to steps: inout [(line: Int, step: Step)]
  ) throws {
    let text = content.map { "\($0)\n" }.joined()
    let words = prose.map { $0.trimmingCharacters(in: .whitespaces) }
    let name = words.last { !$0.isEmpty }?.firstMatch(of: /`([^`\s]+)`:$/)?.1
    switch (language, name) {
    case ("diff", let name?):
      let kept = { (sign: Character) in
        content.filter { $0.first != sign }.map { "\($0.dropFirst())\n" }.joined()
      }
      steps.append((line, .change(name: String(name), old: kept("+"), new: kept("-"))))
    case (_, let name?): steps.append((line, .file(name: String(name), text: text)))
    case ("sh", nil):
      steps += content.enumerated().map { (line + 1 + $0, .command(String($1), output: nil)) }
    case ("text", nil):
      guard words.allSatisfy(\.isEmpty), case .command(let command, nil) = steps.last?.step else {
        throw TutorialError(
          line: line, problem: "the block is neither a file that a sentence names nor an output")
      }
      steps[steps.count - 1].step = .command(command, output: text)
    case (_, nil): steps.append((line, .other(language: language, text: text)))
    }
  }

  /// Whether a command printed what a page shows.
  public static func agree(shown: String, printed: String) -> Bool {
    let lines = shown.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let pattern = lines.map { line in
      line == "…"
        ? "(?:.*\n)*"
        : NSRegularExpression.escapedPattern(for: String(line)).replacing("…", with: ".*") + "\n"
    }.joined()
    return printed.range(of: "^\(pattern)$", options: .regularExpression) != nil
  }
}

/// What is wrong with a tutorial.
public struct TutorialError: Error, CustomStringConvertible {
  /// The line of the page.
  public let line: Int
  /// What is wrong there.
  public let problem: String

  /// A problem at a line.
  public init(line: Int, problem: String) {
    self.line = line
    self.problem = problem
  }

  /// Both.
  public var description: String { "line \(line): \(problem)" }
}

extension Tutorial {
  /// Works through the steps in a folder.
  ///
  /// - Parameter run: runs a command; nil where it cannot be tried.
  /// - Returns: what did not go as the page says.
  public func follow(
    in folder: URL, run: (_ command: String) throws -> Tool.Outcome?
  ) throws -> [TutorialError] {
    try steps.compactMap { line, step in
      let problem: String? =
        switch step {
        case .file(let name, let text): try Tutorial.write(text, to: folder.appending(path: name))
        case .change(let name, let old, let new):
          try Tutorial.replace(old, with: new, in: folder.appending(path: name))
        case .command(let command, let output):
          try run(command).flatMap { Tutorial.problem(command, output, $0) }
        case .other: nil
        }
      return problem.map { TutorialError(line: line, problem: $0) }
    }
  }

  /// Runs a command of a shell that finds the programs of a folder before all others.
  public static func shell(
    _ command: String, in folder: URL, programs: URL
  ) throws -> Tool.Outcome {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return try Tool.run(
      URL(filePath: "/bin/sh"), ["-c", command], in: folder,
      environment: ["PATH": "\(programs.path):\(path)"])
  }

  private static func write(_ text: String, to file: URL) throws -> String? {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return nil
  }

  private static func replace(_ old: String, with new: String, in file: URL) throws -> String? {
    let text = try String(contentsOf: file, encoding: .utf8)
    let count = text.ranges(of: old).count
    guard count == 1 else { return "these lines stand \(count) times in \(file.path):\n\(old)" }
    return try write(text.replacing(old, with: new), to: file)
  }

  private static func problem(
    _ command: String, _ shown: String?, _ outcome: Tool.Outcome
  ) -> String? {
    let fails = shown?.contains("error: ") ?? false
    guard (outcome.status != 0) == fails else {
      return "'\(command)' ended with \(outcome.status):\n\(outcome.output)\(outcome.errors)"
    }
    // Beside its results, Swift reports on its build.
    let isQuiet = command.contains("swift ") || outcome.errors.isEmpty
    guard fails || isQuiet else { return "'\(command)' warns:\n\(outcome.errors)" }
    let printed = fails ? outcome.output + outcome.errors : outcome.output
    guard let shown, !agree(shown: shown, printed: printed) else { return nil }
    return "'\(command)' printed:\n\(printed)"
  }
}
