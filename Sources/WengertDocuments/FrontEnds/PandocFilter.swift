import Wengert
import WengertCode
import WengertDrawing

/// A document of pandoc on its way through a filter.
public struct PandocFilter: Sendable {
  /// Why there is no document.
  public struct FormatError: Error, Equatable, CustomStringConvertible {
    public let description: String
  }

  /// The document, its pictures, and what is wrong with its fences.
  public struct Output: Sendable {
    /// The document as JSON, as pandoc wants it back.
    public let json: String
    /// The files that the document shows.
    public let pictures: [PictureFile]
    /// What is wrong with fences, at lines of the fence itself, because pandoc's tree has no others.
    public let errors: [DocumentError]
  }

  private let document: JSONValue
  private let writer: PandocWriter
  private let folder: String
  private let usesTikZ: Bool
  /// Whether the tree has blocks for figures, as from pandoc 3 on.
  private let hasFigures: Bool
  private let fences: [Fence]

  /// Reads a document.
  ///
  /// - Parameters:
  ///   - text: what pandoc gives a filter: the document's tree as JSON.
  ///   - writer: the name of pandoc's writer.
  ///   - folder: the folder of the pictures as the document names it, with a `/` at its end.
  ///   - usesTikZ: whether LaTeX gets TikZ instead of PDF; the document's metadata `wengert: {tikz: true}` asks for it too.
  public init(
    _ text: String, writer: String, folder: String, usesTikZ: Bool = false
  ) throws(FormatError) {
    do throws(JSONError) {
      document = try JSONReader.value(text)
    } catch {
      throw FormatError(description: "byte \(error.offset + 1) is no JSON: \(error.message)")
    }
    let version = document["pandoc-api-version"]?.elements?.compactMap { element -> Int? in
      if case .number(let digits) = element { Int(digits) } else { nil }
    }
    guard let version, version.count >= 2, document["blocks"]?.elements != nil else {
      throw FormatError(
        description: "this is not pandoc's JSON; use the filter as in pandoc -t json")
    }
    guard (version[0], version[1]) >= (1, 21) else {
      throw FormatError(description: "this pandoc is too old; the filter needs pandoc 2.10")
    }
    hasFigures = (version[0], version[1]) >= (1, 23)
    self.writer = PandocWriter(writer)
    self.folder = folder
    let wish = document["meta"]?["wengert"]?["c"]?["tikz"]?["c"]
    self.usesTikZ = usesTikZ || wish == .bool(true)
    var fences: [Fence?] = []
    PandocFilter.visit(document) { block in
      fences.append(PandocFilter.fence(block, number: fences.count + 1))
    }
    self.fences = fences.compactMap(\.self)
    guard self.fences.count == fences.count else {
      throw FormatError(description: "a block of code is not what pandoc makes of one")
    }
  }

  /// The document with a figure in place of each fence.
  public func rendered(by rendering: some FenceRendering, files: FenceFiles) -> Output {
    var reader = FenceReader(files: files)
    var prefixes = PagePrefixes()
    let read = fences.map { fence in
      Result { () throws(DocumentError) in try reader.read(fence) }
    }
    let answered = rendering.answers(to: read) { requests(of: $0, &prefixes) }
    var errors: [DocumentError] = []
    var pictures: [PictureFile] = []
    var additions = PageAdditions()
    let replacements = answered.map { fence -> [JSONValue] in
      switch fence {
      case .success(let fence):
        let (request, result) = fence.answers[0]
        var files: [PictureFile] = []
        if case .svg = request.form {
          files = fence.answers.map { PictureFile($0.request, $0.result, format: format) }
          for file in files where !pictures.contains(file) { pictures.append(file) }
        }
        let style = request.form == .html ? additions.add(result, fence.attributes.kind) : nil
        return blocks(fence.attributes, request, result, files, style: style)
      case .failure(let error):
        errors.append(error)
        return []
      }
    }
    var rest = replacements.makeIterator()
    var filled = PandocFilter.replaced(document) { block in
      PandocFilter.isFence(block) ? rest.next() : nil
    }
    if let script = additions.script {
      filled = PandocFilter.ended(filled, by: Pandoc.raw("html", script))
    }
    return Output(json: filled.json, pictures: pictures, errors: errors)
  }

  /// The document with a block behind all others.
  private static func ended(_ document: JSONValue, by block: JSONValue) -> JSONValue {
    guard case .object(var members) = document,
      let position = members.firstIndex(where: { $0.key == "blocks" }),
      let blocks = members[position].value.elements
    else { return document }
    members[position].value = .array(blocks + [block])
    return .object(members)
  }

