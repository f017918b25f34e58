import WengertNotation

/// A book of mdBook on its way through a preprocessor.
public struct MDBook: Sendable {
  /// Why there is no book.
  public struct FormatError: Error, Equatable, CustomStringConvertible {
    public let description: String
  }

  /// The book, or what is wrong with its figures.
  public struct Output: Sendable {
    /// The book as JSON, as mdBook wants it back.
    public let json: String
    /// What is wrong with fences, at the lines of the chapters.
    public let errors: [DocumentError]
  }

  /// The renderers whose pages show HTML.
  public static let renderers: Set<String> = ["html", "markdown", "epub"]

  private let book: JSONValue
  /// The folder of the chapters, inside the book's.
  private let folder: String
  /// Whether the renderer's pages run scripts.
  private let allowsScripts: Bool

  /// Reads what mdBook gives a preprocessor: `[context, book]`.
  public init(_ text: String) throws(FormatError) {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONReader.value(text)
    } catch {
      throw FormatError(description: "byte \(error.offset + 1) is no JSON: \(error.message)")
    }
    guard let pair = value.elements, pair.count == 2, pair[1]["sections"] ?? pair[1]["items"] != nil
    else {
      throw FormatError(
        description: "this is not what mdBook gives a preprocessor, a context and a book")
    }
    book = pair[1]
    allowsScripts = pair[0]["renderer"]?.text.map { $0 == "html" } ?? true
    folder = pair[0]["config"]?["book"]?["src"]?.text ?? "src"
  }

  /// The book with figures in place of fences; nothing but the text of chapters is touched.
  ///
  /// - Parameters:
  ///   - rendering: what answers the requests.
  ///   - files: how fences of a chapter read files, from the chapter's path in the book's folder.
  public func rendered(
    by rendering: some FenceRendering, files: (_ chapter: String) -> FenceFiles
  ) -> Output {
    var chapters: [(document: MarkdownDocument, files: FenceFiles)] = []
    _ = replaced(book) { chapter in
      let path = path(of: chapter)
      chapters.append(
        (MarkdownDocument(chapter["content"]?.text ?? "", name: path), files(path)))
      return nil
    }
    let results = MarkdownDocument.rendered(
      chapters, by: rendering, allowsScripts: allowsScripts)
    var texts = results.makeIterator()
    let json = replaced(book) { _ in texts.next()?.text }.json
    return Output(json: json, errors: results.flatMap(\.errors))
  }

  /// The chapter's file; one that was never a file has its name.
  private func path(of chapter: JSONValue) -> String {
    let path = chapter["source_path"]?.text ?? chapter["path"]?.text
    return path.map { "\(folder)/\($0)" } ?? chapter["name"]?.text ?? "chapter"
  }

  /// The value with another content in each chapter for which there is one, in the order of the book.
  private func replaced(
    _ value: JSONValue, _ content: (_ chapter: JSONValue) -> String?
  ) -> JSONValue {
    switch value {
    case .array(let elements): return .array(elements.map { replaced($0, content) })
    case .object(var members):
      if value["content"]?.text != nil, value["name"]?.text != nil, let text = content(value),
        let position = members.firstIndex(where: { $0.key == "content" })
      {
        members[position].value = .string(text)
      }
      for position in members.indices where MDBook.containers.contains(members[position].key) {
        members[position].value = replaced(members[position].value, content)
      }
      return .object(members)
    case .null, .bool, .number, .string: return value
    }
  }

  /// What holds chapters: `sections` until mdBook 0.4, `items` from 0.5 on.
  private static let containers: Set<String> = ["sections", "items", "sub_items", "Chapter"]
}
