/// The loops over a schedule: each run of equal operations, eight at a time.
struct RunSweeps<Functions: LaneFunctions> {
  let runs: Memory<Run>
  /// The sums of adjoints; nil where only values are wanted.
  let joins: Memory<Join>?
  let places: Memory<Int32>
  let values: Memory<Double>

  /// The values of all operations, from those of the inputs and constants.
  func evaluate() {
    for index in 0..<runs.count {
      let run = runs[index]
      var rule = RunRule<Functions>(run: run, places: places, values: values)
      Elemental(code: run.code).accept(&rule)
    }
  }

  /// The adjoints of all positions; the seed stands in its place.
  func flowBack(_ adjoints: Memory<Double>) {
    guard let joins else { return }
    var join = joins.count
    var index = runs.count
    while index > 0 {
      index &-= 1
      let run = runs[index]
      while join > 0, joins[join &- 1].start >= run.start {
        join &-= 1
        add(joins[join], adjoints)
      }
      guard run.isOpen else { continue }
      var rule = RunBackRule<Functions>(
        run: run, places: places, values: values, adjoints: adjoints)
      Elemental(code: run.code).accept(&rule)
    }
    while join > 0 {
      join &-= 1
      add(joins[join], adjoints)
    }
  }

  /// Sums contributions, by rank.
  private func add(_ join: Join, _ adjoints: Memory<Double>) {
    let (start, count, place) = (Int(join.start), Int(join.count), Int(join.place))
    var offset = 0
    while offset &+ 8 <= count {
      var sum = adjoints.lanes(at: place &+ offset)
      for rank in 1..<Int(join.ranks) {
        sum += adjoints.lanes(at: place &+ rank &* count &+ offset)
      }
      adjoints.setLanes(at: start &+ offset, sum)
      offset &+= 8
    }
    while offset < count {
      var sum = adjoints[place &+ offset]
      for rank in 1..<Int(join.ranks) { sum += adjoints[place &+ rank &* count &+ offset] }
      adjoints[start &+ offset] = sum
      offset &+= 1
    }
  }
}

/// The numbers that an operand of a run has.
private struct Reader {
  private let operand: Run.Operand
  private let places: Memory<Int32>
  private let numbers: Memory<Double>
  private let isContiguous, isSame: Bool
  /// The number of all operations, where they share one.
  private let same: SIMD8<Double>

  @inline(__always)
  init(_ operand: Run.Operand, _ places: Memory<Int32>, _ numbers: Memory<Double>) {
    self.operand = operand
    self.places = places
    self.numbers = numbers
    isContiguous = operand.access == .contiguous
    isSame = operand.access == .strided && operand.step == 0
    same = SIMD8(repeating: isSame ? numbers[operand.place] : 0)
  }

  @inline(__always)
  func lanes(_ offset: Int) -> SIMD8<Double> {
    // Tests in a row, not a switch: they are foreseen, and a jump through a table costs more.
    if isContiguous { return numbers.lanes(at: Int(operand.place) &+ offset) }
    if isSame { return same }
    let place = Int(operand.place)
    if operand.access == .listed { return numbers.lanes(at: places, from: place &+ offset) }
    let step = Int(operand.step)
    return numbers.lanes(at: place &+ offset &* step, step: step)
  }

  @inline(__always)
  func number(_ offset: Int) -> Double {
    if operand.access == .listed { return numbers[places[Int(operand.place) &+ offset]] }
    return numbers[Int(operand.place) &+ offset &* Int(operand.step)]
  }
}

/// Puts what flows back along the edges of a run to its places.
private struct Writer {
  private let target: Run.Operand
  private let places: Memory<Int32>
  private let adjoints: Memory<Double>
  private let isContiguous: Bool
  /// Whether anything flows.
  let isOpen: Bool

  @inline(__always)
  init(_ target: Run.Operand, _ places: Memory<Int32>, _ adjoints: Memory<Double>) {
    self.target = target
    self.places = places
    self.adjoints = adjoints
    isContiguous = target.access == .contiguous
    isOpen = target.access != .none
  }

  @inline(__always)
  func put(_ lanes: SIMD8<Double>, _ offset: Int) {
    if isContiguous {
      adjoints.setLanes(at: Int(target.place) &+ offset, lanes)
      return
    }
    let place = Int(target.place)
    if target.access == .listed {
      adjoints.setLanes(at: places, from: place &+ offset, lanes)
    } else if isOpen {
      let step = Int(target.step)
      adjoints.setLanes(at: place &+ offset &* step, step: step, lanes)
    }
  }

  @inline(__always)
  func put(_ number: Double, _ offset: Int) {
    if target.access == .listed {
      adjoints[places[Int(target.place) &+ offset]] = number
    } else if isOpen {
      adjoints[Int(target.place) &+ offset &* Int(target.step)] = number
    }
  }
}

private struct RunRule<Functions: LaneFunctions>: ElementalVisitor {
  let run: Run
  let places: Memory<Int32>
  let values: Memory<Double>

  @inline(__always)
  func visit<E: UnaryElemental>(_: E.Type) {
    let first = Reader(run.first, places, values)
    let (start, count) = (Int(run.start), Int(run.count))
    var offset = 0
    while offset &+ 8 <= count {
      values.setLanes(at: start &+ offset, E.lanes(first.lanes(offset), Functions.self))
      offset &+= 8
    }
    while offset < count {
      values[start &+ offset] = E.primal(first.number(offset))
      offset &+= 1
    }
  }

