import WengertDrawing
import WengertReport
import WengertTemplates

/// Puts pages into the templates.
struct SiteWriter {
  private let site: Site
  private let library: TemplateLibrary
  private let templates: Templates
  private let themeScript: String

  init(_ site: Site, _ library: TemplateLibrary, _ templates: Templates) {
    self.site = site
    self.library = library
    self.templates = templates
    themeScript = SiteWriter.closed(templates["site-theme.js"] ?? "")
  }

  private var configuration: SiteConfiguration { site.configuration }

  private var title: String { SiteTitle.of(site) }

  /// A page of an author.
  ///
  /// - Parameters:
  ///   - position: the page's among all of them.
  ///   - heading: its title as markup, where that is more than text.
  ///   - scripts: what its figures add to its script.
  func page(
    _ position: Int, heading: String?, content: String, scripts: [String]
  ) throws(ReportError) -> String {
    let page = site.pages[position]
    // Live figures share a script and bring rules along.
    let live = scripts.isEmpty ? [] : [LiveRuntime.definition(templates)] + scripts
    let rules = scripts.isEmpty ? "" : LiveRuntime.styleSheet(templates)
    var names = names(output: page.output, title: page.title, script: live, style: rules)
    names["heading"] = heading ?? HTMLText.escaped(page.title)
    names["id"] = page.outline.titleID ?? false
    names["content"] = content
    names["description"] = page.description ?? false
    names["date"] = page.front.date?.description ?? false
    let contents = contents(page)
    names["contents"] = contents
    names["hasContents"] = contents.count > 1
    names["previous"] = position > 0 ? entry(site.pages[position - 1], from: page.output) : false
    names["next"] =
      position + 1 < site.pages.count ? entry(site.pages[position + 1], from: page.output) : false
    return try rendered("site", names)
  }

  /// The front page of a site that has none of its own: the list of pages.
  func index() throws(ReportError) -> String {
    var names = names(output: "index.html", title: title, script: [])
    names["description"] = configuration.description ?? false
    names["content"] = try rendered("site-index", names)
    return try rendered("site", names)
  }

  /// The page that searches: its script holds the words of all pages.
  func search() throws(ReportError) -> String {
    let index = SearchIndex(site.pages).script
    var names = names(output: "search.html", title: "Search", script: [index])
    names["isSearch"] = true
    names["canonical"] = false
    names["content"] = try rendered("site-search", names)
    return try rendered("site", names)
  }

  /// What a template makes of some names, of which these are markup already.
  private func rendered(_ template: String, _ names: [String: Any]) throws(ReportError) -> String {
    let markup: Set = ["heading", "content", "style", "script", "themeScript", "policy"]
    return try library.render(template, MarkSeparation.separated(names, except: markup))
  }

  // MARK: Names

  /// The names that each page has.
  private func names(
    output: String, title: String, script scripts: [String], style rules: String = ""
  ) -> [String: Any] {
    let code = SiteWriter.closed((scripts + [templates["site.js"] ?? ""]).joined(separator: "\n"))
    let style =
      "\n"
      + [Theme.pageStyleSheet, rules, templates["site.css"] ?? ""]
      .filter { !$0.isEmpty }.joined(separator: "\n")
    var names: [String: Any] = [
      "language": configuration.language, "title": title, "siteTitle": self.title,
      "isHome": output == "index.html", "home": SitePath.relative("index.html", from: output),
      "search": SitePath.relative("search.html", from: output), "isSearch": false,
      "heading": HTMLText.escaped(title), "id": false, "description": false, "date": false,
      "contents": false, "hasContents": false, "previous": false, "next": false,
      "author": configuration.author ?? false,
      "style": "<style>\(style)</style>", "script": "<script>\(code)</script>",
      "themeScript": "<script>\(themeScript)</script>",
      "policy": policy(code, style),
      "navigation": site.pages.map { entry($0, from: output) },
      "pages": site.pages.map { entry($0, from: output) },
    ]
    names["canonical"] = configuration.baseURL.map { $0 + SitePath.address(of: output) } ?? false
    names["feed"] =
      FeedWriter(site).hasFeed ? SitePath.relative("feed.xml", from: output) : false
    return names
  }

  /// What the page may load: its own style sheet and script, by their digests, and the images beside it.
  private func policy(_ code: String, _ style: String) -> String {
    "default-src 'none'; script-src '\(digest(themeScript))' '\(digest(code))'; "
      + "style-src '\(digest(style))'; img-src 'self' file: data:; "
      + "base-uri 'none'; form-action 'none'"
  }

  private func digest(_ text: String) -> String { "sha256-\(SHA256(text.utf8).base64)" }

  /// A script whose names are its own.
  private static func closed(_ code: String) -> String {
    "\n(()=>{\"use strict\";\n\(code)})();\n"
  }

  private func entry(_ page: Page, from output: String) -> [String: Any] {
    [
      "title": page.title, "address": SitePath.relative(page.output, from: output),
      "isCurrent": page.output == output, "summary": page.description ?? false,
      "date": page.front.date?.description ?? false,
    ]
  }

  /// The headings of a page.
  private func contents(_ page: Page) -> [[String: Any]] {
    page.outline.headings.filter { $0.level <= 3 }.map {
      ["id": SitePath.encoded($0.id), "title": $0.title, "isDeep": $0.level > 2]
    }
  }
}