  // MARK: Forms

  /// What a fence is needed as; Markdown shows a light or a dark picture, as its reader likes it.
  private func requests(of fence: ReadFence, _ prefixes: inout PagePrefixes) -> [FenceRequest] {
    var request = fence.request(as: form(of: fence.attributes.kind))
    // Books in XML run no scripts.
    if writer == .html(isXML: true) { request = request.still }
    switch request.form {
    case .html: return [prefixes.assigned(to: request)]
    case .svg where writer == .markdown: return [request, fence.request(as: .svg(.dark))]
    default: return [request]
    }
  }

  private func form(of kind: FenceKind) -> FenceForm {
    switch kind {
    case .figure, .live:
      switch writer {
      case .html: .html
      case .latex(takesTikZ: true) where usesTikZ: .latex
      case .latex, .pixels, .markdown, .other: .svg(.light)
      }
    case .trace, .equations, .jacobian:
      if case .html = writer { .html } else { .pandoc }
    case .code: .pandoc
    }
  }

  private var format: PictureFile.Format {
    switch writer {
    case .latex: .pdf
    case .pixels: .png
    case .html, .markdown, .other: .svg
    }
  }

  // MARK: Blocks

  private func blocks(
    _ attributes: FenceAttributes, _ request: FenceRequest, _ result: FenceResult,
    _ files: [PictureFile], style: String?
  ) -> [JSONValue] {
    switch request.form {
    case .html: return [html(attributes, result.text, style: style)]
    case .latex: return tikz(attributes, result.text)
    case .svg:
      if writer == .markdown {
        let address = AddressText.encoded(folder)
        return [Pandoc.raw("html", FigureMarkup.figure(files, in: address, attributes))]
      }
      return [image(attributes, files[0])]
    case .pandoc, .markdown, .plain:
      var text = result.text
      // Comments of code have it, and pdfTeX stops at it.
      if case .latex = writer { text = text.replacing("∂", with: "d") }
      return PandocFilter.framed((try? JSONReader.value(text).elements) ?? [], attributes)
    }
  }

