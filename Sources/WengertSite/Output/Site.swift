import Wengert
public import WengertDocuments
import WengertNotation
public import WengertReport
import WengertTemplates

/// A folder of lectures, read and ready to be built.
///
/// Reading and building touch no files. All fences of all pages are answered in one batch.
public struct Site {
  let configuration: SiteConfiguration
  /// The pages in the order in which they are read.
  let pages: [Page]
  private let source: SiteSource
  private let links: LinkResolver
  private let templates: TemplateLibrary
  private let errors: [SiteError]

  /// Reads the pages of a folder.
  ///
  /// - Throws: `ReportError` where a template is wrong.
  public init(_ source: SiteSource) throws(ReportError) {
    self.source = source
    templates = try TemplateLibrary(source.templates, family: .site)
    var errors: [SiteError] = []
    let settings = SourceText(
      source.configuration ?? "", name: source.name + SiteConfiguration.path)
    do throws(SiteError) {
      configuration = try SiteConfiguration(settings)
    } catch {
      errors.append(error)
      configuration = SiteConfiguration(empty: settings)
    }
    let all = source.pages.sorted { $0.key < $1.key }.map { path, text in
      Page(
        path: path, text: text, name: source.name + path, files: source.fenceFiles(path))
    }
    let drafts = source.includesDrafts ? [] : all.filter(\.front.isDraft).map(\.path)
    let order = ReadingOrder(configuration, drafts: Set(drafts))
    pages = order.sorted(all.filter { !drafts.contains($0.path) })
    errors += order.errors(all)
    errors += SiteNames.errors(pages, source.files, in: source.name)
    let targets = pages.map { page in
      (
        page.path,
        LinkResolver.Target(
          output: page.output, title: page.title, labels: page.outline.labels)
      )
    }
    links = LinkResolver(
      pages: Dictionary(targets) { first, _ in first }, drafts: Set(drafts), files: source.files)
    self.errors = errors
  }

  /// The files of the site.
  ///
  /// - Throws: `ReportError` where a template asks for something that is not there.
  public func built(by rendering: some FenceRendering) throws(ReportError) -> BuiltSite {
    var site = BuiltSite(outputs: [:], copies: source.files, errors: errors)
    let results = fenceResults(by: rendering)
    let writer = SiteWriter(self, templates, source.templates)
    for (position, page) in pages.enumerated() {
      var content = PageWriter(page, links: links, fences: results[position])
      let heading = content.title()
      let text = content.content()
      site.outputs[page.output] = try writer.page(
        position, heading: heading, content: text,
        scripts: results[position].compactMap { try? $0.get().script })
      site.errors += page.errors + content.errors
    }
    if !hasFrontPage {
      site.outputs["index.html"] = try writer.index()
    }
    site.outputs["search.html"] = try writer.search()
    let feeds = FeedWriter(self)
    site.outputs["sitemap.xml"] = feeds.siteMap
    site.outputs["feed.xml"] = feeds.feed
    return site
  }

  /// Whether the folder has a front page, which then is not made.
  private var hasFrontPage: Bool {
    source.files.contains("index.html") || pages.contains { $0.output == "index.html" }
  }

  /// The results of the fences, page by page.
  private func fenceResults(
    by rendering: some FenceRendering
  ) -> [[Result<FenceResult, DocumentError>]] {
    let requests = pages.map { page in
      var prefixes = PagePrefixes()
      return page.fences.map { fence in
        fence.map { ($0, prefixes.assigned(to: $0.request(as: .html))) }
      }
    }
    var answers = rendering.results(of: requests.flatMap { $0 }).makeIterator()
    return requests.map { page in
      page.map { _ in
        // A rendering answers each request.
        guard let answer = answers.next() else { preconditionFailure("an answer is missing") }
        return answer.map(\.1)
      }
    }
  }
}

/// The names of the files of a site.
private enum SiteNames {
  /// What the tool makes besides pages.
  static let reserved: Set<String> = ["search.html", "sitemap.xml", "feed.xml"]

  /// Files that would have the same name as another one.
  static func errors(
    _ pages: [Page], _ files: Set<String>, in folder: String
  ) -> [SiteError] {
    var taken: [String: String] = [:]
    var errors: [SiteError] = []
    let outputs = pages.map { ($0.output, $0.path) } + files.sorted().map { ($0, $0) }
    let hasFrontPage = outputs.contains { $0.0 == "index.html" }
    for name in reserved.union(hasFrontPage ? [] : ["index.html"]) {
      taken[name] = "a file that the tool makes"
    }
    for (output, path) in outputs {
      // Some file systems do not tell capitals from small letters.
      guard let other = taken.updateValue(path, forKey: output.lowercased()) else { continue }
      errors.append(
        .at(
          nil, of: SourceText("", name: folder + path),
          "the site has the same name for this and for \(other)",
          hint: "rename the file"))
    }
    return errors
  }
}

/// The order in which pages are read.
private struct ReadingOrder {
  private let configuration: SiteConfiguration
  private let drafts: Set<String>
  /// The positions of the pages that are listed.
  private let positions: [String: Int]

  init(_ configuration: SiteConfiguration, drafts: Set<String>) {
    self.configuration = configuration
    self.drafts = drafts
    positions = Dictionary(
      configuration.navigation.enumerated().map { ($1.text, $0) }
    ) { first, _ in first }
  }

  /// The pages: the front page, those that are listed, then the others by their own numbers and by their paths.
  func sorted(_ pages: [Page]) -> [Page] {
    func key(_ page: Page) -> (Int, Int, Double, String) {
      (
        page.path == "index.md" ? 0 : 1, positions[page.path] ?? .max,
        page.front.order ?? .infinity, page.path
      )
    }
    return pages.sorted { key($0) < key($1) }
  }

  /// Entries of the list that are no pages.
  func errors(_ pages: [Page]) -> [SiteError] {
    let paths = pages.map(\.path)
    return configuration.navigation.compactMap { entry in
      guard !paths.contains(entry.text) else { return nil }
      return .at(
        entry.range, of: configuration.source, "there is no page '\(entry.text)'",
        hint: NearNames.hint(entry.text, paths))
    }
  }
}
