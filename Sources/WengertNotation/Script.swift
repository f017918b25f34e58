import Wengert

/// A text after parsing: statements whose expressions are runs of postfix code.
///
/// Postfix code needs no tree, so an expression of any length is read, kept and evaluated without recursion.
struct Script {
  var names = Vocabulary.names
  var code: [Instruction] = []
  var statements: [Statement] = []
  /// The members of families that the text names, by the name of the family.
  var members = NameMap<[Name]>()
}

extension Script {
  /// Remembers that the text names a member of a family.
  mutating func noteMember(_ member: Name, of base: Name) {
    if members[base] == nil { members[base] = [] }
    members[base]?.append(member)
  }
}

/// One step of an expression in postfix order.
struct Instruction {
  enum Operation {
    case number(Double)
    case name(Name)
    case unary(Elemental)
    case binary(Elemental)
    case ternary(Elemental)
    /// A call of a function of the text with so many arguments.
    case call(Name, Int32)
    /// The member of a family; its indices, so many, are operands.
    case member(Name, Int32)
    /// Behind the condition of an `if`: where the code of the other branch begins.
    case choose(otherwise: Position)
    /// Between the branches of an `if`: where its ``ternary(_:)`` stands.
    case otherwise(end: Position)
    /// Behind a bound of a sum or product, which must be a whole number.
    case bound
    /// The sum or product over an index between two operands; what is added up follows, up to an end.
    case series(Elemental, index: Name, end: Position)
  }

  /// A place in the code.
  ///
  /// An instruction stands for a byte of the text or a member of a family at least, so 32 bits count them.
  typealias Position = Int32

  let operation: Operation
  let range: SourceRange
}

extension Instruction.Operation {
  /// Whether it is an operand by itself.
  var isOperand: Bool {
    switch self {
    case .number, .name: true
    default: false
    }
  }
}

extension [Instruction] {
  /// How many of some instructions run at least: of an `if` the condition, of a sum or product the bounds.
  func leastOperations(of code: Range<Int>) -> Int {
    var count = 0
    var position = code.lowerBound
    while position < code.upperBound {
      count += 1
      switch self[position].operation {
      case .choose(let otherwise):
        // The instruction before the other branch knows where that ends.
        position = Int(otherwise)
        if case .otherwise(let end) = self[position - 1].operation { position = Int(end) }
      case .series(_, _, let end): position = Int(end)
      default: position += 1
      }
    }
    return count
  }
}

extension Script {
  /// What an expression refers to.
  enum Use {
    case name(NameUse)
    case call(Name)
    /// Members of a family that only the recording knows.
    case members(of: Name)
  }

  /// Calls `body` with what an expression refers to, but for the indices of its sums and products and the given
  /// names.
  func forEachUse<Failure>(
    in expression: Expression, except own: [NameUse] = [],
    _ body: (Use) throws(Failure) -> Void
  ) throws(Failure) {
    var bound: [Name: Int] = [:]
    for use in own { bound[use.name] = .max }
    for position in expression.code {
      let instruction = code[position]
      switch instruction.operation {
      case .name(let name):
        if !bound.isEmpty, let end = bound[name], position < end { continue }
        try body(.name(NameUse(name: name, range: instruction.range)))
      case .call(let name, _): try body(.call(name))
      case .member(let base, _): try body(.members(of: base))
      case .series(_, let index, let end): bound[index] = max(bound[index] ?? 0, Int(end))
      case .number, .unary, .binary, .ternary, .choose, .otherwise, .bound: continue
      }
    }
  }
}

/// A run of instructions.
struct Expression {
  private let start, end: Instruction.Position
  let range: SourceRange

  init(code: Range<Int>, range: SourceRange) {
    start = Instruction.Position(code.lowerBound)
    end = Instruction.Position(code.upperBound)
    self.range = range
  }

  var code: Range<Int> { Int(start)..<Int(end) }
}

/// A name and where it stands.
struct NameUse {
  let name: Name
  let range: SourceRange
}

/// `name = expression`, or a bare name.
struct Binding {
  let target: NameUse
  let value: Expression?
}

/// Members of a family, such as `W[1..2, 1..3]`, by the ranges of their indices.
struct Family {
  /// The values of one index, and what the index is called where the members are defined.
  struct Axis {
    let index: NameUse?
    let bounds: ClosedRange<Int>
    /// Whether it was written as a range, if only of one value.
    let isRange: Bool
  }

  let base: Name
  let axes: [Axis]
  let range: SourceRange

  /// The number of members; nil beyond a limit.
  func count(upTo limit: Int) -> Int? {
    var count = 1
    for axis in axes {
      let (product, overflows) = count.multipliedReportingOverflow(by: axis.bounds.count)
      guard !overflows, product <= limit else { return nil }
      count = product
    }
    return count
  }

  /// The indices of the members, the last one running fastest.
  var members: [[Int]] {
    axes.reduce([[]]) { rows, axis in rows.flatMap { row in axis.bounds.map { row + [$0] } } }
  }
}

extension NameTable {
  /// The name of a member, `W[1,2]`.
  mutating func member(_ base: Name, _ indices: [Int]) -> Name {
    intern("\(self[base])[\(indices.map(String.init).joined(separator: ","))]")
  }
}

/// A line of the notation.
enum Statement {
  /// `h[i in 1..3] = expression`: an assignment to each member.
  case family(Family, members: [NameUse], Expression)
  case assignment(NameUse, Expression)
  case function(NameUse, parameters: [NameUse], Expression)
  case expression(Expression)
  case input([NameUse])
  case output([Binding])
  case point([Binding])
  case tangent([Binding])
  case adjoint([Binding])
}
