/// The loops over a tape for many points at once: each operation is carried out for a block of points.
struct PointSweeps<Functions: LaneFunctions> {
  /// The points of a block: enough to make the jump to an operation cheap, few enough for the cache.
  static var width: Int { 64 }

  let base: Int
  let operations: Int
  let codes: Memory<UInt8>
  let firsts: Memory<Int32>
  let seconds: Memory<Int32>
  /// A block of numbers for each position.
  let values: Memory<Double>

  init(_ sweeps: ScalarSweeps, values: Memory<Double>) {
    base = sweeps.base
    operations = sweeps.operations
    codes = sweeps.codes
    firsts = sweeps.firsts
    seconds = sweeps.seconds
    self.values = values
  }

  /// The values of all operations.
  func evaluate() {
    for index in 0..<operations {
      var rule = BlockRule<Functions>(
        x: Int(firsts[index]) &* Self.width, y: Int(seconds[index]) &* Self.width,
        v: (base &+ index) &* Self.width, values: values)
      Elemental(code: codes[index]).accept(&rule)
    }
  }

  /// Adds what flows back from all operations to the adjoints of what they read, as ``ScalarSweeps`` does.
  func flowBack(_ adjoints: Memory<Double>) {
    var index = operations
    while index > 0 {
      index &-= 1
      var rule = BlockBackRule<Functions>(
        x: Int(firsts[index]) &* Self.width, y: Int(seconds[index]) &* Self.width,
        v: (base &+ index) &* Self.width, values: values, adjoints: adjoints,
        variation: codes[index] & Tape.Variation.mask)
      Elemental(code: codes[index]).accept(&rule)
    }
  }
}

private struct BlockRule<Functions: LaneFunctions>: ElementalVisitor {
  let x, y, v: Int
  let values: Memory<Double>

  @inline(__always)
  func visit<E: UnaryElemental>(_: E.Type) {
    for offset in stride(from: 0, to: PointSweeps<Functions>.width, by: 8) {
      values.setLanes(
        at: v &+ offset, E.lanes(values.lanes(at: x &+ offset), Functions.self))
    }
  }

  @inline(__always)
  func visit<E: BinaryElemental>(_: E.Type) {
    for offset in stride(from: 0, to: PointSweeps<Functions>.width, by: 8) {
      values.setLanes(
        at: v &+ offset, E.lanes(values.lanes(at: x &+ offset), values.lanes(at: y &+ offset)))
    }
  }

  @inline(__always)
  func visit<E: TernaryElemental>(_: E.Type) {}
}

private struct BlockBackRule<Functions: LaneFunctions>: ElementalVisitor {
  let x, y, v: Int
  let values, adjoints: Memory<Double>
  let variation: UInt8

  @inline(__always)
  private func numbers(_ position: Int, _ offset: Int) -> Lanes<Functions> {
    Lanes(values: values.lanes(at: position &+ offset))
  }

  @inline(__always)
  private func takeAdjoint(_ offset: Int) -> SIMD8<Double> {
    let adjoint = adjoints.lanes(at: v &+ offset)
    adjoints.setLanes(at: v &+ offset, .zero)
    return adjoint
  }

  @inline(__always)
  private func add(_ contribution: SIMD8<Double>, _ position: Int, _ offset: Int) {
    adjoints.setLanes(
      at: position &+ offset, adjoints.lanes(at: position &+ offset) + contribution)
  }

  @inline(__always)
  func visit<E: UnaryElemental>(_: E.Type) {
    for offset in stride(from: 0, to: PointSweeps<Functions>.width, by: 8) {
      let partial = E.partial(numbers(x, offset), numbers(v, offset))
      add(takeAdjoint(offset) * partial.values, x, offset)
    }
  }

  @inline(__always)
  func visit<E: BinaryElemental>(_: E.Type) {
    for offset in stride(from: 0, to: PointSweeps<Functions>.width, by: 8) {
      let adjoint = takeAdjoint(offset)
      let (first, second, value) = (numbers(x, offset), numbers(y, offset), numbers(v, offset))
      if variation != Tape.Variation.secondOnly {
        add(adjoint * E.partials(first, second, value).0.values, x, offset)
      }
      if variation != Tape.Variation.firstOnly {
        add(adjoint * E.partials(first, second, value).1.values, y, offset)
      }
    }
  }

  @inline(__always)
  func visit<E: TernaryElemental>(_: E.Type) {}
}
