import ArgumentParser
import Foundation
import WengertDocuments
import WengertDrawing
import WengertNotation

/// `wengert render-request`: makes one figure for a build system; nothing for people.
struct RenderRequest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render-request",
    abstract: "Make the figure of a request that 'wengert build --emit ninja' wrote.",
    discussion: """
      Reads the request and nothing else, and writes the figure as a file of a cache. The same request gives the same \
      bytes everywhere.
      """,
    shouldDisplay: false)

  @Argument(help: ArgumentHelp("The request.", valueName: "file"))
  var file: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file of the cache to write.", valueName: "file"))
  var output: String

  @OptionGroup var layout: LayoutOptions

  func run() throws {
    try reportingErrors {
      guard let read = RequestFile(bytes: Array(try Files.contents(file))) else {
        throw Failure(
          description: "\(file): error: this is no request that this version can read")
      }
      var layout = layout.choice
      // The request says it, as it is part of what decides the figure.
      layout.engine = read.engine
      guard KeyedRequest(read.request, layout).key == read.key else {
        throw Failure(
          description: """
            \(file): error: this request was written by another version, or for another machine or version of Graphviz
              = help: write the file of rules again; here it would be for '\(layout.identity)'
            """)
      }
      if let old = try? Files.contents(output),
        CacheEntry.content(of: Array(old), for: read.key) != nil
      {
        return
      }
      let result = try result(of: read.request, layout)
      try Files.write(to: output) { try $0(CacheEntry.bytes(result.bytes, for: read.key)) }
    }
  }

  /// The result, as it would be everywhere: a makeshift is an error here.
  private func result(of request: FenceRequest, _ layout: LayoutChoice) throws -> FenceResult {
    let (result, failures) = RenderingWorker(layout, for: .figure).render(request)
    switch result {
    case .success(let result):
      if let error = failures.first { throw error }
      return result
    case .failure(let error):
      throw Failure(description: error.diagnostic(in: request, name: file).description)
    }
  }
}

extension FenceError {
  /// The error as a message for somebody who has the request and no document.
  fileprivate func diagnostic(in request: FenceRequest, name: String) -> Diagnostic {
    let source = SourceText(exactly: request.text, name: name)
    let range: SourceRange? = if case .body(let range) = place { range } else { nil }
    return Diagnostic(
      source: source, range: range, message: problem.message, hint: problem.hint)
  }
}
