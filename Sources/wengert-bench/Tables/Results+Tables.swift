extension Results {
  private var automatic: String { EvaluatorProgram.automatic.name }
  private var scalar: String { EvaluatorProgram.scalar.name }

  private func functions(with quantity: Quantity) -> [Function] {
    functions.filter { time(automatic, quantity, $0.name) != nil }
  }

  /// One quantity against every peer.
  func peerTable(_ quantity: Quantity) -> MarkdownTable {
    var table = MarkdownTable(
      heads: ["workload"] + peers.map { "of \($0)" } + ["of the best", "goal", "ns an elemental"])
    for function in functions(with: quantity) {
      let own = time(automatic, quantity, function.name)
      let goal = Goals.toBestPeer(quantity, function.name)
      let ratios = peers.map { ratio(quotient(own, time($0, quantity, function.name))) }
      let best = quotient(own, bestPeer(quantity, function.name)?.time)
      let perElemental = quotient(own, Double(function.elementals))
      table.rows.append(
        [function.name] + ratios + [ratio(best, goal: goal), bound(goal), ratio(perElemental)])
    }
    return table.withoutEmptyColumns
  }

  /// Value and gradient against C by hand.
  var floorTable: MarkdownTable {
    var table = MarkdownTable(
      heads: ["workload", "value", "goal", "value and gradient", "goal"]
        + peers.map { "\($0): value" })
    for function in functions {
      func floor(_ program: String, _ quantity: Quantity) -> Double? {
        quotient(
          time(program, quantity, function.name), time(FloorProgram.name, quantity, function.name))
      }
      guard floor(automatic, .value) != nil else { continue }
      let cells = [Quantity.value, .gradient].flatMap {
        let goal = Goals.toFloor($0, function.name)
        return [ratio(floor(automatic, $0), goal: goal), bound(goal)]
      }
      table.rows.append([function.name] + cells + peers.map { ratio(floor($0, .value)) })
    }
    return table
  }

  /// The claim that a gradient costs two to three values, on the scalar path.
  var claimTable: MarkdownTable {
    var table = MarkdownTable(
      heads: [
        "workload", "operations", "gradient", "tangent", "eight tangents", "gradient, C by hand",
        "gradient over C's value",
      ])
    for function in functions(with: .gradient) {
      let value = time(scalar, .value, function.name)
      let cells = [Quantity.gradient, .tangent, .eightTangents].map {
        ratio(quotient(time(scalar, $0, function.name), value), goal: Goals.toValue($0))
      }
      let floor = time(FloorProgram.name, .value, function.name)
      let floorGradient = time(FloorProgram.name, .gradient, function.name)
      table.rows.append(
        [function.name, ratio(function.gradientOperationRatio)] + cells + [
          ratio(quotient(floorGradient, floor)),
          ratio(quotient(time(scalar, .gradient, function.name), floor)),
        ])
    }
    return table
  }

  /// The median of gradient over value on the scalar path.
  var medianGradientRatio: Double? {
    functions(with: .gradient).compactMap {
      quotient(time(scalar, .gradient, $0.name), time(scalar, .value, $0.name))
    }.median
  }

  /// The workloads.
  var functionTable: MarkdownTable {
    var table = MarkdownTable(
      heads: ["workload", "function", "inputs", "outputs", "elementals"])
    for function in functions {
      table.rows.append([
        function.name, function.title, "\(function.inputs)", "\(function.outputs)",
        "\(function.elementals)",
      ])
    }
    return table
  }

  /// What is done once.
  var stepTable: MarkdownTable {
    MarkdownTable(
      heads: ["step", "time", ""], rows: steps.map { [$0.name, ratio($0.value), $0.unit] })
  }

  /// Both layout engines at sizes that both take.
  var layoutTable: MarkdownTable {
    MarkdownTable(
      heads: [
        "graph", "nodes", "layered, ms", "`dot`, ms", "`dot` over layered", "goal", "crossings",
        "`dot`: crossings", "length over `dot`'s",
      ],
      rows: layouts.filter { $0.graphviz != nil }.map { layout in
        let goal = layout.nodes == 1_000 ? 20.0 : nil
        let speed = quotient(layout.graphviz?.milliseconds, layout.layered.milliseconds)
        let isMissed = goal.map { ($0 > speed ?? 0) } ?? false
        return [
          layout.workload.rawValue, "\(layout.nodes)", ratio(layout.layered.milliseconds),
          ratio(layout.graphviz?.milliseconds), isMissed ? "**\(ratio(speed))**" : ratio(speed),
          goal.map { "≥ \($0)" } ?? "", layout.layered.crossings.map { "\($0)" } ?? "–",
          layout.graphviz?.crossings.map { "\($0)" } ?? "–",
          ratio(quotient(layout.layered.length, layout.graphviz?.length)),
        ]
      })
  }

  /// Generated C.
  var generatedTable: MarkdownTable {
    MarkdownTable(
      heads: ["example", "elementals", "primal, ns", "reverse, ns", "reverse over primal", "goal"],
      rows: generated.map {
        let goal = Goals.generatedGradient
        return [
          $0.name, "\($0.elementals)", ratio($0.primal), ratio($0.reverse),
          ratio(quotient($0.reverse, $0.primal), goal: goal), bound(goal),
        ]
      })
  }

  /// The layered layout at large sizes.
  var growthTable: MarkdownTable {
    MarkdownTable(
      heads: ["graph"] + LayoutMeasurement.large.map { "\($0) nodes, ms" } + ["growth"],
      rows: LayoutWorkload.allCases.map { workload in
        let times = LayoutMeasurement.large.map { nodes in
          ratio(
            layouts.first { $0.workload == workload && $0.nodes == nodes }?.layered.milliseconds)
        }
        return [workload.rawValue] + times + [ratio(layouts.exponent(of: workload, from: 1_000))]
      })
  }

  /// Whole commands.
  var commandTable: MarkdownTable {
    MarkdownTable(
      heads: ["command", "wall time, ms", "peak memory, MB", "of `dot`"],
      rows: commands.map {
        [
          $0.name, ratio($0.milliseconds), ratio($0.peakMegabytes),
          ratio($0.isShort ? quotient($0.milliseconds, time(ofCommand: WholeCommand.dot)) : nil),
        ]
      })
  }

  private func time(ofCommand name: String) -> Double? {
    commands.first { $0.name == name }?.milliseconds
  }
}
