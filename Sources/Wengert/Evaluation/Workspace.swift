/// The tape of an ``Evaluator`` and the memory that its sweeps work in, made once and used by every call.
final class Workspace {
  private let tape: Tape
  private let usesVectorFunctions: Bool
  private let sweeps: ScalarSweeps
  /// Runs of equal operations; nil where they are too short to be worth it.
  private let schedule: ScheduleMemory?
  private let values: Memory<Double>
  /// All zero between two calls, but for those of the inputs and constants.
  private let adjoints: Memory<Double>
  /// Memory that only some calls need, made when the first of them comes.
  private var tangents, lanes, slopes, blocks, blockAdjoints, kept: Memory<Double>?
  private var partials: Memory<SecondOrderSweeps.Partials>?

  init(_ tape: Tape, _ options: Evaluator.Options) {
    self.tape = tape
    usesVectorFunctions = options.vectorFunctions
    values = Memory(repeating: 0, count: tape.count)
    adjoints = Memory(repeating: 0, count: tape.count)
    sweeps = ScalarSweeps(tape, values: values)
    values.copy(tape.constants, from: 0, count: tape.constants.count, to: tape.inputs)
    schedule = tape.outputs.count == 1 ? ScheduleMemory(tape, options.engine) : nil
  }

  deinit {
    sweeps.release()
    adjoints.release()
    schedule?.release()
    partials?.release()
    for memory in [tangents, lanes, slopes, blocks, blockAdjoints, kept] { memory?.release() }
  }

  /// Memory of so many numbers for each position, zero at first.
  private func memory(_ own: inout Memory<Double>?, width: Int) -> Memory<Double> {
    if let memory = own { return memory }
    let memory = Memory<Double>(repeating: 0, count: width * tape.count)
    own = memory
    return memory
  }

  // MARK: One point

  /// The value of the first output.
  func value(at point: borrowing [Double]) -> Double {
    if let schedule { return schedule.value(at: point, usesVectorFunctions) }
    evaluate(at: point)
    return values[tape.outputs[0]]
  }

  private func evaluate(at point: borrowing [Double]) {
    values.copy(point, from: 0, count: tape.inputs, to: 0)
    sweeps.evaluate()
  }

  /// The value of the first output and its gradient.
  func valueAndGradient(at point: borrowing [Double], into gradient: inout [Double]) -> Double {
    if let schedule {
      return schedule.valueAndGradient(at: point, into: &gradient, usesVectorFunctions)
    }
    let kept = keptPartials()
    values.copy(point, from: 0, count: tape.inputs, to: 0)
    // Without anything to keep, the loop that keeps nothing is the faster one.
    if kept.count > 0 { sweeps.evaluate(keeping: kept) } else { sweeps.evaluate() }
    adjoints.fill(0, from: 0, count: tape.base)
    adjoints[tape.outputs[0]] = 1
    sweeps.flowBack(adjoints, kept: kept)
    adjoints.scatter(0, count: tape.inputs, to: &gradient, from: 0, step: 1)
    return values[tape.outputs[0]]
  }

  /// Memory for the partials that a sweep keeps: none where no elemental does.
  private func keptPartials() -> Memory<Double> {
    if let kept { return kept }
    let memory = Memory<Double>(repeating: 0, count: tape.keepsPartials ? tape.codes.count : 0)
    kept = memory
    return memory
  }

  func tangent(
    at point: borrowing [Double], along direction: borrowing [Double]
  ) -> (value: Double, tangent: Double) {
    let tangents = memory(&tangents, width: 1)
    values.copy(point, from: 0, count: tape.inputs, to: 0)
    tangents.copy(direction, from: 0, count: tape.inputs, to: 0)
    sweeps.evaluate(tangents: tangents)
    return (values[tape.outputs[0]], tangents[tape.outputs[0]])
  }

  /// The tangents of the first output in up to eight directions.
  func tangents(
    at point: borrowing [Double], along directions: ArraySlice<[Double]>
  ) -> SIMD8<Double> {
    let lanes = memory(&lanes, width: 8)
    values.copy(point, from: 0, count: tape.inputs, to: 0)
    if directions.count < 8 { lanes.fill(0, from: 0, count: 8 * tape.inputs) }
    // In pieces that stay in the first cache while all eight are written.
    for start in stride(from: 0, to: tape.inputs, by: 256) {
      let count = min(256, tape.inputs - start)
      for (lane, direction) in directions.enumerated() {
        lanes.copy(direction, from: start, count: count, to: 8 * start + lane, step: 8)
      }
    }
    sweeps.evaluate(lanes: lanes)
    return lanes.lanes(at: 8 * Int(tape.outputs[0]))
  }

  /// The unit directions of eight inputs from one on.
  private func setUnits(_ lanes: Memory<Double>, from start: Int) {
    lanes.fill(0, from: 0, count: 8 * tape.inputs)
    for lane in 0..<min(8, tape.inputs - start) { lanes[8 * (start + lane) + lane] = 1 }
  }

