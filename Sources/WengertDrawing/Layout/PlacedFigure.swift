/// A figure with a place for every card, chip and line.
public struct PlacedFigure: Sendable {
  /// The figure.
  public let figure: Figure
  /// The places.
  public let layout: LayoutResult
  /// The size of each card.
  public let cardSizes: [Size]
  /// The size of each chip.
  public let chipSizes: [Size?]

  /// Lays a figure out.
  public init(_ figure: Figure, by engine: some LayoutEngine) throws(LayoutError) {
    self.figure = figure
    cardSizes = figure.cards.map(Metrics.size)
    chipSizes = figure.links.map(Metrics.size)
    layout = try engine.layout(
      LayoutRequest(
        direction: figure.direction, boxes: cardSizes,
        edges: zip(figure.links, chipSizes).map {
          LayoutRequest.Edge(tail: $0.parent, head: $0.child, chip: $1)
        },
        groups: figure.groups.map {
          LayoutRequest.Group(
            members: $0.cards, parent: $0.parent, title: FoldMetrics.groupTitle($0))
        },
        nodeGap: 16, rankGap: chipSizes.allSatisfy { $0 == nil } ? 40 : 24))
  }
}