  private func html(
    _ attributes: FenceAttributes, _ content: String, style: String?
  ) -> JSONValue {
    var content = content
    if writer == .html(isXML: true) {
      // All text is escaped, so this can only be the element.
      content = content.replacing(
        "<math ", with: "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" ")
    }
    guard hasFigures else {
      return Pandoc.raw("html", FigureMarkup.figure(content, attributes, style: style))
    }
    let markup = (style.map { "<style>\($0)</style>" } ?? "") + content
    let label = attributes.alt.map { [("aria-label", $0)] } ?? []
    return Pandoc.node(
      "Figure",
      .array([
        Pandoc.attributes(id: attributes.id, classes: ["wengert"], label),
        Pandoc.caption(attributes.caption),
        .array([Pandoc.plain([Pandoc.raw("html", markup, isInline: true)])]),
      ]))
  }

  private func image(_ attributes: FenceAttributes, _ file: PictureFile) -> JSONValue {
    let alt = Pandoc.inlines(attributes.alt ?? file.summary)
    func image(_ text: [JSONValue], id: String?, title: String) -> JSONValue {
      let size = writer == .pixels ? [("width", file.width)] : []
      return Pandoc.node(
        "Image",
        .array([
          Pandoc.attributes(id: id, size), .array(text),
          .array([.string(folder + file.name), .string(title)]),
        ]))
    }
    guard let caption = attributes.caption else {
      return Pandoc.paragraph([image(alt, id: attributes.id, title: "")])
    }
    guard hasFigures else {
      // So pandoc 2 knows a figure.
      return Pandoc.paragraph([
        image(Pandoc.inlines(caption), id: attributes.id, title: "fig:")
      ])
    }
    return Pandoc.node(
      "Figure",
      .array([
        Pandoc.attributes(id: attributes.id), Pandoc.caption(caption),
        .array([Pandoc.plain([image(alt, id: nil, title: "")])]),
      ]))
  }

  private func tikz(_ attributes: FenceAttributes, _ picture: String) -> [JSONValue] {
    // A figure is not wider than the text.
    let fitted =
      "\\setbox0=\\hbox{%\n\(picture)\n}%\n"
      + "\\ifdim\\wd0>\\linewidth\\resizebox{\\linewidth}{!}{\\box0}\\else\\box0\\fi"
    var lines = ["\\begin{figure}", "\\centering", fitted]
    if let caption = attributes.caption {
      lines.append("\\caption{\(LaTeXText.escaped(caption))}")
    }
    // An id has letters, digits and - _ . : alone; those beyond ASCII name no label in every TeX.
    if let id = attributes.id, id.utf8.allSatisfy({ $0 < 0x80 }) {
      // Without a caption there is no number that links could lead to.
      if attributes.caption == nil {
        lines.append("\\ifdefined\\phantomsection\\phantomsection\\fi")
      }
      lines.append("\\label{\(id)}")
    }
    lines.append("\\end{figure}")
    return [Pandoc.raw("latex", lines.joined(separator: "\n"))]
  }

  /// Blocks with the caption and the id of their fence.
  private static func framed(
    _ blocks: [JSONValue], _ attributes: FenceAttributes
  ) -> [JSONValue] {
    guard attributes.id != nil || attributes.caption != nil else { return blocks }
    if blocks.count == 1, blocks[0]["t"]?.text == "Table", var parts = blocks[0]["c"]?.elements {
      parts[0] = Pandoc.attributes(id: attributes.id)
      parts[1] = Pandoc.caption(attributes.caption)
      return [Pandoc.node("Table", .array(parts))]
    }
    let caption = attributes.caption.map {
      [Pandoc.paragraph([Pandoc.node("Emph", .array(Pandoc.inlines($0)))])]
    }
    return [
      Pandoc.node(
        "Div",
        .array([
          Pandoc.attributes(id: attributes.id, classes: ["wengert"]),
          .array(blocks + (caption ?? [])),
        ]))
    ]
  }

  // MARK: Tree

  private static func isFence(_ block: JSONValue) -> Bool {
    guard block["t"]?.text == "CodeBlock", let parts = block["c"]?.elements, parts.count == 2,
      let classes = parts[0].elements?.dropFirst().first?.elements
    else { return false }
    return classes.first?.text == "wengert"
  }

  /// The fence that a block of code is, written out as one of Markdown.
  private static func fence(_ block: JSONValue, number: Int) -> Fence? {
    guard isFence(block), let parts = block["c"]?.elements, let body = parts[1].text,
      let attributes = parts[0].elements, attributes.count == 3
    else { return nil }
    /// The text on one line.
    func plain(_ text: String) -> String {
      text.replacingScalars { $0 == "\n" || $0 == "\r" ? " " : nil }
    }
    func quoted(_ text: String) -> String {
      "\"\(plain(text).replacingScalars { $0 == "\\" || $0 == "\"" ? "\\\($0)" : nil })\""
    }
    var words = [".wengert"]
    if let id = attributes[0].text, !id.isEmpty { words.append("id=\(quoted(id))") }
    words +=
      attributes[1].elements?.dropFirst().compactMap { $0.text.map { ".\(plain($0))" } } ?? []
    for pair in attributes[2].elements ?? [] {
      guard let pair = pair.elements, pair.count == 2, let name = pair[0].text,
        let value = pair[1].text
      else { continue }
      words.append("\(plain(name))=\(quoted(value))")
    }
    let runs = body.split { $0 != "~" }.map(\.count)
    let marker = String(repeating: "~", count: max(3, (runs.max() ?? 0) + 1))
    let text = "\(marker){\(words.joined(separator: " "))}\n\(body)\n\(marker)"
    let first = body.split(whereSeparator: \.isNewline).first ?? "empty"
    let name = "fence \(number) (\(first.prefix(40)))"
    return MarkdownDocument(text, name: name).fences.first
  }

  private static func visit(_ value: JSONValue, _ action: (JSONValue) -> Void) {
    switch value {
    case .array(let elements):
      for element in elements {
        if isFence(element) { action(element) } else { visit(element, action) }
      }
    case .object(let members): for member in members { visit(member.value, action) }
    case .null, .bool, .number, .string: break
    }
  }

  /// The value with other blocks in place of the elements of lists for which there are some.
  private static func replaced(
    _ value: JSONValue, _ blocks: (JSONValue) -> [JSONValue]?
  ) -> JSONValue {
    switch value {
    case .array(let elements):
      .array(elements.flatMap { element in blocks(element) ?? [replaced(element, blocks)] })
    case .object(let members):
      .object(
        members.map {
          JSONValue.Member(key: $0.key, value: replaced($0.value, blocks))
        })
    case .null, .bool, .number, .string: value
    }
  }
}

extension PictureFile {
  /// The width on paper, at most that of the text on a page of A4.
  fileprivate var width: String {
    let digits = svg.firstMatch(of: /<svg [^>]*?\bwidth="([0-9.]+)"/)?.output.1
    let inches = (digits.flatMap { Double($0) } ?? 480) / 96
    return "\(min(6, (inches * 100).rounded() / 100))in"
  }
}
