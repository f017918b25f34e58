import Foundation
import TestSupport
import Testing
import Wengert
import WengertNotation

/// The examples against published or independently computed numbers, row by row.
@Suite struct `Examples` {
  /// The numbers of one evaluation: a column for each node in recording order.
  struct Golden: Sendable, CustomTestStringConvertible {
    let file: String
    let point: [Double]
    let names: [String]
    let primals: [Double]
    /// Tangents by input.
    let tangents: [[Double]]
    /// Adjoints by output.
    let adjoints: [[Double]]

    var testDescription: String { "\(file) at \(point)" }
  }

  private static let names = ["v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8"]

  /// Bishop and Bishop (2024), section 8.2; the values at (1, 2) answer exercise 8.17.
  ///
  /// At that point several
  /// values coincide, so the second point catches what the first hides.
  private static let two: [Golden] = [
    Golden(
      file: "bishop-two-outputs.expr", point: [1, 2], names: names,
      primals: [1, 2, 2, 0.909297, 7.389056, 1.090703, 8.479759, 8.059263],
      tangents: [
        [1, 0, 2, 0, 14.778112, 2, 16.778112, 30.896637],
        [0, 1, 1, -0.416147, 7.389056, 1.416147, 8.805203, 18.523251],
      ],
      adjoints: [
        [16.778112, 8.805203, 8.389056, -1, 1, 1, 1, 0],
        [30.896637, 18.523251, 15.448319, -7.389056, 1.090703, 7.389056, 0, 1],
      ]),
    Golden(
      file: "bishop-two-outputs.expr", point: [1.5, 0.7], names: names,
      primals: [1.5, 0.7, 1.05, 0.644218, 2.857651, 0.405782, 3.263433, 1.159584],
      tangents: [
        [1, 0, 0.7, 0, 2.000356, 0.7, 2.700356, 2.812065],
        [0, 1, 1.5, 0.764842, 4.286477, 0.735158, 5.021634, 3.840201],
      ],
      adjoints: [
        [2.700356, 5.021634, 3.857651, -1, 1, 1, 1, 0],
        [2.812065, 3.840201, 4.017235, -2.857651, 0.405782, 2.857651, 0, 1],
      ]),
  ]

  /// The same function with its first output alone: a prefix of the tables.
  private static let one = two.map { golden in
    Golden(
      file: "bishop.expr", point: golden.point, names: Array(golden.names.prefix(7)),
      primals: Array(golden.primals.prefix(7)),
      tangents: golden.tangents.map { Array($0.prefix(7)) },
      adjoints: [Array(golden.adjoints[0].prefix(7))])
  }

  /// Baydin, Pearlmutter, Radul and Siskind (2018), tables 2 and 3; the tangents by x2 are not printed there
  /// and were computed by hand from the same partials.
  private static let baydin = Golden(
    file: "baydin.expr", point: [2, 5], names: ["v1", "v2", "v3", "v4", "v5", "v6", "v7"],
    primals: [2, 5, 0.693147, 10, 10.693147, -0.958924, 11.652071],
    tangents: [[1, 0, 0.5, 5, 5.5, 0, 5.5], [0, 1, 0, 2, 2, 0.283662, 1.716338]],
    adjoints: [[5.5, 1.716338, 1, 1, 1, -1, 1]])

