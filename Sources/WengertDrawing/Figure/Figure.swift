public import Wengert

/// What a number in a figure is.
public enum Quantity: String, Sendable, CaseIterable {
  case primal, tangent, adjoint, partial
}

/// Which sweeps a figure shows.
///
/// What is not shown is drawn as a dash, so the layout never changes.
public enum Mode: String, Sendable, CaseIterable {
  /// Values alone.
  case primal
  /// Values and the forward sweep.
  case forward
  /// Values and the reverse sweep.
  case reverse
  /// Values and both sweeps.
  case both

  /// Whether a quantity has numbers in this mode.
  public func shows(_ quantity: Quantity) -> Bool {
    switch quantity {
    case .primal, .partial: true
    case .tangent: self == .forward || self == .both
    case .adjoint: self == .reverse || self == .both
    }
  }
}

/// Where evaluation runs on the page.
public enum Direction: String, Sendable, CaseIterable {
  /// From left to right.
  case leftToRight = "lr"
  /// From the bottom to the top.
  case bottomToTop = "bt"
  /// From the top to the bottom.
  case topToBottom = "tb"

  /// The direction in which a number of cards is best read.
  public static func automatic(cards: Int) -> Direction {
    cards <= 12 ? .leftToRight : .bottomToTop
  }
}

/// An annotated expression graph, ready to be laid out: every text final, no position yet.
public struct Figure: Sendable, Equatable {
  /// One number with its symbol.
  public struct Row: Sendable, Equatable {
    /// What the number is.
    public let quantity: Quantity
    /// The symbol before it; empty in a chip, where a mark is drawn instead.
    public let symbol: RichText
    /// The number as text; a dash where it is not computed.
    public let text: String
    /// The number itself.
    public let value: Double?
    /// Whether the sweep starts here.
    public let isSeed: Bool
    /// The widest that the text becomes in any mode, in characters.
    public let columns: Int
    /// The least and the largest of several numbers, where the row stands for those.
    public var range: ClosedRange<Double>?
  }

  /// What a node is to the reader.
  public enum Role: String, Sendable {
    case input, intermediate, output, constant
  }

  /// One node.
  public struct Card: Sendable, Equatable {
    /// The identifier of the node, such as `v3`.
    public let id: String
    /// The node.
    public let node: NodeID
    /// What the node is to the reader.
    public let role: Role
    /// Whether the node is an input, which may be an output at the same time.
    public let isInput: Bool
    /// The names of the outputs that the node is.
    public let outputs: [Symbol]
    /// Whether a partial of the node jumps at the point.
    public let isAtKink: Bool
    /// The line of the evaluation trace.
    public let title: RichText
    /// The numbers under it.
    public let rows: [Row]
    /// The card in words.
    public let label: String
    /// What the card stands for, where that is not one node.
    public var fold: Fold?
  }

  /// What a card stands for that is not one node.
  public struct Fold: Sendable, Equatable {
    /// Why it is one card.
    public enum Kind: String, Sendable {
      case group, sum, product, run, stretch, inputs, everything
      /// Nodes outside of the picture that a card reads.
      case moreParents
      /// Nodes outside of the picture that read a card.
      case moreChildren
    }

    /// Why it is one card.
    public let kind: Kind
    /// The name of the group, or of the groups in a run.
    public let name: String?
    /// The number of nodes.
    public let nodes: Int
    /// The number of blocks in a run.
    public let count: Int?
    /// The small line above the title.
    public let caption: RichText

    /// Whether the nodes are outside of the picture.
    public var isOutside: Bool { kind == .moreParents || kind == .moreChildren }
  }

  /// An open group: cards that belong together.
  public struct Group: Sendable, Equatable {
    /// The identifier of the group.
    public let id: String
    /// The name of the function or group.
    public let name: String
    /// The positions of its cards, without those of groups inside it.
    public let cards: [Int]
    /// The position of the group around it in ``Figure/groups``.
    public let parent: Int?
  }

  /// One edge and the chip in its middle.
  public struct Link: Sendable, Equatable {
    /// The identifier of the edge, such as `e-v1-v3-0`.
    public let id: String
    /// The edge.
    public let edge: Edge
    /// The position of the parent in ``Figure/cards``.
    public internal(set) var parent: Int
    /// The position of the child.
    public internal(set) var child: Int
    /// The numbers on the chip; empty where the parent is constant or nothing is shown.
    public let rows: [Row]
    /// The edge in words.
    public let label: String
    /// The number of edges that the link stands for.
    public var count = 1
  }

  /// What the figure is, in a few words.
  public let title: String
  /// The figure in sentences.
  public let summary: String
  /// Which sweeps it shows.
  public let mode: Mode
  /// Where evaluation runs.
  public let direction: Direction
  /// The nodes in evaluation order.
  public let cards: [Card]
  /// The edges in evaluation order.
  public let links: [Link]
  /// What the symbols in the figure mean; one entry for each quantity that it shows.
  public let legend: [(quantity: Quantity, symbol: RichText, text: RichText)]
  /// The groups that are open.
  public var groups: [Group] = []
  /// What is folded and left out, in one line; nil where every node has its card.
  public var note: String?

  public static func == (left: Figure, right: Figure) -> Bool {
    left.title == right.title && left.summary == right.summary && left.mode == right.mode
      && left.direction == right.direction && left.cards == right.cards && left.links == right.links
      && left.groups == right.groups
      && left.note == right.note
  }
}
