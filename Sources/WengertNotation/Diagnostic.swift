import Wengert

/// A message about a place in a text.
public struct Diagnostic: Sendable, Equatable, CustomStringConvertible {
  /// The text.
  public let source: SourceText
  /// The place, if there is one.
  public let range: SourceRange?
  /// What is wrong, in one line.
  public let message: String
  /// What to do about it.
  public let hint: String?

  /// The most columns of a source line that a message shows.
  private static let width = 100

  package init(source: SourceText, range: SourceRange?, message: String, hint: String?) {
    self.source = source
    self.range = range
    self.message = message
    self.hint = hint
  }

  /// The message as compilers print it: place, line, caret, hint.
  public var description: String { text(naming: source.name) }

  /// The message with another name for the file.
  package func text(naming name: String) -> String {
    guard let range else {
      let help = shortHint.map { "\n  = help: \($0)" } ?? ""
      return Diagnostic.printable("\(name): error: \(short(message))") + help
    }
    let place = source.place(of: range.start)
    let excerpt = excerpt(at: place, length: Int(range.end - range.start))
    let margin = String(repeating: " ", count: String(place.line).count)
    var lines = [
      Diagnostic.printable("\(name):\(place.line):\(place.column): error: \(short(message))"),
      "\(place.line) | \(excerpt.text)",
      "\(margin) | \(excerpt.padding)^\(String(repeating: "~", count: excerpt.width - 1))",
    ]
    if let shortHint { lines.append("\(margin) = help: \(shortHint)") }
    return lines.joined(separator: "\n")
  }

  private var shortHint: String? { hint.map { Diagnostic.printable(short($0)) } }

  /// What is said, cut where it repeats a name or number of absurd length.
  private func short(_ text: String) -> String {
    text.utf8.count <= 400 ? text : "\(text.prefix(120))… (cut)"
  }

  /// The part of the line that holds the range, what stands before the range as blanks, and how many columns
  /// to underline.
  private func excerpt(
    at place: Place, length: Int
  ) -> (text: String, padding: String, width: Int) {
    let end = max(place.offset, min(place.offset + length, place.extent.upperBound))
    func characters(_ range: Range<Int>) -> [Character] {
      Array(String(decoding: place.bytes[range], as: UTF8.self))
    }
    var before = characters(place.extent.lowerBound..<place.offset)
    let marked = characters(place.offset..<end)
    var after = characters(end..<max(end, place.extent.upperBound))
    var shown = marked
    if before.count + marked.count + after.count > Diagnostic.width {
      if before.count > Diagnostic.width / 2 {
        before = ["…"] + before.suffix(Diagnostic.width / 2)
      }
      if shown.count > Diagnostic.width / 2 { shown = shown.prefix(Diagnostic.width / 2) + ["…"] }
      let room = max(0, Diagnostic.width - before.count - shown.count)
      if after.count > room { after = after.prefix(room) + ["…"] }
    }
    let padding = before.map { $0 == "\t" ? "\t" : String(repeating: " ", count: $0.columns) }
    return (
      Diagnostic.printable(String(before + shown + after)), padding.joined(),
      max(1, shown.reduce(0) { $0 + $1.columns })
    )
  }

  /// The text without control characters, so that a file cannot drive the terminal.
  private static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          let isActive = scalar.isActive && scalar != "\t"
          let isFormat = scalar.properties.generalCategory == .format
          return isActive || isFormat ? "\u{FFFD}" : scalar
        }))
  }
}