  @inline(__always)
  func visit<E: BinaryElemental>(_: E.Type) {
    if run.isScan { return scan(E.self) }
    let first = Reader(run.first, places, values)
    let second = Reader(run.second, places, values)
    let (start, count) = (Int(run.start), Int(run.count))
    var offset = 0
    while offset &+ 8 <= count {
      values.setLanes(at: start &+ offset, E.lanes(first.lanes(offset), second.lanes(offset)))
      offset &+= 8
    }
    while offset < count {
      values[start &+ offset] = E.primal(first.number(offset), second.number(offset))
      offset &+= 1
    }
  }

  /// From link to link, the last result in a register.
  @inline(__always)
  private func scan<E: BinaryElemental>(_: E.Type) {
    var last = values[run.first.place]
    var index = Int(run.start)
    let end = index &+ Int(run.count)
    if run.second.access == .listed {
      var place = Int(run.second.place)
      while index < end {
        last = E.primal(last, values[places[place]])
        values[index] = last
        (index, place) = (index &+ 1, place &+ 1)
      }
    } else {
      var place = Int(run.second.place)
      let step = Int(run.second.step)
      while index < end {
        last = E.primal(last, values[place])
        values[index] = last
        (index, place) = (index &+ 1, place &+ step)
      }
    }
  }

  @inline(__always)
  func visit<E: TernaryElemental>(_: E.Type) {}
}

private struct RunBackRule<Functions: LaneFunctions>: ElementalVisitor {
  let run: Run
  let places: Memory<Int32>
  let values, adjoints: Memory<Double>

  @inline(__always)
  func visit<E: UnaryElemental>(_: E.Type) {
    let first = Reader(run.first, places, values)
    let target = Writer(run.firstTarget, places, adjoints)
    let flow = Reader(run.adjoint, places, adjoints)
    let (start, count) = (Int(run.start), Int(run.count))
    var offset = 0
    while offset &+ 8 <= count {
      let x = Lanes<Functions>(values: first.lanes(offset))
      let v = Lanes<Functions>(values: values.lanes(at: start &+ offset))
      target.put(flow.lanes(offset) * E.partial(x, v).values, offset)
      offset &+= 8
    }
    while offset < count {
      let partial = E.partial(first.number(offset), values[start &+ offset])
      target.put(flow.number(offset) * partial, offset)
      offset &+= 1
    }
  }

  @inline(__always)
  func visit<E: BinaryElemental>(_: E.Type) {
    if run.isScan { return scan(E.self) }
    if run.isSquare { return squares(E.self) }
    let first = Reader(run.first, places, values)
    let second = Reader(run.second, places, values)
    let firstTarget = Writer(run.firstTarget, places, adjoints)
    let secondTarget = Writer(run.secondTarget, places, adjoints)
    let flow = Reader(run.adjoint, places, adjoints)
    let (start, count) = (Int(run.start), Int(run.count))
    var offset = 0
    while offset &+ 8 <= count {
      let x = Lanes<Functions>(values: first.lanes(offset))
      let y = Lanes<Functions>(values: second.lanes(offset))
      let v = Lanes<Functions>(values: values.lanes(at: start &+ offset))
      let adjoint = flow.lanes(offset)
      if firstTarget.isOpen { firstTarget.put(adjoint * E.partials(x, y, v).0.values, offset) }
      if secondTarget.isOpen { secondTarget.put(adjoint * E.partials(x, y, v).1.values, offset) }
      offset &+= 8
    }
    while offset < count {
      let (x, y) = (first.number(offset), second.number(offset))
      let (v, adjoint) = (values[start &+ offset], flow.number(offset))
      if firstTarget.isOpen { firstTarget.put(adjoint * E.partials(x, y, v).0, offset) }
      if secondTarget.isOpen { secondTarget.put(adjoint * E.partials(x, y, v).1, offset) }
      offset &+= 1
    }
  }

  @inline(__always)
  private func squares<E: BinaryElemental>(_: E.Type) {
    let first = Reader(run.first, places, values)
    let target = Writer(run.firstTarget, places, adjoints)
    let flow = Reader(run.adjoint, places, adjoints)
    let (start, count) = (Int(run.start), Int(run.count))
    var offset = 0
    while offset &+ 8 <= count {
      let x = Lanes<Functions>(values: first.lanes(offset))
      let v = Lanes<Functions>(values: values.lanes(at: start &+ offset))
      let adjoint = flow.lanes(offset)
      let (dx, dy) = E.partials(x, x, v)
      target.put(adjoint * dx.values + adjoint * dy.values, offset)
      offset &+= 8
    }
    while offset < count {
      let (x, adjoint) = (first.number(offset), flow.number(offset))
      let (dx, dy) = E.partials(x, x, values[start &+ offset])
      target.put(adjoint * dx + adjoint * dy, offset)
      offset &+= 1
    }
  }

  /// Only the last link has an adjoint of its own; it is handed on from link to link.
  @inline(__always)
  private func scan<E: BinaryElemental>(_: E.Type) {
    let second = Reader(run.second, places, values)
    let target = Writer(run.secondTarget, places, adjoints)
    let start = Int(run.start)
    var offset = Int(run.count) &- 1
    var adjoint = adjoints[run.adjoint.place]
    while offset >= 0 {
      let x = offset == 0 ? values[run.first.place] : values[start &+ offset &- 1]
      let (y, v) = (second.number(offset), values[start &+ offset])
      if target.isOpen { target.put(adjoint * E.partials(x, y, v).1, offset) }
      adjoint = adjoint * E.partials(x, y, v).0
      offset &-= 1
    }
    Writer(run.firstTarget, places, adjoints).put(adjoint, 0)
  }

  @inline(__always)
  func visit<E: TernaryElemental>(_: E.Type) {}
}
