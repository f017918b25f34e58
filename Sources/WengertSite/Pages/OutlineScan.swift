import WengertDocuments
import WengertNotation

/// Reads what a page consists of from its events.
struct OutlineScan {
  private let events: [MarkdownEvent]
  private let fences: [(fence: Fence, read: Result<ReadFence, DocumentError>)]
  private var lines: SourceLines
  private var result = Outline()
  private var counter = LabelCounter()
  /// The ids that are taken, and the lines on which.
  private var taken: [String: Int] = [:]
  /// Where ids stand that are none or are taken already: they are not written.
  private var refused: Set<Int> = []
  private(set) var errors: [SiteError] = []

  init(
    _ events: [MarkdownEvent],
    fences: [(fence: Fence, read: Result<ReadFence, DocumentError>)], _ source: SourceText
  ) {
    self.events = events
    self.fences = fences
    lines = SourceLines(source)
  }

  /// What the page consists of.
  ///
  /// - Complexity: O(number of events).
  mutating func outline() -> Outline {
    takeNames()
    takeTitle()
    var byLine: [Int: Int] = [:]
    for (position, entry) in fences.enumerated() {
      byLine[entry.fence.lines.lowerBound] = position
    }
    result.sections = [Outline.Section(id: nil, title: "", text: "")]
    var position = result.titleEvents?.upperBound ?? 0
    while position < events.count {
      position = element(at: position, &byLine)
    }
    for (_, fence) in byLine.sorted(by: { $0.key < $1.key }) {
      let line = lines.line(fences[fence].fence.lines.lowerBound)
      errors.append(
        .at(
          line.whole, of: line, "this fence is no block of the page",
          hint: "put a blank line before it; a note has to be referred to"))
    }
    return result
  }

  // MARK: Names

  /// The heading that is the page's title: the first block, if it is of the first level.
  private mutating func takeTitle() {
    guard events.count > 2, events[1].isStart, events[1].node == .heading(level: 1) else { return }
    let end = self.end(of: 1)
    let written = plainText(2..<end)
    let parts = written.flatMap(Identifier.split)
    result.title = parts?.text ?? written
    if let id = parts?.id, !refused.contains(1) {
      result.titleID = id
      result.labels[id] = .section(parts?.text ?? id)
    }
    result.titleEvents = 1..<end + 1
  }

  /// The names that authors gave, before any are made from headings.
  private mutating func takeNames() {
    for (fence, read) in fences {
      if let id = try? read.get().attributes.id { taken[id] = fence.lines.lowerBound }
    }
    for position in events.indices where events[position].isStart {
      switch events[position].node {
      case .heading: take(headingID(at: position), at: position)
      case .paragraph: take(solo(at: position)?.id, at: position)
      default: continue
      }
    }
  }

  private mutating func take(_ id: String?, at position: Int) {
    guard let id else { return }
    let range = events[position].lines
    let place = lines.excerpt(of: "{#\(id)}", in: range)
    refused.insert(position)
    if !Identifier.isValid(id) {
      errors.append(
        .at(
          place.whole, of: place, "'\(id)' is not an id",
          hint:
            "an id is a letter, then letters, digits and any of - _ . :; it does not begin with wg-"
        ))
    } else if let line = taken[id] {
      errors.append(
        .at(
          place.whole, of: place, "the id '\(id)' is already taken on line \(line)",
          hint: "give it another id"))
    } else {
      taken[id] = range.lowerBound
      refused.remove(position)
    }
  }

  private func headingID(at position: Int) -> String? {
    plainText(position + 1..<end(of: position)).flatMap(Identifier.split)?.id
  }

  /// A name for a heading that no other place of the page has.
  private mutating func name(for title: String, at line: Int) -> String {
    let slug = Identifier.slug(title)
    var name = slug
    var count = 1
    while taken[name] != nil {
      count += 1
      name = "\(slug)-\(count)"
    }
    taken[name] = line
    return name
  }

  // MARK: Elements

