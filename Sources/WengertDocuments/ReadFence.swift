import WengertDrawing
public import WengertNotation

/// A fence whose attributes are read: what it asks for, and where errors in that lie in the document.
public struct ReadFence: Sendable {
  /// The fence.
  public let fence: Fence
  /// What it says besides the function.
  public let attributes: FenceAttributes
  /// The function's text, in the fence or in the file that it names.
  public let function: SourceText

  /// Reads the attributes of a fence, and the file that it names.
  public init(_ fence: Fence, files: FenceFiles) throws(DocumentError) {
    guard fence.isClosed else {
      let marker = SourceRange(0, fence.markerLength)
      let text = String(decoding: fence.head.bytes.prefix(fence.markerLength), as: UTF8.self)
      throw DocumentError(problem: .unclosedFence(marker: text), range: marker, source: fence.head)
    }
    attributes = try FenceAttributes(try AttributeReader.attributes(of: fence), in: fence.head)
    self.fence = fence
    guard let path = attributes.file, let written = attributes.written[.file] else {
      function = fence.body
      return
    }
    func failure(_ problem: DocumentError.Problem) -> DocumentError {
      DocumentError(problem: problem, range: written.valueRange, source: fence.head)
    }
    let newline = UInt8(ascii: "\n")
    guard fence.body.bytes.allSatisfy({ $0.isBlank || $0 == newline }) else {
      throw failure(.bodyBesideFile)
    }
    do throws(FenceFileError) {
      function = try files.read(path)
    } catch {
      throw failure(.file(error))
    }
  }

  /// What the fence asks for; a live figure is live in HTML alone.
  public func request(
    as form: FenceForm, idPrefix: String = FenceRequest.plainPrefix
  ) -> FenceRequest {
    func text(_ source: SourceText) -> String { String(decoding: source.bytes, as: UTF8.self) }
    let request = FenceRequest(
      text: text(function), point: attributes.program.point.map(text),
      tangent: attributes.program.tangent.map(text), adjoint: attributes.program.adjoint.map(text),
      content: attributes.content, form: form, idPrefix: idPrefix)
    return form == .html ? request : request.still
  }

  /// An error of the request at its place in the document or in the file.
  public func located(_ error: FenceError) -> DocumentError {
    switch error.place {
    case .fence: break
    case .body(let range): return error.located(range, in: function)
    case .attribute(let name, let range):
      guard let written = attributes.written[name] else { break }
      guard let range else { return error.located(written.valueRange, in: fence.head) }
      return error.located(range, in: fence.head.excerpt(written.valueRange))
    }
    return error.located(SourceRange(0, fence.head.bytes.count), in: fence.head)
  }
}

/// Reads the fences of one document, whose ids are all different.
struct FenceReader {
  private let files: FenceFiles
  /// The lines of the fences that took an id.
  private var lines: [String: Int] = [:]

  /// A reader for one document.
  init(files: FenceFiles) { self.files = files }

  /// Reads the next fence.
  mutating func read(_ fence: Fence) throws(DocumentError) -> ReadFence {
    let read = try ReadFence(fence, files: files)
    guard let id = read.attributes.id, let attribute = read.attributes.written[.id] else {
      return read
    }
    if let line = lines[id] {
      throw DocumentError(
        problem: .repeatedIdentifier(id, line: line), range: attribute.valueRange,
        source: fence.head)
    }
    lines[id] = fence.lines.lowerBound
    return read
  }
}

/// Gives requests of one page prefixes for their ids: equal requests are told apart by counting.
package struct PagePrefixes {
  private var counts: [Fingerprint: Int] = [:]

  /// No prefix is taken.
  package init() {}

  /// The request with a prefix that no other one of the page has.
  package mutating func assigned(to request: FenceRequest) -> FenceRequest {
    let name = Fingerprint(request.bytesWithoutPrefix)
    let count = counts[name, default: 0] + 1
    counts[name] = count
    var request = request
    request.idPrefix = "\(PlaceName.reservedPrefix)\(name.text)-\(count)"
    return request
  }
}
