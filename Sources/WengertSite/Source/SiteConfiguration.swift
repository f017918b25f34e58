import WengertNotation

/// What `site.yml` says about all pages.
struct SiteConfiguration {
  /// The file, in the folder of the site.
  static let path = "site.yml"

  var title: String?
  var description: String?
  var author: String?
  /// The language of the pages, such as `en` or `de-AT`.
  var language = "en"
  /// The address under which the site can be reached, with a slash at its end.
  var baseURL: String?
  /// Pages in the order in which they are read; the others follow.
  private(set) var navigation: [(text: String, range: SourceRange)] = []
  /// The file, for errors.
  let source: SourceText

  private static let keys = [
    "title", "description", "author", "language", "base-url", "navigation",
  ]

  /// No settings, as where the file is wrong.
  init(empty source: SourceText) { self.source = source }

  /// Reads the file; an empty text says nothing.
  init(_ source: SourceText) throws(SiteError) {
    self.source = source
    let text = String(decoding: source.bytes, as: UTF8.self)
    let reader = try YAMLReader(text, offset: 0, of: source, known: SiteConfiguration.keys)
    title = try reader.text("title")
    description = try reader.text("description")
    author = try reader.text("author")
    if let language = try reader.text("language") {
      guard language.wholeMatch(of: /[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*/) != nil else {
        throw reader.failure(
          "'\(language)' is not a language", at: reader.values["language"],
          hint: "write it as en or de-AT")
      }
      self.language = language
    }
    if let address = try reader.text("base-url") {
      guard
        address.wholeMatch(of: /https?:\/\/[A-Za-z0-9.:\-\[\]]+(\/[A-Za-z0-9._~%\-\/]*)?/) != nil
      else {
        throw reader.failure(
          "'\(address)' is not an address", at: reader.values["base-url"],
          hint: "write it as https://example.org/lectures")
      }
      baseURL = address.hasSuffix("/") ? address : address + "/"
    }
    navigation = try reader.list("navigation")
  }
}
