import Wengert
import WengertCode

extension Sample {
  /// Every elemental in a branch that is not taken, where it is often undefined, and in one that is.
  static let branches = Elemental.allCases.flatMap { elemental -> [Sample] in
    let graph = branch(elemental)
    func points(_ condition: Double) -> [[Double]] {
      operands(elemental.arity).map { [condition] + $0 }
    }
    return [
      Sample(
        "untaken_\(elemental.name)", graph, points: points(0), tolerance: .ulps(4),
        mustNotRaise: true),
      Sample(
        "taken_\(elemental.name)", graph, points: points(1), derivatives: [.primal],
        tolerance: .ulps([.gamma, .lgamma].contains(elemental) ? 200 : 4), mustNotRaise: true),
    ]
  }

  /// Seven, or where the condition holds the elemental.
  private static func branch(_ elemental: Elemental) -> Graph {
    var builder = GraphBuilder()
    let condition = builder.input("c")
    let operands = ["x", "y", "z"].prefix(elemental.arity).map { builder.input($0) }
    let node = builder.apply(elemental, operands)
    builder.output("f", builder.apply(.select, condition, node, builder.constant(7)))
    return builder.graph
  }

  private static func operands(_ arity: Int) -> [[Double]] {
    let values: [Double] = [0, -0.0, -0.5, -1, 1, 3, 1e300, .infinity, -.infinity, .nan]
    switch arity {
    case 1: return values.map { [$0] }
    case 2:
      let pairs = values.flatMap { x in values.map { [x, $0] } }
      // Outside its domain the declared power is NaN, where IEEE 754 has limits of even powers.
      return pairs.filter { $0[0] != -.infinity || $0[1].rounded() == $0[1] }
    default: return values.map { [$0, 0, 1] }
    }
  }

  /// Functions that some languages lack, over wide ranges.
  static let functions = [
    function(.erf, -6...6), function(.erfc, -6...26), function(.gelu, -8...8),
    function(.gamma, 0.01...30), function(.gamma, -20...170), function(.lgamma, 0.01...50),
    function(.lgamma, 0.9...2.1),
  ]

  private static func function(_ elemental: Elemental, _ range: ClosedRange<Double>) -> Sample {
    var builder = GraphBuilder()
    builder.output("f", builder.apply(elemental, builder.input("x")))
    // The logarithm of gamma has zeros, near which Python's loses digits.
    if elemental == .lgamma { builder.output("one", builder.constant(1)) }
    let points = (0..<200).map { step in
      [range.lowerBound + (range.upperBound - range.lowerBound) * (Double(step) + 0.375) / 200]
    }
    let title = "\(elemental.name)_\(Int(range.upperBound))"
    return Sample(
      title, builder.graph, points: points, derivatives: [.primal],
      tolerance: elemental == .gamma ? .ulps(200) : .ulpsOfLargest(8))
  }
}
