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

  /// How each operation is linked to the one before, where about half of them are: on the way back waiting takes longer,
  /// because sums are formed in memory.
  let links: Memory<UInt8>?

  /// The loops over a tape that work on the given values, which they release as well.
  init(_ tape: Tape, values: Memory<Double>) {
    base = tape.base
    operations = tape.codes.count
    codes = Memory(tape.codes, otherwise: 0)
    firsts = Memory(tape.firsts, otherwise: 0)
    seconds = Memory(tape.seconds, otherwise: 0)
    let (bits, linked) = tape.links
    isChain = 4 * linked > 3 * operations
    links = 20 * linked > 9 * operations ? Memory(bits, otherwise: 0) : nil
    self.values = values
  }

  func release() {
    codes.release()
    firsts.release()
    seconds.release()
    links?.release()
    values.release()
  }

  /// The values of all operations, from those of the inputs and constants.
  func evaluate() {
    evaluate(PrimalRule.self, nil)
  }

  /// The same, with the partials that would cost another call of the C library in ``flowBack(_:kept:)``.
  func evaluate(keeping partials: Memory<Double>) {
    evaluate(KeepingStep.self, partials)
  }

  @inline(__always)
  private func evaluate<R: Step>(_: R.Type, _ partials: R.Partials) {
    if isChain { evaluateChain(R.self, partials) } else { evaluateInOrder(R.self, partials) }
  }

  // A rule is made anew for every operation: one that is kept would be kept in memory.

  @inline(__always)
  private func evaluateInOrder<R: Step>(_: R.Type, _ partials: R.Partials) {
    var index = 0
    while index < operations {
      var rule = R(values[firsts[index]], values[seconds[index]], index, partials)
      values[base &+ index] = elemental(index).accept(&rule)
      index &+= 1
    }
  }

  @inline(__always)
  private func evaluateChain<R: Step>(_: R.Type, _ partials: R.Partials) {
    var previous = base > 0 ? values[base &- 1] : 0
    var index = 0
    while index < operations {
      let (first, second) = (firsts[index], seconds[index])
      let last = Int32(truncatingIfNeeded: base &+ index &- 1)
      let x = first == last ? previous : values[first]
      let y = second == last ? previous : values[second]
      var rule = R(x, y, index, partials)
      previous = elemental(index).accept(&rule)
      values[base &+ index] = previous
      index &+= 1
    }
  }

  /// Adds what flows back from all operations to the adjoints of what they read.
  ///
  /// The adjoints of the operations are zero before, but for seeds, and zero again afterwards.
  ///
  /// - Parameter partials: what ``evaluate(keeping:)`` has kept.
  func flowBack(_ adjoints: Memory<Double>, kept partials: Memory<Double>) {
    if let links {
      flowBackChain(adjoints, partials, links)
    } else {
      flowBackInOrder(adjoints, partials)
    }
  }

  private func flowBackInOrder(_ adjoints: Memory<Double>, _ partials: Memory<Double>) {
    var index = operations
    while index > 0 {
      index &-= 1
      let own = base &+ index
      let (first, second) = (Int(firsts[index]), Int(seconds[index]))
      var rule = BackRule(
        numbers: operands(first, second, own), adjoint: adjoints[own],
        variation: codes[index] & Tape.Variation.mask, partials: partials, index: index)
      adjoints[own] = 0
      let flow = elemental(index).accept(&rule)
      if flow.toFirst { adjoints[first] += flow.first }
      if flow.toSecond { adjoints[second] += flow.second }
    }
  }

  /// The same, but what flows into the operation before stays in registers.
  ///
  /// It is the last to arrive there, so the order of the sums is the same.
  private func flowBackChain(
    _ adjoints: Memory<Double>, _ partials: Memory<Double>, _ links: Memory<UInt8>
  ) {
    var (carried, carriedToo) = (0.0, 0.0)
    var index = operations
    while index > 0 {
      index &-= 1
      let own = base &+ index
      let link = links[index]
      var adjoint = carried
      if link & Tape.Link.isLast == 0 {
        adjoint = (adjoints[own] + carried) + carriedToo
        adjoints[own] = 0
      }
      let (first, second) = (Int(firsts[index]), Int(seconds[index]))
      var rule = BackRule(
        numbers: operands(first, second, own), adjoint: adjoint,
        variation: codes[index] & Tape.Variation.mask, partials: partials, index: index)
      let flow = elemental(index).accept(&rule)
      (carried, carriedToo) = (0, 0)
      if link & Tape.Link.first != 0 {
        if flow.toFirst { carried = flow.first }
      } else if flow.toFirst {
        adjoints[first] += flow.first
      }
      if link & Tape.Link.second != 0 {
        if flow.toSecond { carriedToo = flow.second }
      } else if flow.toSecond {
        adjoints[second] += flow.second
      }
    }
    if base > 0 { adjoints[base &- 1] = (adjoints[base &- 1] + carried) + carriedToo }
  }

  /// The values and tangents of all operations in one direction.
  func evaluate(tangents: Memory<Double>) {
    if isChain { evaluateChain(tangents) } else { evaluateInOrder(tangents) }
  }

  private func evaluateInOrder(_ tangents: Memory<Double>) {
    var index = 0
    while index < operations {
      let (first, second) = (Int(firsts[index]), Int(seconds[index]))
      var rule = TangentRule(
        x: values[first], y: values[second], dx: tangents[first], dy: tangents[second],
        variation: codes[index] & Tape.Variation.mask)
      let (value, tangent) = elemental(index).accept(&rule)
      values[base &+ index] = value
      tangents[base &+ index] = tangent
      index &+= 1
    }
  }

  /// The same, the result before in registers.
  private func evaluateChain(_ tangents: Memory<Double>) {
    var (value, tangent) = base > 0 ? (values[base &- 1], tangents[base &- 1]) : (0, 0)
    var index = 0
    while index < operations {
      let (first, second) = (Int(firsts[index]), Int(seconds[index]))
      let last = base &+ index &- 1
      let (isFirst, isSecond) = (first == last, second == last)
      var rule = TangentRule(
        x: isFirst ? value : values[first], y: isSecond ? value : values[second],
        dx: isFirst ? tangent : tangents[first], dy: isSecond ? tangent : tangents[second],
        variation: codes[index] & Tape.Variation.mask)
      (value, tangent) = elemental(index).accept(&rule)
      values[base &+ index] = value
      tangents[base &+ index] = tangent
      index &+= 1
    }
  }

  /// The values of all operations and their tangents in eight directions.
  func evaluate(lanes tangents: Memory<Double>) {
    var index = 0
    while index < operations {
      let (first, second) = (Int(firsts[index]), Int(seconds[index]))
      var rule = LaneTangentRule(
        x: values[first], y: values[second], first: 8 &* first, second: 8 &* second,
        tangents: tangents, variation: codes[index] & Tape.Variation.mask)
      let (value, tangent) = elemental(index).accept(&rule)
      values[base &+ index] = value
      tangents.setLanes(at: 8 &* (base &+ index), tangent)
      index &+= 1
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

/// What is computed from the operands of one operation.
private protocol Step: ElementalVisitor where Result == Double {
  /// Where partials are kept.
  associatedtype Partials
  init(_ x: Double, _ y: Double, _ index: Int, _ partials: Partials)
}

extension PrimalRule: Step {
  @inline(__always)
  fileprivate init(_ x: Double, _ y: Double, _: Int, _: Never?) { self.init(x: x, y: y) }
}

/// The primal, and the partial where it comes with it.
private struct KeepingStep: Step {
  private let x, y: Double
  private let index: Int
  private let partials: Memory<Double>

  @inline(__always)
  init(_ x: Double, _ y: Double, _ index: Int, _ partials: Memory<Double>) {
    (self.x, self.y, self.index, self.partials) = (x, y, index, partials)
  }

  @inline(__always)
  func visit<E: UnaryElemental>(_: E.Type) -> Double {
    guard E.keepsPartial else { return E.primal(x) }
    let (primal, partial) = E.primalAndPartial(x)
    partials[index] = partial
    return primal
  }
  @inline(__always)
  func visit<E: BinaryElemental>(_: E.Type) -> Double { E.primal(x, y) }
  @inline(__always)
  func visit<E: TernaryElemental>(_: E.Type) -> Double { x }
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
  let partials: Memory<Double>
  let index: Int

  @inline(__always)
  func visit<E: UnaryElemental>(_: E.Type) -> Flow {
    let partial = E.keepsPartial ? partials[index] : E.partial(numbers.x, numbers.v)
    return Flow(first: adjoint * partial, toFirst: true)
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
    let (v, partial) = E.primalAndPartial(x)
    return (v, dx * partial)
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
    let (v, partial) = E.primalAndPartial(x)
    return (v, dx * partial)
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
