import Foundation
import WengertDocuments
import WengertDrawing

/// A document: what is no fence stays, figures are alike each time, errors have places.
enum FenceCheck {
  static func check(_ bytes: [UInt8]) throws(Finding) {
    let text = String(decoding: bytes, as: UTF8.self)
    let document = MarkdownDocument(text, name: "document.md")
    let rendered = document.rendered(by: DirectRendering(by: LayeredLayout()))
    for error in rendered.errors { try NotationCheck.check(error.diagnostic) }
    guard !document.fences.isEmpty else {
      return try promise(rendered.text == text, "a document without fences changes")
    }
    try promise(
      rendered.errors.count <= document.fences.count, "there are more errors than fences")
    let second = MarkdownDocument(text, name: "document.md").rendered(
      by: DirectRendering(by: LayeredLayout()))
    try promise(second == rendered, "a document is not the same twice")
    try checkFigures(in: rendered.text, given: text)
  }

  /// Every figure that was put in is well-formed.
  private static func checkFigures(in text: String, given: String) throws(Finding) {
    guard !given.contains("<svg"), !given.contains("</svg") else { return }
    for start in text.ranges(of: "<svg ").map(\.lowerBound) {
      guard let end = text[start...].range(of: "</svg>") else {
        throw Finding("a figure has no end")
      }
      try DrawingCheck.checkMarkup(String(text[start..<end.upperBound]))
    }
  }
}
