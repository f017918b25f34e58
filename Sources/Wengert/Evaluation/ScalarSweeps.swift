/// The loops over a tape, one operation after the other.
///
/// They follow from the declarations of the elementals: the switch in `accept` becomes one jump, and each rule
/// is specialised in its branch.
struct ScalarSweeps {
  let base: Int
  let operations: Int
  let codes: Memory<UInt8>
  let firsts: Memory<Int32>
  let seconds: Memory<Int32>
  let values: Memory<Double>

  /// Whether most operations read the result of the one before.
  ///
  /// Then that result is handed on in a register, which saves waiting for the memory; where they are few,
  /// asking costs more than it saves.
  let isChain: Bool

  func release() {
    codes.release()
    firsts.release()
    seconds.release()
    values.release()
  }

  /// The values of all operations, from those of the inputs and constants.
  func evaluate() {
    if isChain { evaluateChain() } else { evaluateInOrder() }
  }

  private func evaluateInOrder() {
    for index in 0..<operations {
      var rule = PrimalRule(x: values[firsts[index]], y: values[seconds[index]])
      values[base &+ index] = elemental(index).accept(&rule)
    }
  }

  private func evaluateChain() {
    var previous = base > 0 ? values[base &- 1] : 0
    for index in 0..<operations {
      let (first, second) = (firsts[index], seconds[index])
      let last = Int32(truncatingIfNeeded: base &+ index &- 1)
      let x = first == last ? previous : values[first]
      let y = second == last ? previous : values[second]
      var rule = PrimalRule(x: x, y: y)
      previous = elemental(index).accept(&rule)
      values[base &+ index] = previous
    }
  }

  /// Adds what flows back from all operations to the adjoints of what they read.
  ///
  /// The adjoints of the operations are zero before, but for seeds, and zero again afterwards.
  func flowBack(_ adjoints: Memory<Double>) {
    if isChain { flowBackChain(adjoints) } else { flowBackInOrder(adjoints) }
  }

  private func flowBackInOrder(_ adjoints: Memory<Double>) {
    for index in (0..<operations).reversed() {
      let own = base &+ index
      let (first, second) = (Int(firsts[index]), Int(seconds[index]))
      var rule = BackRule(
        numbers: operands(first, second, own), adjoint: adjoints[own],
        variation: codes[index] & Tape.Variation.mask)
      adjoints[own] = 0
      let flow = elemental(index).accept(&rule)
      if flow.toFirst { adjoints[first] += flow.first }
      if flow.toSecond { adjoints[second] += flow.second }
    }
  }

  /// The same, but what flows into the operation before stays in registers.
  ///
  /// It is the last to arrive there, so the order of the sums is the same.
  private func flowBackChain(_ adjoints: Memory<Double>) {
    var (carried, carriedToo) = (0.0, 0.0)
    for index in (0..<operations).reversed() {
      let own = base &+ index
      let (first, second) = (Int(firsts[index]), Int(seconds[index]))
      var rule = BackRule(
        numbers: operands(first, second, own), adjoint: (adjoints[own] + carried) + carriedToo,
        variation: codes[index] & Tape.Variation.mask)
      adjoints[own] = 0
      let flow = elemental(index).accept(&rule)
      let isBefore = first == own &- 1
      let isBeforeToo = second == own &- 1
      carried = flow.toFirst && isBefore ? flow.first : 0
      carriedToo = flow.toSecond && isBeforeToo ? flow.second : 0
      if flow.toFirst && !isBefore { adjoints[first] += flow.first }
      if flow.toSecond && !isBeforeToo { adjoints[second] += flow.second }
    }
    if base > 0 { adjoints[base &- 1] = (adjoints[base &- 1] + carried) + carriedToo }
  }

  /// The values and tangents of all operations in one direction.
  func evaluate(tangents: Memory<Double>) {
    for index in 0..<operations {
      let (first, second) = (Int(firsts[index]), Int(seconds[index]))
      var rule = TangentRule(
        x: values[first], y: values[second], dx: tangents[first], dy: tangents[second],
        variation: codes[index] & Tape.Variation.mask)
      let (value, tangent) = elemental(index).accept(&rule)
      values[base &+ index] = value
      tangents[base &+ index] = tangent
    }
  }

