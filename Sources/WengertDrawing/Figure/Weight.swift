/// Whose contributions the widths of the lines in a figure show.
public enum Weighting: String, Sendable, CaseIterable {
  /// All lines are alike.
  case none
  /// What flows forward.
  case tangent
  /// What flows back.
  case adjoint

  /// The quantity that is weighted.
  public var quantity: Quantity? {
    switch self {
    case .none: nil
    case .tangent: .tangent
    case .adjoint: .adjoint
    }
  }
}

/// How much flows along an edge, as far as the eye tells it.
public enum Weight: Sendable, Equatable {
  /// Nothing: a contribution of zero, or none at all.
  case zero
  /// A step from 0 to ``WeightScale/steps`` − 1.
  case step(Int)
  /// Infinity or NaN.
  case notFinite
}

/// Contributions by magnitude in a few steps of a logarithmic scale.
///
/// The scale runs from the 5th to the 95th percentile of the magnitudes, so that a few huge or tiny ones leave
/// the others apart; up to twenty magnitudes are all within it. It spans one decade at least, so that
/// contributions which are nearly equal look equal, and six decades at most, below its upper end.
public struct WeightScale: Sendable, Equatable {
  /// The number of steps.
  public static let steps = 5

  private static let decade = 3.321928094887362

  /// The binary logarithm of the lower end.
  private let low: Double
  /// The binary logarithm of the upper end.
  private let high: Double
  /// The binary logarithms of the smallest and the largest magnitude.
  private let extremes: ClosedRange<Double>

  /// The scale for some contributions; zeros and what is not finite are left out of account.
  public init(_ contributions: [Double]) {
    let sizes = contributions.filter { $0 != 0 && $0.isFinite }.map(WeightScale.logarithm).sorted()
    let cut = max(0, sizes.count - 1) / 20
    let bottom = sizes.isEmpty ? 0 : sizes[cut]
    let top = sizes.isEmpty ? 0 : sizes[sizes.count - 1 - cut]
    extremes = (sizes.first ?? 0)...(sizes.last ?? 0)
    if top - bottom < WeightScale.decade {
      let middle = (top + bottom) / 2
      (low, high) = (middle - WeightScale.decade / 2, middle + WeightScale.decade / 2)
    } else {
      (low, high) = (max(bottom, top - 6 * WeightScale.decade), top)
    }
  }

  /// The weight of a contribution; it grows with the magnitude.
  public func weight(_ contribution: Double?) -> Weight {
    guard let contribution, contribution != 0 else { return .zero }
    guard contribution.isFinite else { return .notFinite }
    let share = (WeightScale.logarithm(contribution) - low) / (high - low)
    let step = (share * Double(WeightScale.steps)).rounded(.down)
    return .step(Int(min(max(step, 0), Double(WeightScale.steps - 1))))
  }

  /// The smallest and the largest magnitude that the scale tells apart, and whether there are others beyond.
  var ends: (low: (size: Double, isCut: Bool), high: (size: Double, isCut: Bool)) {
    let bottom = max(low, extremes.lowerBound)
    let top = min(high, extremes.upperBound)
    return (
      (WeightScale.power(bottom), extremes.lowerBound < bottom),
      (WeightScale.power(top), extremes.upperBound > top)
    )
  }

  /// The binary logarithm of a magnitude, straight between powers of two: it is continuous, grows with the
  /// magnitude, is at most 0.09 too small, and is the same on every machine.
  private static func logarithm(_ value: Double) -> Double {
    Double(value.magnitude.exponent) + value.magnitude.significand - 1
  }

  /// The magnitude that has a logarithm.
  private static func power(_ logarithm: Double) -> Double {
    let exponent = logarithm.rounded(.down)
    return Double(sign: .plus, exponent: Int(exponent), significand: 1 + logarithm - exponent)
  }
}

extension Weight {
  /// The width of a line in points.
  var width: Double {
    switch self {
    case .zero: 0.8
    case .step(let step): 0.8 + 0.8 * Double(step)
    case .notFinite: 4
    }
  }

  /// Zero is dotted, what is not finite dashed.
  var dashes: [Double] {
    switch self {
    case .zero: [1, 3]
    case .step: []
    case .notFinite: [10, 3]
    }
  }
}
