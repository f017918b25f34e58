/// What search engines and readers of feeds are told: the map of the site and its feed.
///
/// Dates come from the front matter alone, so that a site has the same bytes whenever it is built.
struct FeedWriter {
  private let site: Site

  init(_ site: Site) { self.site = site }

  private var base: String? { site.configuration.baseURL }

  /// The pages with a date, the newest first.
  private var dated: [(page: Page, day: Day)] {
    site.pages.compactMap { page in page.front.date.map { (page, $0) } }
      .sorted { $0.day == $1.day ? $0.page.path < $1.page.path : $0.day > $1.day }
  }

  /// Whether there is anything to say in a feed, and an address to say it of.
  var hasFeed: Bool { base != nil && site.pages.contains { $0.front.date != nil } }

  /// The map of the site; nil where nobody said where it is.
  var siteMap: String? {
    guard let base else { return nil }
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    xml += "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    for page in site.pages {
      let day = page.front.date.map { "<lastmod>\($0)</lastmod>" } ?? ""
      xml +=
        "<url><loc>\(HTMLText.escaped(base + SitePath.address(of: page.output)))</loc>\(day)</url>\n"
    }
    return xml + "</urlset>\n"
  }

  /// The feed in the form Atom.
  var feed: String? {
    guard hasFeed, let base, let newest = dated.first else { return nil }
    let title = SiteTitle.of(site)
    let author = site.configuration.author ?? title
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    xml +=
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"\(site.configuration.language)\">\n"
    xml += "<title>\(HTMLText.escaped(title))</title>\n"
    if let description = site.configuration.description {
      xml += "<subtitle>\(HTMLText.escaped(description))</subtitle>\n"
    }
    xml += "<id>\(HTMLText.escaped(base))</id>\n"
    xml += "<link href=\"\(HTMLText.escaped(base))\"/>\n"
    xml += "<link rel=\"self\" href=\"\(HTMLText.escaped(base))feed.xml\"/>\n"
    xml += "<updated>\(newest.day.instant)</updated>\n"
    xml += "<author><name>\(HTMLText.escaped(author))</name></author>\n"
    for (page, day) in dated { xml += entry(page, day, base) }
    return xml + "</feed>\n"
  }

  private func entry(_ page: Page, _ day: Day, _ base: String) -> String {
    let address = HTMLText.escaped(base + SitePath.address(of: page.output))
    let summary = page.description.map { "<summary>\(HTMLText.escaped($0))</summary>" } ?? ""
    return "<entry><title>\(HTMLText.escaped(page.title))</title><id>\(address)</id>"
      + "<link href=\"\(address)\"/><updated>\(day.instant)</updated>\(summary)</entry>\n"
  }
}

/// What a site is called.
enum SiteTitle {
  static func of(_ site: Site) -> String {
    site.configuration.title
      ?? site.pages.first { $0.output == "index.html" }?.title ?? "Lectures"
  }
}
