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

/// A line of running mathematics: an expression, or several with equals signs between them.
package struct WrittenStatement: Equatable, Sendable {
  /// The expressions; never empty.
  package let sides: [WrittenFormula]

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
    var statements: [WrittenStatement] = []
    for sides in WrittenLines(source.bytes).lines where !source.isBlank(sides) {
      let formulas = try sides.map { side throws(NotationError) in try source.formula(side) }
      statements.append(WrittenStatement(sides: formulas))
    }
    guard !statements.isEmpty else {
      throw NotationError(
        problem: .expected("an expression", found: "nothing"), range: SourceRange(0, 0),
        source: source)
    }
    return statements
  }
}

/// Where the sides of equations stand in a text.
private struct WrittenLines {
  /// The sides of each line.
  private(set) var lines: [[Range<Int>]] = [[]]

  init(_ bytes: [UInt8]) {
    var start = 0
    var depth = 0
    var isComment = false
    for (position, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\n") { isComment = false }
      if byte == UInt8(ascii: "#") { isComment = true }
      guard !isComment else { continue }
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\n") where depth <= 0, UInt8(ascii: ";") where depth <= 0:
        lines[lines.count - 1].append(start..<position)
        lines.append([])
        start = position + 1
      case UInt8(ascii: "=") where depth <= 0 && WrittenLines.isAlone(position, in: bytes):
        lines[lines.count - 1].append(start..<position)
        start = position + 1
      default: continue
      }
    }
    lines[lines.count - 1].append(start..<bytes.count)
  }

  /// Whether an equals sign is no part of a comparison.
  private static func isAlone(_ position: Int, in bytes: [UInt8]) -> Bool {
    let before = position > 0 ? bytes[position - 1] : 0
    let after = position + 1 < bytes.count ? bytes[position + 1] : 0
    return !"<>!=".utf8.contains(before) && after != UInt8(ascii: "=")
  }
}

extension SourceText {
  /// Whether nothing but blanks and comments stands in a line.
  fileprivate func isBlank(_ sides: [Range<Int>]) -> Bool {
    guard sides.count == 1 else { return false }
    let first = bytes[sides[0]].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
    return first == nil || first == UInt8(ascii: "#")
  }

  /// The expression in a stretch.
  fileprivate func formula(_ range: Range<Int>) throws(NotationError) -> WrittenFormula {
    // Everything else is blanked out, so that places stay what they are.
    var part = [UInt8](repeating: 0x20, count: bytes.count)
    part.replaceSubrange(range, with: bytes[range])
    let script: Script
    do {
      script = try Parser.parse(
        SourceText(utf8: part, name: name), memberLimit: Program.Options().memberLimit)
    } catch {
      throw NotationError(problem: error.problem, range: error.range, source: self)
    }
    guard script.statements.count == 1, case .expression(let value) = script.statements[0] else {
      throw NotationError(
        problem: .expected(
          "an expression", found: script.statements.isEmpty ? "nothing" : "another statement"),
        range: SourceRange(range.lowerBound, max(range.upperBound, range.lowerBound)), source: self)
    }
    return script.formula(value.code)
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
