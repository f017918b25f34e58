/// What a sign in a figure means.
public struct LegendEntry: Sendable, Equatable {
  /// The sign.
  public enum Sample: Sendable, Equatable {
    /// No sign: a remark on what is left out.
    case none
    /// The symbol of a quantity, with the arrow of its contributions.
    case quantity(Quantity, RichText)
    /// A sum under a total.
    case sum
    /// A dash in place of a number.
    case notComputed
    /// The frame around a number that is not finite.
    case notFinite
    /// The outline of a constant.
    case constant
    /// The number of an operand on its line.
    case operand
    /// The line of a branch that is not taken.
    case notTaken
    /// Lines from thin to wide, in the colour of what they carry.
    case weights(Quantity)
    /// The line of a contribution of zero.
    case zeroWeight(Quantity)
    /// The line of a contribution that is not finite.
    case notFiniteWeight(Quantity)
    /// The line along the strongest path.
    case strongestPath(Quantity)
  }

  /// The sign.
  public let sample: Sample
  /// What it means.
  public let text: RichText
}