  /// Reads the element at an event; returns the event to go on with.
  private mutating func element(at position: Int, _ byLine: inout [Int: Int]) -> Int {
    let event = events[position]
    guard event.isStart else { return position + 1 }
    switch event.node {
    case .heading(let level):
      addHeading(level, at: position)
      return end(of: position)
    case .paragraph:
      if let solo = solo(at: position) {
        add(solo, at: position)
        return solo.end
      }
      if result.opening == nil { result.opening = opening(of: position) }
    case .code(let info, _):
      if let fence = byLine.removeValue(forKey: event.lines.lowerBound) {
        addFence(fence, at: position)
        return position + 1
      }
      if MarkdownDocument.asksForFigure(info: info) {
        let line = lines.line(event.lines.lowerBound)
        errors.append(
          .at(
            line.whole, of: line, "it is not clear where this fence belongs",
            hint: "put blank lines around it and around the HTML before it"))
      }
    default: break
    }
    addText(of: event.node)
    return position + 1
  }

  private mutating func addHeading(_ level: Int, at position: Int) {
    let written = plainText(position + 1..<end(of: position)) ?? ""
    let parts = Identifier.split(written)
    let title = parts?.text ?? written
    let id = refused.contains(position) ? nil : parts?.id
    let name = id ?? name(for: title, at: events[position].lines.lowerBound)
    result.elements[position] = .heading(id: name)
    result.labels[name] = .section(title)
    result.headings.append(Outline.Heading(level: level, id: name, title: title))
    result.sections.append(Outline.Section(id: name, title: title, text: ""))
  }

  private mutating func add(_ solo: Solo, at position: Int) {
    switch events[solo.content.lowerBound].node {
    case .image(_, let title):
      let label = solo.id != nil || !title.isEmpty ? counter.figure() : nil
      if let id = solo.id { result.labels[id] = label }
      result.elements[position] = .image(solo, label)
      addText(" \(title) ")
    default:
      let label = solo.id.map { _ in counter.equation() }
      if let id = solo.id { result.labels[id] = label }
      result.elements[position] = .display(solo, label)
    }
  }

  private mutating func addFence(_ fence: Int, at position: Int) {
    var label: Label?
    if let attributes = try? fences[fence].read.get().attributes {
      if attributes.id != nil || attributes.caption != nil {
        switch attributes.kind {
        case .figure, .live: label = counter.figure()
        case .trace, .jacobian: label = counter.table()
        case .equations: label = counter.equation()
        case .code: label = counter.listing()
        }
      }
      if let id = attributes.id { result.labels[id] = label }
      if let caption = attributes.caption { addText(" \(caption) ") }
    }
    result.elements[position] = .fence(fence, label)
  }

  /// The image or formula that a paragraph holds alone.
  private func solo(at position: Int) -> Solo? {
    let first = position + 1
    guard events.indices.contains(first), events[first].isStart else { return nil }
    let content: Range<Int>
    switch events[first].node {
    case .image: content = first..<end(of: first) + 1
    case .formula(_, isDisplay: true): content = first..<first + 1
    default: return nil
    }
    let end = self.end(of: position)
    let rest = events[content.upperBound..<end].filter { $0.node != .softBreak }
    guard let last = rest.first else { return Solo(content: content, end: end, id: nil) }
    guard rest.count == 1, case .text(let text) = last.node,
      let (before, id) = Identifier.split(text), before.isEmpty
    else { return nil }
    return Solo(content: content, end: end, id: refused.contains(position) ? nil : id)
  }

  /// The event at which the part that begins at another one ends.
  private func end(of position: Int) -> Int {
    var depth = 0
    for index in position..<events.count {
      if !events[index].isStart {
        depth -= 1
      } else if index == position || events[index].node.holdsOthers {
        depth += 1
      }
      if depth == 0 { return index }
    }
    return events.count - 1
  }

  // MARK: Text

  private mutating func addText(of node: MarkdownNode) {
    switch node {
    case .text(let text), .codeSpan(let text), .formula(let text, _): addText(text)
    case .code(_, let text): addText(text)
    case .paragraph, .softBreak, .hardBreak, .cell, .item: addText(" ")
    default: return
    }
  }

  private mutating func addText(_ text: String) {
    result.sections[result.sections.count - 1].text += text
  }

  /// The first words of a paragraph.
  private func opening(of position: Int) -> String? {
    guard let text = plainText(position + 1..<end(of: position)), !text.isEmpty else { return nil }
    guard text.count > 180 else { return text }
    let cut = text.prefix(160)
    return (cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + "…"
  }

  /// The words of some events.
  private func plainText(_ range: Range<Int>) -> String? {
    var text = ""
    for event in events[range] where event.isStart {
      switch event.node {
      case .text(let words), .codeSpan(let words), .formula(let words, _): text += words
      case .softBreak, .hardBreak: text += " "
      default: continue
      }
    }
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.isEmpty ? nil : words
  }
}
