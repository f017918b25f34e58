public import Wengert
public import WengertDrawing

/// What symbolic and numerical differentiation would make of one derivative, ∂ of an output by an input.
public struct Alternatives: Sendable {
  /// The name of the output.
  public let output: String
  /// The name of the input.
  public let input: String
  /// The operations that naive symbolic differentiation would write.
  public let swell: SymbolicSwell
  /// The operations of the graph that computes the derivative with every part shared.
  let graphOperations: Int
  /// The derivative by the forward sweep.
  public let exact: Double
  /// The error of central differences for each step.
  public let differenceErrors: [(step: Double, error: Double)]

  /// The most nodes for which all this is computed.
  private static let nodeLimit = 20_000

  /// The alternatives for the first seeded output and the first seeded input; nil where there is none, and for
  /// large graphs.
  public init?(_ evaluation: Evaluation) {
    let linearization = evaluation.linearization
    let graph = linearization.graph
    guard graph.count <= Alternatives.nodeLimit,
      let output = evaluation.adjoints.seed.firstIndex(where: { $0 != 0 }),
      let input = evaluation.tangents.seed.firstIndex(where: { $0 != 0 }),
      !linearization.isConstant(graph.outputs[output].node)
    else { return nil }
    self.output = graph.outputs[output].name
    self.input = graph.inputs[input].name
    let direction = [Double].unit(input, of: graph.inputs.count)
    swell = graph.symbolicSwell(ofOutput: output, byInput: input)
    graphOperations =
      graph.selectingOutput(output).tangentGraph(seed: direction).operations
    exact = linearization.jacobianVectorProduct(direction)[output]
    differenceErrors = linearization.differenceErrors(ofOutput: output, along: direction)
  }

  /// The step with the smallest error; nil where every step leaves the domain.
  var bestStep: (step: Double, error: Double)? {
    differenceErrors.filter { $0.error.isFinite }.min { $0.error < $1.error }
  }

  /// Both in words, a line each.
  func lines(_ format: NumberFormat) -> [String] {
    let symbolic =
      "symbolic differentiation of \(output) by \(input) writes"
      + " \(format.ascii(swell.derivativeOperations)) operations without sharing; a graph has"
      + " \(graphOperations)"
    guard let bestStep else { return [symbolic] }
    let digits = NumberFormat(digits: 2)
    return [
      symbolic,
      "central differences of \(output) by \(input) are off by \(digits.ascii(bestStep.error)) at best,"
        + " with the step \(digits.ascii(bestStep.step))",
    ]
  }
}

extension Graph {
  /// The number of elementals.
  fileprivate var operations: Int { nodes.count { self[$0].elemental != nil } }
}
