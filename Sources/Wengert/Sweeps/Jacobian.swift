/// The derivatives of every output with respect to every input at a point.
public struct Jacobian: Sendable, Equatable {
  /// How a Jacobian was computed.
  public enum Method: String, Sendable, CaseIterable {
    /// A forward pass for each input gives a column.
    case forward
    /// A reverse pass for each output gives a row.
    case reverse
    /// A forward pass for each group of columns that share no row gives all of them.
    case compressed
  }

  /// How it was computed.
  public let method: Method
  /// A row for each output with an entry for each input.
  public let rows: [[Double]]
  /// The number of passes that it took.
  public let passes: Int
}

extension Linearization {
  /// The Jacobian: K outputs by D inputs.
  ///
  /// - Parameter method: how; all give the same numbers up to rounding. By default the one with fewest passes,
  ///   and of those with equally many the first.
  /// - Complexity: O(nodes · passes).
  public func jacobian(by method: Jacobian.Method? = nil) -> Jacobian {
    let (inputs, outputs) = (graph.inputs.count, graph.outputs.count)
    switch method ?? cheapestMethod() {
    case .forward:
      let columns = jacobianVectorProducts((0..<inputs).map { .unit($0, of: inputs) })
      let rows = (0..<outputs).map { row in columns.map { $0[row] } }
      return Jacobian(method: .forward, rows: rows, passes: inputs)
    case .reverse:
      let rows = vectorJacobianProducts((0..<outputs).map { .unit($0, of: outputs) })
      return Jacobian(method: .reverse, rows: rows, passes: outputs)
    case .compressed: return compressedJacobian(graph.sparsity())
    }
  }

  /// The gradient of one output: one reverse pass.
  ///
  /// - Parameter output: the position of the output.
  /// - Returns: a component for each input.
  public func gradient(ofOutput output: Int = 0) -> [Double] {
    vectorJacobianProduct(.unit(output, of: graph.outputs.count))
  }

  private func cheapestMethod() -> Jacobian.Method {
    let (inputs, outputs) = (graph.inputs.count, graph.outputs.count)
    guard min(inputs, outputs) > 2 else { return inputs <= outputs ? .forward : .reverse }
    if graph.sparsity().columnGroups().count < min(inputs, outputs) { return .compressed }
    return inputs <= outputs ? .forward : .reverse
  }

  private func compressedJacobian(_ sparsity: Sparsity) -> Jacobian {
    let groups = sparsity.columnGroups()
    let seeds = groups.map { group in
      var seed = [Double](repeating: 0, count: sparsity.columns)
      for column in group { seed[column] = 1 }
      return seed
    }
    let products = jacobianVectorProducts(seeds)
    var groupOfColumn = [Int](repeating: 0, count: sparsity.columns)
    for (position, group) in groups.enumerated() {
      for column in group { groupOfColumn[column] = position }
    }
    let rows = sparsity.rows.enumerated().map { row, columns in
      var entries = [Double](repeating: 0, count: sparsity.columns)
      for column in columns { entries[column] = products[groupOfColumn[column]][row] }
      return entries
    }
    return Jacobian(method: .compressed, rows: rows, passes: groups.count)
  }
}

extension [Double] {
  /// The unit vector with a one at `position`, the usual seed; zero where there is no such position.
  public static func unit(_ position: Int, of count: Int) -> [Double] {
    (0..<count).map { $0 == position ? 1 : 0 }
  }
}
