import Foundation
import TestSupport
import Testing
import Wengert
import WengertNotation

/// Random expressions against mpmath; `scripts/reference.py` made the table.
@Suite struct `Reference` {
  struct Row: Sendable {
    let line: Int
    let text: String
    let point: [Double]
    let value: Double
    let gradient: [Double]
    let hessian: [[Double]]
  }

  private static let rows: [Row] = {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Reference/random.tsv")
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").enumerated().compactMap { line, row in
      let cells = row.split(separator: "\t")
      let numbers = cells.dropFirst().compactMap { Double($0) }
      guard numbers.count == 8 else { return nil }
      return Row(
        line: line + 1, text: String(cells[0]), point: Array(numbers[0..<2]), value: numbers[2],
        gradient: Array(numbers[3..<5]),
        hessian: [[numbers[5], numbers[6]], [numbers[6], numbers[7]]])
    }
  }()

  @Test func `the table is there and uses every elemental`() throws {
    #expect(Self.rows.count == 1000)
    var used: Set<Elemental> = []
    for row in Self.rows {
      let graph = try Program(SourceText("f(x, y) = \(row.text)", name: "t")).graph
      used.formUnion(graph.nodes.compactMap { graph[$0].elemental })
    }
    #expect(used == Set(Elemental.allCases))
  }

  @Test func `values, gradients and Hessians agree to a few ulps times the condition number`()
    throws
  {
    for row in Self.rows {
      let graph = try Program(SourceText("f(x, y) = \(row.text)", name: "t")).graph
      let point = graph.inputs.map { row.point[$0.name == "x" ? 0 : 1] }
      let linearization = try graph.linearized(at: point)
      try check(row, graph, [row.value], linearization.outputs, "value")
      let gradient = graph.adjointGraph(seed: [1])
      try check(row, gradient, row.gradient, linearization.gradient(), "gradient")
      for (input, expected) in row.hessian.enumerated() {
        let second = gradient.adjointGraph(seed: .unit(input, of: 2))
        let computed = linearization.hessianVectorProduct(.unit(input, of: 2))
        try check(row, second, expected, computed, "Hessian, row \(input + 1)")
      }
    }
  }

  /// Compares numbers with what a graph of their own computes; its condition number tells how far rounding in
  /// every node may carry.
  private func check(
    _ row: Row, _ graph: Graph, _ expected: [Double], _ computed: [Double], _ what: String
  ) throws {
    let point = graph.inputs.map { row.point[$0.name == "x" ? 0 : 1] }
    let linearization = try graph.linearized(at: point, checkingDomains: false)
    for (position, (target, value)) in zip(expected, computed).enumerated() {
      let adjoints = linearization.adjoints(seed: .unit(position, of: expected.count))
      // How much the result moves when every node is off by one part in 2⁵³.
      let sensitivity = graph.nodes.reduce(target.magnitude) { sum, node in
        let part = (adjoints[node] ?? 0) * linearization.primals[node]
        return part.isFinite ? sum + part.magnitude : sum
      }
      let tolerance = 16 * 0x1p-53 * sensitivity + 1e-15
      #expect(
        (value - target).magnitude <= tolerance,
        "line \(row.line), \(what): \(value) against \(target), \(row.text)")
    }
  }
}
