import WengertDocuments

/// A request as a file of its own, from which one process makes one figure, here or on another machine.
struct RequestFile {
  let request: FenceRequest
  /// The engine that makes the figure.
  let engine: LayoutOptions.Engine?
  /// The name of the result: what makes it, and which version, included.
  let key: CacheKey

  private static let magic = "wengert-request/1"
  private static let newline = UInt8(ascii: "\n")

  /// The file of a request.
  init(_ request: KeyedRequest, _ layout: LayoutChoice) {
    (self.request, key, engine) = (request.request, request.key, layout.engine)
  }

  /// Reads a file; nil where it is no request, or one that this version cannot read.
  init?(bytes: [UInt8]) {
    let parts = bytes.split(
      separator: RequestFile.newline, maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0].elementsEqual(RequestFile.magic.utf8),
      let key = CacheKey(digits: String(decoding: parts[1], as: UTF8.self)),
      let request = FenceRequest(canonicalBytes: parts[3])
    else { return nil }
    let engine = String(decoding: parts[2], as: UTF8.self)
    self.engine = LayoutOptions.Engine(rawValue: engine)
    guard self.engine != nil || engine == RequestFile.automatic else { return nil }
    (self.key, self.request) = (key, request)
  }

  /// The file.
  var bytes: [UInt8] {
    let head = [RequestFile.magic, key.digits, engine?.rawValue ?? RequestFile.automatic]
    return head.flatMap { Array($0.utf8) + [RequestFile.newline] } + request.canonicalBytes
  }

  private static let automatic = "automatic"
}
