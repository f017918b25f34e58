/// A number that remembers how it was computed.
///
/// Arithmetic and elementary functions of variables are recorded; a number that meets them becomes a constant.
/// Comparisons look at the primals and are not recorded, so `if` and `while` follow what happens at the point;
/// ``select(_:_:_:)`` with ``less(_:_:)`` and its like records both ways.
/// Any generic function over the protocols of swift-numerics can be recorded unchanged.
public struct Variable {
  /// The value.
  public let primal: Double

  let node: NodeID
  /// Where it was computed; nil for a constant that has met no variable yet.
  let recording: Recording?

  init(_ primal: Double, _ node: NodeID, _ recording: Recording) {
    self.primal = primal
    self.node = node
    self.recording = recording
  }

  /// A constant.
  public init(_ value: Double) {
    primal = value
    node = NodeID(rawValue: -1)
    recording = nil
  }

  /// The same variable with a name for figures and traces; the first name stays.
  ///
  /// A constant that has met no variable has nothing to name.
  @discardableResult
  public func named(_ name: String) -> Variable {
    recording?.name(self, name)
    return self
  }

  static func apply<E: UnaryElemental>(_: E.Type, _ x: Variable) -> Variable {
    x.recording?.apply(E.self, x) ?? Variable(E.primal(x.primal))
  }

  static func apply<E: BinaryElemental>(_: E.Type, _ x: Variable, _ y: Variable) -> Variable {
    (x.recording ?? y.recording)?.apply(E.self, x, y) ?? Variable(E.primal(x.primal, y.primal))
  }

  static func apply<E: TernaryElemental>(
    _: E.Type, _ x: Variable, _ y: Variable, _ z: Variable
  ) -> Variable {
    (x.recording ?? y.recording ?? z.recording)?.apply(E.self, x, y, z)
      ?? Variable(E.primal(x.primal, y.primal, z.primal))
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