  func jacobian(at point: borrowing [Double], into rows: inout [Double]) {
    let inputs = tape.inputs
    let lanes = memory(&lanes, width: 8)
    values.copy(point, from: 0, count: inputs, to: 0)
    for start in stride(from: 0, to: inputs, by: 8) {
      setUnits(lanes, from: start)
      sweeps.evaluate(lanes: lanes)
      for (row, output) in tape.outputs.enumerated() {
        lanes.scatter(
          8 * Int(output), count: min(8, inputs - start), to: &rows, from: row * inputs + start,
          step: 1)
      }
    }
  }

  func hessian(at point: borrowing [Double], into rows: inout [Double]) {
    let inputs = tape.inputs
    let (lanes, slopes) = (memory(&lanes, width: 8), memory(&slopes, width: 8))
    let sweeps = secondOrder()
    values.copy(point, from: 0, count: inputs, to: 0)
    sweeps.evaluate()
    adjoints.fill(0, from: 0, count: tape.count)
    adjoints[tape.outputs[0]] = 1
    sweeps.flowBack(adjoints)
    for start in stride(from: 0, to: inputs, by: 8) {
      setUnits(lanes, from: start)
      sweeps.evaluate(lanes: lanes)
      slopes.fill(0, from: 0, count: 8 * tape.base)
      sweeps.flowBack(adjoints, tangents: lanes, slopes: slopes)
      for row in 0..<inputs {
        slopes.scatter(
          8 * row, count: min(8, inputs - start), to: &rows, from: row * inputs + start, step: 1)
      }
    }
    adjoints.fill(0, from: 0, count: tape.count)
  }

  private func secondOrder() -> SecondOrderSweeps {
    if let partials { return SecondOrderSweeps(scalar: sweeps, partials: partials) }
    let memory = Memory(repeating: SecondOrderSweeps.Partials(), count: tape.codes.count)
    partials = memory
    return SecondOrderSweeps(scalar: sweeps, partials: memory)
  }

  // MARK: Many points

  func values(at points: borrowing [Double], count: Int, into values: inout [Double]) {
    if usesVectorFunctions {
      run(FastLanes.self, points, count, &values)
    } else {
      run(ExactLanes.self, points, count, &values)
    }
  }

  func valuesAndGradients(
    at points: borrowing [Double], count: Int, values: inout [Double], gradients: inout [Double]
  ) {
    if usesVectorFunctions {
      run(FastLanes.self, points, count, &values, &gradients)
    } else {
      run(ExactLanes.self, points, count, &values, &gradients)
    }
  }

  private func run<F: LaneFunctions>(
    _: F.Type, _ points: borrowing [Double], _ count: Int, _ values: inout [Double]
  ) {
    let blocks = filledBlocks()
    let sweeps = PointSweeps<F>(self.sweeps, values: blocks)
    for start in stride(from: 0, to: count, by: Self.width) {
      let size = min(Self.width, count - start)
      load(points, from: start, count: size, into: blocks)
      sweeps.evaluate()
      store(blocks, from: start, count: size, into: &values)
    }
  }

  private func run<F: LaneFunctions>(
    _: F.Type, _ points: borrowing [Double], _ count: Int, _ values: inout [Double],
    _ gradients: inout [Double]
  ) {
    let blocks = filledBlocks()
    let adjoints = memory(&blockAdjoints, width: Self.width)
    let sweeps = PointSweeps<F>(self.sweeps, values: blocks)
    for start in stride(from: 0, to: count, by: Self.width) {
      let size = min(Self.width, count - start)
      load(points, from: start, count: size, into: blocks)
      sweeps.evaluate()
      store(blocks, from: start, count: size, into: &values)
      adjoints.fill(0, from: 0, count: tape.base * Self.width)
      adjoints.fill(1, from: Int(tape.outputs[0]) * Self.width, count: Self.width)
      sweeps.flowBack(adjoints)
      for input in 0..<tape.inputs {
        adjoints.scatter(
          input * Self.width, count: size, to: &gradients, from: start * tape.inputs + input,
          step: tape.inputs)
      }
    }
  }

  private static let width = PointSweeps<FastLanes>.width

  /// The values of a block of points, those of the constants in place.
  private func filledBlocks() -> Memory<Double> {
    if let blocks { return blocks }
    let blocks = memory(&blocks, width: Self.width)
    for (position, constant) in tape.constants.enumerated() {
      for lane in 0..<Self.width {
        blocks[(tape.inputs + position) * Self.width + lane] = constant
      }
    }
    return blocks
  }

  private func load(
    _ points: borrowing [Double], from start: Int, count: Int, into blocks: Memory<Double>
  ) {
    for input in 0..<tape.inputs {
      blocks.gather(
        points, from: start * tape.inputs + input, step: tape.inputs, count: count,
        to: input * Self.width)
    }
  }

  private func store(
    _ blocks: Memory<Double>, from start: Int, count: Int, into values: inout [Double]
  ) {
    blocks.scatter(
      Int(tape.outputs[0]) * Self.width, count: count, to: &values, from: start, step: 1)
  }
}
