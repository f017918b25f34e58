import ArgumentParser
import Foundation
import WengertDocuments

/// `wengert mdbook`: a preprocessor of mdBook.
struct MDBookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mdbook",
    abstract: "Draw the figures of a book on its way through mdBook.",
    discussion: """
      A preprocessor: in book.toml,

        [preprocessor.wengert]
        command = "wengert mdbook"

      It reads the book from standard input and writes it to standard output with a figure in place of each fence, as \
      'wengert markdown' does. Nothing but the text of chapters changes.

      EXIT STATUS
        0   success, or the renderer is supported
        1   a figure is wrong, or the renderer is not supported
        64  the command line is wrong
      """)

  @Argument(
    help: ArgumentHelp(
      "'supports' and a renderer, which mdBook asks about first.", valueName: "question"))
  var question: [String] = []

  @OptionGroup var layout: LayoutOptions

  @OptionGroup var figures: CacheOptions

  mutating func validate() throws {
    guard question.isEmpty || (question.count == 2 && question[0] == "supports") else {
      throw ValidationError("mdBook asks 'supports RENDERER', or nothing.")
    }
  }

  func run() throws {
    if let renderer = question.last {
      guard MDBook.renderers.contains(renderer) else { throw ExitCode(1) }
      return
    }
    try reportingErrors {
      let book = try MDBook(try Files.text("-"))
      let output = book.rendered(by: figures.rendering(layout)) { FenceFolder(of: $0).files }
      try report(output.errors, keepingGoing: false)
      try Files.write(output.json + "\n", to: "-")
    }
  }
}
