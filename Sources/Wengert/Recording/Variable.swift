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
  init(_ primal: Double, _ node: Int32, _ tape: RecordingTape) {
    self.primal = primal
    self.node = node
    self.tape = tape
    generation = tape.generation
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
    if tape.isDirect, x.suits(tape) {
      return Variable(value, tape.append(E.elemental, x.node, -1), tape)
    }
    return Variable(value, x.recording(tape).apply(E.elemental, x, nil), tape)
  }

  @inline(__always)
  static func apply<E: BinaryElemental>(_: E.Type, _ x: Variable, _ y: Variable) -> Variable {
    let value = E.primal(x.primal, y.primal)
    guard let tape = x.tape ?? y.tape else { return Variable(value) }
    if tape.isDirect, x.suits(tape), y.suits(tape) {
      let first = x.tape == nil ? tape.append(constant: x.primal) : x.node
      let second = y.tape == nil ? tape.append(constant: y.primal) : y.node
      return Variable(value, tape.append(E.elemental, first, second), tape)
    }
    let owner = x.tape == nil ? y : x
    return Variable(value, owner.recording(tape).apply(E.elemental, x, y), tape)
  }

  static func apply<E: TernaryElemental>(
    _: E.Type, _ x: Variable, _ y: Variable, _ z: Variable
  ) -> Variable {
    let value = E.primal(x.primal, y.primal, z.primal)
    guard let owner = [x, y, z].first(where: { $0.tape != nil }), let tape = owner.tape else {
      return Variable(value)
    }
    return Variable(value, owner.recording(tape).apply(E.elemental, x, y, z), tape)
  }

  /// Whether the variable is a constant or belongs to the recording that writes to a tape now.
  @inline(__always)
  private func suits(_ tape: RecordingTape) -> Bool {
    self.tape == nil || (self.tape == tape && generation == tape.generation)
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
