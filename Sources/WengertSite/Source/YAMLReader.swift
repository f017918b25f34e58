import Wengert
import WengertNotation
import Yams

/// Reads a mapping in YAML whose keys are known, and says where it is wrong.
struct YAMLReader {
  /// The file that the YAML stands in.
  private let source: SourceText
  /// How many lines of the file stand before the YAML.
  private let offset: Int
  /// The values by their keys.
  private(set) var values: [String: Yams.Node] = [:]

  /// Reads some text.
  ///
  /// - Parameters:
  ///   - text: the YAML.
  ///   - offset: how many lines of `source` stand before it.
  ///   - known: the keys that there can be.
  init(
    _ text: String, offset: Int, of source: SourceText, known: [String]
  ) throws(SiteError) {
    self.source = source
    self.offset = offset
    try refuseAliases(in: text)
    let root: Yams.Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw failure(error)
    } catch {
      throw failure("this is not YAML", at: nil)
    }
    guard let root, root.null == nil else { return }
    guard let mapping = root.mapping else {
      throw failure("this is not a list of names and values", at: root, hint: "write name: value")
    }
    for (key, value) in mapping {
      guard let name = key.scalar?.string, known.contains(name) else {
        let name = key.scalar?.string ?? "this"
        throw failure(
          "there is no setting '\(name)'", at: key,
          hint: NearNames.hint(name, known) ?? "known are \(known.joined(separator: ", "))")
      }
      guard values[name] == nil else { throw failure("'\(name)' is given twice", at: key) }
      values[name] = value
    }
  }

  /// A text on one line; nil where there is none.
  func text(_ key: String) throws(SiteError) -> String? {
    guard let value = values[key], value.null == nil else { return nil }
    guard let scalar = value.scalar else {
      throw failure("'\(key)' is a text", at: value, hint: "put it in quotes")
    }
    let words = scalar.string.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.isEmpty ? nil : words
  }

  /// Yes or no.
  func flag(_ key: String) throws(SiteError) -> Bool {
    guard let value = values[key] else { return false }
    guard let flag = value.bool else { throw failure("'\(key)' is true or false", at: value) }
    return flag
  }

  /// A number; nil where there is none.
  func number(_ key: String) throws(SiteError) -> Double? {
    guard let value = values[key], value.null == nil else { return nil }
    guard let number = value.float, number.isFinite else {
      throw failure("'\(key)' is a number", at: value)
    }
    return number
  }

  /// A day as `2025-03-31`; nil where there is none.
  func day(_ key: String) throws(SiteError) -> Day? {
    guard let text = try text(key) else { return nil }
    guard let day = Day(text) else {
      throw failure("'\(key)' is a day", at: values[key], hint: "write it as 2025-03-31")
    }
    return day
  }

  /// Texts with their places.
  func list(_ key: String) throws(SiteError) -> [(text: String, range: SourceRange)] {
    guard let value = values[key], value.null == nil else { return [] }
    guard let sequence = value.sequence else {
      throw failure("'\(key)' is a list", at: value, hint: "begin each line of it with '- '")
    }
    var texts: [(text: String, range: SourceRange)] = []
    for node in sequence {
      guard let text = node.scalar?.string else { throw failure("this is not a text", at: node) }
      texts.append((text, range(of: node)))
    }
    return texts
  }

  /// Refuses names for parts and references to them: a short text could stand for an endless one.
  private func refuseAliases(in text: String) throws(SiteError) {
    for (line, content) in text.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      let plain = content.replacing(/"(\\.|[^"\\])*"|'[^']*'|#.*/, with: "")
      guard plain.contains(/(^|[\s\[{,:?\-])[&*][^\s&*]/) else { continue }
      throw .at(
        range(line: line + 1, column: 1), of: source, "anchors and aliases are not read",
        hint: "put the value in quotes")
    }
  }

  // MARK: Errors

  /// An error at a value.
  func failure(_ message: String, at node: Yams.Node?, hint: String? = nil) -> SiteError {
    .at(range(of: node), of: source, message, hint: hint)
  }

  private func range(of node: Yams.Node?) -> SourceRange {
    range(line: node?.mark?.line ?? 1, column: node?.mark?.column ?? 1)
  }

  private func failure(_ error: YamlError) -> SiteError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return .at(range(line: mark.line, column: mark.column), of: source, plain(problem))
    case .duplicatedKeysInMapping(let duplicates, let context):
      return .at(
        range(line: context.mark.line, column: context.mark.column), of: source,
        "'\(duplicates.min() ?? "a setting")' is given twice")
    default: return .at(range(line: 1, column: 1), of: source, "this is not YAML")
    }
  }

  private func plain(_ problem: String) -> String { "this is not YAML: \(problem)" }

  /// The place in the file of a line and a column of the YAML, both from 1.
  private func range(line: Int, column: Int) -> SourceRange {
    source.range(line: line + offset, column: column)
  }
}

extension SourceText {
  /// The place of a line and a column, both from 1; the end of the text beyond it.
  func range(line: Int, column: Int) -> SourceRange {
    var start = 0
    for _ in 1..<max(1, line) {
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { break }
      start = end + 1
    }
    let text = bytes[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let before = String(decoding: text, as: UTF8.self).unicodeScalars.prefix(max(0, column - 1))
    let offset = start + min(text.count, String(before).utf8.count)
    return SourceRange(offset, min(start + text.count, offset + 1))
  }
}
