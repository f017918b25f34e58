import WengertNotation

/// Finds the fences of a Markdown document that ask for a figure.
///
/// Follows the block structure of CommonMark 0.31 line by line: quotes, list items, paragraphs, raw HTML and
/// fences, notes as GitHub has them, and the directives of DocC where the dialect has them. So a fence that is an example
/// inside a longer fence, in indented code or in a comment is left alone.
/// One pass without recursion: O(length of the document).
struct FenceScanner {
  /// The most quotes and list items inside each other; more are read as text.
  ///
  /// Every line is matched against all of them, so without a limit a small document could cost much time.
  private static let nestingLimit = 100

  /// What holds other blocks.
  fileprivate enum Container {
    case quote
    /// A list item whose content stands so many columns from its own container's.
    case item(indent: Int, isEmpty: Bool)
    /// A directive of DocC, whose first line with text says how far its content is indented.
    case directive(indent: Int?)
    /// A note, whose lines are indented by four columns.
    case note
  }

  /// The block at which the document is being read, if lines can be added to it.
  private enum Leaf: Equatable {
    case none
    case paragraph
    case fence
    case html(HTMLBlock)
  }

  private let source: SourceText
  private let dialect: MarkdownDialect
  /// Whether the arguments of a directive go on in the next line.
  private var isInArguments = false
  private var containers: [Container] = []
  private var leaf = Leaf.none
  private var open: OpenFence?
  private var fences: [Fence] = []
  private var hasJustClosed = false

  /// The fences of a document in order, and the marker that would close the fence of any kind in which it ends.
  ///
  /// A fence in a list item or a quote ends with that, so there is none then.
  static func fences(
    of source: SourceText, dialect: MarkdownDialect
  ) -> (fences: [Fence], openMarker: String?) {
    var scanner = FenceScanner(source: source, dialect: dialect)
    for line in MarkdownLines(source.bytes) { scanner.read(line) }
    let marker = scanner.containers.isEmpty ? scanner.open?.marker : nil
    scanner.endFence()
    return (scanner.fences, marker)
  }

  private init(source: SourceText, dialect: MarkdownDialect) {
    (self.source, self.dialect) = (source, dialect)
  }

  // MARK: Lines

  private mutating func read(_ line: MarkdownLines.Line) {
    var cursor = LineCursor(line, of: source.bytes)
    let depth = matchContainers(&cursor)
    let isInside = depth == containers.count
    if isInside, !cursor.isBlank {
      if hasJustClosed { fences[fences.count - 1].isFollowedByText = true }
      fillItem()
    }
    hasJustClosed = false
    if cursor.isBlank { isInArguments = false }
    switch leaf {
    case .none, .paragraph: break
    case .fence:
      if isInside { return continueFence(&cursor) }
      endFence()
    case .html(let block):
      if isInside {
        if block.ends(with: cursor.text) { leaf = .none }
        return
      }
      leaf = .none
    }
    openBlocks(&cursor, depth)
  }

  /// Reads what the open containers put before a line, and returns how many of them go on with it.
  private mutating func matchContainers(_ cursor: inout LineCursor) -> Int {
    for (depth, container) in containers.enumerated() {
      switch container {
      case .quote:
        guard cursor.indentation < 4, cursor.text.first == UInt8(ascii: ">") else { return depth }
        cursor.take(1)
        cursor.skip(columns: 1)
      case .item(let indent, let isEmpty):
        guard cursor.isBlank ? !isEmpty : cursor.indentation >= indent else { return depth }
        cursor.skip(columns: indent)
      case .directive(let indent):
        // Content may stand less far in than the first line of it does.
        if indent == nil, !cursor.isBlank {
          containers[depth] = .directive(indent: cursor.indentation)
        }
        cursor.skip(columns: indent ?? cursor.indentation)
      case .note:
        guard cursor.line.extent.isEmpty || cursor.indentation >= 4 else { return depth }
        cursor.skip(columns: 4)
      }
    }
    return containers.count
  }

  /// Notes that the innermost list item has content: only an empty one ends with a blank line.
  private mutating func fillItem() {
    if case .item(let indent, isEmpty: true)? = containers.last {
      containers[containers.count - 1] = .item(indent: indent, isEmpty: false)
    }
  }

  // MARK: Blocks