  /// The values of all operations and their tangents in eight directions.
  func evaluate(lanes tangents: Memory<Double>) {
    for index in 0..<operations {
      let (first, second) = (Int(firsts[index]), Int(seconds[index]))
      var rule = LaneTangentRule(
        x: values[first], y: values[second], first: 8 &* first, second: 8 &* second,
        tangents: tangents, variation: codes[index] & Tape.Variation.mask)
      let (value, tangent) = elemental(index).accept(&rule)
      values[base &+ index] = value
      tangents.setLanes(at: 8 &* (base &+ index), tangent)
    }
  }

  @inline(__always)
  private func operands(_ first: Int, _ second: Int, _ own: Int) -> OperandValues {
    OperandValues(values: values, first: first, second: second, own: own)
  }

  @inline(__always)
  private func elemental(_ index: Int) -> Elemental {
    Elemental(code: codes[index])
  }
}

extension Elemental {
  /// The elemental of a code of a tape, which was made from one.
  @inline(__always)
  init(code: UInt8) {
    self = unsafe unsafeBitCast(code & ~Tape.Variation.mask, to: Elemental.self)
  }
}

/// The values that a rule reads, fetched when it does.
private struct OperandValues {
  let values: Memory<Double>
  let first, second, own: Int

  var x: Double { @inline(__always) get { values[first] } }
  var y: Double { @inline(__always) get { values[second] } }
  var v: Double { @inline(__always) get { values[own] } }
}

/// Adjoint times partial for each operand that depends on an input.
private struct BackRule: ElementalVisitor {
  struct Flow {
    var first = 0.0
    var second = 0.0
    var toFirst = false
    var toSecond = false
  }

  let numbers: OperandValues
  let adjoint: Double
  let variation: UInt8

  @inline(__always)
  func visit<E: UnaryElemental>(_: E.Type) -> Flow {
    Flow(first: adjoint * E.partial(numbers.x, numbers.v), toFirst: true)
  }

  @inline(__always)
  func visit<E: BinaryElemental>(_: E.Type) -> Flow {
    var flow = Flow()
    if variation != Tape.Variation.secondOnly {
      flow.first = adjoint * E.partials(numbers.x, numbers.y, numbers.v).0
      flow.toFirst = true
    }
    if variation != Tape.Variation.firstOnly {
      flow.second = adjoint * E.partials(numbers.x, numbers.y, numbers.v).1
      flow.toSecond = true
    }
    return flow
  }

  @inline(__always)
  func visit<E: TernaryElemental>(_: E.Type) -> Flow { Flow() }
}

private struct TangentRule: ElementalVisitor {
  let x, y, dx, dy: Double
  let variation: UInt8

  @inline(__always)
  func visit<E: UnaryElemental>(_: E.Type) -> (Double, Double) {
    let v = E.primal(x)
    return (v, dx * E.partial(x, v))
  }

  @inline(__always)
  func visit<E: BinaryElemental>(_: E.Type) -> (Double, Double) {
    let v = E.primal(x, y)
    if variation == Tape.Variation.firstOnly { return (v, dx * E.partials(x, y, v).0) }
    if variation == Tape.Variation.secondOnly { return (v, dy * E.partials(x, y, v).1) }
    let (first, second) = E.partials(x, y, v)
    return (v, dx * first + dy * second)
  }

  @inline(__always)
  func visit<E: TernaryElemental>(_: E.Type) -> (Double, Double) { (x, dx) }
}

private struct LaneTangentRule: ElementalVisitor {
  let x, y: Double
  let first, second: Int
  let tangents: Memory<Double>
  let variation: UInt8

  private var dx: SIMD8<Double> { @inline(__always) get { tangents.lanes(at: first) } }
  private var dy: SIMD8<Double> { @inline(__always) get { tangents.lanes(at: second) } }

  @inline(__always)
  func visit<E: UnaryElemental>(_: E.Type) -> (Double, SIMD8<Double>) {
    let v = E.primal(x)
    return (v, dx * E.partial(x, v))
  }

  @inline(__always)
  func visit<E: BinaryElemental>(_: E.Type) -> (Double, SIMD8<Double>) {
    let v = E.primal(x, y)
    if variation == Tape.Variation.firstOnly { return (v, dx * E.partials(x, y, v).0) }
    if variation == Tape.Variation.secondOnly { return (v, dy * E.partials(x, y, v).1) }
    let (first, second) = E.partials(x, y, v)
    return (v, dx * first + dy * second)
  }

  @inline(__always)
  func visit<E: TernaryElemental>(_: E.Type) -> (Double, SIMD8<Double>) { (x, dx) }
}
