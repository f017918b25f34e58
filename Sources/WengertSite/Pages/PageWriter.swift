import WengertDocuments
import WengertNotation

/// Writes a page as HTML, event by event.
///
/// All text is escaped and all markup comes from here, from figures and from formulas: raw HTML is refused.
struct PageWriter {
  private let page: Page
  private let links: LinkResolver
  /// What stands in place of each fence.
  private let fences: [Result<FenceResult, DocumentError>]
  private let formulas = FormulaWriter()
  private var lines: SourceLines
  private(set) var errors: [SiteError] = []
  private var out = ""
  /// What has begun and not ended.
  private var open: [MarkdownNode] = []
  private var tables: [TableState] = []
  private var noteCount = 0
  /// Whether the first sign of the next text is already written.
  private var isJoined = false
  /// How often each note was referred to so far.
  private var references: [Int: Int] = [:]

  private struct TableState {
    let alignments: [MarkdownNode.Alignment]
    var column = 0
    var isHead = false
    var hasBody = false
  }

  init(_ page: Page, links: LinkResolver, fences: [Result<FenceResult, DocumentError>]) {
    self.page = page
    self.links = links
    self.fences = fences
    lines = SourceLines(page.document.source)
  }

  /// What stands in the page, without its title.
  mutating func content() -> String {
    write(0..<page.events.count, except: page.outline.titleEvents)
    if noteCount > 0 { out += "</ol>\n</section>\n" }
    return take()
  }

  /// The title with its formulas and emphasis; nil where the page does not begin with one.
  mutating func title() -> String? {
    guard let events = page.outline.titleEvents else { return nil }
    write(events.lowerBound + 1..<events.upperBound - 1)
    let title = take()
    return Identifier.split(title)?.text ?? title
  }

  private mutating func take() -> String {
    defer { out = "" }
    return out
  }

  private mutating func write(_ range: Range<Int>, except hole: Range<Int>? = nil) {
    var position = range.lowerBound
    while position < range.upperBound {
      if let hole, hole.contains(position) {
        position = hole.upperBound
        continue
      }
      if let element = page.outline.elements[position] {
        position = write(element, at: position)
        continue
      }
      let event = page.events[position]
      if event.isStart {
        position = begin(event, at: position)
      } else {
        end(event.node)
        position += 1
      }
    }
  }

  // MARK: Elements

  /// Writes an element; returns the event to go on with.
  private mutating func write(_ element: Outline.Element, at position: Int) -> Int {
    switch element {
    case .heading(let id): return writeHeading(id, at: position)
    case .image(let solo, let label):
      writeImage(solo, label)
      return solo.end + 1
    case .display(let solo, let label):
      let event = page.events[solo.content.lowerBound]
      if case .formula(let text, _) = event.node {
        let content = formula(text, isDisplay: true, event.lines)
        out += FigureFrame.equation(content, id: solo.id, label: label)
      }
      return solo.end + 1
    case .fence(let fence, let label):
      writeFence(fence, label)
      return position + 1
    }
  }

  private mutating func writeHeading(_ id: String, at position: Int) -> Int {
    guard case .heading(let level) = page.events[position].node else { return position + 1 }
    // The page's title is its only heading of the first level.
    let tag = "h\(max(2, level))"
    out += "<\(tag) id=\"\(HTMLText.escaped(id))\">"
    var end = position + 1
    while page.events[end].isStart || page.events[end].node != page.events[position].node {
      end += 1
    }
    let start = out.endIndex
    write(position + 1..<end)
    let content = String(out[start...])
    out.removeSubrange(start...)
    out += Identifier.split(content)?.text ?? content
    out +=
      "<a class=\"anchor\" href=\"#\(SitePath.encoded(id))\" aria-label=\"Link to this section\">#</a></\(tag)>\n"
    return end + 1
  }

  private mutating func writeImage(_ solo: Solo, _ label: Label?) {
    guard case .image(let target, let title) = page.events[solo.content.lowerBound].node else {
      return
    }
    let image = image(
      target, title: nil, alt: words(solo.content), page.events[solo.content.lowerBound].lines)
    out += FigureFrame.figure(
      image, kind: "image", id: solo.id, label: label, caption: title.isEmpty ? nil : title)
  }

  private mutating func writeFence(_ position: Int, _ label: Label?) {
    let attributes = try? page.fences[position].get().attributes
    switch fences[position] {
    case .success(let result):
      let kind = attributes?.kind ?? .figure
      var content = Fragment.withoutStyles(result.text)
      if kind == .equations { content = Fragment.numbered(content, as: label) }
      out += FigureFrame.figure(
        content, kind: kind.rawValue, id: attributes?.id,
        label: kind == .equations && attributes?.caption == nil ? nil : label,
        caption: attributes?.caption, alt: attributes?.alt)
    case .failure(let error):
      errors.append(.fence(error))
      out += FigureFrame.message(error.diagnostic.text(naming: page.path), id: attributes?.id)
    }
  }

  // MARK: Blocks and words

