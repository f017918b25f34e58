import Wengert

/// A text after parsing: statements whose expressions are runs of postfix code.
///
/// Postfix code needs no tree, so an expression of any length is read, kept and evaluated without recursion.
struct Script {
  var names = NameTable()
  var code: [Instruction] = []
  var statements: [Statement] = []
}

/// One step of an expression in postfix order.
struct Instruction {
  enum Operation {
    case number(Double)
    case name(Name)
    case unary(Elemental)
    case binary(Elemental)
    /// A call of a function of the text with so many arguments.
    case call(Name, Int)
  }

  let operation: Operation
  let range: SourceRange
}

/// A run of instructions.
struct Expression {
  let code: Range<Int>
  let range: SourceRange
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

/// A line of the notation.
enum Statement {
  case assignment(NameUse, Expression)
  case function(NameUse, parameters: [NameUse], Expression)
  case expression(Expression)
  case input([NameUse])
  case output([Binding])
  case point([Binding])
  case tangent([Binding])
  case adjoint([Binding])
}
