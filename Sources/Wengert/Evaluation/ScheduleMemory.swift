/// A schedule and the memory that its loops work in.
struct ScheduleMemory {
  private let tape: Tape
  private let output: Int32
  private let seed: Int32
  private let runs: Memory<Run>
  private let joins: Memory<Join>
  private let places: Memory<Int32>
  private let values: Memory<Double>
  private let adjoints: Memory<Double>

  /// The schedule of a tape; nil where an engine is asked for that does without, or runs would be short.
  init?(_ tape: Tape, _ engine: Evaluator.Options.Engine) {
    guard engine != .scalar, !tape.codes.isEmpty else { return nil }
    let schedule = Schedule(tape)
    guard engine.takes(runs: schedule.runs.count, of: tape) else { return nil }
    self.tape = tape
    output = schedule.positions[Int(tape.outputs[0])]
    seed = schedule.seed
    runs = Memory(schedule.runs, otherwise: .empty)
    joins = Memory(schedule.joins, otherwise: Join(start: 0, count: 0, place: 0, ranks: 0))
    places = Memory(schedule.places, otherwise: 0)
    values = Memory(repeating: 0, count: tape.count)
    adjoints = Memory(repeating: 0, count: schedule.size)
    values.copy(tape.constants, from: 0, count: tape.constants.count, to: tape.inputs)
  }

  func release() {
    runs.release()
    joins.release()
    places.release()
    values.release()
    adjoints.release()
  }

  func value(at point: borrowing [Double], _ usesVectorFunctions: Bool) -> Double {
    values.copy(point, from: 0, count: tape.inputs, to: 0)
    if usesVectorFunctions {
      sweeps(FastLanes.self).evaluate()
    } else {
      sweeps(ExactLanes.self).evaluate()
    }
    return values[output]
  }

  func valueAndGradient(
    at point: borrowing [Double], into gradient: inout [Double], _ usesVectorFunctions: Bool
  ) -> Double {
    let value = value(at: point, usesVectorFunctions)
    adjoints[seed] = 1
    if usesVectorFunctions {
      sweeps(FastLanes.self).flowBack(adjoints)
    } else {
      sweeps(ExactLanes.self).flowBack(adjoints)
    }
    adjoints.scatter(0, count: tape.inputs, to: &gradient, from: 0, step: 1)
    return value
  }

  private func sweeps<F: LaneFunctions>(_: F.Type) -> RunSweeps<F> {
    RunSweeps<F>(runs: runs, joins: joins, places: places, values: values)
  }
}

/// The runs of a tape of which the values alone are wanted, on memory of somebody else's.
struct ForwardSchedule {
  /// The new position of each position of the tape.
  let positions: [Int32]
  private let runs: Memory<Run>
  private let places: Memory<Int32>
  private let values: Memory<Double>

  /// The runs of a tape; nil where an engine is asked for that does without, or they would be short.
  init?(_ tape: Tape, _ engine: Evaluator.Options.Engine, values: Memory<Double>) {
    guard engine != .scalar, !tape.codes.isEmpty else { return nil }
    let scheduler = Scheduler(tape)
    guard engine.takes(runs: scheduler.runs.count, of: tape) else { return nil }
    positions = scheduler.positions
    runs = Memory(scheduler.runs, otherwise: .empty)
    places = Memory(scheduler.places, otherwise: 0)
    self.values = values
  }

  func release() {
    runs.release()
    places.release()
  }

  /// The values of all operations, from those of the inputs and constants.
  func evaluate(_ usesVectorFunctions: Bool) {
    if usesVectorFunctions {
      sweeps(FastLanes.self).evaluate()
    } else {
      sweeps(ExactLanes.self).evaluate()
    }
  }

  private func sweeps<F: LaneFunctions>(_: F.Type) -> RunSweeps<F> {
    RunSweeps<F>(runs: runs, joins: nil, places: places, values: values)
  }
}

extension Evaluator.Options.Engine {
  /// The shortest average run for which eight at a time are faster than one after the other.
  private static let shortestRun = 6

  /// Whether a tape in so many runs is evaluated in runs.
  fileprivate func takes(runs: Int, of tape: Tape) -> Bool {
    self == .runs || tape.codes.count >= Self.shortestRun * runs
  }
}
