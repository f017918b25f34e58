import WengertDrawing

/// A file that a document shows.
public struct PictureFile: Sendable, Equatable {
  /// What is to be made of the SVG.
  public enum Format: String, Sendable {
    case svg, png, pdf
  }

  /// The name, made from what decides the picture.
  public let name: String
  /// The picture as SVG.
  public let svg: String
  /// What the file holds.
  public let format: Format

  /// What all names begin with.
  static let namePrefix = "wengert-"

  /// A file for a request and its result.
  init(_ request: FenceRequest, _ result: FenceResult, format: Format = .svg) {
    let suffix = request.form == .svg(.dark) ? "-dark" : ""
    // Light and dark have one name.
    var light = request
    light.form = .svg(.light)
    name = "\(PictureFile.namePrefix)\(light.key.prefix(16))\(suffix).\(format.rawValue)"
    svg = result.text
    self.format = format
  }

  /// What the picture shows, in words, with its markup characters escaped.
  var escapedSummary: String {
    svg.firstMatch(of: /<desc[^>]*>([^<]*)<\/desc>/).map { String($0.output.1) } ?? ""
  }

  /// The same as text.
  var summary: String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(escapedSummary) { $0.replacing($1.0, with: $1.1) }
  }
}

/// A Markdown document whose figures are files: for readers that show no SVG in the text, such as GitHub.
public struct IllustratedDocument: Sendable {
  /// The document.
  public let text: String
  /// The pictures, each once.
  public let pictures: [PictureFile]
  /// What is wrong with fences, as in ``RenderedDocument``.
  public let errors: [DocumentError]

  /// A document with links to its pictures; other kinds are tables, mathematics and code of Markdown.
  ///
  /// - Parameters:
  ///   - document: the document with its fences.
  ///   - folder: where the pictures are, as a URL that the document can use.
  ///   - rendering: what answers the requests.
  ///   - files: how fences read the files that they name.
  public init(
    _ document: MarkdownDocument, folder: String, by rendering: some FenceRendering,
    files: FenceFiles = .none
  ) {
    var pictures: [PictureFile] = []
    var errors: [DocumentError] = []
    let answered = rendering.answers(to: document.read(files: files)) { fence in
      IllustratedDocument.forms(fence.attributes.kind).map { fence.request(as: $0) }
    }
    let texts = answered.map { fence -> String in
      switch fence {
      case .success(let fence):
        guard fence.answers.count == 2 else {
          return FigureMarkup.markdown(fence.answers[0].result.text, fence.attributes)
        }
        let files = fence.answers.map { PictureFile($0.request, $0.result) }
        for file in files where !pictures.contains(file) { pictures.append(file) }
        return FigureMarkup.figure(files, in: folder, fence.attributes)
      case .failure(let error):
        errors.append(error)
        return document.message(error)
      }
    }
    text = document.replacingFences(with: texts)
    self.pictures = pictures
    self.errors = errors
  }

  /// The forms that a fence is needed in.
  private static func forms(_ kind: FenceKind) -> [FenceForm] {
    switch kind {
    case .figure, .live: [.svg(.light), .svg(.dark)]
    case .trace, .equations, .jacobian, .code: [.markdown]
    }
  }
}
