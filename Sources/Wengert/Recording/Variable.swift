/// A number that remembers how it was computed.
///
/// Arithmetic and elementary functions of variables are recorded; a number that meets them becomes a constant.
/// Comparisons look at the primals and are not recorded, so `if` and `while` follow what happens at the point;
/// ``select(_:_:_:)`` with ``less(_:_:)`` and its like records both ways.
/// Any generic function over the protocols of swift-numerics can be recorded unchanged.
public struct Variable {
  /// The value.
  public let primal: Double

  /// The node, and where it was recorded by which of the recordings that used that memory; no tape for a constant
  /// that has met no variable yet.
  let node: Int32
  let generation: UInt32
  let tape: RecordingTape?

  @inline(__always)
  init(_ primal: Double, _ node: Int32, _ tape: RecordingTape, _ generation: UInt32) {
    self.primal = primal
    self.node = node
    self.tape = tape
    self.generation = generation
  }

  /// A constant.
  @inline(__always)
  public init(_ value: Double) {
    primal = value
    node = -1
    generation = 0
    tape = nil
  }

  /// The recording that the variable belongs to; nil for a constant.
  private var recording: Recording? { tape.flatMap(recording) }

  private func recording(_ tape: RecordingTape) -> Recording {
    guard generation == tape.generation, let recording = tape.owner else {
      preconditionFailure(
        "a variable with the value \(primal) is used after its recording has ended")
    }
    return recording
  }

  /// The same variable with a name for figures and traces; the first name stays.
  ///
  /// A constant that has met no variable has nothing to name.
  @discardableResult
  public func named(_ name: String) -> Variable {
    recording?.name(self, name)
    return self
  }

  @inline(__always)
  static func apply<E: UnaryElemental>(_: E.Type, _ x: Variable) -> Variable {
    let value = E.primal(x.primal)
    guard let tape = x.tape else { return Variable(value) }
    guard x.generation == tape.directGeneration,
      let node = tape.append(E.elemental, x.node, -1)
    else { return record(E.elemental, x, nil, value) }
    return Variable(value, node, tape, x.generation)
  }

  @inline(__always)
  static func apply<E: BinaryElemental>(_: E.Type, _ x: Variable, _ y: Variable) -> Variable {
    let value = E.primal(x.primal, y.primal)
    if let tape = x.tape {
      if x.generation == tape.directGeneration {
        if y.tape == tape, y.generation == x.generation {
          if let node = tape.append(E.elemental, x.node, y.node) {
            return Variable(value, node, tape, x.generation)
          }
        } else if y.tape == nil, let node = tape.append(E.elemental, x.node, constant: y.primal) {
          return Variable(value, node, tape, x.generation)
        }
      }
    } else if let tape = y.tape {
      if y.generation == tape.directGeneration,
        let node = tape.append(E.elemental, constant: x.primal, y.node)
      {
        return Variable(value, node, tape, y.generation)
      }
    } else {
      return Variable(value)
    }
    return record(E.elemental, x, y, value)
  }

  /// Records by way of the recording, which makes room, shares equal elementals, and refuses what does not belong to
  /// it.
  @inline(never)
  private static func record(
    _ elemental: Elemental, _ x: Variable, _ y: Variable?, _ value: Double
  ) -> Variable {
    guard let owner = x.tape == nil ? y : x, let tape = owner.tape else { return Variable(value) }
    let node = owner.recording(tape).apply(elemental, x, y)
    return Variable(value, node, tape, owner.generation)
  }

  static func apply<E: TernaryElemental>(
    _: E.Type, _ x: Variable, _ y: Variable, _ z: Variable
  ) -> Variable {
    let value = E.primal(x.primal, y.primal, z.primal)
    guard let owner = [x, y, z].first(where: { $0.tape != nil }), let tape = owner.tape else {
      return Variable(value)
    }
    let node = owner.recording(tape).apply(E.elemental, x, y, z)
    return Variable(value, node, tape, owner.generation)
  }
}

extension Variable: CustomStringConvertible {
  public var description: String { primal.description }
}

extension Variable: Comparable {
  /// Whether the primals are equal.
  public static func == (x: Variable, y: Variable) -> Bool { x.primal == y.primal }

  /// Whether the primal is smaller.
  public static func < (x: Variable, y: Variable) -> Bool { x.primal < y.primal }
}

extension Variable: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  public init(integerLiteral value: Int) { self.init(Double(value)) }
  public init(floatLiteral value: Double) { self.init(value) }
}
