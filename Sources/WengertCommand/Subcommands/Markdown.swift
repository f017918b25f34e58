import ArgumentParser
import Foundation
import WengertDocuments

/// `wengert markdown`: figures in documents.
struct Markdown: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "markdown",
    abstract: "Draw the figures of Markdown documents.",
    discussion: """
      Prints the document with a figure, as SVG inside HTML, in place of each fenced code block such as

        ```wengert {mode=reverse caption="The reverse sweep"}
        f(x1, x2) = x1*x2 + sin(x2)
        at x1 = 1, x2 = 2
        ```

      ```{.wengert mode=reverse} is the same. Everything else stays as it is. The attribute kind makes a trace, \
      equations, a jacobian or code of the function instead of a figure; file=NAME.expr takes it from a file in the \
      document's folder. Others are alt, caption and id; mode, show, direction, max-nodes, depth, fold, unfold, focus, \
      radius and between as in 'wengert render'; language and derivative as in 'wengert generate'; at, tangent and \
      adjoint as the options of these names. A fence inside a longer fence is an example and stays.

      With --pictures, figures are light and dark SVG files, which the document shows by the reader's preference, and \
      the other kinds are tables, mathematics and code of Markdown: for GitHub and other readers without SVG in the \
      text. Files are written where their bytes are new; those that an earlier run wrote and no document shows any more \
      are removed.

      EXAMPLES
        wengert markdown lecture.md -o build/lecture.md
        wengert markdown README.in.md -o README.md --pictures docs/pictures
        wengert markdown chapters/*.md -o build/
        wengert markdown - --keep-going < draft.md

      EXIT STATUS
        0   success
        1   a figure is wrong, and nothing is written
        2   figures are wrong, and with --keep-going messages stand in their places
        64  the command line is wrong

      FILES
        FOLDER/wengert-pictures.txt  which document shows which picture of a folder
      """)

  @Argument(
    help: ArgumentHelp("The documents; - for standard input.", valueName: "file"),
    completion: .file(extensions: ["md", "markdown"]))
  var files: [String]

  @OptionGroup var layout: LayoutOptions

  @OptionGroup var figures: CacheOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write instead of standard output; a folder, for several documents or with / at its end.",
      valueName: "file"),
    completion: .file())
  var output = "-"

  @Option(
    help: ArgumentHelp(
      "Write figures as files into this folder, and show them.", valueName: "folder"),
    completion: .directory)
  var pictures: String?

  @Option(
    help: ArgumentHelp(
      "The folder that file= looks in. Default: the document's; for standard input the working folder.",
      valueName: "folder"),
    completion: .directory)
  var folder: String?

  @Flag(help: "Write the documents with messages where figures are wrong, and end with status 2.")
  var keepGoing = false

  mutating func validate() throws {
    guard !files.isEmpty else { throw ValidationError("Give a document, or - for standard input.") }
    guard files.count == 1 || output != "-" else {
      throw ValidationError("Several documents need a folder; give it with -o.")
    }
    try FolderName.check(["--pictures": pictures, "--folder": folder])
    let names = files.map { URL(fileURLWithPath: $0).lastPathComponent }
    guard !isFolder || Set(names).count == names.count else {
      throw ValidationError("Two documents have the same name, and one would replace the other.")
    }
  }

  func run() throws {
    try reportingErrors {
      for file in files {
        guard output == "-" || file == "-" || !Files.areSame(file, target(of: file)) else {
          throw ValidationError(
            "The output would replace the document; give another name with -o.")
        }
      }
      let rendering = figures.rendering(layout)
      let results = try files.map { try Illustration($0, self, rendering) }
      let errors = results.flatMap(\.errors)
      try report(errors, keepingGoing: keepGoing)
      for result in results { try result.write() }
      if !errors.isEmpty { throw ExitCode(2) }
    }
  }

  private var isFolder: Bool { files.count > 1 || output.hasSuffix("/") }

  /// Where a document goes.
  fileprivate func target(of file: String) -> String {
    guard isFolder else { return output }
    let name = file == "-" ? "stdin.md" : URL(fileURLWithPath: file).lastPathComponent
    return output.hasSuffix("/") ? output + name : "\(output)/\(name)"
  }

  /// The folder of a document.
  fileprivate func folder(of file: String) -> FenceFolder {
    folder.map { FenceFolder(path: $0) } ?? FenceFolder(of: file)
  }
}

/// Prints what is wrong with fences; ends with status 1 where nothing may be written then.
func report(_ errors: [DocumentError], keepingGoing: Bool) throws {
  for error in errors { Files.message(error.description) }
  if errors.count > 1 { Files.message("\(errors.count) errors") }
  guard errors.isEmpty || keepingGoing else { throw ExitCode(1) }
}

/// A document with its figures, and where both go.
private struct Illustration {
  let errors: [DocumentError]
  private let text: String
  private let target: String
  private let pictures: [PictureFile]
  private let folder: PictureFolder?

  init(_ file: String, _ command: Markdown, _ rendering: some FenceRendering) throws {
    let document = MarkdownDocument(try Files.text(file), name: Files.name(file))
    let files = command.folder(of: file).files
    target = command.target(of: file)
    guard let path = command.pictures else {
      folder = nil
      let rendered = document.rendered(by: rendering, files: files)
      (text, errors, pictures) = (rendered.text, rendered.errors, [])
      return
    }
    folder = PictureFolder(path, document: Illustration.name(of: file, to: target, from: path))
    let url = Illustration.url(of: path, from: target)
    let illustrated = IllustratedDocument(document, folder: url, by: rendering, files: files)
    (text, errors, pictures) = (illustrated.text, illustrated.errors, illustrated.pictures)
  }

  func write() throws {
    guard let folder else { return try Files.write(text, to: target) }
    try folder.update(pictures.map { ($0.name, Array($0.svg.utf8)) }) {
      try Files.write(text, to: target)
    }
  }

  /// What the list of pictures calls the document: the way to it; where that is unknown, the way to what it was made
  /// from; nil where nobody knows that either.
  private static func name(of file: String, to target: String, from folder: String) -> String? {
    guard target == "-" else { return Files.relativePath(from: folder, to: target) }
    return file == "-" ? nil : "<\(Files.relativePath(from: folder, to: file))>"
  }

  /// The folder as the document links to it.
  private static func url(of folder: String, from target: String) -> String {
    let path: String
    if target == "-" {
      path = folder
    } else {
      let own = URL(fileURLWithPath: target).deletingLastPathComponent().path
      path = Files.relativePath(from: own, to: folder)
    }
    return AddressText.encoded(path.isEmpty || path.hasSuffix("/") ? path : path + "/")
  }
}
