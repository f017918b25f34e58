import WengertDrawing
public import WengertNotation

/// The files of a DocC catalog that become others: pages with fences, and functions that become pictures.
///
/// DocC drops HTML, so figures become pictures beside the pages, one for light and one for dark, and everything else
/// becomes plain Markdown. It finds pictures by their names without folders.
public struct DocCCatalog: Sendable {
  /// A page: an article or a tutorial.
  public struct Page: Sendable {
    /// Its path in the catalog.
    public let path: String
    /// Its text.
    public let document: MarkdownDocument
    /// The files that its fences may name.
    public let files: FenceFiles

    /// A page; messages call it by a name.
    public init(path: String, text: String, name: String, files: FenceFiles = .none) {
      self.path = path
      self.files = files
      document = MarkdownDocument(text, name: name, dialect: .docC)
    }
  }

  /// A function that has a file of its own.
  public struct Graph: Sendable {
    /// The path of its picture in the catalog, without a suffix.
    public let stem: String
    /// Its text.
    public let source: SourceText

    /// A function, and where its picture goes.
    public init(stem: String, source: SourceText) {
      self.stem = stem
      self.source = source
    }
  }

  /// A file that is made.
  public struct File: Sendable, Equatable {
    /// Its path in the catalog.
    public let path: String
    /// What stands in it.
    public let text: String
  }

  /// The pages.
  public var pages: [Page]
  /// The functions.
  public var graphs: [Graph]

  /// A catalog with such pages and functions.
  public init(pages: [Page], graphs: [Graph]) {
    self.pages = pages
    self.graphs = graphs
  }

  /// The pages as DocC reads them, and all pictures, in one batch.
  ///
  /// - Returns: the files, of which none is to be used where there are errors, and the errors in the order of the pages,
  ///   then of the functions.
  public func files(by rendering: some FenceRendering) -> (files: [File], errors: [DocumentError]) {
    let fences = pages.map { $0.document.read(files: $0.files) }
    var requests = fences.joined().flatMap { (try? $0.get()).map(DocCFragment.requests) ?? [] }
    requests += graphs.flatMap { DocCFragment.pictures(of: DocCCatalog.request(of: $0)) }
    var answers = DocCAnswers(rendering.results(of: requests))
    var files: [String: String] = [:]
    var errors: [DocumentError] = []
    for (page, fences) in zip(pages, fences) {
      let texts = fences.map { fence in
        let fragment = fence.flatMap { fence in
          answers.next(DocCFragment.requests(fence).count).mapError(fence.located).map {
            DocCFragment(fence, $0)
          }
        }
        switch fragment {
        case .success(let fragment):
          files.merge(fragment.pictures) { old, _ in old }
          return fragment.text
        case .failure(let error):
          errors.append(error)
          return ""
        }
      }
      if !texts.isEmpty { files[page.path] = page.document.replacingFences(with: texts) }
    }
    for graph in graphs {
      switch answers.next(2) {
      case .success(let pictures):
        files.merge(DocCFragment.files(graph.stem, pictures)) { _, new in new }
      case .failure(let error): errors.append(error.located(in: graph.source))
      }
    }
    let sorted = files.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return (sorted.map { File(path: $0.key, text: $0.value) }, errors)
  }

  private static func request(of graph: Graph) -> FenceRequest {
    FenceRequest(
      text: String(decoding: graph.source.bytes, as: UTF8.self),
      content: .figure(.init(), .init()), form: .markdown)
  }
}

/// The results of requests, taken in their order.
private struct DocCAnswers {
  private var results: ArraySlice<Result<FenceResult, FenceError>>

  init(_ results: [Result<FenceResult, FenceError>]) { self.results = results[...] }

  /// The next results, or the first error among them.
  mutating func next(_ count: Int) -> Result<[FenceResult], FenceError> {
    defer { results.removeFirst(count) }
    return Result { () throws(FenceError) in
      try results.prefix(count).map { result throws(FenceError) in try result.get() }
    }
  }
}
