import WengertDrawing

// How each value is written and read; the two halves stand side by side so that they stay alike.

// MARK: Requests

extension ByteWriter {
  mutating func write(_ request: LayoutRequest) {
    write(request.direction.code)
    write(request.nodeGap)
    write(request.rankGap)
    write(request.boxes) { $0.write($1) }
    write(request.edges) { writer, edge in
      writer.write(count: edge.tail)
      writer.write(count: edge.head)
      writer.write(edge.chip) { $0.write($1) }
    }
    write(request.groups) { writer, group in
      writer.write(group.members) { $0.write(count: $1) }
      writer.write(group.parent) { $0.write(count: $1) }
      writer.write(group.title)
    }
  }

  mutating func write(_ size: Size) {
    write(size.width)
    write(size.height)
  }
}

extension ByteReader {
  mutating func request() throws(MalformedMessage) -> LayoutRequest {
    let code = try byte()
    guard let direction = Direction(code: code) else { throw .unknownCode(code) }
    let (nodeGap, rankGap) = (try length(), try length())
    let boxes = try items(ofAtLeast: 16) { reader throws(MalformedMessage) in try reader.size() }
    let edges = try items(ofAtLeast: 9) { reader throws(MalformedMessage) in
      let (tail, head) = (Int(try reader.word()), Int(try reader.word()))
      guard max(tail, head) < boxes.count else { throw .unknownBox }
      let chip = try reader.optional { reader throws(MalformedMessage) in try reader.size() }
      return LayoutRequest.Edge(tail: tail, head: head, chip: chip)
    }
    return LayoutRequest(
      direction: direction, boxes: boxes, edges: edges, groups: try groups(boxes.count),
      nodeGap: nodeGap, rankGap: rankGap)
  }

  private mutating func groups(
    _ boxes: Int
  ) throws(MalformedMessage) -> [LayoutRequest.Group] {
    let groups = try items(ofAtLeast: 21) { reader throws(MalformedMessage) in
      let members = try reader.items(ofAtLeast: 4) { reader throws(MalformedMessage) in
        Int(try reader.word())
      }
      let parent = try reader.optional { reader throws(MalformedMessage) in Int(try reader.word()) }
      return LayoutRequest.Group(members: members, parent: parent, title: try reader.size())
    }
    let areKnown = groups.allSatisfy { group in
      group.members.allSatisfy { $0 < boxes } && group.parent ?? 0 < groups.count
    }
    guard areKnown else { throw .unknownBox }
    return groups
  }

  mutating func size() throws(MalformedMessage) -> Size {
    Size(width: try length(), height: try length())
  }
}

extension Direction {
  fileprivate var code: UInt8 {
    switch self {
    case .leftToRight: 0
    case .bottomToTop: 1
    case .topToBottom: 2
    }
  }

  fileprivate init?(code: UInt8) {
    guard let direction = Direction.allCases.first(where: { $0.code == code }) else { return nil }
    self = direction
  }
}

// MARK: Results

extension ByteWriter {
  mutating func write(_ result: LayoutResult) {
    write(result.size)
    write(result.centers) { $0.write($1) }
    write(result.routes) { writer, route in
      writer.write(route.start)
      writer.write(route.end)
      writer.write(route.chip) { $0.write($1) }
      writer.write(route.curves) { writer, curve in writer.write(curve) { $0.write($1) } }
    }
    write(result.groups) { writer, rectangle in
      writer.write(rectangle) {
        $0.write($1.origin)
        $0.write($1.size)
      }
    }
  }

  mutating func write(_ point: Point) {
    write(point.x)
    write(point.y)
  }
}

extension ByteReader {
  mutating func result() throws(MalformedMessage) -> LayoutResult {
    let size = try size()
    let centers = try points()
    let routes = try items(ofAtLeast: 37) { reader throws(MalformedMessage) in
      let (start, end) = (try reader.point(), try reader.point())
      let chip = try reader.optional { reader throws(MalformedMessage) in try reader.point() }
      let curves = try reader.items(ofAtLeast: 4) { reader throws(MalformedMessage) in
        let points = try reader.points()
        guard points.count >= 4, points.count % 3 == 1 else { throw .incompleteCurve }
        return points
      }
      return LayoutResult.Route(curves: curves, start: start, end: end, chip: chip)
    }
    let groups = try items(ofAtLeast: 1) { reader throws(MalformedMessage) in
      try reader.optional { reader throws(MalformedMessage) in
        Rectangle(origin: try reader.point(), size: try reader.size())
      }
    }
    return LayoutResult(size: size, centers: centers, routes: routes, groups: groups)
  }

  private mutating func points() throws(MalformedMessage) -> [Point] {
    try items(ofAtLeast: 16) { reader throws(MalformedMessage) in try reader.point() }
  }

  private mutating func point() throws(MalformedMessage) -> Point {
    Point(x: try number(), y: try number())
  }
}

extension LayoutResult {
  /// Whether this can be the answer to a request: a place for every box and chip, a course for every edge, and a
  /// rectangle for every group or for none.
  func answers(_ request: LayoutRequest) -> Bool {
    centers.count == request.boxes.count && routes.count == request.edges.count
      && (groups.isEmpty || groups.count == request.groups.count)
      && zip(routes, request.edges).allSatisfy {
        !$0.curves.isEmpty && ($0.chip == nil) == ($1.chip == nil)
      }
  }
}

// MARK: Failures

extension ByteWriter {
  mutating func write(_ error: LayoutError) {
    switch error {
    case .tooLarge(let boxes, let limit):
      write(0 as UInt8)
      write(count: boxes)
      write(count: limit)
    case .engine(let step, let messages):
      write(1 as UInt8)
      write(step)
      write(messages) { $0.write($1) }
    case .invalidRequest(let reason):
      write(2 as UInt8)
      write(reason)
    case .timedOut, .workerUnavailable, .workerFailed:
      // An engine inside a worker has no worker of its own; its words are enough.
      write(LayoutError.engine(step: "placing", messages: ["\(error)"]))
    }
  }
}

extension ByteReader {
  mutating func failure() throws(MalformedMessage) -> LayoutError {
    switch try byte() {
    case 0: .tooLarge(boxes: Int(try word()), limit: Int(try word()))
    case 1:
      .engine(
        step: try text(),
        messages: try items(ofAtLeast: 4) { reader throws(MalformedMessage) in try reader.text() })
    case 2: .invalidRequest(try text())
    case let code: throw .unknownCode(code)
    }
  }
}
