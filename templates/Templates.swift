/// The texts that reports are made from, by file name.
public struct Templates: Sendable {
  /// File names and their texts.
  public private(set) var files: [String: String]
  private var origins: [String: String] = [:]

  /// The templates that come with the package.
  public static let embedded = Templates(files: EmbeddedTemplates.all)

  private init(files: [String: String]) { self.files = files }

  /// The text of a file.
  public subscript(_ file: String) -> String? { files[file] }

  /// The files that do not come with the package, in the order of their names.
  public var added: [String] {
    files.keys.filter { Templates.embedded.files[$0] == nil }.sorted()
  }

  /// The same templates with one file replaced or added.
  ///
  /// - Parameter origin: the path that messages about the file name.
  public func replacing(_ file: String, with text: String, origin: String) -> Templates {
    var copy = self
    copy.files[file] = text
    copy.origins[file] = origin
    return copy
  }

  /// The path under which messages name a file.
  public func path(of file: String) -> String { origins[file] ?? "templates/\(file)" }
}
