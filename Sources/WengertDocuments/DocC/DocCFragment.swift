import WengertDrawing

/// What a page of a DocC catalog has in place of a fence.
struct DocCFragment {
  /// The text in the page.
  let text: String
  /// The pictures that it names, by their paths in the catalog.
  let pictures: [String: String]

  /// What a fence has to ask for: two pictures, or one text.
  static func requests(_ fence: ReadFence) -> [FenceRequest] {
    let request = fence.request(as: .plain)
    return switch request.content {
    case .figure, .live: pictures(of: request)
    case .trace, .equations, .jacobian, .code: [request]
    }
  }

  /// The requests for the light and the dark picture.
  static func pictures(of request: FenceRequest) -> [FenceRequest] {
    [Theme.light, .dark].map { theme in
      var request = request
      request.form = .svg(theme)
      return request
    }
  }

  /// The files of a picture in light and in dark colours; DocC knows the names.
  static func files(_ stem: String, _ pictures: [FenceResult]) -> [String: String] {
    ["\(stem).svg": pictures[0].text, "\(stem)~dark.svg": pictures[1].text]
  }

  /// What stands in the place of a fence, from the results of its requests.
  init(_ fence: ReadFence, _ results: [FenceResult]) {
    let (alt, caption) = (fence.attributes.alt, fence.attributes.caption)
    let parts: [String]
    if results.count == 2 {
      let file = PictureFile(DocCFragment.requests(fence)[0], results[0])
      let stem = DocCFragment.stem(file, alt)
      pictures = DocCFragment.files(stem, results)
      parts = DocCFragment.picture(
        stem, alt ?? file.summary, caption, allowsDirectives: fence.fence.allowsDirectives)
    } else {
      pictures = [:]
      parts = [results[0].text] + (caption.map { ["", DocCText.emphasized($0)] } ?? [])
    }
    // What follows stays on its line, so that messages of DocC name the author's lines.
    let count = fence.fence.lines.count - (fence.fence.isFollowedByText ? 1 : 0)
    let text = parts.joined(separator: "\n")
    let lines = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    self.text = text + String(repeating: "\n", count: max(0, count - lines))
  }

  /// The name of a picture without its suffix.
  ///
  /// DocC has one text for all places that show pictures of a name to those who do not see them, so that text is a part of it.
  private static func stem(_ file: PictureFile, _ alt: String?) -> String {
    let name = file.name.prefix { $0 != "." }
    return alt.map { "\(name)-\(Fingerprint($0.utf8).text)" } ?? String(name)
  }

  /// The lines that show a picture; a caption belongs to it where a directive can stand, and follows it elsewhere.
  ///
  /// In the arguments of directives nothing stands for a quote, so with one there is no directive.
  private static func picture(
    _ stem: String, _ alt: String, _ caption: String?, allowsDirectives: Bool
  ) -> [String] {
    guard let caption else { return [DocCText.image(stem, alt)] }
    return allowsDirectives && !alt.contains { $0 == "\"" || $0 == "\\" }
      ? [DocCText.directive(stem, alt), "  \(DocCText.escaped(caption))", "}"]
      : [DocCText.image(stem, alt), "", DocCText.emphasized(caption)]
  }
}
