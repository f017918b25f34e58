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
    /// How many of these characters stand from the decimal point on.
    var fractionColumns = 0
    /// The least room for the number, in characters, so that other seeds rarely change the layout.
    var minimumColumns = 0
    /// What meets in the number, where two or more contributions do.
    public var sum: Sum?
    /// The least and the largest of several numbers, where the row stands for those.
    public var range: ClosedRange<Double>?
    /// The lines of addends that other seeds or another point may bring.
    var reservedSumLines = 0

    /// The lines of addends for which there is room under the number.
    var sumLines: Int { max(sum?.lines.count ?? 0, reservedSumLines) }
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
    public internal(set) var rows: [Row]
    /// The card in words.
    public let label: String
    /// What is remarkable about the node, in words, under the numbers.
    public var badges: [Badge] = []
    /// Whether badges stand above the card and take no room in it, because they come and go.
    var hasBadgesAbove = false
    /// Whether an output needs the node at the point, and not only a branch that is not taken.
    public var isUsed = true
    /// Whether the strongest path runs through the node.
    public var isOnStrongestPath = false
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
    public internal(set) var cards: [Int]
    /// The position of the group around it in ``Figure/groups``.
    public let parent: Int?
  }

  /// What an edge into a choice is.
  public enum Branch: String, Sendable {
    /// The operand that decides.
    case condition
    /// The operand whose value is handed on.
    case taken
    /// The operand that plays no part at the point.
    case notTaken
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
    /// Whether derivatives can flow along the edge: not from a constant.
    var carriesDerivatives = true
    /// The number of the operand, from 1, where the order of operands matters.
    public var operand: Int?
    /// What the edge is to a choice; nil into other nodes and without a point.
    public var branch: Branch?
    /// How much of the weighted sweep flows along the edge; nil where nothing is weighted.
    public var weight: Weight?
    /// Whether the strongest path runs along the edge.
    public var isOnStrongestPath = false
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
  /// What the signs in the figure mean; an entry for each that occurs in it.
  public let legend: [LegendEntry]
  /// The quantity whose contributions the widths of lines show.
  public var weight = Weighting.none
  /// The groups that are open.
  public var groups: [Group] = []
  /// What is folded and left out, in one line; nil where every node has its card.
  public var note: String?
}
