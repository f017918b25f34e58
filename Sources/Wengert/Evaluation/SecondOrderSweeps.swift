/// The loops of a Hessian: partials and their derivatives are computed once for each operation; what is left for each
/// eight directions are sums of products.
struct SecondOrderSweeps {
  /// The partials of an operation by its two operands, and the derivatives of those.
  struct Partials: BitwiseCopyable {
    var x = 0.0
    var y = 0.0
    var xx = 0.0
    var xy = 0.0
    var yy = 0.0
  }

  let scalar: ScalarSweeps
  let partials: Memory<Partials>

  private var base: Int { scalar.base }

  /// The values of all operations and everything that the other loops need.
  func evaluate() {
    for index in 0..<scalar.operations {
      var rule = PartialsRule(
        x: scalar.values[scalar.firsts[index]], y: scalar.values[scalar.seconds[index]])
      let (value, partials) = Elemental(code: scalar.codes[index]).accept(&rule)
      scalar.values[base &+ index] = value
      self.partials[index] = open(partials, scalar.codes[index] & Tape.Variation.mask)
    }
  }

  /// What flows along the edges that depend on an input; the others are cut.
  @inline(__always)
  private func open(_ partials: Partials, _ variation: UInt8) -> Partials {
    var open = partials
    if variation == Tape.Variation.firstOnly { (open.y, open.xy, open.yy) = (0, 0, 0) }
    if variation == Tape.Variation.secondOnly { (open.x, open.xy, open.xx) = (0, 0, 0) }
    return open
  }

  /// Adjoints; unlike in a gradient's sweep, those of the operations stay.
  func flowBack(_ adjoints: Memory<Double>) {
    var index = scalar.operations
    while index > 0 {
      index &-= 1
      let adjoint = adjoints[base &+ index]
      let partials = partials[index]
      adjoints[scalar.firsts[index]] += adjoint * partials.x
      if partials.y != 0 { adjoints[scalar.seconds[index]] += adjoint * partials.y }
    }
  }

  /// The tangents of all operations in eight directions.
  func evaluate(lanes tangents: Memory<Double>) {
    for index in 0..<scalar.operations {
      let partials = partials[index]
      let dx = tangents.lanes(at: 8 &* Int(scalar.firsts[index]))
      var sum = dx * partials.x
      if partials.y != 0 {
        sum += tangents.lanes(at: 8 &* Int(scalar.seconds[index])) * partials.y
      }
      tangents.setLanes(at: 8 &* (base &+ index), sum)
    }
  }

  /// How adjoints change along eight directions; those of the operations are zero before and afterwards.
  func flowBack(_ adjoints: Memory<Double>, tangents: Memory<Double>, slopes: Memory<Double>) {
    var index = scalar.operations
    while index > 0 {
      index &-= 1
      let own = base &+ index
      let (first, second) = (8 &* Int(scalar.firsts[index]), 8 &* Int(scalar.seconds[index]))
      let partials = partials[index]
      let slope = slopes.lanes(at: 8 &* own)
      slopes.setLanes(at: 8 &* own, .zero)
      let adjoint = adjoints[own]
      let (xx, xy, yy) = (adjoint * partials.xx, adjoint * partials.xy, adjoint * partials.yy)
      let isBinary = partials.y != 0 || xy != 0 || yy != 0
      var toFirst = slope * partials.x
      if xx != 0 { toFirst += tangents.lanes(at: first) * xx }
      if xy != 0 { toFirst += tangents.lanes(at: second) * xy }
      slopes.setLanes(at: first, slopes.lanes(at: first) + toFirst)
      guard isBinary else { continue }
      var toSecond = slope * partials.y
      if xy != 0 { toSecond += tangents.lanes(at: first) * xy }
      if yy != 0 { toSecond += tangents.lanes(at: second) * yy }
      slopes.setLanes(at: second, slopes.lanes(at: second) + toSecond)
    }
  }
}

/// The rule run on jets of its two operands alone.
private struct PartialsRule: ElementalVisitor {
  let x, y: Double

  @inline(__always)
  func visit<E: UnaryElemental>(_: E.Type) -> (Double, SecondOrderSweeps.Partials) {
    let x = Jet(self.x, [1, 0])
    let v = Jet.apply(E.self, x)
    let partial = E.partial(x, v)
    return (
      v.primal,
      SecondOrderSweeps.Partials(x: partial.primal, xx: partial.tangents[0])
    )
  }

  @inline(__always)
  func visit<E: BinaryElemental>(_: E.Type) -> (Double, SecondOrderSweeps.Partials) {
    let (x, y) = (Jet(self.x, [1, 0]), Jet(self.y, [0, 1]))
    let v = Jet.apply(E.self, x, y)
    let (dx, dy) = E.partials(x, y, v)
    return (
      v.primal,
      SecondOrderSweeps.Partials(
        x: dx.primal, y: dy.primal, xx: dx.tangents[0], xy: dx.tangents[1], yy: dy.tangents[1])
    )
  }

  @inline(__always)
  func visit<E: TernaryElemental>(_: E.Type) -> (Double, SecondOrderSweeps.Partials) {
    (x, SecondOrderSweeps.Partials())
  }
}
