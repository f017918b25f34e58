public import WengertNotation

/// A Markdown document whose `wengert` fences become figures.
///
/// ````markdown
/// ```wengert {mode=reverse caption="The reverse sweep"}
/// f(x1, x2) = x1*x2 + sin(x2)
/// at x1 = 1, x2 = 2
/// ```
/// ````
///
/// A fence is a fenced code block of CommonMark whose first word is `wengert`, or whose attributes begin with
/// the class `.wengert`; it may stand in lists and quotes. Its attributes, ``FenceAttributes/Name``, are text and
/// choices: a document cannot bring in markup or run a program, and the only files that it can name are in its folder.
public struct MarkdownDocument: Sendable {
  /// The document.
  public let source: SourceText
  /// Its fences in order.
  public let fences: [Fence]

  private let hasByteOrderMark: Bool
  /// What closes the fence that the document ends in.
  private let openMarker: String?

  /// Reads a document; `name` stands for it in messages.
  ///
  /// - Complexity: O(length of the text).
  public init(_ text: String, name: String, dialect: MarkdownDialect = .commonMark) {
    source = SourceText(text, name: name)
    hasByteOrderMark = source.bytes.count < text.utf8.count
    (fences, openMarker) = FenceScanner.fences(of: source, dialect: dialect)
  }

  /// Whether what stands behind the marker of a fence asks for a figure.
  package static func asksForFigure(info: String) -> Bool {
    AttributeReader.namesLanguage(Array(info.utf8)[...])
  }

  /// Reads the attributes of all fences, and the files that they name.
  public func read(files: FenceFiles = .none) -> [Result<ReadFence, DocumentError>] {
    var reader = FenceReader(files: files)
    return fences.map { fence in
      Result { () throws(DocumentError) in try reader.read(fence) }
    }
  }

  /// The document with a figure in place of each fence; every other byte is kept.
  ///
  /// A figure is one line of HTML, code a fence of its language. Where text goes on in the line after a fence, a
  /// blank line is put between them, because Markdown would read that text as a part of the HTML.
  public func rendered(
    by rendering: some FenceRendering, files: FenceFiles = .none
  ) -> RenderedDocument {
    MarkdownDocument.rendered([(self, files)], by: rendering)[0]
  }

  /// Several documents, likewise, with one batch of requests.
  ///
  /// - Parameters:
  ///   - documents: each document, and how its fences read the files that they name.
  ///   - rendering: what answers the requests.
  ///   - allowsScripts: whether live figures are live: their script then stands at the end of the document.
  public static func rendered(
    _ documents: [(document: MarkdownDocument, files: FenceFiles)],
    by rendering: some FenceRendering, allowsScripts: Bool = true
  ) -> [RenderedDocument] {
    let read = documents.map { document, files in
      var prefixes = PagePrefixes()
      return document.read(files: files).map { fence in
        fence.map { fence in
          let form: FenceForm = fence.attributes.kind == .code ? .markdown : .html
          let request = fence.request(as: form)
          return (fence, prefixes.assigned(to: allowsScripts ? request : request.still))
        }
      }
    }
    var results = rendering.results(of: read.flatMap(\.self))[...]
    return documents.map { document, _ in
      defer { results.removeFirst(document.fences.count) }
      return document.filled(with: Array(results.prefix(document.fences.count)))
    }
  }

  private func filled(
    with results: [Result<(ReadFence, FenceResult), DocumentError>]
  ) -> RenderedDocument {
    var errors: [DocumentError] = []
    var additions = PageAdditions()
    let texts = results.map { result in
      switch result {
      case .success(let (fence, result)):
        let kind = fence.attributes.kind
        if kind == .code { return FigureMarkup.markdown(result.text, fence.attributes) }
        return FigureMarkup.figure(
          result.text, fence.attributes, style: additions.add(result, kind))
      case .failure(let error):
        errors.append(error)
        return message(error)
      }
    }
    let text = replacingFences(with: texts)
    return RenderedDocument(
      text: additions.script.map { ended(text, by: $0) } ?? text, errors: errors)
  }

  /// The text with a block of HTML behind it, which belongs to no list, quote or fence.
  private func ended(_ text: String, by block: String) -> String {
    let end = String(
      decoding: MarkdownLines.end(at: fences[0].headEnd, of: source.bytes), as: UTF8.self)
    let isEnded = text.utf8.last.map(\.endsLine) ?? true
    let closing = openMarker.map { $0 + end } ?? ""
    return text + (isEnded ? "" : end) + closing + end + block.replacing("\n", with: end) + end
  }

  /// What stands where a figure would be.
  func message(_ error: DocumentError) -> String {
    FigureMarkup.message(error.diagnostic.text(naming: pageName))
  }

  /// The document with a text in place of each fence; every other byte is kept.
  ///
  /// A text may have several lines, which stay in the fence's list items and quotes. Where text goes on in the line after a
  /// fence, a blank line is put between them.
  ///
  /// - Precondition: there is a text for each fence.
  public func replacingFences(with texts: [String]) -> String {
    var bytes: [UInt8] = hasByteOrderMark ? Array("\u{FEFF}".utf8) : []
    var position = 0
    for (fence, text) in zip(fences, texts) {
      bytes += source.bytes[position..<fence.range.lowerBound]
      bytes += lines(of: text, in: fence)
      if fence.isFollowedByText {
        bytes += MarkdownLines.end(at: fence.range.upperBound, of: source.bytes)
        bytes += source.bytes[fence.margin]
      }
      position = fence.range.upperBound
    }
    bytes += source.bytes[position...]
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The lines of a text with the line ends and the indentation that the fence has.
  private func lines(of text: String, in fence: Fence) -> [UInt8] {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count > 1 else { return Array(text.utf8) }
    let end = MarkdownLines.end(at: fence.headEnd, of: source.bytes)
    return Array(
      lines.enumerated().map { position, line in
        guard position > 0 else { return Array(line) }
        return Array(source.bytes[line.isEmpty ? fence.margin : fence.indent]) + Array(line)
      }.joined(separator: end))
  }

  /// The document's name in pages: without folders, which are nobody's business there.
  private var pageName: String {
    source.name.split(separator: "/").last.map(String.init) ?? source.name
  }
}

/// A document with figures, and what went wrong with some of them.
public struct RenderedDocument: Sendable, Equatable {
  /// The text; where a fence has an error, the message stands in place of the figure.
  public let text: String
  /// The errors in the order of the fences, at most one for each.
  public let errors: [DocumentError]
}

/// What a document may hold besides fences, as far as it decides where fences are.
public enum MarkdownDialect: Sendable {
  /// CommonMark 0.31.
  case commonMark
  /// The same with the directives of DocC, `@Name(…) { … }`, whose content may be indented as the author likes.
  case docC
}
