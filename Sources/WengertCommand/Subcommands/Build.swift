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

      Figures are kept in a cache, by default in the user's, so that only those that changed are made again, and are made \
      by all cores at the same time. --shard makes a part of the figures on each of several machines that share a cache; \
      --emit ninja writes rules by which Ninja makes each figure by a command of its own. docs/building.md has all of it.

      EXAMPLES
        wengert build lectures -o site
        wengert build lectures -o site --watch
        wengert build lectures -o site --drafts --keep-going
        wengert build lectures -o site --cache /shared/figures --shard 2/5
        wengert build lectures -o site --emit ninja build.ninja && ninja

      EXIT STATUS
        0   success
        1   something is wrong, and nothing is written
        2   something is wrong, and with --keep-going messages stand in its place
        64  the command line is wrong

      ENVIRONMENT
        XDG_CACHE_HOME  the folder of the user's caches instead of ~/.cache

      FILES
        ~/.cache/wengert    figures that were made (macOS: ~/Library/Caches/wengert)
        SITE/.wengert-site  what builds have written, and may remove
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

  @OptionGroup var figures: CacheOptions

  @OptionGroup var building: BuildOptions

  mutating func validate() throws {
    try FolderName.check(["<folder>": source, "--output": output, "--templates": templates])
    try building.check(figures, keepsGoing: keepGoing)
  }

  func run() throws {
    try reportingErrors { try SiteBuild(self).run() }
  }
}
