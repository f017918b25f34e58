public import WengertDrawing
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
/// the class `.wengert`; it may stand in lists and quotes. Its attributes are `alt`, `caption`, `id`, `mode`,
/// `show`, `direction`, `at`, `tangent` and `adjoint`, and `max-nodes`, `depth`, `fold`, `unfold`, `focus`, `radius`
/// and `between`, which say what is folded and left out. They are text and choices: a document cannot bring in
/// markup, name a file or run a program.
public struct MarkdownDocument: Sendable {
  /// The document.
  public let source: SourceText
  /// Its fences in order.
  public let fences: [Fence]

  private let hasByteOrderMark: Bool

  /// Reads a document; `name` stands for it in messages.
  ///
  /// - Complexity: O(length of the text).
  public init(_ text: String, name: String) {
    source = SourceText(text, name: name)
    hasByteOrderMark = source.bytes.count < text.utf8.count
    fences = FenceScanner.fences(of: source)
  }

  /// The document with a figure in place of each fence; every other byte is kept.
  ///
  /// A figure is one line of HTML. Where text goes on in the line after a fence, a blank line is put between
  /// them, because Markdown would read that text as a part of the HTML.
  public func rendered(by engine: some LayoutEngine) -> RenderedDocument {
    var renderer = FigureRenderer(engine: engine)
    var bytes: [UInt8] = hasByteOrderMark ? Array("\u{FEFF}".utf8) : []
    var errors: [DocumentError] = []
    var position = 0
    for fence in fences {
      bytes += source.bytes[position..<fence.range.lowerBound]
      do throws(DocumentError) {
        bytes += Array(try renderer.figure(for: fence).utf8)
      } catch {
        errors.append(error)
        bytes += Array(FigureMarkup.message(error.diagnostic.text(naming: pageName)).utf8)
      }
      if fence.isFollowedByText {
        bytes += MarkdownLines.end(at: fence.range.upperBound, of: source.bytes)
        bytes += source.bytes[fence.margin]
      }
      position = fence.range.upperBound
    }
    bytes += source.bytes[position...]
    return RenderedDocument(text: String(decoding: bytes, as: UTF8.self), errors: errors)
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
