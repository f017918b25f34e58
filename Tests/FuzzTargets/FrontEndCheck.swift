import WengertDocuments
import WengertDrawing

/// JSON of pandoc and of mdBook: a document of the same program, alike each time, or a short message.
enum FrontEndCheck {
  private static let writers = ["html", "latex", "gfm", "docx", "epub3", "typst", "plain"]

  /// A document of pandoc behind a byte that chooses the writer.
  static func checkPandoc(_ bytes: [UInt8]) throws(Finding) {
    let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
    let number = Int(bytes.first ?? 0)
    let writer = writers[number % writers.count]
    let usesTikZ = number >= 128
    let filter: PandocFilter
    do throws(PandocFilter.FormatError) {
      filter = try PandocFilter(text, writer: writer, folder: "media/", usesTikZ: usesTikZ)
    } catch {
      return try check(message: error.description)
    }
    let output = filter.rendered(by: DirectRendering(by: LayeredLayout()), files: .none)
    let second = filter.rendered(by: DirectRendering(by: LayeredLayout()), files: .none)
    try promise(
      output.json == second.json && output.pictures == second.pictures,
      "a document is not the same twice")
    for error in output.errors { try NotationCheck.check(error.diagnostic) }
    for picture in output.pictures {
      try promise(
        picture.name.utf8.allSatisfy { Character(Unicode.Scalar($0)).isPlain },
        "a picture is named \(picture.name)")
      try DrawingCheck.checkMarkup(picture.svg)
    }
    _ = try succeed("reading the document again") {
      try PandocFilter(output.json, writer: writer, folder: "media/")
    }
  }

  /// What mdBook gives a preprocessor.
  static func checkBook(_ bytes: [UInt8]) throws(Finding) {
    let text = String(decoding: bytes, as: UTF8.self)
    let book: MDBook
    do throws(MDBook.FormatError) {
      book = try MDBook(text)
    } catch {
      return try check(message: error.description)
    }
    let output = book.rendered(by: DirectRendering(by: LayeredLayout())) { _ in .none }
    let second = book.rendered(by: DirectRendering(by: LayeredLayout())) { _ in .none }
    try promise(output.json == second.json, "a book is not the same twice")
    for error in output.errors { try NotationCheck.check(error.diagnostic) }
    _ = try succeed("reading the book again") { try MDBook("[{},\(output.json)]") }
  }

  private static func check(message: String) throws(Finding) {
    try promise(!message.isEmpty && message.utf8.count < 2000, "a message is \(message)")
    try promiseHarmless(message, "a message")
  }
}

extension Character {
  /// Whether file names may have it.
  fileprivate var isPlain: Bool {
    isASCII && (isLetter || isNumber || self == "-" || self == "_" || self == ".")
  }
}
