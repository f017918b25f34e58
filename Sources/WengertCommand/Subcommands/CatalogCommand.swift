import ArgumentParser
import Foundation
import WengertDocuments
import WengertNotation

/// `wengert catalog`: a DocC catalog with figures; what the package plugins start, nothing for people.
struct CatalogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract: "Copy a DocC catalog with the figures of its fences and of its .expr files.",
    shouldDisplay: false)

  @Argument(help: ArgumentHelp("The catalog.", valueName: "in.docc"))
  var catalog: String

  @Argument(help: ArgumentHelp("The copy, which is replaced as a whole.", valueName: "out.docc"))
  var copy: String?

  @Flag(help: "Write the pictures of .expr files beside them, and print what has changed.")
  var inPlace = false

  @OptionGroup var figures: CacheOptions

  @OptionGroup var layout: LayoutOptions

  mutating func validate() throws {
    guard (copy != nil) != inPlace else {
      throw ValidationError("Give a folder for the copy or --in-place.")
    }
  }

  func run() throws {
    try reportingErrors {
      let folder = try CatalogFolder(catalog)
      let graphs = try folder.stems().map { entry, stem in
        DocCCatalog.Graph(stem: stem, source: SourceText(try text(entry), name: entry.name))
      }
      guard let copy else { return try write(try files(DocCCatalog(pages: [], graphs: graphs))) }
      let output = try CatalogCopy(copy, of: catalog)
      let pages = try folder.entries.filter(\.isPage).map { entry in
        DocCCatalog.Page(
          path: entry.path, text: try text(entry), name: entry.name,
          files: FenceFolder(of: entry.name).files)
      }
      let files = try files(DocCCatalog(pages: pages, graphs: graphs))
      // DocC looks for pictures among all files of a name, so functions beside their pictures would hide them.
      try output.write(folder.entries.filter { !$0.isGraph }, replacing: files)
    }
  }

  private func text(_ entry: CatalogFolder.Entry) throws -> String {
    try Files.text(entry.url.path, named: entry.name)
  }

  private func files(_ catalog: DocCCatalog) throws -> [DocCCatalog.File] {
    let (files, errors) = catalog.files(by: figures.rendering(layout))
    try report(errors, keepingGoing: false)
    return files
  }

  /// Writes pictures into the catalog, and prints the paths of those that are new or differ.
  private func write(_ files: [DocCCatalog.File]) throws {
    for file in files {
      let path = "\(catalog)/\(file.path)"
      guard (try? Data(contentsOf: URL(fileURLWithPath: path))) != Data(file.text.utf8) else {
        continue
      }
      try Files.write(file.text, to: path)
      try Files.report(path)
    }
  }
}
