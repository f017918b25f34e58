/// How a figure shows constants.
public enum ConstantStyle: String, Sendable, CaseIterable {
  /// As cards in small figures, in the equations alone in larger ones.
  case automatic = "auto"
  /// Each as a card with lines to all that read it.
  case cards
  /// In the equations that read them and nowhere else; an output that is constant remains a card.
  case equations

  /// The most cards among which those of constants do not get in the way: lines from a constant that is read
  /// everywhere would be most of a larger figure, and say nothing that the equations do not.
  private static let limit = 12

  /// Takes the cards of constants and their lines out, where the style wants that; how many it took.
  func hide(
    in cards: inout [Figure.Card], _ links: inout [Figure.Link], _ groups: inout [Figure.Group]
  ) -> Int {
    switch self {
    case .cards: return 0
    case .automatic where cards.count <= ConstantStyle.limit: return 0
    case .automatic, .equations: break
    }
    var positions: [Int?] = []
    var kept: [Figure.Card] = []
    for card in cards {
      let isHidden = card.role == .constant
      positions.append(isHidden ? nil : kept.count)
      if !isHidden { kept.append(card) }
    }
    let count = cards.count - kept.count
    guard count > 0 else { return 0 }
    cards = kept
    for index in groups.indices {
      groups[index].cards = groups[index].cards.compactMap { positions[$0] }
    }
    var drawn: [Int: Int] = [:]
    links = links.compactMap { link in
      guard let parent = positions[link.parent], let child = positions[link.child] else {
        return nil
      }
      var link = link
      (link.parent, link.child) = (parent, child)
      drawn[child, default: 0] += 1
      return link
    }
    // A single operand that is drawn has no order.
    for index in links.indices where drawn[links[index].child] == 1 { links[index].operand = nil }
    return count
  }
}
