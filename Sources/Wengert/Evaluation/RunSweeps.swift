/// The loops over a schedule: each run of equal operations, eight at a time.
struct RunSweeps<Functions: LaneFunctions> {
  let runs: Memory<Run>
  let joins: Memory<Join>
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
    var join = joins.count
    for index in (0..<runs.count).reversed() {
      let run = runs[index]
      while join > 0, joins[join &- 1].start >= run.start {
        join &-= 1
        add(joins[join], adjoints)
      }
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
  let places: Memory<Int32>
  let numbers: Memory<Double>

  @inline(__always)
  func lanes(_ operand: Run.Operand, _ offset: Int) -> SIMD8<Double> {
    let place = Int(operand.place)
    switch operand.access {
    case .contiguous: return numbers.lanes(at: place &+ offset)
    case .single, .none: return SIMD8(repeating: numbers[place])
    case .listed:
      var lanes = SIMD8<Double>()
      for lane in 0..<8 { lanes[lane] = numbers[places[place &+ offset &+ lane]] }
      return lanes
    }
  }

  @inline(__always)
  func number(_ operand: Run.Operand, _ offset: Int) -> Double {
    let place = Int(operand.place)
    switch operand.access {
    case .contiguous: return numbers[place &+ offset]
    case .single, .none: return numbers[place]
    case .listed: return numbers[places[place &+ offset]]
    }
  }
}

private struct RunRule<Functions: LaneFunctions>: ElementalVisitor {
  let run: Run
  let places: Memory<Int32>
  let values: Memory<Double>

  @inline(__always)
  func visit<E: UnaryElemental>(_: E.Type) {
    let reader = Reader(places: places, numbers: values)
    let (start, count) = (Int(run.start), Int(run.count))
    var offset = 0
    while offset &+ 8 <= count {
      let x = reader.lanes(run.first, offset)
      values.setLanes(at: start &+ offset, E.lanes(x, Functions.self))
      offset &+= 8
    }
    while offset < count {
      values[start &+ offset] = E.primal(reader.number(run.first, offset))
      offset &+= 1
    }
  }

  @inline(__always)
  func visit<E: BinaryElemental>(_: E.Type) {
    let reader = Reader(places: places, numbers: values)
    let (start, count) = (Int(run.start), Int(run.count))
    if run.isScan { return scan(E.self, reader) }
    var offset = 0
    while offset &+ 8 <= count {
      let (x, y) = (reader.lanes(run.first, offset), reader.lanes(run.second, offset))
      values.setLanes(at: start &+ offset, E.lanes(x, y))
      offset &+= 8
    }
    while offset < count {
      let (x, y) = (reader.number(run.first, offset), reader.number(run.second, offset))
      values[start &+ offset] = E.primal(x, y)
      offset &+= 1
    }
  }

  @inline(__always)
  private func scan<E: BinaryElemental>(_: E.Type, _ reader: Reader) {
    var last = values[run.first.place]
    for offset in 0..<Int(run.count) {
      last = E.primal(last, reader.number(run.second, offset))
      values[Int(run.start) &+ offset] = last
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
  private func put(_ lanes: SIMD8<Double>, _ target: Run.Operand, _ offset: Int) {
    let place = Int(target.place)
    switch target.access {
    case .none: return
    case .contiguous: adjoints.setLanes(at: place &+ offset, lanes)
    case .single: adjoints[place] = lanes[0]
    case .listed:
      for lane in 0..<8 { adjoints[places[place &+ offset &+ lane]] = lanes[lane] }
    }
  }

  @inline(__always)
  private func put(_ number: Double, _ target: Run.Operand, _ offset: Int) {
    let place = Int(target.place)
    switch target.access {
    case .none: return
    case .contiguous: adjoints[place &+ offset] = number
    case .single: adjoints[place] = number
    case .listed: adjoints[places[place &+ offset]] = number
    }
  }

  @inline(__always)
  func visit<E: UnaryElemental>(_: E.Type) {
    let reader = Reader(places: places, numbers: values)
    let (start, count) = (Int(run.start), Int(run.count))
    var offset = 0
    while offset &+ 8 <= count {
      let x = Lanes<Functions>(values: reader.lanes(run.first, offset))
      let v = Lanes<Functions>(values: values.lanes(at: start &+ offset))
      put(
        adjoints.lanes(at: start &+ offset) * E.partial(x, v).values, run.firstTarget, offset)
      offset &+= 8
    }
    while offset < count {
      let partial = E.partial(reader.number(run.first, offset), values[start &+ offset])
      put(adjoints[start &+ offset] * partial, run.firstTarget, offset)
      offset &+= 1
    }
  }

  @inline(__always)
  func visit<E: BinaryElemental>(_: E.Type) {
    let reader = Reader(places: places, numbers: values)
    if run.isScan { return scan(E.self, reader) }
    let (start, count) = (Int(run.start), Int(run.count))
    var offset = 0
    while offset &+ 8 <= count {
      let x = Lanes<Functions>(values: reader.lanes(run.first, offset))
      let y = Lanes<Functions>(values: reader.lanes(run.second, offset))
      let v = Lanes<Functions>(values: values.lanes(at: start &+ offset))
      let adjoint = adjoints.lanes(at: start &+ offset)
      if run.firstTarget.access != .none {
        put(adjoint * E.partials(x, y, v).0.values, run.firstTarget, offset)
      }
      if run.secondTarget.access != .none {
        put(adjoint * E.partials(x, y, v).1.values, run.secondTarget, offset)
      }
      offset &+= 8
    }
    while offset < count {
      let (x, y) = (reader.number(run.first, offset), reader.number(run.second, offset))
      let (v, adjoint) = (values[start &+ offset], adjoints[start &+ offset])
      if run.firstTarget.access != .none {
        put(adjoint * E.partials(x, y, v).0, run.firstTarget, offset)
      }
      if run.secondTarget.access != .none {
        put(adjoint * E.partials(x, y, v).1, run.secondTarget, offset)
      }
      offset &+= 1
    }
  }

  /// Only the last link has an adjoint of its own; it is handed on from link to link.
  @inline(__always)
  private func scan<E: BinaryElemental>(_: E.Type, _ reader: Reader) {
    let start = Int(run.start)
    var offset = Int(run.count) &- 1
    var adjoint = adjoints[start &+ offset]
    while offset >= 0 {
      let x = offset == 0 ? values[run.first.place] : values[start &+ offset &- 1]
      let (y, v) = (reader.number(run.second, offset), values[start &+ offset])
      if run.secondTarget.access != .none {
        put(adjoint * E.partials(x, y, v).1, run.secondTarget, offset)
      }
      adjoint = adjoint * E.partials(x, y, v).0
      offset &-= 1
    }
    put(adjoint, run.firstTarget, 0)
  }

  @inline(__always)
  func visit<E: TernaryElemental>(_: E.Type) {}
}
