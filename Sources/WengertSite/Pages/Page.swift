import WengertDocuments
import WengertNotation

/// A page that is read, but not written.
struct Page {
  /// Its path in the folder of the site.
  let path: String
  let front: FrontMatter
  /// What stands in it, with its fences.
  let document: MarkdownDocument
  let fences: [Result<ReadFence, DocumentError>]
  let events: [MarkdownEvent]
  let outline: Outline
  let errors: [SiteError]

  /// Reads a page; `name` stands for it in messages.
  init(path: String, text: String, name: String, files: FenceFiles) {
    self.path = path
    let source = SourceText(text, name: name)
    var errors: [SiteError] = []
    var body = source
    do throws(SiteError) {
      (front, body) = try FrontMatter.split(source)
    } catch {
      front = FrontMatter()
      errors.append(error)
    }
    document = MarkdownDocument(String(decoding: body.bytes, as: UTF8.self), name: name)
    fences = document.read(files: files)
    events = CommonMark.events(of: document.source.bytes)
    var scan = OutlineScan(
      events, fences: zip(document.fences, fences).map { ($0, $1) }, document.source)
    outline = scan.outline()
    self.errors = errors + scan.errors
  }

  /// The page's path in the site.
  var output: String { SitePath.output(of: path) }

  /// What the page is called: by itself, by its first heading, or by its file.
  var title: String {
    if let title = front.title ?? outline.title { return title }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return String(name.dropLast(".md".count))
  }

  /// The page in a sentence or two.
  var description: String? { front.description ?? outline.opening }
}
