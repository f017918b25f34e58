import ArgumentParser
import Foundation
import WengertDocuments

/// `wengert markdown`: figures in a document.
struct Markdown: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "markdown",
    abstract: "Draw the figures of a Markdown document.",
    discussion: """
      Prints the document with a figure, as SVG inside HTML, in place of each fenced code block such as

        ```wengert {mode=reverse caption="The reverse sweep"}
        f(x1, x2) = x1*x2 + sin(x2)
        at x1 = 1, x2 = 2
        ```

      ```{.wengert mode=reverse} is the same. Everything else stays as it is. The attributes are alt, caption \
      and id; mode, show, direction, max-nodes, depth, fold, unfold, focus, radius and between as in \
      'wengert render'; at, tangent and adjoint as the options of these \
      names. A fence inside a longer fence is an example and stays.

      EXAMPLES
        wengert markdown lecture.md -o build/lecture.md
        wengert markdown - --keep-going < draft.md

      EXIT STATUS
        0 success; 1 a figure is wrong and nothing is written; 2 figures are wrong and, with --keep-going, the \
      messages stand in their places; 64 the command line is wrong.
      """)

  @Argument(
    help: ArgumentHelp("The document; - for standard input.", valueName: "file"),
    completion: .file(extensions: ["md", "markdown"]))
  var file: String

  @OptionGroup var layout: LayoutOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write instead of standard output.", valueName: "file"))
  var output = "-"

  @Flag(help: "Write the document with messages where figures are wrong, and end with status 2.")
  var keepGoing = false

  func run() throws {
    try reportingErrors {
      guard output == "-" || file == "-" || !Files.areSame(file, output) else {
        throw ValidationError("The output would replace the document; give another name with -o.")
      }
      let document = MarkdownDocument(try Files.text(file), name: Files.name(file))
      let rendered = document.rendered(by: layout.rendering())
      let count = rendered.errors.count
      for error in rendered.errors { Files.message(error.description) }
      if count > 1 { Files.message("\(count) errors") }
      guard count == 0 || keepGoing else { throw ExitCode(1) }
      try Files.write(rendered.text, to: output)
      if count > 0 { throw ExitCode(2) }
    }
  }
}
