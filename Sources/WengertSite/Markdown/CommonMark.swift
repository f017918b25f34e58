// Reads Markdown by the C library cmark-gfm. The only file of this target that touches unsafe memory.

import CMarkGFMShims
import Wengert

/// Markdown by cmark-gfm: CommonMark with GitHub's tables, strikethrough, task lists, links and notes, and with formulas
/// between dollar signs.
enum CommonMark {
  /// The library keeps global tables, so documents are read one after the other.
  private static let isPrepared = Guarded(false)

  /// The parts of a document in their order.
  ///
  /// A sequence of beginnings and ends needs no recursion, however deep a document is nested.
  static func events(of text: [UInt8]) -> [MarkdownEvent] {
    isPrepared.withLock { isPrepared in
      if !isPrepared {
        wcm_prepare()
        isPrepared = true
      }
      return read(text)
    }
  }

  private static func read(_ text: [UInt8]) -> [MarkdownEvent] {
    guard let parser = unsafe wcm_parser() else { return [] }
    defer { unsafe cmark_parser_free(parser) }
    unsafe text.withUnsafeBufferPointer { bytes in
      let characters = unsafe UnsafeRawBufferPointer(bytes).assumingMemoryBound(to: CChar.self)
      unsafe cmark_parser_feed(parser, characters.baseAddress, characters.count)
    }
    guard let document = unsafe cmark_parser_finish(parser) else { return [] }
    defer { unsafe cmark_node_free(document) }
    guard let iterator = unsafe cmark_iter_new(document) else { return [] }
    defer { unsafe cmark_iter_free(iterator) }
    var reader = EventReader()
    while true {
      let event = unsafe cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = unsafe cmark_iter_get_node(iterator) else {
        return reader.events
      }
      unsafe reader.add(node, isStart: event == CMARK_EVENT_ENTER)
    }
  }
}

/// Turns nodes of the library into parts.
private struct EventReader {
  private(set) var events: [MarkdownEvent] = []
  /// What begins and has not ended, with the lines of its innermost block.
  private var open: [MarkdownEvent] = []

  mutating func add(_ node: OpaquePointer, isStart: Bool) {
    guard isStart else {
      guard let start = open.popLast() else { return }
      return events.append(
        MarkdownEvent(node: start.node, isStart: false, lines: start.lines))
    }
    let lines = unsafe self.lines(of: node)
    let event = MarkdownEvent(node: unsafe part(node), isStart: true, lines: lines)
    events.append(event)
    if event.node.holdsOthers { open.append(event) }
  }

  /// The library does not count lines within formulas, so parts of a line take those of their block.
  private func lines(of node: OpaquePointer) -> ClosedRange<Int> {
    let start = Int(unsafe cmark_node_get_start_line(node))
    let type = unsafe cmark_node_get_type(node)
    let isBlock = type.rawValue & UInt32(CMARK_NODE_TYPE_MASK) == UInt32(CMARK_NODE_TYPE_BLOCK)
    guard isBlock, start > 0 else { return open.last?.lines ?? 1...1 }
    return start...max(start, Int(unsafe cmark_node_get_end_line(node)))
  }

  private func part(_ node: OpaquePointer) -> MarkdownNode {
    switch unsafe wcm_kind(node) {
    case WCM_TABLE: return .table(unsafe alignments(of: node))
    case WCM_ROW:
      return .row(isHead: unsafe cmark_gfm_extensions_get_table_row_is_header(node) != 0)
    case WCM_CELL: return .cell
    case WCM_STRIKETHROUGH: return .strikethrough
    case WCM_FORMULA: return .formula(unsafe literal(node), isDisplay: false)
    case WCM_DISPLAY: return .formula(unsafe literal(node), isDisplay: true)
    default: break
    }
    switch unsafe cmark_node_get_type(node) {
    case CMARK_NODE_DOCUMENT: return .document
    case CMARK_NODE_BLOCK_QUOTE: return .quote
    case CMARK_NODE_LIST: return unsafe list(node)
    case CMARK_NODE_ITEM: return .item(unsafe task(node))
    case CMARK_NODE_CODE_BLOCK:
      return .code(info: string(unsafe cmark_node_get_fence_info(node)), text: unsafe literal(node))
    case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE: return .html(unsafe literal(node))
    case CMARK_NODE_HEADING:
      return .heading(level: Int(unsafe cmark_node_get_heading_level(node)))
    case CMARK_NODE_THEMATIC_BREAK: return .rule
    case CMARK_NODE_FOOTNOTE_DEFINITION: return .note
    case CMARK_NODE_FOOTNOTE_REFERENCE: return .noteReference(Int(unsafe literal(node)) ?? 0)
    case CMARK_NODE_TEXT: return .text(unsafe literal(node))
    case CMARK_NODE_SOFTBREAK: return .softBreak
    case CMARK_NODE_LINEBREAK: return .hardBreak
    case CMARK_NODE_CODE: return .codeSpan(unsafe literal(node))
    case CMARK_NODE_EMPH: return .emphasis
    case CMARK_NODE_STRONG: return .strong
    case CMARK_NODE_LINK: return .link(target: unsafe url(node), title: unsafe title(node))
    case CMARK_NODE_IMAGE: return .image(target: unsafe url(node), title: unsafe title(node))
    default: return .paragraph
    }
  }

  private func list(_ node: OpaquePointer) -> MarkdownNode {
    let isOrdered = unsafe cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    let numbering =
      isOrdered ? MarkdownNode.Numbering(start: Int(unsafe cmark_node_get_list_start(node))) : nil
    return .list(numbering, isTight: unsafe cmark_node_get_list_tight(node) != 0)
  }

  private func task(_ node: OpaquePointer) -> MarkdownNode.TaskState {
    switch unsafe wcm_task(node) {
    case 1: .open
    case 2: .done
    default: .none
    }
  }

  private func alignments(of node: OpaquePointer) -> [MarkdownNode.Alignment] {
    let count = Int(unsafe cmark_gfm_extensions_get_table_columns(node))
    guard let letters = unsafe cmark_gfm_extensions_get_table_alignments(node) else { return [] }
    return (0..<count).map { column in
      switch unsafe letters[column] {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .none
      }
    }
  }

  private func literal(_ node: OpaquePointer) -> String {
    string(unsafe cmark_node_get_literal(node))
  }

  private func url(_ node: OpaquePointer) -> String {
    string(unsafe cmark_node_get_url(node))
  }

  private func title(_ node: OpaquePointer) -> String {
    string(unsafe cmark_node_get_title(node))
  }

  @safe private func string(_ characters: UnsafePointer<CChar>?) -> String {
    unsafe characters.map { unsafe String(cString: $0) } ?? ""
  }
}
