extension Results {
  /// The tables with what a reader must know.
  var markdown: String {
    """
    # Benchmarks

    Written by `make bench` on \(date). Processor: \(machine.processor), \(machine.processors) of them; \
    \(machine.system). The same numbers with nanoseconds stand in [benchmarks.json](benchmarks.json).

    What has no unit is a ratio of times of one run: programs take turns on the same graph, each \
    time is processor time of one thread, the smallest of many samples within a round and the median over \(rounds) \
    rounds. All programs' numbers were compared before they were timed. Bold: the ratio misses its goal. A dash: \
    not measured\(absence).

    ## Workloads

    \(functionTable.text)
    Elementals are what one call for the value evaluates, at all points; inputs and constants are not counted.

    \(peerSections)
    ## Value and gradient, of the time of C by hand

    \(floorTable.text)
    ## Two to three times an evaluation

    Value and derivatives over the value alone, one node after the other with the functions of the C library. \
    *Operations* is the same quotient for gradients without a clock: every elemental, operation of a partial, product \
    and sum is one. The last column has another denominator, the value by hand in C. The median of the \
    gradient's column is \(ratio(medianGradientRatio)).

    \(claimTable.text)
    Goals: gradient ≤ 3, tangent ≤ 1.5, eight tangents ≤ 1.6.

    ## Generated C

    The examples as `wengert generate` writes them, compiled by `cc -O2`: value and gradient over the value alone.

    \(generatedTable.text)
    ## Recording, reading, drawing

    \(stepTable.text)
    ## Layout

    The layered layout and Graphviz' `dot` in the same process on the same boxes with a chip on every line, processor \
    time. *Growth* is the exponent of the layered layout's time from 1,000 to 30,000 nodes.

    \(layoutTable.text)
    \(growthTable.text)
    ## Whole commands

    Wall time of the process: the median of 15 runs, in turn, of short commands and of \(min(rounds, 3)) of long ones.

    \(commandTable.text)
    """
  }

  private var absence: String {
    guard !missingPeers.isEmpty else { return "" }
    return ", as \(missingPeers.joined(separator: " and ")) without `scripts/bench-peers`"
  }

  private var peerSections: String {
    let sections: [(Quantity, String)] = [
      (.value, "Value"), (.gradient, "Value and gradient"), (.tangent, "Value and tangent"),
      (.eightTangents, "Eight tangents"), (.jacobian, "Jacobian"), (.hessian, "Hessian"),
    ]
    return sections.map { quantity, title in
      "## \(title), of the time of other programs\n\n\(peerTable(quantity).text)"
    }.joined(separator: "\n")
  }
}
