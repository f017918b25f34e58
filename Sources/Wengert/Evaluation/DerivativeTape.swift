/// The entries of a Jacobian or Hessian as a tape of their own, which shares what columns have in common and spends nothing
/// on zeros.
///
/// Entries are computed one after the other or in runs of equal operations, whichever suits the tape.
final class DerivativeTape {
  /// The most operations of a graph times its inputs for which a matrix is written out.
  private static let largestProduct = 1 << 14
  /// How many operations written out cost as much as one that goes through a pass with eight directions.
  private static let operationsInLanes = 4

  private let inputs: Int
  private let sweeps: ScalarSweeps
  private let schedule: ForwardSchedule?
  private let usesVectorFunctions: Bool
  private let values: Memory<Double>
  /// The position of each entry of the matrix.
  private let entries: Memory<Int32>

  /// The Jacobian of all outputs of a graph; nil where passes with eight directions cost less.
  static func jacobian(_ graph: Graph, _ options: Evaluator.Options) -> DerivativeTape? {
    guard let limit = limit(graph, passes: 1),
      let jacobian = graph.jacobianGraph(limit: limit)
    else { return nil }
    let entries = jacobian.outputs.indices.map { $0 }
    return DerivativeTape(jacobian, entries: entries, options)
  }

  /// The Hessian of the first output of a graph; nil where passes with eight directions cost less.
  static func hessian(_ graph: Graph, _ options: Evaluator.Options) -> DerivativeTape? {
    guard let limit = limit(graph, passes: 2) else { return nil }
    let gradient = graph.selectingOutput(0).adjointGraph(seed: [1])
    guard let hessian = gradient.jacobianGraph(isLower: true, limit: limit) else { return nil }
    let inputs = graph.inputs.count
    let entries = (0..<inputs).flatMap { row in
      (0..<inputs).map { column in
        let (high, low) = (max(row, column), min(row, column))
        return high * (high + 1) / 2 + low
      }
    }
    return DerivativeTape(hessian, entries: entries, options)
  }

  /// The most nodes that are worth it.
  private static func limit(_ graph: Graph, passes: Int) -> Int? {
    let inputs = graph.inputs.count
    guard inputs > 0, graph.count * inputs <= largestProduct else { return nil }
    return operationsInLanes * passes * graph.count * ((inputs + 7) / 8)
  }

  private init?(_ graph: Graph, entries: [Int], _ options: Evaluator.Options) {
    guard let tape = Tape(graph, outputs: Array(graph.outputs.indices)) else { return nil }
    inputs = tape.inputs
    usesVectorFunctions = options.vectorFunctions
    values = Memory(repeating: 0, count: tape.count)
    values.copy(tape.constants, from: 0, count: tape.constants.count, to: tape.inputs)
    sweeps = ScalarSweeps(tape, values: values)
    let schedule = ForwardSchedule(tape, options.engine, values: values)
    self.schedule = schedule
    let positions = entries.map { entry in
      let position = tape.outputs[entry]
      return schedule?.positions[Int(position)] ?? position
    }
    self.entries = Memory(positions, otherwise: 0)
  }

  deinit {
    sweeps.release()
    schedule?.release()
    entries.release()
  }

  /// Computes the matrix, row by row; says whether all entries are numbers.
  func evaluate(at point: borrowing [Double], into rows: inout [Double]) -> Bool {
    values.copy(point, from: 0, count: inputs, to: 0)
    if let schedule {
      schedule.evaluate(usesVectorFunctions)
    } else {
      sweeps.evaluate()
    }
    return values.gather(entries, into: &rows)
  }
}
