/// What a fence becomes, without a caption: the document puts that around it.
public struct FenceResult: Sendable, Equatable {
  /// The fragment: HTML on one line, a file, Markdown or LaTeX on lines of their own without a line end at the end.
  public var text: String
  /// What it adds to the one script of its page, see `LiveRuntime`; nil where it needs none.
  public var script: String?

  /// A result.
  public init(text: String, script: String? = nil) {
    self.text = text
    self.script = script
  }

  private static let magic = "wengert-result/1"

  /// The result as bytes, which ``init(bytes:)`` reads.
  public var bytes: [UInt8] {
    var writer = CanonicalWriter()
    writer.text(FenceResult.magic)
    writer.text(text)
    writer.optional(script)
    return writer.bytes
  }

  /// The result that became these bytes; nil where none did, as in a file that is damaged or cut off.
  public init?(bytes: some Sequence<UInt8>) {
    var reader = CanonicalReader(bytes)
    guard reader.text() == FenceResult.magic, let text = reader.text(),
      let script = reader.optionalText(), reader.isAtEnd
    else { return nil }
    self.init(text: text, script: script)
  }
}
