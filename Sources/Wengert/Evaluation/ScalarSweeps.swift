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
    for index in (0..<operations).reversed() {
      let (first, second) = (firsts[index], seconds[index])
      let adjoint = adjoints[base &+ index]
      adjoints[base &+ index] = 0
      var rule = BackRule(
        x: values[first], y: values[second], v: values[base &+ index], adjoint: adjoint,
        first: Int(first), second: Int(second), variation: codes[index] & Tape.Variation.mask,
        adjoints: adjoints)
      elemental(index).accept(&rule)
    }
  }

  /// The values and tangents of all operations in one direction.
  func evaluate(tangents: Memory<Double>) {
    for index in 0..<operations {
      let (first, second) = (firsts[index], seconds[index])
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
        x: values[first], y: values[second],
        dx: tangents.lanes(at: 8 &* first), dy: tangents.lanes(at: 8 &* second),
        variation: codes[index] & Tape.Variation.mask)
      let (value, tangent) = elemental(index).accept(&rule)
      values[base &+ index] = value
      tangents.setLanes(at: 8 &* (base &+ index), tangent)
    }
  }

  /// Adjoints and how they change along eight directions, from values and tangents.
  func flowBack(_ adjoints: Memory<Double>, tangents: Memory<Double>, slopes: Memory<Double>) {
    for index in (0..<operations).reversed() {
      let (first, second) = (Int(firsts[index]), Int(seconds[index]))
      let own = base &+ index
      var rule = JetBackRule(
        x: Jet(values[first], tangents.lanes(at: 8 &* first)),
        y: Jet(values[second], tangents.lanes(at: 8 &* second)),
        v: Jet(values[own], tangents.lanes(at: 8 &* own)),
        adjoint: adjoints[own], slope: slopes.lanes(at: 8 &* own), first: first, second: second,
        variation: codes[index] & Tape.Variation.mask, adjoints: adjoints, slopes: slopes)
      adjoints[own] = 0
      slopes.setLanes(at: 8 &* own, .zero)
      elemental(index).accept(&rule)
    }
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

/// Adds adjoint times partial to the adjoints of the operands.
private struct BackRule: ElementalVisitor {
  let x, y, v, adjoint: Double
  let first, second: Int
  let variation: UInt8
  let adjoints: Memory<Double>

  @inline(__always)
  func visit<E: UnaryElemental>(_: E.Type) {
    adjoints[first] += adjoint * E.partial(x, v)
  }

  @inline(__always)
  func visit<E: BinaryElemental>(_: E.Type) {
    if variation != Tape.Variation.secondOnly {
      adjoints[first] += adjoint * E.partials(x, y, v).0
    }
    if variation != Tape.Variation.firstOnly {
      adjoints[second] += adjoint * E.partials(x, y, v).1
    }
  }

  @inline(__always)
  func visit<E: TernaryElemental>(_: E.Type) {}
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
  let dx, dy: SIMD8<Double>
  let variation: UInt8

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

/// Adds v̄·∂ to an adjoint and, by the product rule, its change to the slope.
private struct JetBackRule: ElementalVisitor {
  let x, y, v: Jet
  let adjoint: Double
  let slope: SIMD8<Double>
  let first, second: Int
  let variation: UInt8
  let adjoints, slopes: Memory<Double>

  @inline(__always)
  private func flow(_ partial: Jet, into position: Int) {
    adjoints[position] += adjoint * partial.primal
    let change = slope * partial.primal + adjoint * partial.tangents
    slopes.setLanes(at: 8 &* position, slopes.lanes(at: 8 &* position) + change)
  }

  @inline(__always)
  func visit<E: UnaryElemental>(_: E.Type) { flow(E.partial(x, v), into: first) }

  @inline(__always)
  func visit<E: BinaryElemental>(_: E.Type) {
    if variation != Tape.Variation.secondOnly { flow(E.partials(x, y, v).0, into: first) }
    if variation != Tape.Variation.firstOnly { flow(E.partials(x, y, v).1, into: second) }
  }

  @inline(__always)
  func visit<E: TernaryElemental>(_: E.Type) {}
}
