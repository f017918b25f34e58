import ArgumentParser
import WengertSite
import WengertTemplates

/// `wengert build`: a site of lectures.
struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Make a site from a folder of Markdown pages.",
    discussion: """
      Each page.md becomes page.html: with its figures, formulas between dollar signs in the notation, numbers for \
      figures, tables and equations, references to them, a table of contents, the way to the other pages, and a search \
      that needs no server. Other files are copied. The site needs no network; it can be read from files, and lie under any \
      address.

      Pages can begin with front matter (title, description, date, order, draft); site.yml in the folder says title, \
      description, author, language, base-url and navigation of the site. docs/site.md has all of it.

      Files that no longer belong to the site are removed if an earlier build wrote them; other files of the output \
      folder are left alone. Files that say the same as before are not written again. Prints the path of the front page.

      EXAMPLES
        wengert build lectures -o site
        wengert build lectures -o site --drafts --keep-going

      EXIT STATUS
        0 success; 1 something is wrong and nothing is written; 2 something is wrong and, with --keep-going, messages \
      stand in its place; 64 the command line is wrong.
      """)

  @Argument(
    help: ArgumentHelp("The folder with the pages.", valueName: "folder"), completion: .directory)
  var source: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder for the site.", valueName: "folder"),
    completion: .directory)
  var output: String

  @OptionGroup var layout: LayoutOptions

  @Option(
    help: ArgumentHelp(
      "A folder whose files replace templates of the same name.", valueName: "folder"),
    completion: .directory)
  var templates: String?

  @Flag(help: "Take in pages that are drafts.")
  var drafts = false

  @Flag(help: "Write the site with messages where something is wrong, and end with status 2.")
  var keepGoing = false

  func run() throws {
    try reportingErrors {
      let folder = try SiteFolder(source, except: output)
      var pages = try folder.source()
      pages.templates = try Templates.chosen(from: templates)
      pages.includesDrafts = drafts
      let site = try Site(pages).built(by: layout.rendering())
      for error in site.errors { Files.message(error.description) }
      let count = site.errors.count
      if count > 1 { Files.message("\(count) errors") }
      guard count == 0 || keepGoing else { throw ExitCode(1) }
      let target = SiteOutput(output, from: folder)
      try target.write(site)
      try Files.write(target.frontPage + "\n", to: "-")
      if count > 0 { throw ExitCode(2) }
    }
  }
}
