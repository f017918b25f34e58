import ArgumentParser
import Foundation
import WengertDocuments
import WengertDrawing

/// `wengert pandoc`: a filter of pandoc.
struct Pandoc: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pandoc",
    abstract: "Draw the figures of a document on its way through pandoc.",
    discussion: """
      A filter: reads pandoc's JSON from standard input and writes it to standard output, with a figure in place of \
      each block of code of the class wengert, such as

        ```{.wengert mode=reverse caption="The reverse sweep"}
        f(x1, x2) = x1*x2 + sin(x2)
        ```

      The attributes are those of 'wengert markdown'. HTML, slides and EPUB get SVG in the text; LaTeX gets pages of \
      PDF, or TikZ with --tikz; word processors get pixels or SVG; Markdown gets light and dark SVG files. Pictures \
      that are files are written into the folder that --media names, as seen from where pandoc runs. The other kinds \
      are tables, mathematics and code of pandoc.

      pandoc hands a filter nothing but the writer's name, so --filter needs a program of two lines, here \
      wengert-pandoc, which Quarto takes under 'filters:' as well:

        #!/bin/sh
        exec wengert pandoc "$@"

      EXAMPLES
        pandoc a.md -t json | wengert pandoc html | pandoc -f json -s -o a.html
        pandoc a.md --filter ./wengert-pandoc -o a.docx

      EXIT STATUS
        0   success
        1   a figure is wrong, and nothing is written
        64  the command line is wrong

      \(ConverterOptions.environment)
      """)

  @Argument(
    help: "The name of pandoc's writer, which pandoc gives to its filters.",
    completion: .list(["beamer", "docx", "epub", "gfm", "html", "latex", "odt", "revealjs"]))
  var writer = "html"

  @OptionGroup var layout: LayoutOptions

  @OptionGroup var figures: CacheOptions

  @Option(
    help: ArgumentHelp("The folder for pictures that are files.", valueName: "folder"),
    completion: .directory)
  var media = "wengert-media"

  @OptionGroup var converting: ConverterOptions

  @Flag(help: "Give LaTeX the figures as TikZ, which needs the package tikz, instead of PDF.")
  var tikz = false

  @Option(
    help: ArgumentHelp(
      "The folder that file= looks in.", valueName: "folder"),
    completion: .directory)
  var folder = "."

  mutating func validate() throws {
    try FolderName.check(["--media": media, "--folder": folder])
  }

  func run() throws {
    try reportingErrors {
      let filter = try PandocFilter(
        try Files.text("-"), writer: writer, folder: media.hasSuffix("/") ? media : media + "/",
        usesTikZ: tikz)
      let output = filter.rendered(
        by: figures.rendering(layout), files: FenceFolder(path: folder).files)
      try report(output.errors, keepingGoing: false)
      try write(output.pictures)
      try Files.write(output.json + "\n", to: "-")
    }
  }

  /// Writes the pictures whose bytes are new.
  ///
  /// Other documents may show what lies there already, and pandoc says nothing about them, so nothing is removed.
  private func write(_ pictures: [PictureFile]) throws {
    let converter = try pictures.contains { $0.format != .svg } ? converting.converter() : nil
    for picture in pictures {
      let path = "\(media.hasSuffix("/") ? String(media.dropLast()) : media)/\(picture.name)"
      let bytes: [UInt8]
      switch picture.format {
      case .svg: bytes = Array(picture.svg.utf8)
      case .png: bytes = try converter?.convert(picture.svg, .png(scale: 2)) ?? []
      case .pdf: bytes = try converter?.convert(picture.svg, .pdf) ?? []
      }
      try Files.write(to: path) { try $0(bytes) }
    }
  }
}
