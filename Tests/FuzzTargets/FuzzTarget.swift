import WengertReport

/// A way into the library by which bytes from outside come.
///
/// Each one uses the library as the tool does, and holds what comes out to what is promised. That nothing crashes or
/// hangs is for the harness to see.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// A text in the notation.
  case notation
  /// A Markdown document with fences.
  case fences
  /// A template of the report.
  case templates
  /// A document as pandoc hands it to a filter, its first byte says for which writer.
  case pandoc
  /// A book as mdBook hands it to a preprocessor.
  case mdbook
  /// A folder of pages with its settings, as a site is made from it.
  case sites
  /// What a worker and the process that started it say to each other.
  case messages
  /// Graphs whose structure, names and numbers come from the bytes, in every form of a figure.
  case drawings
  /// Such graphs as tables, source text and reports.
  case texts
  /// Such graphs as figures that a reader can move in a page.
  case live

  /// Uses the library with some bytes.
  ///
  /// - Throws: the first promise that is not kept.
  public func check(_ bytes: [UInt8]) throws(Finding) {
    switch self {
    case .notation: try NotationCheck.check(bytes)
    case .fences: try FenceCheck.check(bytes)
    case .templates: try TemplateCheck.check(bytes)
    case .pandoc: try FrontEndCheck.checkPandoc(bytes)
    case .mdbook: try FrontEndCheck.checkBook(bytes)
    case .sites: try SiteCheck.check(bytes)
    case .messages: try MessageCheck.check(bytes)
    case .drawings: try DrawingCheck.check(bytes)
    case .texts: try TextCheck.check(bytes)
    case .live: try LiveCheck.check(bytes)
    }
  }
}

extension FuzzTarget {
  /// What part of the inputs of a quick run the target gets: one that draws several figures for each has fewer.
  public var share: Double {
    switch self {
    case .notation, .templates, .messages: 1
    case .fences, .pandoc, .mdbook: 0.5
    case .drawings, .texts, .sites, .live: 0.1
    }
  }
}

extension FuzzTarget {
  /// The script of a page with the live figure that some bytes ask for; nil where they ask for no numbers.
  public static func liveScript(of bytes: [UInt8]) throws(Finding) -> String? {
    try LiveCheck(bytes).figure().map { LiveRuntime.script([$0.script]) }
  }
}

/// A promise that is not kept.
public struct Finding: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}

/// Holds a promise.
func promise(
  _ isKept: Bool, _ what: @autoclosure () -> String
) throws(Finding) {
  guard isKept else { throw Finding(what()) }
}

/// Runs what must not fail.
func succeed<Result>(
  _ what: String, _ body: () throws -> Result
) throws(Finding) -> Result {
  do {
    return try body()
  } catch {
    throw Finding("\(what) fails: \(error)")
  }
}
