/// The derivatives of every output with respect to every input at a point.
public struct Jacobian: Sendable, Equatable {
  /// How a Jacobian was computed.
  public enum Method: Sendable, CaseIterable {
    /// A forward pass for each input gives a column.
    case forward
    /// A reverse pass for each output gives a row.
    case reverse
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
  /// - Parameter method: a forward pass for each input or a reverse pass for each output; both give the same
  ///   numbers up to rounding.
  /// - Complexity: O(nodes · D) forward, O(nodes · K) in reverse.
  public func jacobian(by method: Jacobian.Method) -> Jacobian {
    let inputs = graph.inputs.count
    let outputs = graph.outputs.count
    switch method {
    case .forward:
      let columns = (0..<inputs).map { tangents(seed: .unit($0, of: inputs)).outputs }
      let rows = (0..<outputs).map { row in columns.map { $0[row] } }
      return Jacobian(method: method, rows: rows, passes: inputs)
    case .reverse:
      let rows = (0..<outputs).map { adjoints(seed: .unit($0, of: outputs)).inputs }
      return Jacobian(method: method, rows: rows, passes: outputs)
    }
  }
}

extension [Double] {
  /// The unit vector with a one at `position`, the usual seed; zero where there is no such position.
  public static func unit(_ position: Int, of count: Int) -> [Double] {
    (0..<count).map { $0 == position ? 1 : 0 }
  }
}