  /// Writes where a part begins; returns the event to go on with.
  private mutating func begin(_ event: MarkdownEvent, at position: Int) -> Int {
    defer { if event.node.holdsOthers { open.append(event.node) } }
    switch event.node {
    case .document: break
    case .quote: out += "<blockquote>\n"
    case .paragraph: if !isTight { out += "<p>" }
    case .rule: out += "<hr/>\n"
    case .list(let numbering, _):
      let start = numbering.map { $0.start == 1 ? "" : " start=\"\($0.start)\"" } ?? ""
      out += numbering == nil ? "<ul>\n" : "<ol\(start)>\n"
    case .item(let state): beginItem(state)
    case .heading: break
    case .code(let info, let text): writeCode(info, text)
    case .table(let alignments):
      tables.append(TableState(alignments: alignments))
      out += "<div class=\"scroll\"><table>\n"
    case .row(let isHead): beginRow(isHead)
    case .cell: beginCell()
    case .html(let text): refuse(text, event.lines)
    case .text(let text): writeText(text)
    case .codeSpan(let text): out += "<code>\(HTMLText.escaped(text))</code>"
    case .formula(let text, let isDisplay):
      writeFormula(formula(text, isDisplay: isDisplay, event.lines), at: position)
    case .softBreak: out += "\n"
    case .hardBreak: out += "<br/>\n"
    case .emphasis: out += "<em>"
    case .strong: out += "<strong>"
    case .strikethrough: out += "<del>"
    case .link(let target, let title): beginLink(target, title, at: position)
    case .image(let target, let title):
      let end = endOfImage(at: position)
      out += image(target, title: title, alt: words(position..<end), event.lines)
      return end
    case .noteReference(let number): writeReference(number)
    case .note: beginNote()
    }
    return position + 1
  }

  private mutating func end(_ node: MarkdownNode) {
    _ = open.popLast()
    switch node {
    case .quote: out += "</blockquote>\n"
    case .paragraph: out += isTight ? "\n" : "</p>\n"
    case .list(let numbering, _): out += numbering == nil ? "</ul>\n" : "</ol>\n"
    case .item: out += "</li>\n"
    case .table: endTable()
    case .row: endRow()
    case .cell:
      out += tables.last?.isHead == true ? "</th>" : "</td>"
      if !tables.isEmpty { tables[tables.count - 1].column += 1 }
    case .emphasis: out += "</em>"
    case .strong: out += "</strong>"
    case .strikethrough: out += "</del>"
    case .link: out += "</a>"
    case .note: endNote()
    case .document, .heading, .image, .noteReference, .rule, .code, .html, .text, .codeSpan,
      .formula, .softBreak, .hardBreak:
      return
    }
  }

  /// Whether paragraphs are written without their tags, as in a list whose items have no blank lines between them.
  private var isTight: Bool {
    guard open.count > 1, case .item = open[open.count - 1],
      case .list(_, isTight: true) = open[open.count - 2]
    else { return false }
    return true
  }

  private mutating func beginItem(_ state: MarkdownNode.TaskState) {
    switch state {
    case .none: out += "<li>"
    case .open:
      out += "<li class=\"task\"><input type=\"checkbox\" disabled=\"\" aria-label=\"To do\"/> "
    case .done:
      out +=
        "<li class=\"task\"><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"Done\"/> "
    }
  }

  private mutating func writeCode(_ info: String, _ text: String) {
    let language = info.prefix { $0.isLetter || $0.isNumber || "+-_#.".contains($0) }
    let name = language.isEmpty ? "" : " class=\"language-\(HTMLText.escaped(language))\""
    out += "<pre><code\(name)>\(HTMLText.preformatted(text))</code></pre>\n"
  }

  private mutating func refuse(_ html: String, _ range: ClosedRange<Int>) {
    guard html.wholeMatch(of: /\s*<!--(?:[^\-]|-(?!->))*-->\s*/) == nil else { return }
    let place = lines.excerpt(of: String(html.prefix { $0 != "\n" }), in: range)
    fail(
      .at(
        place.whole, of: place, "raw HTML is not taken over",
        hint: "write it as Markdown; a sign that begins no markup is written \\<"))
  }

  // MARK: Tables

  private mutating func beginRow(_ isHead: Bool) {
    guard var table = tables.popLast() else { return }
    if isHead {
      out += "<thead>\n"
    } else if !table.hasBody {
      out += "<tbody>\n"
      table.hasBody = true
    }
    table.isHead = isHead
    table.column = 0
    tables.append(table)
    out += "<tr>"
  }

  private mutating func endRow() {
    out += "</tr>\n"
    if tables.last?.isHead == true { out += "</thead>\n" }
  }

  private mutating func beginCell() {
    guard let table = tables.last else { return }
    let alignment =
      table.alignments.indices.contains(table.column) ? table.alignments[table.column] : .none
    let name =
      switch alignment {
      case .none, .left: ""
      case .center: " class=\"center\""
      case .right: " class=\"right\""
      }
    out += table.isHead ? "<th scope=\"col\"\(name)>" : "<td\(name)>"
  }

