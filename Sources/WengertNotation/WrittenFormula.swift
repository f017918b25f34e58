package import Wengert

/// An expression as it is written, for running text: nothing is recorded, computed or shared, and the functions that it
/// calls need no definition.
package indirect enum WrittenFormula: Equatable, Sendable {
  case number(Double)
  case name(String)
  /// An elemental around its operands, in their order.
  case elemental(Elemental, [WrittenFormula])
  /// A call of a function that is no elemental.
  case call(String, [WrittenFormula])
  /// The member of a family whose indices are expressions.
  case member(String, [WrittenFormula])
  /// The sum or product of terms over an index from one bound to another.
  case series(Elemental, index: String, from: WrittenFormula, to: WrittenFormula, WrittenFormula)
}

/// A line of running mathematics: an expression, or an equation with a name or a function on its left.
package struct WrittenStatement: Equatable, Sendable {
  /// What stands before the equals sign; nil where there is none.
  package let left: WrittenFormula?
  /// What stands behind it, or the expression.
  package let right: WrittenFormula

  /// The longest text that is read: formulas are set by recursion, so their depth has to be bounded.
  package static let limit = 2_000

  /// The lines of a text.
  ///
  /// - Throws: ``NotationError`` where it is neither expressions nor equations.
  package static func read(_ source: SourceText) throws(NotationError) -> [WrittenStatement] {
    guard source.bytes.count <= limit else {
      throw NotationError(
        problem: .expected("a formula of at most \(limit) bytes", found: "\(source.bytes.count)"),
        range: SourceRange(0, 0), source: source)
    }
    let script = try Parser.parse(source)
    let statements = try script.statements.map { statement throws(NotationError) in
      try WrittenStatement(statement, of: script, source)
    }
    guard !statements.isEmpty else {
      throw NotationError(
        problem: .expected("an expression", found: "nothing"), range: SourceRange(0, 0),
        source: source)
    }
    return statements
  }

  private init(
    _ statement: Statement, of script: Script, _ source: SourceText
  ) throws(NotationError) {
    switch statement {
    case .expression(let value):
      left = nil
      right = script.formula(value.code)
    case .assignment(let target, let value):
      left = .name(script.names[target.name])
      right = script.formula(value.code)
    case .function(let target, let parameters, let value):
      left = .call(
        script.names[target.name], parameters.map { .name(script.names[$0.name]) })
      right = script.formula(value.code)
    case .family, .input, .output, .point, .tangent, .adjoint:
      throw NotationError(
        problem: .expected("an expression or an equation", found: "another statement"),
        range: SourceRange(0, source.bytes.count), source: source)
    }
  }
}

extension Script {
  /// What some postfix code says.
  fileprivate func formula(_ code: Range<Int>) -> WrittenFormula {
    var stack: [WrittenFormula] = []
    func pop(_ count: Int) -> [WrittenFormula] {
      defer { stack.removeLast(count) }
      return Array(stack.suffix(count))
    }
    var position = code.lowerBound
    while position < code.upperBound {
      let operation = self.code[position].operation
      position += 1
      switch operation {
      case .number(let value): stack.append(.number(value))
      case .name(let name): stack.append(.name(names[name]))
      case .unary(let elemental): stack.append(.elemental(elemental, pop(1)))
      case .binary(let elemental): stack.append(.elemental(elemental, pop(2)))
      case .ternary(let elemental): stack.append(.elemental(elemental, pop(3)))
      case .call(let name, let count): stack.append(.call(names[name], pop(Int(count))))
      case .member(let name, let count): stack.append(.member(names[name], pop(Int(count))))
      case .choose, .otherwise, .bound: continue
      case .series(let elemental, let index, let end):
        let bounds = pop(2)
        let term = formula(position..<Int(end))
        position = Int(end)
        stack.append(
          .series(elemental, index: names[index], from: bounds[0], to: bounds[1], term))
      }
    }
    guard let result = stack.last, stack.count == 1 else {
      preconditionFailure("an expression leaves one value")
    }
    return result
  }
}
