public import WengertDocuments
public import WengertTemplates

/// What a site is made from: everything that is in its folder.
public struct SiteSource: Sendable {
  /// What messages write before paths: the folder with a slash, or nothing.
  public var name = ""
  /// The pages: the texts of files with the suffix `.md` by their paths from the folder on.
  public var pages: [String: String]
  /// The paths of all other files, which are copied.
  public var files: Set<String>
  /// The text of `site.yml`, if there is one.
  public var configuration: String?
  /// The templates of pages.
  public var templates: Templates
  /// Whether drafts are pages too.
  public var includesDrafts = false
  /// How the fences of a page read the files that they name.
  public var fenceFiles: @Sendable (_ page: String) -> FenceFiles

  /// Some pages.
  public init(
    pages: [String: String], files: Set<String> = [], configuration: String? = nil,
    templates: Templates = .embedded,
    fenceFiles: @escaping @Sendable (_ page: String) -> FenceFiles = { _ in .none }
  ) {
    self.pages = pages
    self.files = files
    self.configuration = configuration
    self.templates = templates
    self.fenceFiles = fenceFiles
  }
}

/// A site that is built.
public struct BuiltSite: Sendable {
  /// The files that were made: their texts by their paths.
  public var outputs: [String: String]
  /// The paths of the files that are to be copied as they are.
  public var copies: Set<String>
  /// What is wrong, page by page; a message stands in the place of each part that is.
  public var errors: [SiteError]
}