  private mutating func endTable() {
    let hasBody = tables.popLast()?.hasBody == true
    out += (hasBody ? "</tbody>\n" : "") + "</table></div>\n"
  }

  // MARK: Notes

  private mutating func writeReference(_ number: Int) {
    let count = references[number, default: 0] + 1
    references[number] = count
    out +=
      "<sup class=\"note-mark\"><a href=\"#wg-note-\(number)\" id=\"wg-mark-\(number)-\(count)\""
      + " role=\"doc-noteref\">\(number)</a></sup>"
  }

  private mutating func beginNote() {
    if noteCount == 0 {
      out += "<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"Notes\">\n<ol>\n"
    }
    noteCount += 1
    out += "<li id=\"wg-note-\(noteCount)\">"
  }

  private mutating func endNote() {
    for count in 1...max(1, references[noteCount] ?? 1) {
      out +=
        "<a href=\"#wg-mark-\(noteCount)-\(count)\" role=\"doc-backlink\""
        + " aria-label=\"Back to reference \(noteCount)\(count == 1 ? "" : ", \(count)")\">↩</a> "
    }
    out += "</li>\n"
  }

  // MARK: Links and images

  private mutating func beginLink(_ target: String, _ title: String, at position: Int) {
    let next = page.events[position + 1]
    let isEmpty = !next.isStart
    let lines = page.events[position].lines
    do throws(LinkResolver.Problem) {
      switch try links.destination(of: target, from: page.path) {
      case .outside(let address):
        out += anchor(address, title)
        if isEmpty { out += HTMLText.escaped(address) }
      case .file(let address):
        out += anchor(address, title)
        if isEmpty { out += HTMLText.escaped(target) }
      case .page(let address, let text, let remark):
        out += anchor(address, title)
        if isEmpty { out += HTMLText.escaped(text) }
        if isEmpty, let remark {
          out += "<span class=\"elsewhere\"> in \(HTMLText.escaped(remark))</span>"
        }
      }
    } catch {
      out += "<a>"
      let place = self.lines.excerpt(of: target, in: lines)
      fail(.at(place.whole, of: place, error.message, hint: error.hint))
    }
  }

  private func anchor(_ address: String, _ title: String) -> String {
    let remark = title.isEmpty ? "" : " title=\"\(HTMLText.escaped(title))\""
    return "<a href=\"\(HTMLText.escaped(address))\"\(remark)>"
  }

  private mutating func image(
    _ target: String, title: String?, alt: String, _ range: ClosedRange<Int>
  ) -> String {
    do throws(LinkResolver.Problem) {
      let address = try links.image(target, from: page.path)
      let remark = (title ?? "").isEmpty ? "" : " title=\"\(HTMLText.escaped(title ?? ""))\""
      return "<img src=\"\(HTMLText.escaped(address))\" alt=\"\(HTMLText.escaped(alt))\"\(remark)/>"
    } catch {
      let place = lines.excerpt(of: target, in: range)
      let failure = SiteError.at(place.whole, of: place, error.message, hint: error.hint)
      errors.append(failure)
      return FigureFrame.inlineMessage(failure.diagnostic.text(naming: page.path))
    }
  }

  /// The event at which an image ends.
  private func endOfImage(at position: Int) -> Int {
    var depth = 1
    var end = position + 1
    while end < page.events.count {
      if !page.events[end].isStart {
        depth -= 1
        if depth == 0 { return end }
      } else if page.events[end].node.holdsOthers {
        depth += 1
      }
      end += 1
    }
    return end
  }

  /// The words of some events.
  private func words(_ range: Range<Int>) -> String {
    page.events[range].map { event in
      switch event.node {
      case .text(let text), .codeSpan(let text), .formula(let text, _): text
      case .softBreak, .hardBreak: " "
      default: ""
      }
    }.joined()
  }

  // MARK: Formulas and errors

  /// Text, without the sign that was written together with the formula before it.
  private mutating func writeText(_ text: String) {
    out += HTMLText.escaped(isJoined ? text.dropFirst() : text[...])
    isJoined = false
  }

  /// A formula between words; the sign that follows it stays on its line.
  private mutating func writeFormula(_ markup: String, at position: Int) {
    guard page.events.indices.contains(position + 1),
      case .text(let next) = page.events[position + 1].node, let sign = next.first,
      ",.;:!?)".contains(sign)
    else { return out += markup }
    out += "<span class=\"joined\">\(markup)\(sign)</span>"
    isJoined = true
  }

  private mutating func formula(
    _ text: String, isDisplay: Bool, _ range: ClosedRange<Int>
  ) -> String {
    do throws(SiteError) {
      let place = lines.excerpt(of: text, in: range)
      return try formulas.markup(text, isDisplay: isDisplay, at: place)
    } catch {
      errors.append(error)
      return FigureFrame.inlineMessage(error.diagnostic.text(naming: page.path))
    }
  }

  private mutating func fail(_ error: SiteError) {
    errors.append(error)
    out += FigureFrame.inlineMessage(error.diagnostic.text(naming: page.path))
  }
}