  @Test(arguments: one + two + [baydin])
  func `every row has the published primal, tangents and adjoints`(_ golden: Golden) throws {
    let program = try example(golden.file, at: golden.point)
    let graph = program.graph
    let linearization = try #require(try program.linearized())
    let nodes = Array(graph.nodes)
    let symbols = Naming(graph).symbols
    #expect(nodes.map { symbols[$0].name } == golden.names)
    func check(_ values: [Double?], _ expected: [Double], _ what: String) throws {
      for (row, (value, target)) in zip(values, expected).enumerated() {
        let value = try #require(value)
        #expect(
          abs(value - target) <= 0.5000001e-6,
          "\(what) of \(golden.names[row]): \(value) against \(target)")
      }
    }
    try check(nodes.map { linearization.primals[$0] }, golden.primals, "primal")
    for (input, expected) in golden.tangents.enumerated() {
      let tangents = linearization.tangents(seed: .unit(input, of: graph.inputs.count))
      try check(nodes.map { tangents[$0] }, expected, "tangent by input \(input + 1)")
    }
    for (output, expected) in golden.adjoints.enumerated() {
      let adjoints = linearization.adjoints(seed: .unit(output, of: graph.outputs.count))
      try check(nodes.map { adjoints[$0] }, expected, "adjoint of output \(output + 1)")
    }
  }

  @Test func `the textbook's trace has its equations, tangents and adjoints`() throws {
    let equations = Equations(try example("bishop.expr", at: [1, 2]).graph)
    let nodes = Array(equations.graph.nodes)
    // Equations (8.50) to (8.56), (8.58) to (8.64) and (8.70) to (8.76), the adjoints from the last node back.
    #expect(
      nodes.map { equations.definition(of: $0).source }
        == ["x1", "x2", "v1*v2", "sin(v2)", "exp(v3)", "v3 - v4", "v5 + v6"])
    #expect(
      nodes.dropFirst(2).map { equations.tangent(of: $0).map(marked) }
        == ["v1.*v2 + v2.*v1", "v2.*cos(v2)", "v3.*v5", "v3. - v4.", "v5. + v6."])
    #expect(
      nodes.reversed().map { node in
        equations.adjoint(of: node, seed: node == nodes[6] ? 1 : 0).map(marked)
      } == ["1", "v7-", "v7-", "-v6-", "v5-*v5 + v6-", "v3-*v1 + v4-*cos(v2)", "v3-*v2"])
  }

  /// Value, gradient and Hessian of the first output, computed with mpmath at 40 digits.
  @Test(
    arguments: [
      (
        "griewank-walther.expr", 2.0166466694282014, [3.0118433276739066, -13.723961509314075],
        [[-0.68270983348326387, -7.3059988637411766], [-7.3059988637411766, 50.72851381442217]]
      ),
      (
        "speelpenning.expr", 24, [24, 12, 8, 6],
        [[0, 12, 8, 6], [12, 0, 4, 3], [8, 4, 0, 2], [6, 3, 2, 0]]
      ),
      ("rosenbrock.expr", 24.2, [-215.6, -88], [[1330, 480], [480, 200]]),
      (
        "branin.expr", 19.602112642270262, [0, 0],
        [[-4.5360534601533731, 3.1830988618379067], [3.1830988618379067, 2]]
      ),
    ] as [(String, Double, [Double], [[Double]])])
  func `value, gradient and Hessian are those of an independent computation`(
    _ file: String, _ value: Double, _ gradient: [Double], _ hessian: [[Double]]
  ) throws {
    let linearization = try Program(source(file)).requiredLinearization()
    #expect(agree(linearization.outputs[0], value, relative: 1e-15))
    for (computed, expected) in zip(linearization.gradient(), gradient) {
      #expect(agree(computed, expected, relative: 1e-14))
    }
    for (computed, expected) in zip(linearization.hessian().joined(), hessian.joined()) {
      #expect(agree(computed, expected, relative: 1e-14))
    }
  }

  /// Value and gradient, computed with mpmath at 40 digits from a program of its own.
  @Test(
    arguments: [
      (
        "network.expr", 1.1328592900544883,
        [
          -0.090021020214421189, -0.50894736382852795, -0.3380985839967071, 0.6761971679934142,
          0.22817524087615091, -0.45635048175230183, -0.15930644794077031, 0.31861289588154062,
          -0.6761971679934142, 0.45635048175230183, -0.31861289588154062, 0.0338662363452614,
          -0.38752882172906691, 0.16602768431363891, -0.67788907012716295, 0.74408767224485177,
        ]
      ),
      ("piecewise.expr", 2.525, [-1.1, -2.2, 0.09, -0.18, -0.9, -0.1, 0.2, 1, 2]),
    ] as [(String, Double, [Double])])
  func `families give the gradient of an independent computation`(
    _ file: String, _ value: Double, _ expected: [Double]
  ) throws {
    let linearization = try Program(source(file)).requiredLinearization()
    #expect(agree(linearization.outputs[0], value, relative: 1e-15))
    let gradient = linearization.gradient()
    #expect(gradient.count == expected.count)
    for (computed, expected) in zip(gradient, expected) {
      #expect(agree(computed, expected, relative: 1e-14, absolute: 1e-15))
    }
  }

  /// Griewank and Walther (2008), tables 1.2 and 1.3, to the four digits printed there.
  @Test func `Griewank and Walther's table has every row`() throws {
    let program = try Program(source("griewank-walther.expr"))
    let linearization = try program.requiredLinearization()
    let adjoints = linearization.adjoints(seed: [1])
    let nodes = Array(program.graph.nodes)
    let primals = [1.5, 0.5, 3.0, 0.1411, 1.6487, 1.3513, 1.4924, 2.0166]
    for (node, expected) in zip(nodes, primals) {
      #expect(abs(linearization.primals[node] - expected) < 0.6e-4)
    }
    let published = [3.0118, -13.7239, 1.5059, 1.3513, -2.8437, 2.8437, 1.3513, 1]
    for (node, expected) in zip(nodes, published) {
      #expect(abs((adjoints[node] ?? .nan) - expected) < 1e-4)
    }
  }

  @Test func `every example is read and has values at its point`() throws {
    let folder = Tool.root.appending(path: "examples")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".expr") }
    #expect(files.count >= 3)
    for file in files {
      #expect(try Program(source(file)).linearized() != nil, "\(file)")
    }
  }

  private func source(_ file: String) throws -> SourceText {
    let url = Tool.root.appending(path: "examples").appending(path: file)
    return SourceText(try String(contentsOf: url, encoding: .utf8), name: file)
  }

  private func example(_ file: String, at point: [Double]) throws -> Program {
    var options = Program.Options()
    let values = zip(["x1", "x2"], point).map { "\($0)=\($1)" }.joined(separator: ",")
    options.point = SourceText(values, name: "--at")
    return try Program(source(file), options: options)
  }

  /// Source text with a dot or dash after symbols that carry a dot or bar.
  private func marked(_ formula: Formula) -> String {
    formula.replacing { symbol in
      switch symbol.accent {
      case .none: nil
      case .dot: .symbol(symbol.name + ".")
      case .bar: .symbol(symbol.name + "-")
      }
    }.source
  }
}
