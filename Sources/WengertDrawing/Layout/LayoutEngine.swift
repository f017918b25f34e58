public import Wengert

/// A position on the page in points, y downwards.
public struct Point: Sendable, Equatable {
  public var x: Double
  public var y: Double

  /// A position.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// A width and a height in points.
public struct Size: Sendable, Equatable {
  public var width: Double
  public var height: Double

  /// A size.
  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }
}

/// An upright rectangle on the page, in points.
public struct Rectangle: Sendable, Equatable {
  /// The corner at the top left.
  public var origin: Point
  /// Width and height.
  public var size: Size

  /// A rectangle.
  public init(origin: Point, size: Size) {
    self.origin = origin
    self.size = size
  }
}

/// The boxes and lines that an engine is asked to place.
///
/// It sees numbers only, never a text.
public struct LayoutRequest: Sendable, Equatable {
  /// A line between two boxes.
  public struct Edge: Sendable, Equatable {
    /// The box where it starts.
    public let tail: Int
    /// The box where it ends.
    public let head: Int
    /// The size of the chip in its middle, if it has one.
    public let chip: Size?

    /// A line, with or without a chip.
    public init(tail: Int, head: Int, chip: Size?) {
      self.tail = tail
      self.head = head
      self.chip = chip
    }
  }

  /// Boxes that belong together and get a rectangle around them.
  public struct Group: Sendable, Equatable {
    /// The boxes in it; those of the groups inside it need not be named again.
    public let members: [Int]
    /// The group around it, if there is one.
    public let parent: Int?
    /// The room that is kept free for a title at its top.
    public let title: Size

    /// A group; a box may be in several only where one of them is inside the other.
    public init(
      members: [Int], parent: Int? = nil, title: Size = Size(width: 0, height: 18)
    ) {
      self.members = members
      self.parent = parent
      self.title = title
    }
  }

  /// Where the edges point.
  public let direction: Direction
  /// The sizes of the boxes.
  public let boxes: [Size]
  /// The lines; those into one box in the order of its operands.
  public let edges: [Edge]
  /// The groups of boxes, which an engine may ignore.
  public let groups: [Group]
  /// The least distance between boxes side by side, in points.
  public let nodeGap: Double
  /// The least distance between boxes one behind the other, in points.
  public let rankGap: Double

  /// Boxes and lines to place.
  public init(
    direction: Direction, boxes: [Size], edges: [Edge], groups: [Group] = [], nodeGap: Double,
    rankGap: Double
  ) {
    self.direction = direction
    self.boxes = boxes
    self.edges = edges
    self.groups = groups
    self.nodeGap = nodeGap
    self.rankGap = rankGap
  }
}

extension LayoutRequest {
  /// How much there is to place: boxes and chips.
  public var placeCount: Int { boxes.count + edges.count { $0.chip != nil } }
}

/// Where everything goes.
///
/// The drawing begins at the origin.
public struct LayoutResult: Sendable, Equatable {
  /// The course of one line.
  public struct Route: Sendable, Equatable {
    /// Bézier curves of 3k + 1 points each: one, or one on either side of the chip.
    public var curves: [[Point]]
    /// The point where the line touches the box at its start.
    public var start: Point
    /// The point where the line touches the box at its end.
    public var end: Point
    /// The centre of the chip.
    public var chip: Point?

    /// A course.
    public init(curves: [[Point]], start: Point, end: Point, chip: Point?) {
      self.curves = curves
      self.start = start
      self.end = end
      self.chip = chip
    }
  }

  /// The size of the drawing.
  public var size: Size
  /// The centres of the boxes.
  public var centers: [Point]
  /// The courses of the lines.
  public var routes: [Route]
  /// The rectangle of each group; nil for one that has none, and empty where the engine places no groups.
  public var groups: [Rectangle?]

  /// The places of boxes, lines and groups.
  public init(size: Size, centers: [Point], routes: [Route], groups: [Rectangle?] = []) {
    self.size = size
    self.centers = centers
    self.routes = routes
    self.groups = groups
  }
}

/// Why boxes could not be placed.
public enum LayoutError: Error, Equatable, CustomStringConvertible {
  /// More boxes than the engine can place in reasonable time.
  case tooLarge(boxes: Int, limit: Int)
  /// The request describes no drawing: an index out of range, a size that is none, a cycle.
  case invalidRequest(String)
  /// The engine failed at a step and said why.
  case engine(step: String, messages: [String])
  /// The engine took longer than it may, and was stopped.
  case timedOut(limit: Duration)
  /// The process that places the boxes could not be started.
  case workerUnavailable(reason: String)
  /// The process that places the boxes died or answered nonsense.
  case workerFailed(reason: String)

  /// What went wrong, and what to do.
  public var description: String { advice.map { "\(reason); \($0)" } ?? reason }

  /// What went wrong.
  public var reason: String {
    switch self {
    case .tooLarge(let boxes, let limit):
      "this graph has \(boxes) boxes to place; a figure may have \(limit)"
    case .invalidRequest(let reason):
      "these boxes cannot be laid out: \(reason)"
    case .engine(let step, let messages):
      "the layout failed at \(step)"
        + (messages.isEmpty ? "" : ": " + messages.joined(separator: "; "))
    case .timedOut(let limit):
      "the layout took longer than \(limit.seconds) and was stopped"
    case .workerUnavailable(let reason):
      "the layout process could not be started: \(reason)"
    case .workerFailed(let reason):
      "the layout process \(reason)"
    }
  }

  private var advice: String? {
    switch self {
    case .tooLarge, .invalidRequest: nil
    case .engine: "--layout layered needs no Graphviz"
    case .timedOut: "--layout-timeout gives it more time, --layout layered needs no Graphviz"
    case .workerUnavailable: "--layout layered needs no process"
    case .workerFailed: "--layout-memory gives it more memory, --layout layered needs no process"
    }
  }
}

extension Duration {
  /// The time in words: `5 seconds`, `0.25 seconds`.
  fileprivate var seconds: String {
    let number = self / .seconds(1)
    return "\(NumberFormat(digits: 3).string(number)) second\(number == 1 ? "" : "s")"
  }
}

/// Places boxes and routes lines between them.
public protocol LayoutEngine: Sendable {
  /// The most boxes that the engine places, chips included.
  var boxLimit: Int { get }

  /// Places the boxes of a request.
  ///
  /// - Throws: ``LayoutError``.
  func layout(_ request: LayoutRequest) throws(LayoutError) -> LayoutResult
}

extension LayoutEngine {
  public var boxLimit: Int { .max }

  /// Fails where a graph has more nodes than the engine places, before a figure of it is made.
  ///
  /// - Throws: ``LayoutError/tooLarge(boxes:limit:)``.
  public func check(_ graph: Graph) throws(LayoutError) {
    guard graph.count <= boxLimit else {
      throw .tooLarge(boxes: graph.count, limit: boxLimit)
    }
  }
}
