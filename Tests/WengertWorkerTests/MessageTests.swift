import TestSupport
import Testing
import WengertDrawing

@testable import WengertWorker

@Suite struct `Messages` {
  private func content(_ message: LayoutMessage) -> [UInt8] {
    Array(message.frame.dropFirst(FrameHeader.size))
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `what is written is read again`(_ seed: UInt64) throws {
    let request = randomRequest(seed: seed, boxes: Int(seed), edges: 2 * Int(seed))
    let result = try RowLayout().layout(request)
    for message in [LayoutMessage.request(request), .result(result)] {
      let header = FrameHeader(Array(message.frame.prefix(FrameHeader.size)))
      #expect(header?.count == message.frame.count - FrameHeader.size)
      #expect(try LayoutMessage(content(message)) == message, "seed \(seed)")
    }
    #expect(result.answers(request))
  }

  @Test(
    arguments: [
      .tooLarge(boxes: 3_000, limit: 2_500), .engine(step: "adding a line", messages: []),
      .invalidRequest("a cycle"), .engine(step: "", messages: ["ü→", "\u{0}", ""]),
    ] as [LayoutError])
  func `errors of engines are read again`(_ error: LayoutError) throws {
    #expect(try LayoutMessage(content(.failure(error))) == .failure(error))
  }

  @Test(
    arguments: [
      .timedOut(limit: .seconds(1)), .workerFailed(reason: "died"),
      .workerUnavailable(reason: "no such file"),
    ] as [LayoutError])
  func `other errors arrive in words`(_ error: LayoutError) throws {
    let expected = LayoutError.engine(step: "placing", messages: ["\(error)"])
    #expect(try LayoutMessage(content(.failure(error))) == .failure(expected))
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a message cut short or prolonged is an error`(_ seed: UInt64) throws {
    let request = randomRequest(seed: seed, boxes: 6, edges: 8)
    for message in [
      LayoutMessage.request(request), .result(try RowLayout().layout(request)),
      .failure(.engine(step: "step", messages: ["one", "two"])),
    ] {
      let bytes = content(message)
      for count in bytes.indices {
        #expect(throws: MalformedMessage.self, "seed \(seed), \(count) bytes") {
          try LayoutMessage(Array(bytes[..<count]))
        }
      }
      #expect(throws: MalformedMessage.trailingBytes) { try LayoutMessage(bytes + [0]) }
    }
  }

  @Test(arguments: 0..<2_000 as Range<UInt64>)
  func `damaged and random bytes are an error or another message`(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let request = randomRequest(seed: seed, boxes: 5, edges: 6)
    var bytes =
      seed % 2 == 0
      ? content(.request(request)) : content(.result(try RowLayout().layout(request)))
    if seed % 5 == 0 {
      bytes = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
    } else {
      for _ in 0...Int.random(in: 0...4, using: &generator) {
        bytes[.random(in: bytes.indices, using: &generator)] =
          .random(in: 0...255, using: &generator)
      }
    }
    guard let message = try? LayoutMessage(bytes) else { return }
    // What is accepted can be used: it says the same when it is written again.
    #expect(content(message) == bytes, "seed \(seed)")
    switch message {
    case .request(let request):
      #expect(
        request.edges.allSatisfy { $0.tail < request.boxes.count && $0.head < request.boxes.count })
      #expect(request.groups.allSatisfy { $0.members.allSatisfy(request.boxes.indices.contains) })
      #expect(request.boxes.allSatisfy { $0.width >= 0 && $0.width < 1e9 }, "seed \(seed)")
    case .result(let result):
      #expect(result.centers.allSatisfy { $0.x.isFinite && $0.y.isFinite }, "seed \(seed)")
      #expect(result.routes.allSatisfy { $0.curves.allSatisfy { $0.count % 3 == 1 } })
    case .failure: break
    }
  }

  @Test(
    arguments: [
      (Double.nan, MalformedMessage.unusableNumber), (.infinity, .unusableNumber),
      (-1, .unusableNumber), (1e9, .unusableNumber),
    ])
  func `a box has a size that fits a page`(_ width: Double, _ error: MalformedMessage) {
    let request = LayoutRequest(
      direction: .leftToRight, boxes: [Size(width: width, height: 1)], edges: [], nodeGap: 1,
      rankGap: 1)
    #expect(throws: error) { try LayoutMessage(content(.request(request))) }
  }

  @Test func `edges lead to boxes, curves are whole, and numbers of items are not believed`() {
    let box = Size(width: 1, height: 1)
    let loose = LayoutRequest(
      direction: .leftToRight, boxes: [box],
      edges: [LayoutRequest.Edge(tail: 0, head: 1, chip: nil)], nodeGap: 1, rankGap: 1)
    #expect(throws: MalformedMessage.unknownBox) { try LayoutMessage(content(.request(loose))) }
    let point = Point(x: 0, y: 0)
    let route = LayoutResult.Route(
      curves: [[point, point, point]], start: point, end: point, chip: nil)
    let torn = LayoutResult(size: box, centers: [], routes: [route])
    #expect(throws: MalformedMessage.incompleteCurve) { try LayoutMessage(content(.result(torn))) }
    let many: [UInt8] = [1, 0] + Array(repeating: 0, count: 16) + [255, 255, 255, 255]
    #expect(throws: MalformedMessage.truncated) { try LayoutMessage(many) }
    #expect(throws: MalformedMessage.unknownCode(9)) { try LayoutMessage([9]) }
    #expect(throws: MalformedMessage.truncated) { try LayoutMessage([]) }
  }

  @Test func `a header is marked, and longer frames than the longest are none`() {
    #expect(FrameHeader(FrameHeader(count: 7).bytes) == FrameHeader(count: 7))
    #expect(FrameHeader(Array("hello wo".utf8)) == nil)
    #expect(FrameHeader(Array("WGL1".utf8) + [255, 255, 255, 255]) == nil)
    #expect(FrameHeader(Array("WGL1".utf8)) == nil)
  }
}