  /// Opens the blocks that begin on a line, outermost first; so many containers go on with it.
  private mutating func openBlocks(_ cursor: inout LineCursor, _ matched: Int) {
    var depth = matched
    if readDirective(&cursor, depth) { return }
    // Text goes on with a paragraph even where it stands outside the paragraph's containers.
    var continues = leaf == .paragraph
    while !cursor.isBlank {
      if cursor.indentation >= 4 {
        if !continues { close(downTo: depth) }
        return
      }
      let isInside = continues && depth == containers.count
      if let block = leafBlock(at: cursor, inParagraph: isInside, nearParagraph: continues) {
        close(downTo: depth)
        leaf = block
        if block == .fence {
          open = OpenFence(at: cursor)
          open?.allowsDirectives = dialect == .docC && containers.allSatisfy(\.isDirective)
        }
        return
      }
      guard depth < FenceScanner.nestingLimit,
        let container = container(at: &cursor, inParagraph: isInside)
      else {
        if !continues {
          close(downTo: depth)
          leaf = .paragraph
        }
        return
      }
      close(downTo: depth)
      containers.append(container)
      depth += 1
      continues = false
    }
    close(downTo: depth)
  }

  private mutating func close(downTo depth: Int) {
    containers.removeLast(containers.count - depth)
    leaf = .none
  }

  /// The block that a line's text is or begins; ``Leaf/none`` where it is over with the line.
  private func leafBlock(
    at cursor: LineCursor, inParagraph: Bool, nearParagraph: Bool
  ) -> Leaf? {
    let text = cursor.text
    if text.fenceMarker != nil { return .fence }
    if let block = HTMLBlock(startingWith: text, inParagraph: nearParagraph) {
      return block.ends(with: text) ? Leaf.none : .html(block)
    }
    let isLine = text.isHeading || (inParagraph && text.isUnderline) || text.isRule
    return isLine ? Leaf.none : nil
  }

  /// The container that begins on a line; its marker is read.
  private func container(at cursor: inout LineCursor, inParagraph: Bool) -> Container? {
    if cursor.text.first == UInt8(ascii: ">") {
      cursor.take(1)
      cursor.skip(columns: 1)
      return .quote
    }
    if let length = cursor.text.noteMarker {
      cursor.take(length)
      cursor.skip(columns: cursor.indentation)
      return .note
    }
    guard let length = cursor.text.listMarker(inParagraph: inParagraph) else { return nil }
    let indent = cursor.indentation + length
    cursor.take(length)
    // Content that begins with a blank line or with indented code stands one column after the marker.
    let blanks = cursor.isBlank || cursor.indentation > 4 ? 1 : cursor.indentation
    cursor.skip(columns: blanks)
    return .item(indent: indent + blanks, isEmpty: cursor.isBlank)
  }

  // MARK: Directives

  /// Reads a line that begins or ends a directive, or goes on with its arguments; whether it is such a line.
  ///
  /// Directives stand at the outermost level and in each other.
  private mutating func readDirective(_ cursor: inout LineCursor, _ depth: Int) -> Bool {
    guard dialect == .docC, !cursor.isBlank, depth < FenceScanner.nestingLimit,
      containers.prefix(depth).allSatisfy(\.isDirective)
    else { return false }
    let text = cursor.text
    if !isInArguments, text.first == UInt8(ascii: "}") {
      guard depth > 0 else { return false }
      close(downTo: depth - 1)
      return true
    }
    guard isInArguments || text.startsDirective else { return false }
    close(downTo: depth)
    switch text.last(where: { !$0.isBlank }) {
    case UInt8(ascii: "{"):
      isInArguments = false
      containers.append(.directive(indent: nil))
    case UInt8(ascii: ")"), UInt8(ascii: "}"): isInArguments = false
    default: isInArguments = isInArguments || text.contains(UInt8(ascii: "("))
    }
    return true
  }

  // MARK: Fences

  private mutating func continueFence(_ cursor: inout LineCursor) {
    guard open?.read(&cursor) == true else { return }
    hasJustClosed = endFence()
  }

  /// Ends the fence that is open; whether it asks for a figure.
  @discardableResult private mutating func endFence() -> Bool {
    defer {
      open = nil
      leaf = .none
    }
    guard let fence = open?.fence(of: source) else { return false }
    fences.append(fence)
    return true
  }
}

extension FenceScanner.Container {
  fileprivate var isDirective: Bool {
    if case .directive = self { true } else { false }
  }
}
