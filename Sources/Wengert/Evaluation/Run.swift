/// Operations of one elemental on neighbouring positions, carried out eight at a time.
struct Run: BitwiseCopyable {
  /// Where the numbers of a run's operand are found, or where what flows back to it is put.
  enum Access: UInt8 {
    /// Nowhere: a constant receives nothing.
    case none
    /// One after the other, from a place on.
    case contiguous
    /// At places that are equally far apart; at one place for all where that is no distance.
    case strided
    /// At places of their own, listed from an offset on.
    case listed
  }

  /// An access and its place or offset.
  struct Operand: BitwiseCopyable {
    let access: Access
    let place: Int32
    /// How far it is from one place to the next.
    let step: Int32

    static let none = Operand(access: .none, place: 0, step: 0)
  }

  /// The elemental with its variation.
  let code: UInt8
  /// Whether each operation has the result of the one before as its first operand.
  let isScan: Bool
  /// Whether each operation reads one node twice that nothing else reads, so that what flows back is one sum.
  var isSquare = false
  /// The position of the first result.
  let start: Int32
  let count: Int32
  let first: Operand
  let second: Operand
  /// Where the adjoints of the results are: their positions, or those of the sums that they go into.
  var adjoint = Operand.none
  /// Where the adjoints that flow back go: places among adjoints and contributions.
  var firstTarget = Operand.none
  var secondTarget = Operand.none

  /// Whether anything flows back through the run.
  var isOpen: Bool { firstTarget.access != .none || secondTarget.access != .none }

  /// No operation.
  static let empty = Run(
    code: 0, isScan: false, start: 0, count: 0, first: .none, second: .none)
}

/// Adjoints that are sums: those of neighbouring positions that as many edges leave.
struct Join: BitwiseCopyable {
  /// The first position.
  let start: Int32
  let count: Int32
  /// The contributions: those of the first rank for all positions, then those of the second, and so on.
  let place: Int32
  let ranks: Int32
}
