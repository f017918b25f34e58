import Wengert

extension StraightLine {
  /// Gives a variable to what partials have in common, and takes primals that are there for what equals them.
  ///
  /// Sums, differences and products are left where they stand: they cost no more than a name, and read better.
  /// What stands in a branch is not moved out of it, where it might be undefined.
  mutating func shareParts() {
    var sharing = Sharing()
    for line in lines { sharing.count(line) }
    guard !sharing.counts.isEmpty else { return }
    var parts = 0
    var result: [Line] = []
    result.reserveCapacity(lines.count)
    for line in lines {
      var line = line
      for position in line.terms.indices {
        guard case .contribution(let edge, let number, let formula) = line.terms[position] else {
          continue
        }
        let shared = sharing.replacing(formula) { part in
          let variable = variables.count
          parts += 1
          variables.append(.part(parts, sweep: variables[line.variable].sweep))
          result.append(
            Line(
              variable: variable, terms: [.definition(part)], isConditional: line.isConditional))
          return variable
        }
        line.terms[position] = .contribution(edge, number: number, shared)
      }
      result.append(line)
      if case .definition(let formula) = line.terms[0] { sharing.define(formula, line.variable) }
    }
    lines = result
  }
}

/// Which formulas occur how often, and the variables that hold them.
private struct Sharing {
  /// How often each formula is written in partials outside of branches.
  private(set) var counts: [Formula: Int] = [:]
  private var variables: [Formula: Int] = [:]

  mutating func count(_ line: StraightLine.Line) {
    for case .contribution(_, _, let formula) in line.terms { count(formula) }
  }

  /// Remembers that a variable holds a formula, if partials have such a formula.
  mutating func define(_ formula: Formula, _ variable: Int) {
    guard formula.isWorthSharing, counts[formula] != nil else { return }
    if variables[formula] == nil { variables[formula] = variable }
  }

  private mutating func count(_ formula: Formula) {
    if formula.isWorthSharing {
      let count = counts[formula, default: 0]
      counts[formula] = count + 1
      // Its inside is computed once, however often it occurs.
      if count > 0 { return }
    }
    switch formula {
    case .number, .symbol: return
    case .unary(_, let x): count(x)
    case .binary(_, let x, let y):
      count(x)
      count(y)
    case .ternary(_, let condition, _, _): count(condition)
    }
  }

  /// The formula with variables in the place of what is shared.
  ///
  /// - Parameter define: takes the formula of a new part and returns its variable.
  mutating func replacing(
    _ formula: Formula, isInBranch: Bool = false, define: (Formula) -> Int
  ) -> Formula {
    let isWorthSharing = formula.isWorthSharing
    if isWorthSharing, let variable = variables[formula] { return StraightLine.symbol(variable) }
    let inside: Formula
    switch formula {
    case .number, .symbol: return formula
    case .unary(let elemental, let x):
      inside = .unary(elemental, replacing(x, isInBranch: isInBranch, define: define))
    case .binary(let elemental, let x, let y):
      let first = replacing(x, isInBranch: isInBranch, define: define)
      inside = .binary(elemental, first, replacing(y, isInBranch: isInBranch, define: define))
    case .ternary(let elemental, let x, let y, let z):
      let condition = replacing(x, isInBranch: isInBranch, define: define)
      let value = replacing(y, isInBranch: true, define: define)
      let other = replacing(z, isInBranch: true, define: define)
      inside = .ternary(elemental, condition, value, other)
    }
    guard isWorthSharing, !isInBranch, counts[formula, default: 0] > 1 else { return inside }
    let variable = define(inside)
    variables[formula] = variable
    return StraightLine.symbol(variable)
  }
}

extension Formula {
  /// Whether it costs more than a name: a quotient, a power or a call of a function.
  fileprivate var isWorthSharing: Bool {
    switch self {
    case .number, .symbol, .ternary: false
    case .unary(let elemental, _): elemental != .neg
    case .binary(let elemental, _, _): ![.add, .sub, .mul].contains(elemental)
    }
  }
}
